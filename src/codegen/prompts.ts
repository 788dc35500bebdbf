import type { Checkpoint, Criterion, FileChange, Gate, Node, Passage, Task } from '../plan/plan.ts'
import type { Policy } from '../plan/policy.ts'
import { criteriaOf } from '../plan/proof.ts'
import type { Wave } from '../plan/schedule.ts'
import { isSettled } from '../plan/settled.ts'
import { filesOf, nodesOf } from '../plan/walk.ts'
import type { SourceSpan } from '../source/span.ts'
import type { Artifact } from './artifact.ts'
import { isPlainPath } from './escape.ts'
import { notesPath, promptPath, slugOf } from './layout.ts'
import type { EmitInput } from './target.ts'
import { linesOf, nameOf, textAt } from './words.ts'

/**
 * One page for each task, in the order in which they run: all that its agent has to know. What the plan says stands
 * there as a quotation that it cannot leave; everything else is ours.
 */
export function promptsOf(input: EmitInput): readonly Artifact[] {
  const plan = viewPlan(input)
  const vertices = verticesOf(input)
  const passages = new Map(passagesIn(input.plan.body, []))
  return input.schedule.waves.flatMap((wave) =>
    wave.slots.flatMap((slot) => {
      if (slot.kind === 'ask' || isSettled(slot.task)) return []
      const { task, policy } = slot
      const needs = (input.schedule.waitsFor.get(task.id) ?? []).map((id) =>
        viewNeed(vertices.get(id), input),
      )
      const view = {
        ...plan,
        ...viewTask(task, input),
        passages: (passages.get(task) ?? []).map((passage) => viewPassage(passage, input.sources)),
        ...viewPolicy(policy),
        needs,
        peers: viewPeers(task, wave),
      }
      const path = promptPath(input.folder, slugOf(input.slugs, task.id))
      return [{ path, contents: input.render('prompts/task.md.hbs', view) }]
    }),
  )
}

function verticesOf({ plan }: EmitInput): ReadonlyMap<string, Task | Gate> {
  return new Map(nodesOf(plan).flatMap((node) => (node.kind === 'group' ? [] : [[node.id, node]])))
}

/** In tokens of about four bytes: what one prompt may spend on the general part of the plan. */
const CONTEXT_BUDGET = 1000

/** Passages are quoted in the order of the text while the budget lasts; of the others it says where they are. */
function viewPlan({ plan, folder, sources }: EmitInput) {
  let left = CONTEXT_BUDGET
  const passages = plan.context.map(({ title, span }) => {
    const text = textAt(sources, span)
    const place = viewPlace(span, sources)
    const cost = new TextEncoder().encode(text).length / 4
    const fits = cost <= left
    if (fits) left -= cost
    return { title, lines: place.lines, path: place.path === plan.path ? undefined : place.path, text, fits }
  })
  return {
    title: plan.title?.value || plan.path,
    plan: plan.path,
    folder,
    quoted: passages.filter(({ fits }) => fits),
    pointed: passages.filter(({ fits }) => !fits),
  }
}

function viewPlace(span: SourceSpan, sources: EmitInput['sources']) {
  const { first, last } = linesOf(sources, span)
  return { path: span.path, lines: first === last ? `line ${first}` : `lines ${first} to ${last}` }
}

function viewTask(task: Task, { plan, sources, folder, slugs }: EmitInput) {
  return {
    name: nameOf(task),
    status: `${task.word} ${task.id}`.toUpperCase(),
    text: textAt(sources, task.span),
    place: viewPlace(task.span, sources),
    ...viewOwnSteps(task),
    notes: notesPath(folder, slugOf(slugs, task.id)),
    owner: (task.agent ?? task.owner)?.value,
    inputs: task.inputs?.value.map(({ value }) => value) ?? [],
    forbidden: task.forbidden?.value.map(viewFile) ?? [],
    skills: task.skills.map(({ value }) => value),
    packages: task.packages.map(({ value }) => value),
    design: task.purpose === 'design',
    human: task.human,
    ...viewFiles(filesOf(task)),
    writesNothing: task.files?.value.length === 0 && filesOf(task).length === 0,
    namesNoFile: task.files === undefined && filesOf(task).length === 0,
    criteria: criteriaOf(task).map(viewCriterion),
    tickedCriteria: tickedCriteriaOf(task),
    scope: viewScope(task),
    tested: isTested(task),
    steps: task.steps.length > 0 ? String(task.steps.length) : undefined,
    ticked: task.steps.filter(({ checked }) => checked).map(nameOf),
    earlier: plan.checkpoints.filter((checkpoint) => isUnfinished(checkpoint, task)).map(viewCheckpoint),
  }
}

/** What the groups around a task say to all that they hold, outermost first, and what files of its own say. */
function* passagesIn(
  nodes: readonly Node[],
  around: readonly Passage[],
): Generator<[Task, readonly Passage[]]> {
  for (const node of nodes) {
    if (node.kind === 'gate') continue
    const own = [...around, ...(node.passages ?? [])]
    if (node.kind === 'task') yield [node, own]
    else yield* passagesIn(node.body, own)
  }
}

function viewPassage({ title, span }: Passage, sources: EmitInput['sources']) {
  return { title, text: textAt(sources, span), ...viewPlace(span, sources) }
}

/** Steps that another file than the task's own lists: nothing else of the page would name them. */
function viewOwnSteps({ steps, heading }: Task) {
  const own = steps.filter(({ span }) => span.path !== heading.path)
  return { listed: own.map(nameOf), list: own[0]?.span.path }
}

function viewPolicy({ agent, timeoutSeconds }: Policy) {
  /** Where a project describes how its agents work. */
  const guide = `.claude/agents/${agent}.md`
  return {
    guide: agent !== undefined && isPlainPath(guide) ? guide : undefined,
    limit: timeoutSeconds < 120 ? `${timeoutSeconds} seconds` : `${Math.floor(timeoutSeconds / 60)} minutes`,
  }
}

/** What the runner checks, and what is only spoken of. */
function viewFiles(files: readonly FileChange[]) {
  return {
    files: files.filter(isDeclared).map(viewFile),
    spokenOf: files.filter((file) => !isDeclared(file)).map(viewFile),
  }
}

function isDeclared({ inferred }: FileChange): boolean {
  return !inferred
}

function viewFile({ path, mode, kind }: FileChange) {
  const what = { file: '', directory: ' files in', glob: ' files that match' }[kind]
  return { path, verb: `${mode === 'write' ? 'create or modify' : mode}${what}` }
}

function viewCriterion({ text, proof }: Criterion, index: number) {
  return {
    number: String(index + 1),
    text,
    command: proof?.kind === 'command' ? proof.command : undefined,
    file: proof?.kind === 'file' ? proof.path : undefined,
    lines:
      proof?.kind === 'file' && proof.minimumLines !== undefined ? String(proof.minimumLines) : undefined,
  }
}

/** The numbers of the criteria that the author has ticked. */
function tickedCriteriaOf(task: Task): string {
  const numbers = criteriaOf(task).flatMap(({ checked }, index) => (checked ? [index + 1] : []))
  return numbers.join(', ')
}

/** Whether there is a test to run: a design task has those that it names. */
function isTested({ purpose, blastRadius }: Task): boolean {
  const kind = blastRadius?.value.kind
  return kind === undefined ? purpose === 'implementation' : kind !== 'none'
}

interface ScopeView {
  readonly words: string | undefined
  readonly commands: string | undefined
  readonly patterns: readonly string[]
}

/** What the tests of a task are, in words; that the plan does not say is not that it says none. */
function viewScope({ purpose, blastRadius }: Task): ScopeView {
  const radius = blastRadius?.value
  const say = (words: string, patterns: readonly string[] = []) => ({ words, commands: undefined, patterns })
  switch (radius?.kind) {
    case undefined:
      return say(
        purpose === 'design'
          ? 'The plan does not say, and a design task needs none.'
          : 'The plan does not say. Take the whole test suite of the repository.',
      )
    case 'everything':
      return say('Everything: the whole test suite of the repository.')
    case 'none':
      return say(
        `None${radius.reason === undefined ? '' : ` (${radius.reason})`}: no test has to run for this task.`,
      )
    case 'commands':
      return { words: undefined, commands: radius.commands.join('\n'), patterns: [] }
    case 'paths':
      return say('The tests of what lies at these paths:', radius.globs)
    case 'tests':
      return say('The tests whose names match:', radius.patterns)
    case 'unclear': {
      const said =
        radius.text.trim() === '' ? 'It is left open' : `The plan says “${radius.text}”, which names no scope`
      return say(
        `${said}. Take the tests of the files that you change, and name in the report which you ran.`,
      )
    }
  }
}

function isUnfinished({ task: { id }, status }: Checkpoint, task: Task): boolean {
  return id === task.id && status !== 'completed' && status !== 'pending'
}

function viewCheckpoint({ status, lastSuccessfulStep, error }: Checkpoint) {
  return { status, step: lastSuccessfulStep, error }
}

function viewNeed(need: Task | Gate | undefined, { folder, slugs }: EmitInput) {
  if (need === undefined) throw new Error('a task waits for something that is neither a task nor a gate')
  if (need.kind === 'gate') return { gate: true, name: need.title.value }
  const notes = notesPath(folder, slugOf(slugs, need.id))
  return { gate: false, name: nameOf(need), changes: viewChanges(filesOf(need)), notes }
}

/** `create a, b` and `delete c`. */
function viewChanges(files: readonly FileChange[]) {
  const views = files.map(viewFile)
  const verbs = [...new Set(views.map(({ verb }) => verb))]
  return verbs.map((verb) => ({
    verb,
    paths: views.flatMap((view) => (view.verb === verb ? [view.path] : [])),
  }))
}

/** More than these would be noise: a wave of fifty says nothing about one of them. */
const PEERS = 12

function viewPeers(task: Task, { slots }: Wave) {
  const others = slots.flatMap((slot) => (slot.kind === 'run' && slot.task !== task ? [slot.task] : []))
  return others.slice(0, PEERS).map((other) => ({ name: nameOf(other), files: filesOf(other).map(viewFile) }))
}
