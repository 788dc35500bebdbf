import { check } from '../compile.ts'
import { dialects } from '../parser/dialects/index.ts'
import { mayHoldYaml, parseDocument } from '../parser/parse.ts'
import type { Plan } from '../plan/plan.ts'
import type { Recording } from '../record/record.ts'
import type { Run } from '../record/results.ts'
import type { SourceFile } from '../source/source-file.ts'
import { diskHost } from '../workspace/disk.ts'
import type { DocumentChange } from '../workspace/documents.ts'
import { matcher } from '../workspace/glob.ts'
import { UnusablePath } from '../workspace/unusable-path.ts'
import type { Arguments } from './arguments.ts'
import { type Inspected, inspectPlan } from './inspect.ts'
import type { Machine } from './machine.ts'
import { harmOf, recordedOn, recordingOf } from './recording.ts'
import { UsageError } from './usage-error.ts'

interface Read extends Inspected {
  readonly plan: Plan
}

/** What the documents are to say; throws where they would not read as the plan that was run. */
export async function recordingFor(
  inspected: Read,
  run: Run,
  { given, machine }: { readonly given: Arguments; readonly machine: Machine },
): Promise<Recording> {
  const { plan, sources } = inspected
  const present = await presentAround(inspected, machine)
  const recording = await recordingOf({ plan, sources, present, run })
  if (recording.texts.size === 0) return recording
  const look: typeof check = (entry, host, checker) =>
    check(
      entry,
      recordedOn(host, recording, (glob, path) => matcher([glob])(path)),
      checker,
    )
  const after = await inspectPlan(given, machine, look)
  const harm = await harmOf(inspected, after, async ({ plan: again, sources: texts }) => {
    if (again === undefined) throw new Error('a plan that is compared has been read')
    return await recordingOf({ plan: again, sources: texts, present, run })
  })
  if (harm === undefined) return recording
  throw new UsageError(`nothing is recorded: with what the run has left in the documents ${harm}`)
}

/** Files that the dialect only wants to know to be there, such as the summaries of other phases. */
async function presentAround({ plan, sources }: Read, { folder }: Machine): Promise<readonly string[]> {
  const dialect = dialects.find(({ id }) => id === plan.dialect)
  const source = sources.get(plan.path)
  if (dialect?.neighbours === undefined || source === undefined) return []
  const entry = parseDocument(source, () => {}, await yamlFor(source))
  const host = diskHost(folder)
  const found = await Promise.all(dialect.neighbours(entry).map((glob) => host.glob(glob)))
  return [...new Set(found.flat())].sort()
}

async function yamlFor(source: SourceFile) {
  return mayHoldYaml(source) ? await import('../parser/frontmatter.ts') : undefined
}

/** With the byte order mark that a document has; one that is no UTF-8 cannot be written back as it was. */
export async function changesIn(
  { texts }: Recording,
  { folder }: Machine,
): Promise<readonly DocumentChange[]> {
  const host = diskHost(folder)
  return await Promise.all(
    [...texts].map(async ([path, text]) => {
      const before = await host.read(path)
      if (before === undefined) return { path, before, after: text }
      const written = new TextDecoder('utf-8', { ignoreBOM: true }).decode(before)
      if (!Buffer.from(written).equals(before))
        throw new UnusablePath(path, 'is not UTF-8, and cannot be edited')
      return { path, before, after: written.startsWith('\ufeff') ? `\ufeff${text}` : text }
    }),
  )
}
