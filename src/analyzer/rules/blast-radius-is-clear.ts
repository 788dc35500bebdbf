import { worksOf } from '../../plan/walk.ts'
import { nameOf, shortened } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const blastRadiusIsClear: Rule = {
  code: 'PC503',
  name: 'blast-radius-is-clear',
  severity: 'warning',
  checklist: false,
  summary: 'A blast radius is a command, a pattern, everything or nothing.',
  *check({ tasks }) {
    for (const work of tasks.flatMap(worksOf)) {
      for (const { value, span } of work.beside ?? []) {
        yield {
          span,
          message: `“${shortened(value)}” is no part of the blast radius of ${nameOf(work)}, which is read from the entries beside it`,
          help: 'Write all entries as commands in back-ticks, or all as patterns, and a remark in parentheses behind its entry.',
        }
      }
      if (work.blastRadius?.value.kind !== 'unclear') continue
      const { value, span } = work.blastRadius
      const text = shortened(value.text)
      yield {
        span,
        message:
          text === ''
            ? `The blast radius of ${nameOf(work)} is empty`
            : `The blast radius of ${nameOf(work)} is “${text}”, which may mean all tests or none`,
        help: 'Write a command in back-ticks, `all tests`, or `None` with the reason in parentheses.',
      }
    }
  },
}
