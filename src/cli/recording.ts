import { type Checked, check } from '../compile.ts'
import { atLeast } from '../diagnostics/diagnostic.ts'
import type { Document } from '../parser/dialect.ts'
import { mayHoldYaml, parseDocument } from '../parser/parse.ts'
import { meaningOf } from '../plan/meaning.ts'
import type { Plan } from '../plan/plan.ts'
import { type Recording, record } from '../record/record.ts'
import type { Run } from '../record/results.ts'
import type { Host } from '../source/host.ts'
import type { SourceFile } from '../source/source-file.ts'

/** A plan that was read, and what came of it. */
export interface Recordable {
  readonly plan: Plan
  readonly sources: ReadonlyMap<string, SourceFile>
  /** Files that belong near the plan and are not read. */
  readonly present: readonly string[]
  readonly run: Run
}

/** What the documents of a plan are to say. */
export async function recordingOf({ plan, sources, present, run }: Recordable): Promise<Recording> {
  const documents = new Map<string, Document>()
  for (const [path, source] of sources) {
    const yaml = mayHoldYaml(source) ? await import('../parser/frontmatter.ts') : undefined
    documents.set(
      path,
      parseDocument(source, () => {}, yaml),
    )
  }
  return record({ plan, run, documents, sources, present })
}

/** A host on which a recording is written already. */
export function recordedOn(
  host: Host,
  { texts }: Recording,
  matches: (glob: string, path: string) => boolean,
): Host {
  return {
    read: async (path) => {
      const text = texts.get(path)
      return text === undefined ? await host.read(path) : new TextEncoder().encode(text)
    },
    glob: async (pattern) => {
      const own = [...texts.keys()].filter((path) => matches(pattern, path))
      return [...new Set([...(await host.glob(pattern)), ...own])].sort()
    },
  }
}

/** Why a recording must not be written; `undefined`: it reads as the plan that was run, and says all that it should. */
export async function harmOf(
  before: Checked,
  after: Checked,
  again: (after: Checked) => Promise<Recording>,
): Promise<string | undefined> {
  if (before.plan === undefined || after.plan === undefined) return 'they would be no plan any more'
  if (meaningOf(before.plan) !== meaningOf(after.plan)) return 'they would ask for something else'
  const fresh = newFault(before, after)
  if (fresh !== undefined) return `they would have a fault that they have not now: ${fresh}`
  const [path] = (await again(after)).texts.keys()
  return path === undefined ? undefined : `${path} would not be read as it is written`
}

/** Errors and warnings; a rule may speak of the outcome, such as of a plan that is done. */
function newFault(before: Checked, after: Checked): string | undefined {
  const counts = new Map<string, number>()
  const faults = ({ diagnostics }: Checked) =>
    diagnostics.filter(({ severity }) => atLeast(severity, 'error'))
  for (const { by } of faults(before)) counts.set(by.code, (counts.get(by.code) ?? 0) + 1)
  const fresh = faults(after).find(({ by }) => {
    const left = counts.get(by.code) ?? 0
    counts.set(by.code, left - 1)
    return left <= 0
  })
  return fresh && `${fresh.by.code} ${fresh.message}`
}

/** Looks at a plan through another host. */
export function lookingThrough(through: (host: Host) => Host): typeof check {
  return (entry, host, checker) => check(entry, through(host), checker)
}
