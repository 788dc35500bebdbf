import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Located } from '../../source/span.ts'
import type { MarkdownDocument } from '../dialect.ts'
import { fileIsUnderstood } from '../problems.ts'
import type { Section } from '../section.ts'
import { wordsOf } from '../text.ts'
import { chaptersOf, isNamed, reportGaps } from './chapters.ts'
import { isPlaceholder, shortened } from './words.ts'

/** REQUIREMENTS.md of a stage: whether it is filled in, and whether its entries name what they have to name. */
export function checkRequirements(document: MarkdownDocument, report: Report): void {
  reportGaps(document, { names: ['Summary', 'Deliverables'], what: 'stage’s requirements' }, report)
  const chapters = chaptersOf(document.outline)
  const entriesIn = (name: string) => chapters.filter((one) => isNamed(one, name)).flatMap(entriesOf)
  for (const { text, first } of entriesIn('Dependencies')) {
    if (first !== undefined && /^(?!\/|\.\.)[^\s]+$/.test(first)) continue
    report(fileIsUnderstood, {
      span: text.span,
      message: `“${shortened(wordsOf(text))}” names no path of the repository`,
      help: 'Begin it with a path in back-ticks: - `src/cache.ts` - the key type.',
    })
  }
  for (const { text, first } of entriesIn('Resources')) {
    if (/^[\s<`]*(?:resources\/|https?:\/\/)\S/.test(first ?? text.plain)) continue
    report(fileIsUnderstood, {
      span: text.span,
      message: `“${shortened(wordsOf(text))}” names no resource`,
      help: 'Begin it with a file below `resources/` or with an address.',
    })
  }
}

/** Paths of the repository that a stage's requirements depend on. */
export function dependenciesOf(document: MarkdownDocument): readonly Located<string>[] {
  const named = chaptersOf(document.outline).filter((one) => isNamed(one, 'Dependencies'))
  return named.flatMap(entriesOf).flatMap(({ text }) => text.codes.slice(0, 1))
}

/** Items and the first words in back-ticks of each. */
function entriesOf({ blocks }: Section) {
  const items = blocks.flatMap((block) => (block.kind === 'list' ? block.items : []))
  return items.flatMap(({ text }) =>
    text === undefined || isPlaceholder(text.plain) ? [] : [{ text, first: text.codes[0]?.value }],
  )
}
