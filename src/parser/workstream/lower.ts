import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Claim, Gate, Group, Node, Plan, Task } from '../../plan/plan.ts'
import { startOf } from '../../source/source-file.ts'
import { located } from '../../source/span.ts'
import type { Document, MarkdownDocument } from '../dialect.ts'
import { impliedNeed } from '../group.ts'
import type { Block, Section } from '../section.ts'
import { reportDisagreements } from './agreement.ts'
import { approvalsOf } from './approvals.ts'
import { batchNeeds } from './batch-needs.ts'
import { readContract } from './contract.ts'
import { checkForms } from './forms.ts'
import { approvalOfPlan, approvalOfStage } from './gates.ts'
import { checkSummary, contextOf, statusOf as planStatusOf, titleOf } from './header.ts'
import { ids } from './ids.ts'
import { readLadder } from './ladder.ts'
import { agentOf, type Ledger, ledgerOf, statusOf } from './ledger.ts'
import { needKeys } from './needs.ts'
import { contractPassage, ownWords, passagesOf } from './passages.ts'
import { placeOf } from './places.ts'
import { noPlaceholder } from './problems.ts'
import { proseOf } from './prose.ts'
import { type Approvals, readAgents } from './registry.ts'
import { checkRequirements, dependenciesOf } from './requirements.ts'
import type { BatchSketch, Form, StageSketch, ThreadSketch } from './sketch.ts'
import { constitutionOf, readStage } from './stage.ts'
import { type Stream, streamOf } from './stream.ts'
import { readThread } from './thread.ts'

/** What the parts of a plan share while they are read. */
interface Reading {
  readonly stream: Stream
  readonly form: Form
  readonly ledger: Ledger
  readonly report: Report
}

/** Stages one after another, each behind an approval; batches one after another; threads of a batch at once. */
export function lowerStream(entry: MarkdownDocument, others: readonly Document[], report: Report): Plan {
  const stream = streamOf(entry, others)
  const { form } = placeOf(entry)
  const { name } = stream
  const given = ids()
  const ladders = stream.plans.map((document) =>
    readLadder(document, { form, stage: placeOf(document).stage, ids: given, report }),
  )
  const ledger = ledgerOf(stream, ladders, report)
  const approvals = approvalsOf(stream, form, name, report)
  const reading: Reading = { stream, form, ledger, report }
  const groups = ladders.flatMap(({ stages, document }) =>
    stages.map((stage) => lowerStage(stage, document, reading)),
  )
  reportDisagreements({ ladders, ledger, report })
  checkSummary(stream, form, report)
  checkForms(stream, name, report)
  for (const page of stream.requirements) checkRequirements(page, report)
  const units = ladders
    .flatMap(({ stages }) => stages)
    .reduce((sum, stage) => sum + unitsIn(stage, ledger), 0)
  const left = ladders.reduce((sum, ladder) => sum + ladder.left, 0)
  return {
    kind: 'plan',
    dialect: 'workstream',
    path: entry.path,
    span: startOf(entry.source),
    title: titleOf(stream, form, report),
    status: planStatusOf(approvals),
    body: withGates(groups, startOf(entry.source), approvals),
    claims: groups.flatMap(claimsOf),
    checkpoints: [],
    context: contextOf(stream, form),
    ...(stream.agents && { agents: readAgents(stream.agents) }),
    focus: entry.path,
    coverage: { found: units + left, understood: units },
  }
}

/** Stage, gate, stage, gate: each waits for the one before. What was approved needs no gate any more. */
function withGates(
  groups: readonly Group[],
  start: Plan['span'],
  approvals: Approvals | undefined,
): readonly Node[] {
  const questions = groups.flatMap((group) => group.questions ?? [])
  const opening = approvalOfPlan(start, questions, approvals)
  const body: Node[] = opening === undefined ? [] : [opening]
  let before: Gate | Group | undefined = opening
  for (const group of groups) {
    const { span } = group.title
    const needs = before === undefined ? located([], span) : impliedNeed(before.id, span)
    const gate = approvalOfStage(group, approvals)
    const approved = gate === undefined ? approvals?.stages.get(group.id) : undefined
    body.push({ ...group, needs, ...(approved && { approved: located(true, approved.span) }) })
    if (gate !== undefined) body.push(gate)
    before = gate ?? group
  }
  return body
}

function lowerStage(stage: StageSketch, document: MarkdownDocument, reading: Reading): Group {
  const { form, report } = reading
  const { id, heading, section, body } = stage
  const facts = readStage(stage, form, document.source.text, report)
  const title = heading?.title ?? located('', section.heading?.span ?? startOf(document.source))
  const needs = batchNeeds(stage, constitutionOf(section, document.source.text), report)
  const nodes = body.map((one) =>
    one.kind === 'batch' ? lowerBatch(one, needs.get(one.id), reading) : lowerThread(one, reading),
  )
  if (nodes.every((node) => node.kind === 'group' && node.body.length === 0)) {
    report(noPlaceholder, {
      span: heading?.span ?? title.span,
      message: `Stage ${id} has no threads`,
      help: 'Give it a batch with at least one thread: `##### Batch 01: Name`, `###### Thread 01: Name`.',
    })
  }
  return {
    kind: 'group',
    id,
    word: 'Stage',
    title,
    span: section.span,
    order: 'sequence',
    needs: undefined,
    ...facts,
    inputs: inputsOf(facts.inputs, document, reading),
    passages: form === 'tasks' ? [] : passagesOf(stage, document.source.text),
    body: nodes,
  }
}

/** A stage with a file of its own has its requirements beside it. */
function inputsOf(said: Group['inputs'], { path }: MarkdownDocument, { stream }: Reading): Group['inputs'] {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const page = stream.requirements.find((one) => one.path === `${folder}REQUIREMENTS.md`)
  const needed = page === undefined ? [] : dependenciesOf(page)
  const [first] = needed
  const span = said?.span ?? first?.span
  return span && located([...(said?.value ?? []), ...needed], span)
}

function lowerBatch(
  { id, heading, section, threads }: BatchSketch,
  needs: Group['needs'],
  reading: Reading,
): Group {
  return {
    kind: 'group',
    id,
    word: 'Batch',
    title: heading.title,
    span: section.span,
    order: 'parallel',
    needs,
    goal: proseOf(section.blocks.filter((block) => !isLabel(block, section))),
    passages: ownWords(section),
    body: threads.map((thread) => lowerThread(thread, reading)),
  }
}

function isLabel({ span: { start, end } }: Block, { fields }: Section): boolean {
  return fields.some(
    ({ key, label }) => needKeys.has(key) && label.span.start >= start && label.span.end <= end,
  )
}

/** What stands in WORK.md is the contract and goes before what the plan says. */
function lowerThread(sketch: ThreadSketch, { stream, form, ledger, report }: Reading): Task {
  const { id, heading } = sketch
  const page = stream.contracts.get(id)
  const contract = page && readContract(page, report)
  const task = readThread(sketch, {
    form,
    steps: ledger.steps.get(id) ?? [],
    contracted: page !== undefined,
    report,
  })
  const agent = agentOf(heading, id, ledger)
  const said =
    contract && Object.fromEntries(Object.entries(contract).filter(([, value]) => value !== undefined))
  return {
    ...task,
    ...said,
    mentions: [...(task.mentions ?? []), ...(ledger.mentions.get(id) ?? [])],
    status: statusOf(id, ledger),
    passages: page === undefined ? [] : contractPassage(page),
    ...(agent !== undefined && agent.value !== task.owner?.value && { agent }),
  }
}

/** That the threads of a batch run at once is what a batch is for. */
function claimsOf(stage: Group): readonly Claim[] {
  return stage.body.flatMap((batch): readonly Claim[] => {
    if (batch.kind !== 'group' || batch.body.length < 2) return []
    const span = batch.title.span
    const members = batch.body.map(({ id }) => ({ id, span, by: 'implied' as const, soft: false }))
    return [{ kind: 'group', id: batch.id, members, after: [], sequential: false, source: 'nesting', span }]
  })
}

function unitsIn({ body }: StageSketch, { steps }: Ledger): number {
  const threads = body.flatMap((one) => (one.kind === 'thread' ? [one] : one.threads))
  const batches = body.filter(({ kind }) => kind === 'batch').length
  return 1 + batches + threads.length + threads.reduce((sum, { id }) => sum + (steps.get(id)?.length ?? 0), 0)
}
