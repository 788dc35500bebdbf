import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Located, SourceSpan } from '../../source/span.ts'
import type { Ledger } from './ledger.ts'
import { sourcesAgree } from './problems.ts'
import type { Ladder, StageSketch, ThreadSketch } from './sketch.ts'
import { ownerOf } from './thread.ts'
import { shortened } from './words.ts'

interface Sources {
  readonly ladders: readonly Ladder[]
  readonly ledger: Ledger
  readonly report: Report
}

/** What PLAN.md, TASKS.md, threads.json and tasks.json say of one thread, each against the plan that is read. */
export function reportDisagreements(sources: Sources): void {
  const { ladders, ledger, report } = sources
  const stages = ladders.flatMap((ladder) => ladder.stages)
  const threads = new Map<string, ThreadSketch>()
  for (const { body } of stages) {
    for (const one of body)
      for (const thread of one.kind === 'thread' ? [one] : one.threads) threads.set(thread.id, thread)
  }
  for (const thread of threads.values()) compareThread(thread, ledger, report)
  for (const stage of stages) compareContainers(stage, ledger, report)
  reportStrangers(threads, ledger, report)
}

function compareThread({ id, heading }: ThreadSketch, ledger: Ledger, report: Report): void {
  const other = ledger.counterpart.get(id)?.heading
  if (other !== undefined) compareNames(heading.title, other.title, `Thread ${id}`, report)
  const [task] = ledger.tasks.get(id) ?? []
  const recorded = ledger.threads.get(id)?.names.thread ?? task?.names.thread
  if (recorded !== undefined) compareNames(heading.title, recorded, `Thread ${id}`, report)
  compareAgents(id, ownerOf(heading), ledger, report)
}

/** Names in state files are copies: once for each stage and batch is enough. */
function compareContainers({ id, heading, body }: StageSketch, ledger: Ledger, report: Report): void {
  let stageName: Located<string> | undefined
  for (const batch of body) {
    if (batch.kind === 'thread') continue
    const states = batch.threads.flatMap((thread) => {
      const own = ledger.threads.get(thread.id)
      return [...(own ? [own] : []), ...(ledger.tasks.get(thread.id)?.slice(0, 1) ?? [])]
    })
    const batchName = different(
      batch.heading.title,
      states.map(({ names }) => names.batch),
    )
    if (batchName !== undefined) compareNames(batch.heading.title, batchName, `Batch ${batch.id}`, report)
    stageName ??=
      heading &&
      different(
        heading.title,
        states.map(({ names }) => names.stage),
      )
  }
  if (heading !== undefined && stageName !== undefined)
    compareNames(heading.title, stageName, `Stage ${id}`, report)
}

function different(
  title: Located<string>,
  names: readonly (Located<string> | undefined)[],
): Located<string> | undefined {
  return names.find((name) => name !== undefined && !sameName(name.value, title.value))
}

function compareNames(here: Located<string>, there: Located<string>, what: string, report: Report): void {
  if (here.value === '' || sameName(here.value, there.value)) return
  report(sourcesAgree, {
    span: here.span,
    message: `${what} is called “${shortened(here.value)}” here and “${shortened(there.value)}” in \`${fileOf(there.span)}\``,
    help: 'Prompts and reports are filed by name: let both say the same.',
    related: [{ span: there.span, message: 'the other name' }],
    ...(!what.startsWith('Thread') && { severity: 'info' as const }),
  })
}

function sameName(a: string, b: string): boolean {
  const normal = (name: string) => name.replace(/[`*_]/g, '').replace(/\s+/g, ' ').trim().toLowerCase()
  return normal(a) === normal(b)
}

function fileOf({ path }: SourceSpan): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function compareAgents(
  id: string,
  written: Located<string> | undefined,
  ledger: Ledger,
  report: Report,
): void {
  const tasks = ledger.tasks.get(id) ?? []
  const [first, ...rest] = tasks.flatMap(({ agent }) => (agent === undefined ? [] : [agent]))
  const other = rest.find(({ value }) => value !== first?.value)
  if (first !== undefined && other !== undefined) {
    report(sourcesAgree, {
      span: other.span,
      message: `Thread ${id} is one agent’s work, but its tasks are assigned to \`${first.value}\` and \`${other.value}\``,
      help: 'Assign the thread as a whole.',
      related: [{ span: first.span, message: 'the one that counts' }],
    })
  }
  const recorded = ledger.threads.get(id)?.agent ?? first
  if (recorded === undefined || written === undefined || recorded.value === written.value) return
  report(sourcesAgree, {
    span: written.span,
    message: `Thread ${id} is assigned to \`${written.value}\` here and to \`${recorded.value}\` in \`${fileOf(recorded.span)}\`, which counts`,
    help: 'It was handed on after the plan was written; change the heading if it is to stay so.',
    related: [{ span: recorded.span, message: 'the assignment that counts' }],
    severity: 'info',
  })
}

/** Threads that a file knows and the plan does not; one finding for each thread. */
function reportStrangers(threads: ReadonlyMap<string, ThreadSketch>, ledger: Ledger, report: Report): void {
  const seen = new Set<string>()
  const strange = (id: string, span: SourceSpan) => {
    if (threads.has(id) || seen.has(id)) return
    seen.add(id)
    report(sourcesAgree, {
      span,
      message: `\`${fileOf(span)}\` speaks of thread ${id}, which the plan does not have`,
      help: 'Add the thread to the plan, or take it out of this file.',
    })
  }
  for (const { id, span } of ledger.threads.values()) strange(id, span)
  for (const [id, [first]] of ledger.tasks) if (first !== undefined) strange(id, first.span)
  for (const { id, heading } of ledger.counterpart.values()) strange(id.replace(/#\d+$/, ''), heading.span)
}
