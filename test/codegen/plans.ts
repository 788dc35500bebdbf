import { planSlug, slugsOf } from '../../src/codegen/slugs.ts'
import type { EmitInput } from '../../src/codegen/target.ts'
import { createRender } from '../../src/codegen/templates.ts'
import type { BlastRadius, FileChange, Plan, Reference, Task } from '../../src/plan/plan.ts'
import type { Policy } from '../../src/plan/policy.ts'
import type { Schedule } from '../../src/plan/schedule.ts'
import type { TaskDirectory } from '../../src/plan/task-directory.ts'
import { tasksOf } from '../../src/plan/walk.ts'
import { sourceFile } from '../../src/source/source-file.ts'
import { type Located, located, type SourceSpan } from '../../src/source/span.ts'

const PATH = 'plan.md'
const render = createRender()

function at<T>(value: T): Located<T> {
  return located(value, { path: PATH, start: 0, end: 0 })
}

/** A task that says nothing but its id and what the test is about. */
export function task(id: string, said: Partial<Task> = {}): Task {
  const { span } = at('')
  return {
    kind: 'task',
    id,
    word: 'Phase',
    title: at(`Title of ${id}`),
    heading: span,
    span,
    owner: undefined,
    goal: undefined,
    needs: undefined,
    files: undefined,
    criteria: undefined,
    blastRadius: undefined,
    status: undefined,
    purpose: 'implementation',
    steps: [],
    skills: [],
    onFailure: undefined,
    packages: [],
    wave: undefined,
    parallel: undefined,
    human: false,
    ...said,
  }
}

export function plan(body: Plan['body'], said: Partial<Plan> = {}): Plan {
  return {
    kind: 'plan',
    dialect: 'phases',
    path: PATH,
    span: at('').span,
    title: at('A plan'),
    status: undefined,
    body,
    claims: [],
    checkpoints: [],
    context: [],
    coverage: { found: body.length, understood: body.length },
    ...said,
  }
}

/** A plan whose every word is one of these, and its text. */
export function planSaying(words: readonly string[]): { readonly plan: Plan; readonly text: string } {
  const sections = words.map((word) => `## ${word}\n\n${word}\n`)
  const starts = sections.map((_, index) => sections.slice(0, index).join('').length)
  const body = words.map((word, index) => {
    const start = starts[index] ?? 0
    return taskSaying(word, index, { path: PATH, start, end: start + (sections[index] ?? '').length })
  })
  const [first = ''] = words
  const said: Partial<Plan> = {
    title: at(first),
    context: body.map(({ title, span }) => ({ title: title.value, span })),
    claims: [
      {
        kind: 'group',
        id: first,
        members: [named(first)],
        after: [named(first)],
        sequential: true,
        source: 'table',
        span: at(0).span,
      },
    ],
    checkpoints: body.map(({ id, title: { value }, span }) => ({
      task: named(id),
      status: 'failed',
      artifacts: [value],
      error: value,
      lastSuccessfulStep: value,
      span,
    })),
  }
  return { plan: plan(body, said), text: sections.join('') }
}

function taskSaying(word: string, index: number, span: SourceSpan): Task {
  const work: Partial<Task> = {
    title: at(word),
    heading: span,
    span,
    owner: at(word),
    goal: at(word),
    needs: at([named(word)]),
    files: at([
      fileAt(word),
      fileAt(`src/${word}`),
      { ...fileAt(word), kind: 'directory' },
      { ...fileAt(`*${word}`), kind: 'glob' },
    ]),
    criteria: at([
      { text: word, span, checked: undefined, proof: undefined },
      { text: word, span, checked: true, proof: { kind: 'command', command: word } },
      { text: word, span, checked: false, proof: { kind: 'file', path: word, minimumLines: 3 } },
    ]),
    blastRadius: located(radiusSaying(word, index), span),
    skills: [at(word)],
    packages: [at(word)],
    onFailure: at(word),
    parallel: at({ answer: 'yes', peers: [named(word)] }),
    purpose: index % 2 === 0 ? 'implementation' : 'design',
    human: index % 3 === 0,
  }
  const step = { ...task(`${index}.1${word}`, work), kind: 'step' as const, checked: true }
  return task(`${index}${word}`, { ...work, steps: [step] })
}

/** What the files of a task directory say besides, in one word. */
export function directorySaying({ body }: Plan, word: string): TaskDirectory {
  const pointers = at([{ path: word, why: word, span: at('').span }])
  const none = { twins: undefined, statuses: undefined, unknownStatuses: undefined, otherPlans: undefined }
  const record = {
    ...{ place: 'brief' as const, embedded: undefined, description: undefined, openEntry: undefined },
    ...{ productContext: pointers, patterns: pointers, research: pointers, model: at(word), type: at(word) },
    ...{ successCriteria: undefined, sayings: undefined, approach: undefined, result: undefined },
    ...{ repeats: undefined, refused: undefined },
  }
  return {
    ...{ name: word, layout: 'split', ...none, groupings: undefined, sizing: undefined, strays: undefined },
    records: body.flatMap((node) => (node.kind === 'task' ? [{ ...record, id: node.id }] : [])),
  }
}

function radiusSaying(word: string, index: number): BlastRadius {
  const radii: readonly BlastRadius[] = [
    { kind: 'none', reason: word },
    { kind: 'commands', commands: [word, word] },
    { kind: 'paths', globs: [word] },
    { kind: 'tests', patterns: [word] },
    { kind: 'unclear', text: word },
  ]
  return radii[index % radii.length] ?? { kind: 'everything' }
}

function named(id: string): Reference {
  return { id, span: at('').span, by: 'name', soft: false }
}

function fileAt(path: string): FileChange {
  return { path, mode: 'write', kind: 'file', span: at('').span, inferred: false }
}

/** All tasks at once, and how each is run. */
export function atOnce(of: Plan): Schedule {
  const slots = tasksOf(of).map((task) => ({
    kind: 'run' as const,
    task,
    policy: { ...policy, agent: task.owner?.value },
  }))
  return { waves: [{ number: 1, slots }], criticalPath: [], serialised: [], waitsFor: new Map() }
}

const policy: Policy = { agent: undefined, fallbacks: [], attempts: 2, timeoutSeconds: 600 }

/** One task after the other. */
export function inSequence(of: Plan): Schedule {
  const tasks = tasksOf(of)
  return {
    waves: tasks.map((task, index) => ({ number: index + 1, slots: [{ kind: 'run', task, policy }] })),
    criticalPath: tasks.map(({ id }) => id),
    serialised: [],
    waitsFor: new Map(
      tasks.map(({ id }, index) => [id, tasks.slice(Math.max(0, index - 1), index).map((task) => task.id)]),
    ),
  }
}

export function emitInput(of: Plan, text = '', schedule = inSequence(of)): EmitInput {
  const name = planSlug(of.path)
  return {
    plan: of,
    schedule,
    sources: new Map([[of.path, sourceFile(of.path, text)]]),
    folder: `.plan/${name}`,
    slugs: slugsOf(of),
    name,
    agentCommand: 'claude',
    render,
  }
}
