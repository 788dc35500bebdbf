import type {
  Agent,
  BlastRadius,
  Checkpoint,
  Claim,
  Criterion,
  FileChange,
  Gate,
  Group,
  Mention,
  Node,
  Passage,
  Proof,
  Question,
  Reference,
  Step,
  Task,
  Work,
} from '../../plan/plan.ts'
import type { Schedule, Slot } from '../../plan/schedule.ts'
import { md } from '../escape.ts'
import type { Target } from '../target.ts'
import { linesOf } from '../words.ts'

/** Everything that was read from a plan, one fact a line, and the schedule that follows from it. */
export const text: Target = {
  id: 'text',
  summary: 'The plan as it was read, for people',
  written: false,
  *emit({ plan, schedule, sources }) {
    const lines = [
      `${plan.dialect}${quoted(plan.title?.value)}`,
      ...indented([
        ...(plan.status ? [`status ${plan.status.value}`] : []),
        ...plan.context.map((passage) => printPassage(passage, linesOf(sources, passage.span))),
        ...(plan.agents ?? []).map(printAgent),
      ]),
      ...plan.body.flatMap(printNode),
      ...plan.claims.map(printClaim),
      ...plan.checkpoints.map(printCheckpoint),
      ...printSchedule(schedule),
      `understood ${plan.coverage.understood} of ${plan.coverage.found}`,
    ]
    yield { path: 'plan.txt', contents: lines.map((line) => `${line}\n`).join('') }
  },
}

function printPassage({ title }: Passage, { first, last }: { first: number; last: number }): string {
  return `context ${first}-${last}${quoted(title)}`
}

function printAgent({ name, models }: Agent): string {
  return `agent ${md(name.value)}${models.length > 0 ? ` with ${models.map(({ value }) => md(value)).join(', ')}` : ''}`
}

function printNode(node: Node): readonly string[] {
  switch (node.kind) {
    case 'group':
      return printGroup(node)
    case 'task':
      return printTask(node)
    case 'gate':
      return printGate(node)
  }
}

function printGroup({
  word,
  id,
  title,
  order,
  goal,
  needs,
  files,
  questions,
  body,
}: Group): readonly string[] {
  return [
    `${md(word).toLowerCase()} ${md(id)}${quoted(title.value)} in ${order}`,
    ...indented([
      ...(goal ? [`goal ${md(goal.value)}`] : []),
      ...printNeeds(needs?.value),
      ...orNone('files', files?.value.map(printFile)),
      ...(questions ?? []).map(printQuestion),
      ...body.flatMap(printNode),
    ]),
  ]
}

function printGate({ id, title, needs, implied, questions, status }: Gate): readonly string[] {
  return [
    `gate ${md(id)}${quoted(title.value)}${implied ? ' (implied)' : ''}`,
    ...indented([
      ...(status ? [`status ${status.value}`] : []),
      ...printNeeds(needs.value),
      ...(questions ?? []).map(printQuestion),
    ]),
  ]
}

function printQuestion({ text, answered, answer }: Question): string {
  return `question${quoted(text)} ${answered ? 'answered' : 'open'}${quoted(answer?.value)}`
}

function printTask(task: Task): readonly string[] {
  return [
    heading(task),
    ...indented([
      ...(task.purpose === 'design' ? ['design'] : []),
      ...(task.agent ? [`agent ${md(task.agent.value)}`] : []),
      ...printWork(task),
      ...list(
        'reads',
        task.inputs?.value.map(({ value }) => value),
      ),
      ...(task.forbidden?.value ?? []).map((file) => `must not ${printFile(file)}`),
      ...(task.mentions ?? []).map(printMention),
      ...list(
        'skills',
        task.skills.map(({ value }) => value),
      ),
      ...list(
        'packages',
        task.packages.map(({ value }) => value),
      ),
      ...(task.onFailure ? [`on failure ${md(task.onFailure.value)}`] : []),
      ...(task.wave ? [`claims wave ${task.wave.value}`] : []),
      ...(task.parallel
        ? [`claims parallel ${task.parallel.value.answer}${peers(task.parallel.value.peers)}`]
        : []),
      ...(task.human ? ['has steps for a person'] : []),
      ...task.steps.flatMap(printStep),
    ]),
  ]
}

function printMention({ path, change }: Mention): string {
  return `mentions ${change ? 'a change of ' : ''}${md(path)}`
}

function printStep(step: Step): readonly string[] {
  return [`${heading(step)}${checkMark(step.checked)}`, ...indented(printWork(step))]
}

function heading({ word, id, title }: Work): string {
  return `${md(word).toLowerCase()} ${md(id)}${quoted(title.value)}`
}

function printWork(work: Work): readonly string[] {
  return [
    ...(work.status ? [`status ${work.status.value}`] : []),
    ...(work.owner ? [`owner ${md(work.owner.value)}`] : []),
    ...(work.goal ? [`goal ${md(work.goal.value)}`] : []),
    ...printNeeds(work.needs?.value),
    ...orNone('files', work.files?.value.map(printFile)),
    ...orNone('criteria', work.criteria?.value.map(printCriterion)),
    ...(work.blastRadius ? [`blast radius ${printBlastRadius(work.blastRadius.value)}`] : []),
    ...(work.report ? [`reports ${md(work.report.value)}`] : []),
  ]
}

/** Nothing where the author did not say; `needs nothing` where the author said so. */
function printNeeds(needs: readonly Reference[] | undefined): readonly string[] {
  if (needs === undefined) return []
  const hard = needs.filter(({ soft }) => !soft)
  const soft = needs.filter((reference) => reference.soft)
  return [
    `needs ${hard.length === 0 ? 'nothing' : references(hard)}`,
    ...(soft.length > 0 ? [`after ${references(soft)}`] : []),
  ]
}

function references(all: readonly Reference[]): string {
  return all.map(({ id, by }) => (by === 'name' ? md(id) : `${md(id)} (${by})`)).join(', ')
}

function orNone(what: string, lines: readonly string[] | undefined): readonly string[] {
  return lines?.length === 0 ? [`${what} none`] : (lines ?? [])
}

function printFile({ path, mode, kind, inferred }: FileChange): string {
  const remarks = [...(kind === 'file' ? [] : [kind]), ...(inferred ? ['inferred'] : [])]
  return `${mode} ${md(path)}${remarks.length > 0 ? ` (${remarks.join(', ')})` : ''}`
}

function printCriterion({ text, checked, proof }: Criterion): string {
  return `criterion${quoted(text)}${checkMark(checked)}${proof ? ` by ${printProof(proof)}` : ''}`
}

function printProof(proof: Proof): string {
  switch (proof.kind) {
    case 'command':
      return `command ${md(proof.command)}`
    case 'file':
      return `file ${md(proof.path)}${proof.minimumLines === undefined ? '' : ` of ${proof.minimumLines} lines`}`
  }
}

function printBlastRadius(radius: BlastRadius): string {
  switch (radius.kind) {
    case 'everything':
      return 'everything'
    case 'none':
      return radius.reason === undefined ? 'none' : `none because ${md(radius.reason)}`
    case 'commands':
      return `commands ${radius.commands.map(md).join(' ; ')}`
    case 'paths':
      return `paths ${radius.globs.map(md).join(', ')}`
    case 'tests':
      return `tests ${radius.patterns.map(md).join(', ')}`
    case 'unclear':
      return `unclear${quoted(radius.text)}`
  }
}

function checkMark(checked: boolean | undefined): string {
  return checked === undefined ? '' : checked ? ' [x]' : ' [ ]'
}

function peers(all: readonly Reference[]): string {
  return all.length === 0 ? '' : ` with ${references(all)}`
}

function printClaim(claim: Claim): string {
  switch (claim.kind) {
    case 'group': {
      const after = claim.after.length > 0 ? ` after ${references(claim.after)}` : ''
      const order = claim.sequential ? ' one after another' : ''
      return `claims group ${md(claim.id)}: ${references(claim.members)}${order}${after} (${claim.source})`
    }
    case 'edge':
      return `claims ${references([claim.from])} before ${references([claim.to])}`
  }
}

function printCheckpoint({ task, status, artifacts, error, lastSuccessfulStep }: Checkpoint): string {
  const step = lastSuccessfulStep === undefined ? '' : `, last step${quoted(lastSuccessfulStep)}`
  const failure = error === undefined ? '' : `, error${quoted(error)}`
  const files = artifacts.length > 0 ? `, artifacts ${artifacts.map(md).join(', ')}` : ''
  return `checkpoint ${references([task])} ${status}${step}${failure}${files}`
}

function printSchedule({ waves, criticalPath, serialised }: Schedule): readonly string[] {
  return [
    ...waves.map(({ number, slots }) => `wave ${number}: ${slots.map(printSlot).join(', ')}`),
    ...serialised.map(
      ({ first, second, path }) => `${md(second)} waits for ${md(first)}, both write ${md(path)}`,
    ),
    ...(criticalPath.length > 1 ? [`critical path ${criticalPath.map(md).join(', ')}`] : []),
  ]
}

function printSlot(slot: Slot): string {
  return slot.kind === 'run' ? md(slot.task.id) : `gate ${md(slot.gate.id)}`
}

function list(what: string, values: readonly string[] = []): readonly string[] {
  return values.length > 0 ? [`${what} ${values.map(md).join(', ')}`] : []
}

function quoted(title: string | undefined): string {
  return title === undefined || md(title) === '' ? '' : ` “${md(title)}”`
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`)
}
