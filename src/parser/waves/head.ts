import type { SourceSpan } from '../../source/span.ts'
import type { MarkdownDocument } from '../dialect.ts'
import type { Block, Entry, Section, Value } from '../section.ts'
import { valueAt } from '../values.ts'

/** The front matter of a plan file, wherever it stands. */
export interface Head {
  /** `fence`: in a block of code further down, where no other tool finds it. */
  readonly place: 'front' | 'fence' | 'none'
  readonly entries: readonly Entry[]
  /** All of it; the first line of the file where there is none. */
  readonly span: SourceSpan
  /** Where the text behind it begins. */
  readonly bodyStart: number
}

const frontMatter = /^---[ \t]*(?:\r\n|\n|\r)[\s\S]*?(?:\r\n|\n|\r)---[ \t]*(?:\r\n|\n|\r|$)/
const planKey = /^[ \t]*(?:phase|plan|wave|depends_on|files_modified)[ \t]*:/m

export function headOf({ path, source, outline, yaml }: MarkdownDocument): Head {
  const { text } = source
  const front = text.startsWith('---') ? frontMatter.exec(text)?.[0] : undefined
  if (front !== undefined) {
    const span = { path, start: 0, end: front.trimEnd().length }
    return { place: 'front', entries: outline.frontmatter, span, bodyStart: front.length }
  }
  const fence = fenceIn(outline)
  if (fence !== undefined && yaml !== undefined) {
    const { entries } = yaml.readFrontmatter(fence.code.value, path, fence.code.span.start)
    if (entries.length > 0) return { place: 'fence', entries, span: fence.span, bodyStart: 0 }
  }
  const [line = ''] = text.split(/[\r\n]/, 1)
  return { place: 'none', entries: [], span: { path, start: 0, end: line.length }, bodyStart: 0 }
}

type Code = Extract<Block, { readonly kind: 'code' }>

/** The first YAML block of the file, if it says what front matter says. */
function fenceIn(outline: Section): Code | undefined {
  const [first] = codesIn(outline).filter(({ language }) => /^ya?ml$/i.test(language))
  return first !== undefined && planKey.test(first.code.value) ? first : undefined
}

function codesIn({ blocks, children }: Section): readonly Code[] {
  return [...blocks.filter((block) => block.kind === 'code'), ...children.flatMap(codesIn)]
}

/** Spelling with a hyphen, as in the keys of other companions, is met: `files-modified`. */
export function keyIn({ entries }: Pick<Head, 'entries'>, key: string): Value | undefined {
  return valueAt(entries, key) ?? valueAt(entries, key.replaceAll('_', '-'))
}
