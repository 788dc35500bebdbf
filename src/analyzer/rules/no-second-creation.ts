import { fileHistories } from '../file-history.ts'
import { nameOf, ticked } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const noSecondCreation: Rule = {
  code: 'PC305',
  name: 'no-second-creation',
  severity: 'warning',
  checklist: false,
  summary: 'A file is created by one task; whoever comes later changes it.',
  *check(input) {
    for (const history of fileHistories(input)) {
      const [first, ...more] = history.filter(({ mode }) => mode === 'create' || mode === 'delete')
      let creator = first?.mode === 'create' ? first : undefined
      for (const use of more) {
        if (use.mode === 'create' && creator !== undefined && creator.task !== use.task) {
          yield {
            span: use.span,
            message: `${nameOf(use.task)} creates ${ticked(use.path)}, which ${nameOf(creator.task)} creates too`,
            related: [{ span: creator.span, message: `${nameOf(creator.task)} creates it here` }],
            help: 'Let one of them create it and say of the other that it modifies it: an agent that is told to create a file writes over what is there.',
          }
        }
        creator = use.mode === 'create' ? (creator ?? use) : undefined
      }
    }
  },
}
