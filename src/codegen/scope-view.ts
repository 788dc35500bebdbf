import type { Task } from '../plan/plan.ts'

export interface ScopeView {
  readonly words: string | undefined
  readonly commands: string | undefined
  readonly patterns: readonly string[]
}

/** What the tests of a task are, in words; that the plan does not say is not that it says none. */
export function viewScope({ purpose, blastRadius }: Task, kind: 'code' | 'ops'): ScopeView {
  const radius = blastRadius?.value
  const say = (words: string, patterns: readonly string[] = []) => ({ words, commands: undefined, patterns })
  switch (radius?.kind) {
    case undefined:
      if (purpose === 'design') return say('The plan does not say, and a design task needs none.')
      if (kind === 'ops') return say('The plan does not say, and an operations task needs none.')
      return say('The plan does not say. Take the whole test suite of the repository.')
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
