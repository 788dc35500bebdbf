import type { ParallelHint, Reference } from '../../plan/plan.ts'
import { type Located, located } from '../../source/span.ts'
import type { Block, Section, Text } from '../section.ts'
import type { Names } from '../values/references.ts'
import { mentioned, tasks } from './mentioned.ts'

/** What a task says about its order in a remark rather than in a field. */
export interface Hint {
  readonly parallel: Located<ParallelHint> | undefined
  readonly needs: Located<readonly Reference[]> | undefined
}

const remark = new RegExp(
  String.raw`\b(?:runs?|executes?|can\s+(?:be\s+)?run|parallel)\s+(?:in\s+parallel\s+)?with\s+(?<peers>${tasks})(?:[\s,]+(?:after|once)\s+(?<after>${tasks}))?`,
  'i',
)

/** `> Can run in parallel with Task 2 after Task 1 completes.` in a quote or paragraph of the task. */
export function hintIn({ blocks }: Section, names: Names): Hint {
  for (const text of blocks.flatMap(textsIn)) {
    const match = remark.exec(text.plain)
    if (match === null || !/\bparallel\b/i.test(match[0])) continue
    const { peers = '', after = '' } = match.groups ?? {}
    const at = (list: string) => mentioned(text, match.index + match[0].lastIndexOf(list), list.length, names)
    const start = text.span.start + match.index
    const span = { path: text.span.path, start, end: start + match[0].length }
    return {
      parallel: located<ParallelHint>({ answer: 'yes', peers: at(peers) }, span),
      needs: after === '' ? undefined : located(at(after), span),
    }
  }
  return { parallel: undefined, needs: undefined }
}

function textsIn(block: Block): readonly Text[] {
  if (block.kind === 'paragraph') return [block.text]
  return block.kind === 'quote' ? block.blocks.flatMap(textsIn) : []
}
