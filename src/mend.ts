import { type Checked, type Checker, check } from './compile.ts'
import { atLeast, type Diagnostic } from './diagnostics/diagnostic.ts'
import { type Choice, chooseFixes, edited } from './diagnostics/edits.ts'
import type { Fix, TextEdit } from './diagnostics/fix.ts'
import { tasksOf } from './plan/walk.ts'
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
   * comes out needs no further round: the second time nothing is changed. A fix after which the plan has an error more
   * or another number of tasks is not made. The plan as it is then is the answer.
   */
  mend(entry: string, host: Host, checker: Checker): Promise<Checked>
  /** So far, by path. */
  changes(): readonly Change[]
  /** What was wrong so far, in the order in which it was mended. */
  mended(): readonly Diagnostic[]
}

/** A fix may make way for the next one, such as a number that is then no more the same; no plan needs as many rounds. */
const MOST_ROUNDS = 50

export function menderOf(allowed: ReadonlySet<Fix['safety']>): Mender {
  const changes = new Map<string, Change>()
  const mended: Diagnostic[] = []
  return {
    async mend(entry, host, checker) {
      const refused = new Set<string>()
      let isNew = false
      let checked = await check(entry, changedBy(changes, host), checker)
      for (let round = 0; round < MOST_ROUNDS; round++) {
        const open = checked.diagnostics.filter((one) => !refused.has(keyOf(one)))
        const before = refused.size
        const attempt = await tried(open, allowed, { entry, host, checker, changes, checked, refused })
        if (attempt === undefined) {
          if (refused.size > before) continue
          // What did harm may do none after what was mended since.
          if (!isNew) return checked
          isNew = false
          refused.clear()
          continue
        }
        isNew = refused.size > 0
        for (const [path, change] of attempt.changes) changes.set(path, change)
        mended.push(...attempt.mended)
        checked = attempt.checked
      }
      return checked
    },
    changes: () => [...changes.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    mended: () => mended,
  }
}

interface State {
  readonly entry: string
  readonly host: Host
  readonly checker: Checker
  readonly changes: ReadonlyMap<string, Change>
  readonly checked: Checked
  /** Keys of findings whose fix does harm. */
  readonly refused: Set<string>
}

interface Attempt {
  readonly changes: ReadonlyMap<string, Change>
  readonly mended: readonly Diagnostic[]
  readonly checked: Checked
}

/** All fixes at once; where that does harm, each half of them, down to the one that does it. */
async function tried(
  diagnostics: readonly Diagnostic[],
  allowed: ReadonlySet<Fix['safety']>,
  state: State,
): Promise<Attempt | undefined> {
  const choice = chooseFixes(diagnostics, allowed)
  if (choice.mended.length === 0) return undefined
  const attempt = await carriedOut(choice, state)
  if (!isWorse(state.checked, attempt.checked)) return attempt
  const [first] = choice.mended
  if (first !== undefined && choice.mended.length === 1) {
    state.refused.add(keyOf(first))
    const others = diagnostics.filter((one) => one !== first)
    return await tried(others, allowed, state)
  }
  const middle = choice.mended.length >> 1
  const half = await tried(choice.mended.slice(0, middle), allowed, state)
  return half ?? (await tried(choice.mended.slice(middle), allowed, state))
}

async function carriedOut({ mended, edits }: Choice, state: State): Promise<Attempt> {
  const { entry, host, checker, checked } = state
  const changes = new Map(state.changes)
  for (const [path, own] of edits) {
    const before = changes.get(path)?.before ?? (await host.read(path))
    changes.set(path, changeOf(path, before, own, checked))
  }
  return { changes, mended, checked: await check(entry, changedBy(changes, host), checker) }
}

function changedBy(changes: ReadonlyMap<string, Change>, host: Host): Host {
  return {
    read: async (path) => changes.get(path)?.after ?? (await host.read(path)),
    glob: (pattern) => host.glob(pattern),
  }
}

/** More errors of one kind, or other tasks. */
function isWorse(before: Checked, after: Checked): boolean {
  if (before.plan === undefined || after.plan === undefined) return before.plan !== after.plan
  if (tasksOf(before.plan).length !== tasksOf(after.plan).length) return true
  const [old, now] = [errorsOf(before), errorsOf(after)]
  return [...now].some(([code, count]) => count > (old.get(code) ?? 0))
}

function errorsOf({ diagnostics }: Checked): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { by, severity } of diagnostics)
    if (atLeast(severity, 'error')) counts.set(by.code, (counts.get(by.code) ?? 0) + 1)
  return counts
}

/** Of a finding and its fix, wherever they stand. */
function keyOf({ by, span, message, fix }: Diagnostic): string {
  return JSON.stringify([by.code, span.path, message, fix?.edits.map(({ text }) => text)])
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
