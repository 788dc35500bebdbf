import type { Finding } from '../../diagnostics/diagnostic.ts'
import type { BlastRadius, Task } from '../../plan/plan.ts'
import { filesOf } from '../../plan/walk.ts'
import type { AffectedTest } from '../../plan/workspace.ts'
import { counted } from '../../source/counted.ts'
import type { Located } from '../../source/span.ts'
import { coverageOf } from '../coverage.ts'
import { nameOf, ticked } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const blastRadiusIsComplete: Rule = {
  code: 'PC506',
  name: 'blast-radius-is-complete',
  severity: 'warning',
  checklist: false,
  summary: 'A blast radius holds the tests that run the code which the task changes.',
  *check({ tasks, workspace: { repository } }) {
    if (repository?.code === undefined) return
    for (const task of tasks) {
      const { blastRadius } = task
      const covers = blastRadius && coverageOf(blastRadius.value, repository)
      if (blastRadius === undefined || covers === undefined) continue
      const missed = repository.code.affected(filesOf(task)).tests.filter((test) => !covers(test))
      if (missed.length > 0) yield incomplete(task, blastRadius, missed)
    }
  },
}

function incomplete(
  task: Task,
  { value, span }: Located<BlastRadius>,
  [nearest, ...others]: readonly AffectedTest[],
): Finding {
  if (nearest === undefined) throw new Error('no test that is left out')
  const { path, distance } = nearest
  const rest = others.length > 0 ? ` and ${counted(others.length, 'other test')}` : ''
  const why =
    distance === 0 ? 'which it changes' : `which ${others.length > 0 ? 'run' : 'runs'} what it changes`
  return {
    span,
    subject: task.id,
    message: `The blast radius of ${nameOf(task)} ${value.kind === 'none' ? 'is none, and leaves' : 'leaves'} out ${ticked(path)}${rest}, ${why}`,
    help: `\`plan-compile blast-radius PLAN --task ${task.id}\` prints all of it as a command.`,
    related: nearest.chain().map((step) => ({
      span: step.span,
      message: `${ticked(step.from)} imports ${ticked(step.to)}`,
    })),
  }
}
