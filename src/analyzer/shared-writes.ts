import { patternsMeet } from '../plan/globs.ts'
import { isWild, literalSegments, normalisePath, type PathPattern } from '../plan/paths.ts'
import type { FileChange, Task } from '../plan/plan.ts'
import { filesOf } from '../plan/walk.ts'
import { compareSpans } from '../source/span.ts'

/** One task and one entry of what it writes. */
export interface Write {
  readonly task: Task
  /** Position of the task in the text. */
  readonly index: number
  readonly file: FileChange
}

/** All writes of one spelling: by one task each, in text order. */
type Cluster = readonly Write[]

export interface SharedWrites {
  /** Tasks that name the same path, in text order, at least two. */
  readonly same: readonly Cluster[]
  /** Two spellings that meet: a file and the directory or glob that it falls under. */
  readonly crossing: readonly (readonly [Cluster, Cluster])[]
}

interface Named {
  readonly pattern: PathPattern
  readonly writes: Write[]
}

interface Folder {
  readonly folders: Map<string, Folder>
  /** Files and directories of this path, and globs whose first wildcard stands right below it. */
  readonly named: Map<string, Named>
}

/**
 * Finds them without comparing all with all: two patterns can meet only where the literal part of the one begins
 * with the literal part of the other, so each is compared with those at its own folder and the folders above.
 */
export function sharedWrites(tasks: readonly Task[], caseInsensitive: boolean): SharedWrites {
  const root: Folder = { folders: new Map(), named: new Map() }
  for (const [index, task] of tasks.entries()) {
    for (const file of filesOf(task)) add(root, { task, index, file }, caseInsensitive)
  }
  const same: Cluster[] = []
  const crossing: (readonly [Cluster, Cluster])[] = []
  const open: { readonly folder: Folder; readonly above: readonly Named[] }[] = [{ folder: root, above: [] }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { folder, above } = next
    const here = [...folder.named.values()]
    for (const [position, one] of here.entries()) {
      if (one.writes.length > 1) same.push(one.writes)
      for (const other of above)
        if (reaches(other.pattern, one.pattern)) crossing.push([other.writes, one.writes])
      for (const other of here.slice(0, position)) {
        if (reaches(other.pattern, one.pattern) || reaches(one.pattern, other.pattern)) {
          crossing.push([other.writes, one.writes])
        }
      }
    }
    const below = here.length > 0 ? [...above, ...here] : above
    for (const child of folder.folders.values()) open.push({ folder: child, above: below })
  }
  return { same: same.toSorted(byText), crossing: crossing.toSorted(([, a], [, b]) => byText(a, b)) }
}

/** By the first that writes. */
function byText([a]: Cluster, [b]: Cluster): number {
  if (a === undefined || b === undefined) return 0
  return a.index - b.index || compareSpans(a.file.span, b.file.span)
}

function add(root: Folder, write: Write, caseInsensitive: boolean): void {
  const { kind, path } = write.file
  const pattern = { kind, path: caseInsensitive ? normalisePath(path).toLowerCase() : normalisePath(path) }
  let folder = root
  for (const segment of literalSegments(pattern)) {
    const child: Folder = folder.folders.get(segment) ?? { folders: new Map(), named: new Map() }
    folder.folders.set(segment, child)
    folder = child
  }
  const key = `${kind} ${pattern.path}`
  const named: Named = folder.named.get(key) ?? { pattern, writes: [] }
  folder.named.set(key, named)
  if (named.writes.at(-1)?.task !== write.task) named.writes.push(write)
}

/** `one` stands at the folder of `other` or above it. What is called a file and lies above is a directory. */
function reaches(one: PathPattern, other: PathPattern): boolean {
  if (!isWild(one)) return true
  const [left, right] = [literalTail(one), literalTail(other)]
  return (left.endsWith(right) || right.endsWith(left)) && patternsMeet(one, other)
}

/** How every name ends that the pattern matches: a quick way to tell most of them apart. */
function literalTail({ path, kind }: PathPattern): string {
  return kind === 'directory' ? '' : (/[^*?\]})/]*$/.exec(path)?.[0] ?? '')
}
