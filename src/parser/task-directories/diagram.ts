import type { Reference } from '../../plan/plan.ts'
import type { Text } from '../section.ts'
import type { Names } from '../values/references.ts'
import { mentioned, tasks } from './mentioned.ts'

/** `waiter` waits for `needed`. */
export interface Edge {
  readonly waiter: Reference
  readonly needed: Reference
  /** An arrow; else a sentence. */
  readonly drawn: boolean
}

const head = `(?:→|⟶|➜|➔|⇒|▶|─>|->|=>)`
const arrow = new RegExp(String.raw`[─━═│┬┼┴├└┌|\-=]{0,100}${head}(?:\|[^|\n]*\|)?|[├└][─━-]+`, 'g')
const down = /^[\s│|]*[↓▼⬇v][\s│|↓▼⬇v]*$/
const atEnd = new RegExp(String.raw`${tasks}\s*[^\w\s]*\s*$`, 'i')
const atStart = new RegExp(String.raw`^[\s"'[(*]*(?:\w{1,12}\[\s*)?(?<list>${tasks})`, 'i')

interface Line {
  readonly column: number
  readonly references: readonly Reference[]
}

/**
 * Arrows between tasks, in a line or in a tree:
 *
 *     > Task 1 → Task 2, Task 3 → Task 4
 *     >
 *     > Task 1 (store)
 *     >   └─→ Task 2 (queue) — needs its type
 */
export function arrowsIn(text: Text, names: Names): readonly Edge[] {
  const edges: Edge[] = []
  /** What a branch further down may hang on: each further right than the one before. */
  const tree: Line[] = []
  let falling = false
  let offset = 0
  for (const line of withoutNotes(text.plain).split('\n')) {
    const [first, ...rest] = nodesOf(line, offset, text, names)
    offset += line.length + 1
    if (first === undefined) {
      falling = down.test(line) || (falling && line.trim() === '')
      continue
    }
    const above = tree.at(-1)
    const branch = line.search(/\S/)
    while ((tree.at(-1)?.column ?? -1) >= branch) tree.pop()
    const parent = first.branch ? tree.at(-1) : falling ? above : undefined
    const chain = parent === undefined ? [first, ...rest] : [parent, first, ...rest]
    edges.push(...chain.slice(1).flatMap((waiter, index) => between(chain[index], waiter, names)))
    tree.push(...[first, ...rest])
    falling = false
  }
  return edges
}

interface Node extends Line {
  /** It stands behind an arrow that comes from a line above. */
  readonly branch: boolean
}

/** The tasks of a line, an arrow between each and the next. */
function nodesOf(line: string, offset: number, text: Text, names: Names): readonly Node[] {
  const arrows = [...line.matchAll(arrow)]
  const nodes: Node[] = []
  let start = 0
  for (const [index, end] of [...arrows.map((match) => match.index), line.length].entries()) {
    const segment = line.slice(start, end)
    const behind = index > 0
    const found = behind
      ? atStart.exec(segment)
      : (atEnd.exec(segment) ?? (arrows.length === 0 ? atStart.exec(segment) : null))
    const list = found?.groups?.['list'] ?? found?.[0]
    if (found !== null && list !== undefined) {
      const column = start + found.index + found[0].indexOf(list)
      const references = mentioned(text, offset + column, list.trimEnd().length, names)
      if (references.length > 0) nodes.push({ column, references, branch: behind && nodes.length === 0 })
    } else if (behind) break
    start = end + (arrows[index]?.[0].length ?? 0)
  }
  return nodes
}

/** Shares the plan's room with its ranges: two lists of thousands are no diagram. */
function between(needed: Line | undefined, waiting: Line, { room }: Names): readonly Edge[] {
  const before = needed?.references ?? []
  room.left -= before.length * waiting.references.length
  if (room.left < 0) return []
  return waiting.references.flatMap((waiter) =>
    before.filter(({ id }) => id !== waiter.id).map((one): Edge => ({ waiter, needed: one, drawn: true })),
  )
}

function withoutNotes(plain: string): string {
  return plain.replace(/\([^()\n]*\)/g, (note) => ' '.repeat(note.length))
}
