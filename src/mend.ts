import { type Checked, type Checker, check } from './compile.ts'
import type { Diagnostic } from './diagnostics/diagnostic.ts'
import { chooseFixes, edited } from './diagnostics/edits.ts'
import type { Fix, TextEdit } from './diagnostics/fix.ts'
import type { Host } from './source/host.ts'

/** A document of a plan, with what is to stand in it. */
export interface Change {
  readonly path: string
  readonly before: Uint8Array
  readonly after: Uint8Array
}

/** Plans that are mended one after another; they may share documents. Nothing is written. */
export interface Mender {
  /**
   * Mends what can be mended by fixes of the allowed kinds, and reads the plan again after each round, so that what
   * comes out needs no further round: the second time nothing is changed. The plan as it is then is the answer.
   */
  mend(entry: string, host: Host, checker: Checker): Promise<Checked>
  /** So far, by path. */
  changes(): readonly Change[]
  /** What was wrong so far, in the order in which it was mended. */
  mended(): readonly Diagnostic[]
}

/** A fix may make way for the next one, such as a number that is then no more the same; no plan needs as many rounds. */
const MOST_ROUNDS = 10

export function menderOf(allowed: ReadonlySet<Fix['safety']>): Mender {
  const changes = new Map<string, Change>()
  const mended: Diagnostic[] = []
  return {
    async mend(entry, host, checker) {
      const changed: Host = {
        read: async (path) => changes.get(path)?.after ?? (await host.read(path)),
        glob: (pattern) => host.glob(pattern),
      }
      for (let round = 0; ; round++) {
        const checked = await check(entry, changed, checker)
        const choice = chooseFixes(checked.diagnostics, allowed)
        if (choice.mended.length === 0 || round === MOST_ROUNDS) return checked
        for (const [path, edits] of choice.edits) {
          const before = changes.get(path)?.before ?? (await host.read(path))
          changes.set(path, changeOf(path, before, edits, checked))
        }
        mended.push(...choice.mended)
      }
    },
    changes: () => [...changes.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    mended: () => mended,
  }
}

function changeOf(
  path: string,
  before: Uint8Array | undefined,
  edits: readonly TextEdit[],
  { sources }: Checked,
): Change {
  const source = sources.get(path)
  if (source === undefined || before === undefined) throw new Error(`a fix edits ${path}, which was not read`)
  return { path, before, after: encoded(edited(source.text, edits), before) }
}

/** With the byte order mark that it had: everything else is the same text in the same encoding, byte for byte. */
function encoded(text: string, before: Uint8Array): Uint8Array {
  const hasMark = before[0] === 0xef && before[1] === 0xbb && before[2] === 0xbf
  return new TextEncoder().encode(hasMark ? `\ufeff${text}` : text)
}
