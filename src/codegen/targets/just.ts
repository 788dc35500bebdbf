import { type GraphNode, labelOf, listedNodes, wavesOf } from '../graph.ts'
import type { Target } from '../target.ts'

/**
 * A `justfile`: a recipe for each task, check, gate and wave, and one for each command of the execution script.
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
    const { plan, folder, name, render } = input
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
      waves: wavesOf(listedNodes(input)).map(viewWave),
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

function viewWave({ number, nodes }: { readonly number: number; readonly nodes: readonly GraphNode[] }) {
  return {
    number: String(number),
    says: nodes.map(({ row }) => row.key).join(', '),
    nodes: nodes.map(viewNode),
  }
}

function viewNode(node: GraphNode) {
  const { row, slot } = node
  if (row.kind === 'gate')
    return { recipe: row.key, gate: true, says: `A person approves “${row.title ?? row.key}”` }
  const owner = slot?.kind === 'run' ? slot.task.owner?.value : row.agent
  const after = row.needs.length === 0 ? '' : `, after ${row.needs.join(', ')}`
  return {
    recipe: row.key,
    gate: false,
    says: `${labelOf(node)}${owner === undefined ? '' : ` (${owner})`}${after}`,
  }
}
