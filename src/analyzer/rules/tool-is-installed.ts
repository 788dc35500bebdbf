import type { Finding } from '../../diagnostics/diagnostic.ts'
import { invocationsIn } from '../commands/invocations.ts'
import { commandsOf, type PlanCommand } from '../commands/of-plan.ts'
import { nameOf, ticked } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const toolIsInstalled: Rule = {
  code: 'PC405',
  name: 'tool-is-installed',
  severity: 'info',
  checklist: false,
  // What is right on one machine is wrong on another: only who asks is told.
  recommended: false,
  summary: 'The programs that the commands of a plan start are installed on this machine.',
  *check({ tasks, workspace: { repository } }) {
    const { installed } = repository ?? {}
    if (installed === undefined) return
    const missing = new Map<string, PlanCommand[]>()
    for (const place of commandsOf(tasks)) {
      for (const { program } of invocationsIn(place.command)) {
        if (program.includes('/') || BUILT_IN.has(program) || installed(program)) continue
        missing.set(program, [...(missing.get(program) ?? []), place])
      }
    }
    for (const [program, places] of missing) yield notInstalled(program, places)
  },
}

/** What a shell does itself. */
const BUILT_IN: ReadonlySet<string> = new Set(
  '[ [[ : . alias bg command echo exec exit export false kill printf pwd read set test time trap true type ulimit umask unset wait'.split(
    ' ',
  ),
)

function notInstalled(program: string, [first, ...others]: readonly PlanCommand[]): Finding {
  if (first === undefined) throw new Error('no command that starts it')
  return {
    span: first.span,
    subject: program,
    message: `${ticked(program)}, which ${nameOf(first.work)} is proven with, is not installed here`,
    help: 'Install it before the run, or run the plan where it is.',
    related: others
      .slice(0, 20)
      .map(({ span, work }) => ({ span, message: `${nameOf(work)} needs it, too` })),
  }
}
