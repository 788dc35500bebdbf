import type {
  BlastRadius,
  Checkpoint,
  Claim,
  Criterion,
  FileChange,
  Gate,
  Group,
  Node,
  Passage,
  Question,
  Reference,
  Step,
  Task,
  Work,
} from '../../plan/plan.ts'
import type { Team } from '../../plan/policy.ts'
import type { Schedule, Slot } from '../../plan/schedule.ts'
import type { Located, SourceSpan } from '../../source/span.ts'
import { md } from '../escape.ts'
import { type GraphNode, listedNodes } from '../graph.ts'
import { viewContract, viewForm, viewPhase, viewProject } from '../json-contract.ts'
import { slugOf } from '../layout.ts'
import { shownNodes, shownSteps } from '../shown-nodes.ts'
import type { EmitInput, Target } from '../target.ts'
import { linesOf, textAt } from '../words.ts'

/** Everything that was read and decided, for other programs: `schemas/plan.schema.json` is its contract. */
export const json: Target = {
  id: 'json',
  summary: 'The plan, its units and its schedule as JSON',
  written: true,
  *emit(input) {
    yield { path: `${input.folder}/plan.json`, contents: `${JSON.stringify(viewPlan(input), null, 2)}\n` }
  },
}

function viewPlan(input: EmitInput) {
  const { plan, schedule } = input
  return {
    version: 1,
    dialect: plan.dialect,
    title: plan.title?.value ?? null,
    status: plan.status?.value ?? null,
    path: plan.path,
    agents:
      plan.agents?.map(({ name, models }) => ({
        name: name.value,
        models: models.map(({ value }) => value),
      })) ?? null,
    units: shownNodes(plan).flatMap((node) => viewNode(node, null, input)),
    claims: plan.claims.map((claim) => viewClaim(claim, input)),
    checkpoints: plan.checkpoints.map((checkpoint) => viewCheckpoint(checkpoint, input)),
    context: plan.context.map((passage) => viewPassage(passage, input)),
    coverage: plan.coverage,
    project: plan.project === undefined ? null : viewProject(plan.project),
    phases: plan.phases?.map(viewPhase) ?? null,
    requirements: plan.requirements?.wanted.map(({ value }) => value) ?? null,
    schedule: viewSchedule(schedule, input),
  }
}

type Parent = string | null

function viewNode(node: Node, parent: Parent, input: EmitInput): readonly object[] {
  switch (node.kind) {
    case 'group':
      return [
        viewGroup(node, parent, input),
        ...node.body.flatMap((child) => viewNode(child, node.id, input)),
      ]
    case 'task':
      return [
        viewTask(node, parent, input),
        ...shownSteps(node, input.plan).map((step) => viewStep(step, node.id, input)),
      ]
    case 'gate':
      return node.implied ? [] : [viewGate(node, parent, input)]
  }
}

function viewGroup(
  { word, id, title, span, needs, order, goal, files, questions }: Group,
  parent: Parent,
  input: EmitInput,
) {
  return {
    ...unit({ kind: kindOf(word), id, title, span }, parent, input),
    ...viewNeeds(needs?.value, input),
    order,
    goal: goal?.value ?? null,
    files: files?.value.map(viewFile) ?? null,
    questions: questions?.map(viewQuestion) ?? null,
  }
}

function viewGate({ id, title, span, needs, questions, status }: Gate, parent: Parent, input: EmitInput) {
  return {
    ...unit({ kind: 'gate', id, title, span }, parent, input),
    ...viewNeeds(needs.value, input),
    questions: questions?.map(viewQuestion) ?? null,
    status: status?.value ?? null,
  }
}

function viewQuestion({ text, answered, answer }: Question) {
  return { text, answered, answer: answer?.value ?? null }
}

function viewTask(task: Task, parent: Parent, input: EmitInput) {
  return {
    ...viewWork(task, parent, input),
    parallel: task.parallel === undefined ? null : task.parallel.value.answer === 'yes',
    agent: task.agent?.value ?? null,
    purpose: task.purpose,
    skills: task.skills.map(({ value }) => value),
    packages: task.packages.map(({ value }) => value),
    onFailure: task.onFailure?.value ?? null,
    wave: task.wave?.value ?? null,
    human: task.human,
    inputs: task.inputs?.value.map(({ value }) => value) ?? null,
    forbidden: task.forbidden?.value.map(viewFile) ?? null,
    mentions: (task.mentions ?? []).map(({ path, change }) => ({ path, change })),
    contract: task.contract === undefined ? null : viewContract(task.contract),
  }
}

function viewStep(step: Step, parent: Parent, input: EmitInput) {
  return {
    ...viewWork(step, parent, input),
    checked: step.checked ?? null,
    marks: (step.marks ?? []).map(({ value }) => value),
    form: step.form === undefined ? null : viewForm(step.form),
  }
}

function viewWork(work: Work, parent: Parent, input: EmitInput) {
  const { word, id, title, heading, owner, goal, needs, files, criteria, blastRadius, status } = work
  return {
    ...unit({ kind: kindOf(word), id: shownId(id, parent, input), title, span: heading }, parent, input),
    owner: owner?.value ?? null,
    ...viewNeeds(needs?.value, input),
    files: files?.value.map(viewFile) ?? null,
    criteria: criteria?.value.map((criterion) => viewCriterion(criterion, input)) ?? null,
    blastRadius: blastRadius ? wordsAt(blastRadius.span, input) : null,
    scope: blastRadius ? viewScope(blastRadius.value) : null,
    goal: goal?.value ?? null,
    status: status?.value ?? null,
    report: work.report?.value ?? null,
    verification: work.verification === undefined ? null : wordsAt(work.verification.span, input),
    verificationCommands: work.verification?.value.commands ?? null,
    verificationProofs: work.verification?.value.proofs ?? null,
  }
}

function viewFile({ path, mode, kind, inferred }: FileChange) {
  return { path, mode, kind, inferred }
}

interface Named {
  readonly kind: string
  readonly id: string
  readonly title: Located<string>
  readonly span: SourceSpan
}

/** What every unit has; what a kind of unit cannot say stays `null`. */
function unit({ kind, id, title, span }: Named, parent: Parent, input: EmitInput) {
  return {
    kind,
    id,
    title: title.value === '' ? null : title.value,
    file: span.path,
    line: linesOf(input.sources, span).first,
    parent,
    owner: null,
    needs: null,
    softNeeds: null,
    impliedNeeds: [],
    files: null,
    criteria: null,
    blastRadius: null,
    scope: null,
    parallel: null,
    goal: null,
    status: null,
  }
}

function kindOf(word: string): string {
  return word.toLowerCase()
}

/** Where one document of several is shown, other documents are called as that one calls them. */
function viewNeeds(needs: readonly Reference[] | undefined, { plan }: EmitInput) {
  if (needs === undefined) return { needs: null, softNeeds: null, impliedNeeds: [] }
  const called = ({ id, written }: Reference) => (plan.focus === undefined ? id : (written ?? id))
  const implied = needs.filter(({ by }) => by === 'implied')
  const said = needs.filter(({ by }) => by !== 'implied')
  const impliedNeeds = implied.map(called)
  if (said.length === 0 && implied.length > 0) return { needs: null, softNeeds: null, impliedNeeds }
  const [hard, soft] = [said.filter(({ soft }) => !soft), said.filter(({ soft }) => soft)]
  return { needs: hard.map(called), softNeeds: soft.map(called), impliedNeeds }
}

/** And a step is called by its number in its task. */
function shownId(id: string, parent: Parent, { plan }: EmitInput): string {
  const prefix = `${parent ?? ''}/`
  return plan.focus !== undefined && parent !== null && id.startsWith(prefix) ? id.slice(prefix.length) : id
}

function viewCriterion({ text, span, checked, proof }: Criterion, input: EmitInput) {
  return {
    text,
    line: linesOf(input.sources, span).first,
    checked: checked ?? null,
    proof: proof === undefined ? null : viewProof(proof),
  }
}

function viewProof(proof: NonNullable<Criterion['proof']>) {
  switch (proof.kind) {
    case 'command':
      return proof
    case 'file':
      return { kind: proof.kind, path: proof.path, minimumLines: proof.minimumLines ?? null }
  }
}

function viewScope(radius: BlastRadius) {
  return radius.kind === 'none' ? { kind: radius.kind, reason: radius.reason ?? null } : radius
}

function viewClaim(claim: Claim, input: EmitInput) {
  const place = { file: claim.span.path, line: linesOf(input.sources, claim.span).first }
  switch (claim.kind) {
    case 'group': {
      const { kind, id, members, after, sequential, source } = claim
      return { kind, id, members: ids(members), after: ids(after), sequential, source, ...place }
    }
    case 'edge':
      return { kind: claim.kind, from: claim.from.id, to: claim.to.id, ...place }
  }
}

function viewCheckpoint(
  { task, status, artifacts, error, lastSuccessfulStep, span }: Checkpoint,
  input: EmitInput,
) {
  const { first: line } = linesOf(input.sources, span)
  return {
    task: task.id,
    status,
    artifacts,
    error: error ?? null,
    lastSuccessfulStep: lastSuccessfulStep ?? null,
    file: span.path,
    line,
  }
}

function viewPassage({ title, span }: Passage, input: EmitInput) {
  const { first, last } = linesOf(input.sources, span)
  return { title, file: span.path, line: first, endLine: last }
}

function viewSchedule({ waves, criticalPath, serialised }: Schedule, input: EmitInput) {
  return {
    waves: waves.map(({ number, slots }) => ({ number, slots: slots.map((slot) => viewSlot(slot, input)) })),
    criticalPath,
    serialised: serialised.map(({ first, second, path }) => ({ first, second, path })),
    nodes: listedNodes(input).map(viewGraphNode),
  }
}

function viewGraphNode({ row: { key, kind, wave, needs, title }, slot }: GraphNode) {
  const id = slot === undefined ? null : slot.kind === 'run' ? slot.task.id : slot.gate.id
  return { key, kind, wave, needs, title: title === undefined || md(title) === '' ? null : md(title), id }
}

function viewSlot(slot: Slot, input: EmitInput) {
  switch (slot.kind) {
    case 'ask':
      return { kind: slot.kind, ...viewVertex(slot.gate, input), title: slot.gate.title.value }
    case 'run': {
      const { agent, fallbacks, attempts, timeoutSeconds, team } = slot.policy
      return {
        kind: slot.kind,
        ...viewVertex(slot.task, input),
        agent: agent ?? null,
        fallbacks,
        attempts,
        timeoutSeconds,
        team: team === undefined ? null : viewTeam(team),
      }
    }
  }
}

function viewTeam({ reviewer, tester, models, cycles }: Team) {
  const { executor = null, reviewer: ofReviewer = null, tester: ofTester = null } = models
  return {
    reviewer: reviewer ?? null,
    tester: tester ?? null,
    models: { executor, reviewer: ofReviewer, tester: ofTester },
    cycles,
  }
}

function viewVertex({ id }: Task | Gate, { slugs, schedule }: EmitInput) {
  return { id, slug: slugOf(slugs, id), waitsFor: schedule.waitsFor.get(id) ?? [] }
}

/** The words of the author at a place, without code marks, on one line. */
function wordsAt(span: SourceSpan, { sources }: EmitInput): string {
  return md(textAt(sources, span).replaceAll('`', ''))
}

function ids(references: readonly Reference[]): readonly string[] {
  return references.map(({ id }) => id)
}
