import type { Agent, Checkpoint, Claim, Passage } from '../../plan/plan.ts'
import type { Schedule } from '../../plan/schedule.ts'
import { md } from '../escape.ts'
import { furtherFacts } from '../facts.ts'
import { type GraphNode, listedNodes, wavesOf } from '../graph.ts'
import { indented, list, quoted } from '../lines.ts'
import { printNode, printReferences } from '../print-node.ts'
import { shownNodes } from '../shown-nodes.ts'
import type { EmitInput, Target } from '../target.ts'
import { linesOf } from '../words.ts'

/** Everything that was read from a plan, one fact a line, and the schedule that follows from it. */
export const text: Target = {
  id: 'text',
  summary: 'The plan as it was read, for people',
  written: false,
  *emit(input) {
    const { plan, schedule } = input
    const lines = [
      `${plan.dialect}${quoted(plan.title?.value)}`,
      ...indented(printHead(input)),
      ...shownNodes(plan).flatMap(printNode),
      ...plan.claims.map(printClaim),
      ...plan.checkpoints.map(printCheckpoint),
      ...printWaves(input),
      ...printSchedule(schedule),
      `understood ${plan.coverage.understood} of ${plan.coverage.found}`,
    ]
    yield { path: 'plan.txt', contents: lines.map((line) => `${line}\n`).join('') }
  },
}

/** What `printHead` and the lines above are about. */
const OF_PLANS = 'kind dialect path span title status body claims checkpoints context agents coverage focus'

function printHead({ plan, sources }: EmitInput): readonly string[] {
  return [
    ...list('status', plan.status && [plan.status.value]),
    ...plan.context.map((passage) => printPassage(passage, sources)),
    ...(plan.agents ?? []).map(printAgent),
    ...furtherFacts(plan, OF_PLANS),
  ]
}

function printPassage({ title, span }: Passage, sources: EmitInput['sources']): string {
  const { first, last } = linesOf(sources, span)
  return `context ${first}-${last}${quoted(title)}`
}

function printAgent({ name, models }: Agent): string {
  return [
    `agent ${md(name.value)}`,
    ...list(
      'with',
      models.map(({ value }) => value),
    ),
  ].join(' ')
}

function printClaim(claim: Claim): string {
  switch (claim.kind) {
    case 'group': {
      const after = claim.after.length > 0 ? ` after ${printReferences(claim.after)}` : ''
      const order = claim.sequential ? ' one after another' : ''
      return `claims group ${md(claim.id)}: ${printReferences(claim.members)}${order}${after} (${claim.source})`
    }
    case 'edge':
      return `claims ${printReferences([claim.from])} before ${printReferences([claim.to])}`
  }
}

function printCheckpoint({ task, status, artifacts, error, lastSuccessfulStep }: Checkpoint): string {
  const parts = [
    `checkpoint ${printReferences([task])} ${status}`,
    ...(lastSuccessfulStep === undefined ? [] : [`last step${quoted(lastSuccessfulStep)}`]),
    ...(error === undefined ? [] : [`error${quoted(error)}`]),
    ...list('artifacts', artifacts),
  ]
  return parts.join(', ')
}

/** What the plan has is called as it calls it, what the compiler has added by its key. */
function printWaves(input: EmitInput): readonly string[] {
  return wavesOf(listedNodes(input)).map(
    ({ number, nodes }) => `wave ${number}: ${nodes.map(printSlot).join(', ')}`,
  )
}

function printSchedule({ criticalPath, serialised }: Schedule): readonly string[] {
  return [
    ...serialised.map(
      ({ first, second, path }) => `${md(second)} waits for ${md(first)}, both write ${md(path)}`,
    ),
    ...list('critical path', criticalPath.length > 1 ? criticalPath : []),
  ]
}

function printSlot({ row: { kind, key }, slot }: GraphNode): string {
  const id = slot === undefined ? key : slot.kind === 'run' ? slot.task.id : slot.gate.id
  return kind === 'gate' || kind === 'check' ? `${kind} ${md(id)}` : md(id)
}
