import { expect, test } from 'vitest'
import { taskGraph } from '../../src/analyzer/graph.ts'
import { schedule } from '../../src/analyzer/schedule.ts'
import type { Plan, Task } from '../../src/plan/plan.ts'
import type { Team } from '../../src/plan/policy.ts'
import type { TaskRecord } from '../../src/plan/task-directory.ts'
import { modelIn, type TeamWishes, withTeams } from '../../src/plan/team.ts'
import { builder } from '../support/build-plan.ts'

const b = builder()
const span = { path: 'plan.md', start: 0, end: 1 }
const full: Team = {
  reviewer: 'default',
  tester: 'default',
  models: { executor: 'opus', reviewer: 'sonnet', tester: 'sonnet' },
  cycles: 10,
}

function record(id: string, said: Partial<Record<'model' | 'type', string>>): TaskRecord {
  const word = (value: string | undefined) => (value === undefined ? undefined : { value, span })
  const nothing = { embedded: undefined, description: undefined, openEntry: undefined }
  const pointers = { productContext: undefined, patterns: undefined, research: undefined }
  const papers = { approach: undefined, result: undefined, repeats: undefined, refused: undefined }
  const rest = { successCriteria: undefined, sayings: undefined }
  return {
    id,
    place: 'brief',
    ...nothing,
    ...pointers,
    ...papers,
    ...rest,
    model: word(said.model),
    type: word(said.type),
  }
}

function directory(records: readonly TaskRecord[]): NonNullable<Plan['directory']> {
  const none = { twins: undefined, statuses: undefined, unknownStatuses: undefined, otherPlans: undefined }
  return {
    name: undefined,
    layout: 'split',
    ...none,
    groupings: undefined,
    sizing: undefined,
    strays: undefined,
    records,
  }
}

function teamOf(task: Task, wishes: TeamWishes, records?: readonly TaskRecord[]): Team | undefined {
  const bare = b.plan([task])
  const plan = records === undefined ? bare : { ...bare, directory: directory(records) }
  const [slot] = withTeams(schedule(taskGraph(plan)), plan, wishes).waves.flatMap(({ slots }) => slots)
  return slot?.kind === 'run' ? slot.policy.team : undefined
}

const said = (words: Partial<Record<'model' | 'type', string>> = {}) => [record('1', words)]
const task = b.task('1')
const design: Task = { ...task, purpose: 'design' }

test('a task of a task directory has a team, any other has none', () => {
  expect(teamOf(task, {}, said())).toEqual(full)
  expect(teamOf(task, {})).toBeUndefined()
})

test('who asks for teams has them, and who wants none has none', () => {
  expect(teamOf(task, { isOn: true })).toEqual({ ...full, models: {} })
  expect(teamOf(task, { isOn: false }, said())).toBeUndefined()
})

test('operations have an executor only, and a design is not tested', () => {
  const alone = { ...full, reviewer: undefined, tester: undefined }
  expect(teamOf(task, {}, said({ type: 'Ops' }))).toEqual({
    ...alone,
    models: { ...full.models, executor: 'sonnet' },
  })
  expect(teamOf(design, {}, said())).toEqual({ ...full, tester: undefined })
})

test('the model that a task names goes before what is configured, and that before the usual one', () => {
  const models = { executor: 'acme/large', tester: 'acme/small' }
  expect(teamOf(task, { models }, said())?.models).toEqual({ ...models, reviewer: 'sonnet' })
  expect(teamOf(task, { models }, said({ model: 'Sonnet' }))?.models.executor).toBe('sonnet')
  expect(teamOf(task, { models }, said({ model: 'the best one' }))?.models.executor).toBe('acme/large')
})

test('a task without a team may have a model', () => {
  const alone = { reviewer: undefined, tester: undefined, cycles: 10 }
  expect(teamOf(task, { models: { executor: 'opus', reviewer: 'haiku' } })).toEqual({
    ...alone,
    models: { executor: 'opus' },
  })
  expect(teamOf(task, { isOn: false }, said({ model: 'haiku' }))).toEqual({
    ...alone,
    models: { executor: 'haiku' },
  })
})

test('members have names of their own, or are not there', () => {
  expect(teamOf(task, { reviewer: 'code-reviewer', tester: false, cycles: 2 }, said())).toMatchObject({
    reviewer: 'code-reviewer',
    tester: undefined,
    cycles: 2,
  })
  expect(teamOf(task, { reviewer: true, tester: true }, said())).toEqual(full)
})

test('no model is called like an option, a sentence or a line', () => {
  const names = ['opus', 'claude-opus-4-1', 'acme/large:free', 'a+b@c_d.e']
  expect(names.map(modelIn)).toEqual(names)
  const strange = [
    '',
    '--model',
    '-x',
    'a b',
    'a\tb',
    'a\nb',
    'opus; id',
    '$(id)',
    '`id`',
    '../x',
    'ö',
    'a'.repeat(101),
  ]
  expect(strange.map(modelIn)).toEqual(strange.map(() => undefined))
})
