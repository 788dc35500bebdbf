import { type Checked, type Checker, check } from './compile.ts'
import type { Diagnostic } from './diagnostics/diagnostic.ts'
import { chooseFixes, edited } from './diagnostics/edits.ts'
import type { Fix, TextEdit } from './diagnostics/fix.ts'
import type { Host } from './source/host.ts'

/** A document of the plan, with what is to stand in it. */
export interface Change {
  readonly path: string
  readonly before: Uint8Array
  readonly after: Uint8Array
}

export interface Mended {
  /** The plan as it is after the changes. */
  readonly checked: Checked
  /** What was wrong, in the order in which it was mended. */
  readonly mended: readonly Diagnostic[]
  /** By path. Nothing is written yet. */
  readonly changes: readonly Change[]
}

/** A fix may make way for the next one, such as a number that is then no more the same; no plan needs as many rounds. */
const MOST_ROUNDS = 10

/**
 * Mends what can be mended by fixes of the allowed kinds, and reads the plan again after each round, so that what
 * comes out needs no further round: the second time nothing is changed.
 */
export async function mend(
  entry: string,
  host: Host,
  checker: Checker,
  allowed: ReadonlySet<Fix['safety']>,
): Promise<Mended> {
  const changes = new Map<string, Change>()
  const changed: Host = {
    read: async (path) => changes.get(path)?.after ?? (await host.read(path)),
    glob: (pattern) => host.glob(pattern),
  }
  const mended: Diagnostic[] = []
  let checked = await check(entry, changed, checker)
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const choice = chooseFixes(checked.diagnostics, allowed)
    if (choice.mended.length === 0) break
    for (const [path, edits] of choice.edits)
      changes.set(path, await changeOf(path, edits, checked, changes, host))
    mended.push(...choice.mended)
    checked = await check(entry, changed, checker)
  }
  const inOrder = [...changes.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
  return { checked, mended, changes: inOrder }
}

async function changeOf(
  path: string,
  edits: readonly TextEdit[],
  { sources }: Checked,
  changes: ReadonlyMap<string, Change>,
  host: Host,
): Promise<Change> {
  const source = sources.get(path)
  const before = changes.get(path)?.before ?? (await host.read(path))
  if (source === undefined || before === undefined) throw new Error(`a fix edits ${path}, which was not read`)
  return { path, before, after: encoded(edited(source.text, edits), before) }
}

/** With the byte order mark that it had: everything else is the same text in the same encoding, byte for byte. */
function encoded(text: string, before: Uint8Array): Uint8Array {
  const hasMark = before[0] === 0xef && before[1] === 0xbb && before[2] === 0xbf
  return new TextEncoder().encode(hasMark ? `\ufeff${text}` : text)
}
