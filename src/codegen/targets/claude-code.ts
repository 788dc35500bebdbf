import { counted } from '../../source/counted.ts'
import { type GraphNode, listedNodes, wavesOf } from '../graph.ts'
import type { Target } from '../target.ts'

/**
 * Slash commands for Claude Code: `/<plan>:run`, `:resume`, `:status`. Claude Code runs shell code and reads files that a
 * command's text names, before any model sees it, so none of the plan's text stands here, only our own, names that we
 * made, and pointers. It uses no to-do list, no task output, no teams: clients have dropped them.
 */
export const claudeCode: Target = {
  id: 'claude-code',
  summary: 'Slash commands for Claude Code that run, resume and watch the plan',
  written: true,
  *emit(input) {
    const { folder, name, render, schedule } = input
    const tasks = schedule.waves.reduce((sum, { slots }) => sum + slots.length, 0)
    const size = `${counted(tasks, 'task')} in ${counted(schedule.waves.length, 'wave')}`
    const view = { plan: name, folder, hint: '[--jobs N] [--quiet]' }
    const waves = wavesOf(listedNodes(input)).map(({ number, nodes }) => ({
      number: String(number),
      nodes: tasks > SHOWN_TASKS ? [] : nodes.map(viewNode),
      size: counted(nodes.filter(({ slot }) => slot !== undefined).length, 'task'),
    }))
    const commands = {
      run: { ...view, waves, description: `Run the plan ${name}: ${size}` },
      resume: { ...view, description: `Go on with the plan ${name} where it stopped` },
      status: { ...view, description: `What is done of the plan ${name}, and what comes next` },
    }
    for (const [command, commandView] of Object.entries(commands)) {
      const contents = render(`claude-code/${command}.md.hbs`, commandView)
      yield { path: `.claude/commands/${name}/${command}.md`, contents }
    }
  },
}

/** A longer list would fill the context of the agent that reads it; `dry-run` has it. */
const SHOWN_TASKS = 100
const SHOWN_NEEDS = 5

function viewNode({ row: { key, kind, needs } }: GraphNode) {
  const many = needs.length > SHOWN_NEEDS ? counted(needs.length, 'task') : undefined
  return {
    slug: key,
    gate: kind === 'gate',
    check: kind === 'check',
    needs: many === undefined ? needs : [],
    many,
  }
}
