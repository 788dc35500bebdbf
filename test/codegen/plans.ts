import { planSlug, slugsOf } from '../../src/codegen/slugs.ts'
import type { EmitInput } from '../../src/codegen/target.ts'
import { createRender } from '../../src/codegen/templates.ts'
import type { FileChange, Plan, Task } from '../../src/plan/plan.ts'
import type { Schedule } from '../../src/plan/schedule.ts'
import { tasksOf } from '../../src/plan/walk.ts'
import { sourceFile } from '../../src/source/source-file.ts'
import { type Located, located } from '../../src/source/span.ts'

const PATH = 'plan.md'

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

export function written(...paths: readonly string[]): Located<readonly FileChange[]> {
  return at(paths.map((path) => ({ path, mode: 'write', kind: 'file', span: at('').span, inferred: false })))
}

export function plan(body: readonly Task[], said: Partial<Plan> = {}): Plan {
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

/** One task after the other. */
export function inSequence(of: Plan): Schedule {
  const tasks = tasksOf(of)
  const policy = { agent: undefined, fallbacks: [], attempts: 2, timeoutSeconds: 600 }
  return {
    waves: tasks.map((task, index) => ({ number: index + 1, slots: [{ kind: 'run', task, policy }] })),
    criticalPath: tasks.map(({ id }) => id),
    serialised: [],
    waitsFor: new Map(
      tasks.map(({ id }, index) => [id, tasks.slice(Math.max(0, index - 1), index).map((task) => task.id)]),
    ),
  }
}

export function emitInput(of: Plan, text = ''): EmitInput {
  const name = planSlug(of.path)
  return {
    plan: of,
    schedule: inSequence(of),
    sources: new Map([[of.path, sourceFile(of.path, text)]]),
    folder: `.plan/${name}`,
    slugs: slugsOf(of),
    name,
    agentCommand: 'claude -p',
    render: createRender(),
  }
}
