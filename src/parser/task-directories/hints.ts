import type { ParallelHint, Reference } from '../../plan/plan.ts'
import { type Located, located, type SourceSpan } from '../../source/span.ts'
import type { Block, Section, Text } from '../section.ts'
import type { Names } from '../values/references.ts'
import { listsIn, type Mention, referencesIn } from './mentioned.ts'

/** What a task says about its order in a remark rather than in a field. */
export interface Hint {
  readonly parallel: Located<ParallelHint> | undefined
  readonly needs: Located<readonly Reference[]> | undefined
}

const together = /\b(?:runs?|executes?|can (?:be )?run|parallel) (?:in parallel )?with$/i
const behind = /^,? ?(?:after|once)$/i

/** `> Can run in parallel with Task 2 after Task 1 completes.` in a quote or paragraph of the task. */
export function hintIn({ blocks }: Section, names: Names): Hint {
  for (const text of blocks.flatMap(textsIn)) {
    if (!/\bparallel\b/i.test(text.plain)) continue
    const lists = listsIn(text.plain)
    const words = (from: number, to: number | undefined) =>
      text.plain.slice(from, to).replace(/\s+/g, ' ').trim()
    const at = lists.findIndex((list) => {
      const begin = list[0]?.start ?? 0
      return together.test(words(Math.max(0, begin - 60), begin))
    })
    const [peers, after] = [lists[at], lists[at + 1]]
    if (peers === undefined) continue
    const end = peers.at(-1)?.end ?? 0
    const isAfter = after !== undefined && behind.test(words(end, after[0]?.start))
    return {
      parallel: located<ParallelHint>(
        { answer: 'yes', peers: referencesIn(text, peers, names) },
        spanOf(text, peers),
      ),
      needs: isAfter ? located(referencesIn(text, after, names), spanOf(text, after)) : undefined,
    }
  }
  return { parallel: undefined, needs: undefined }
}

function textsIn(block: Block): readonly Text[] {
  if (block.kind === 'paragraph') return [block.text]
  return block.kind === 'quote' ? block.blocks.flatMap(textsIn) : []
}

function spanOf({ span }: Text, list: readonly Mention[]): SourceSpan {
  const [start, end] = [list[0]?.start ?? 0, list.at(-1)?.end ?? 0]
  return { path: span.path, start: span.start + start, end: span.start + end }
}
