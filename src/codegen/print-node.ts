import type {
  BlastRadius,
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
} from '../plan/plan.ts'
import { md } from './escape.ts'
import { furtherFacts } from './facts.ts'
import { indented, list, quoted } from './lines.ts'

/** Everything that was read of a unit, one fact a line, what it holds below it. */
export function printNode(node: Node): readonly string[] {
  switch (node.kind) {
    case 'group':
      return printGroup(node)
    case 'task':
      return printTask(node)
    case 'gate':
      return printGate(node)
  }
}

/** What the lines below are about; anything else is printed as `furtherFacts` has it. */
const OF_WORK = 'kind id word title heading span owner goal needs files criteria blastRadius status report'
const OF_STEPS = `${OF_WORK} checked`
const OF_TASKS = `${OF_WORK} agent purpose steps skills onFailure packages wave parallel human inputs forbidden mentions passages`
const OF_GROUPS = 'kind id word title span order goal needs files questions passages body'
const OF_GATES = 'kind id title span needs implied questions status'

function printGroup(group: Group): readonly string[] {
  const { word, id, title, order, goal, needs, files, questions = [], passages = [], body } = group
  return [
    `${md(word).toLowerCase()} ${md(id)}${quoted(title.value)} in ${order}`,
    ...indented([
      ...list('goal', goal && [goal.value]),
      ...printNeeds(needs?.value),
      ...orNone('files', files?.value.map(printFile)),
      ...questions.map(printQuestion),
      ...passages.map(printPassage),
      ...furtherFacts(group, OF_GROUPS),
      ...body.flatMap(printNode),
    ]),
  ]
}

function printGate(gate: Gate): readonly string[] {
  const { id, title, needs, implied, questions = [], status } = gate
  return [
    `gate ${md(id)}${quoted(title.value)}${implied ? ' (implied)' : ''}`,
    ...indented([
      ...list('status', status && [status.value]),
      ...printNeeds(needs.value),
      ...questions.map(printQuestion),
      ...furtherFacts(gate, OF_GATES),
    ]),
  ]
}

function printTask(task: Task): readonly string[] {
  const {
    agent,
    skills,
    inputs,
    packages,
    onFailure,
    wave,
    parallel,
    forbidden,
    mentions = [],
    passages = [],
  } = task
  return [
    heading(task),
    ...indented([
      ...(task.purpose === 'design' ? ['design'] : []),
      ...list('agent', agent && [agent.value]),
      ...printWork(task),
      ...list(
        'reads',
        inputs?.value.map(({ value }) => value),
      ),
      ...(forbidden?.value ?? []).map((file) => `must not ${printFile(file)}`),
      ...mentions.map(printMention),
      ...passages.map(printPassage),
      ...list(
        'skills',
        skills.map(({ value }) => value),
      ),
      ...list(
        'packages',
        packages.map(({ value }) => value),
      ),
      ...list('on failure', onFailure && [onFailure.value]),
      ...(wave ? [`claims wave ${wave.value}`] : []),
      ...(parallel ? [`claims parallel ${parallel.value.answer}${peers(parallel.value.peers)}`] : []),
      ...(task.human ? ['has steps for a person'] : []),
      ...furtherFacts(task, OF_TASKS),
      ...task.steps.flatMap(printStep),
    ]),
  ]
}

/** Its words are not repeated; where they stand, the prompts say. */
function printPassage({ title }: Passage): string {
  return `see also${quoted(title)}`
}

function printStep(step: Step): readonly string[] {
  const lines = [...printWork(step), ...furtherFacts(step, OF_STEPS)]
  return [`${heading(step)}${checkMark(step.checked)}`, ...indented(lines)]
}

function heading({ word, id, title }: Work): string {
  return `${md(word).toLowerCase()} ${md(id)}${quoted(title.value)}`
}

function printWork({
  status,
  owner,
  goal,
  needs,
  files,
  criteria,
  blastRadius,
  report,
}: Work): readonly string[] {
  return [
    ...list('status', status && [status.value]),
    ...list('owner', owner && [owner.value]),
    ...list('goal', goal && [goal.value]),
    ...printNeeds(needs?.value),
    ...orNone('files', files?.value.map(printFile)),
    ...orNone('criteria', criteria?.value.map(printCriterion)),
    ...(blastRadius ? [`blast radius ${printBlastRadius(blastRadius.value)}`] : []),
    ...list('reports', report && [report.value]),
  ]
}

/** Nothing where the author did not say; `needs nothing` where the author said so. */
function printNeeds(needs: readonly Reference[] | undefined): readonly string[] {
  if (needs === undefined) return []
  const hard = needs.filter(({ soft }) => !soft)
  const soft = needs.filter((reference) => reference.soft)
  const lines = [`needs ${hard.length === 0 ? 'nothing' : printReferences(hard)}`]
  return soft.length === 0 ? lines : [...lines, `after ${printReferences(soft)}`]
}

function peers(all: readonly Reference[]): string {
  return all.length === 0 ? '' : ` with ${printReferences(all)}`
}

export function printReferences(all: readonly Reference[]): string {
  return all.map(printReference).join(', ')
}

function printReference({ id, by, written, outside }: Reference): string {
  const remarks = [
    ...(by === 'name' ? [] : [by]),
    ...list('written', written === undefined ? [] : [written]),
    ...(outside === undefined ? [] : [`outside, ${outside}`]),
  ]
  return remarks.length === 0 ? md(id) : `${md(id)} (${remarks.join(', ')})`
}

function orNone(what: string, lines: readonly string[] | undefined): readonly string[] {
  return lines?.length === 0 ? [`${what} none`] : (lines ?? [])
}

function printFile({ path, mode, kind, inferred }: FileChange): string {
  const remarks = [...(kind === 'file' ? [] : [kind]), ...(inferred ? ['inferred'] : [])]
  return `${mode} ${md(path)}${remarks.length > 0 ? ` (${remarks.join(', ')})` : ''}`
}

function printMention({ path, change }: Mention): string {
  return `mentions ${change ? 'a change of ' : ''}${md(path)}`
}

function printQuestion({ text, answered, answer }: Question): string {
  return `question${quoted(text)} ${answered ? 'answered' : 'open'}${quoted(answer?.value)}`
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
