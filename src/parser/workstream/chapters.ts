import type { Report } from '../../diagnostics/diagnostic.ts'
import { startOf } from '../../source/source-file.ts'
import type { SourceSpan } from '../../source/span.ts'
import type { MarkdownDocument } from '../dialect.ts'
import type { Block, Section } from '../section.ts'
import { noPlaceholder } from './problems.ts'
import { isPlaceholder } from './words.ts'

/** Sections of the second level, below the title or without one. */
export function chaptersOf({ children }: Section): readonly Section[] {
  return children.flatMap((one) => (one.level === 1 ? one.children : [one]))
}

export function isNamed({ heading }: Section, name: string): boolean {
  return heading?.plain.trim().toLowerCase() === name.toLowerCase()
}

/** More than comments and sentences of the scaffold. */
export function saysSomething({ blocks, children }: Section): boolean {
  return blocks.some(isFilled) || children.some(saysSomething)
}

export function isFilled(block: Block): boolean {
  switch (block.kind) {
    case 'paragraph':
      return !isPlaceholder(block.text.plain)
    case 'list':
      return block.items.some(
        ({ text, blocks }) => (text !== undefined && !isPlaceholder(text.plain)) || blocks.some(isFilled),
      )
    case 'quote':
      return block.blocks.some(isFilled)
    case 'html':
    case 'rule':
      return false
    case 'code':
    case 'table':
      return true
  }
}

/** A page that has to have certain chapters, each with something in it; `what` is the page in words. */
export function reportGaps(
  document: MarkdownDocument,
  { names, what }: { readonly names: readonly string[]; readonly what: string },
  report: Report,
): void {
  const chapters = chaptersOf(document.outline)
  for (const name of names) {
    const section = chapters.find((one) => isNamed(one, name))
    if (section !== undefined && saysSomething(section)) continue
    report(noPlaceholder, {
      span: section?.heading?.span ?? topOf(document),
      message:
        section === undefined
          ? `The ${what} has no \`## ${name}\``
          : `\`## ${name}\` of the ${what} says nothing yet`,
      help: `Fill it in: \`work\` asks for ${names.map((one) => `\`${one}\``).join(', ')}.`,
    })
  }
}

/** The title, or the first line. */
export function topOf({ outline, source }: MarkdownDocument): SourceSpan {
  return outline.children.find(({ level }) => level === 1)?.heading?.span ?? startOf(source)
}
