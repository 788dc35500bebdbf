import { fileHistories, runsBefore } from '../file-history.ts'
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
      if (everyRepository.test(history[0]?.path ?? '')) continue
      const [first, ...more] = history.filter(({ mode }) => mode === 'create' || mode === 'delete')
      let creator = first?.mode === 'create' ? first : undefined
      for (const use of more) {
        if (use.mode === 'create' && creator !== undefined && runsBefore(creator, use, input)) {
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

/** Where a plan is about two repositories, each gets its own. */
const everyRepository = /^(?:\.\/)?(?:README|CLAUDE|AGENTS|LICENSE|\.gitignore)(?:\.\w+)?$/i
