import type { Gate, Task } from '../../plan/plan.ts'
import type { Wave } from '../../plan/schedule.ts'
import { slugOf } from '../layout.ts'
import type { EmitInput, Target } from '../target.ts'
import { nameOf } from '../words.ts'

/**
 * A `justfile`: a recipe for each task, gate and wave, and one for each command of the execution script.
 *
 * Recipes have no dependencies, on purpose. The script alone knows what is done: it refuses a task whose needs are
 * not met, runs a wave with bounded parallelism and never starts finished work again. just would start a failing
 * dependency once for each recipe that needs it, cannot count the tasks that run, and gives up on a chain of some
 * hundred recipes.
 */
export const just: Target = {
  id: 'just',
  summary: 'A justfile with a recipe for each task and wave',
  written: true,
  *emit(input) {
    const { plan, schedule, folder, name, render } = input
    const path = `${folder}/justfile`
    const view = {
      title: plan.title?.value || plan.path,
      plan: /^[a-z]/.test(name) ? name : `plan-${name}`,
      file: path,
      root: folder
        .split('/')
        .map(() => '..')
        .join('/'),
      path: plan.path,
      commands: COMMANDS,
      waves: schedule.waves.map((wave) => viewWave(wave, input)),
    }
    yield { path, contents: render('just/justfile.hbs', view) }
  },
}

const COMMANDS = [
  { recipe: 'run', says: 'Start or continue the plan' },
  { recipe: 'resume', says: 'The same, and try again what was blocked or timed out' },
  { recipe: 'next', says: 'Run the first batch, or wave, that is not done, and stop' },
  { recipe: 'dry-run', says: 'What would run, wave by wave, with all proof commands' },
  { recipe: 'integrate', says: 'Bring what was done with --worktrees into the checkout' },
  { recipe: 'outcomes', says: 'The outcome of every task as JSON' },
  { recipe: 'report', says: 'What came of the plan, in Markdown' },
  { recipe: 'checkpoints', says: 'The same as a section that a plan may keep' },
]

function viewWave({ number, slots }: Wave, input: EmitInput) {
  const tasks = slots.flatMap((slot) => (slot.kind === 'run' ? [slot.task] : []))
  const gates = slots.flatMap((slot) => (slot.kind === 'ask' ? [slot.gate] : []))
  return {
    number: String(number),
    says: slots
      .map((slot) => slugOf(input.slugs, slot.kind === 'run' ? slot.task.id : slot.gate.id))
      .join(', '),
    tasks: tasks.map((task) => viewTask(task, input)),
    gates: gates.map((gate) => viewGate(gate, input)),
  }
}

function viewTask(task: Task, { schedule, slugs }: EmitInput) {
  const needs = (schedule.waitsFor.get(task.id) ?? []).map((id) => slugOf(slugs, id))
  const owner = task.owner === undefined ? '' : ` (${task.owner.value})`
  const after = needs.length === 0 ? '' : `, after ${needs.join(', ')}`
  return { recipe: slugOf(slugs, task.id), says: `${nameOf(task)}${owner}${after}` }
}

function viewGate(gate: Gate, { slugs }: EmitInput) {
  return { recipe: slugOf(slugs, gate.id), says: `A person approves “${gate.title.value}”` }
}
