import { type Located, located } from '../../source/span.ts'
import type { Block } from '../section.ts'
import { wordsOf } from '../text.ts'
import { isPlaceholder } from './words.ts'

/** All paragraphs as one text; `undefined` where they say nothing. */
export function proseOf(blocks: readonly Block[]): Located<string> | undefined {
  const texts = blocks.flatMap((block) =>
    block.kind === 'paragraph' && !isPlaceholder(block.text.plain) ? [block.text] : [],
  )
  const [first] = texts
  const last = texts.at(-1)
  if (first === undefined || last === undefined) return undefined
  return located(texts.map(wordsOf).join(' '), { ...first.span, end: last.span.end })
}
