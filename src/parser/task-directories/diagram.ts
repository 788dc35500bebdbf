import type { Reference } from '../../plan/plan.ts'
import type { Text } from '../section.ts'
import type { Names } from '../values/references.ts'
import { listsIn, type Mention, referencesIn } from './mentioned.ts'

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
    const [first, ...rest] = nodesOf(line, (list) => referencesIn(text, moved(list, offset), names))
    offset += line.length + 1
    if (first === undefined) {
      falling = down.test(line) || (falling && line.trim() === '')
      continue
    }
    const above = tree.at(-1)
    const branch = line.search(/\S/)
    // A branch hangs on what begins above it or further left.
    const limit = first.branch ? branch + 1 : branch
    while ((tree.at(-1)?.column ?? -1) >= limit) tree.pop()
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

/** The tasks of a line, an arrow between each and the next: those in front end before it, those behind begin after it. */
function nodesOf(line: string, read: (list: readonly Mention[]) => readonly Reference[]): readonly Node[] {
  const lists = listsIn(line)
  if (lists.length === 0) return []
  const arrows = [...line.matchAll(arrow)]
  const nodes: Node[] = []
  let start = 0
  let next = 0
  for (const [index, end] of [...arrows.map((match) => match.index), line.length].entries()) {
    const begin = next
    while ((lists[next]?.[0]?.start ?? end) < end) next++
    const list = index > 0 || arrows.length === 0 ? lists[begin] : lists[next - 1]
    const from = list?.[0]?.start ?? end
    const isNode =
      list !== undefined &&
      next > begin &&
      (index > 0 || arrows.length === 0
        ? opens.test(line.slice(start, from))
        : closes.test(line.slice(list.at(-1)?.end, end)))
    if (isNode) nodes.push({ column: from, references: read(list), branch: index > 0 && nodes.length === 0 })
    else if (index > 0) break
    start = end + (arrows[index]?.[0].length ?? 0)
  }
  return nodes.filter(({ references }) => references.length > 0)
}

/** `[`, `(` or the name of a node with its label: `B[Task 2: …]`. */
const opens = /^[\s"'[(*]{0,200}(?:\w{1,12}\[\s*)?$/
const closes = /^[^\w]*$/

function moved(list: readonly Mention[], by: number): readonly Mention[] {
  return list.map((mention) => ({ ...mention, start: mention.start + by, end: mention.end + by }))
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
