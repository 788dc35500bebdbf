import { fileHistories, runsBefore } from '../file-history.ts'
import { nameOf, shortNameOf, ticked } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const noChangeBeforeCreation: Rule = {
  code: 'PC306',
  name: 'no-change-before-creation',
  severity: 'warning',
  checklist: false,
  summary: 'A file that a task creates is not changed by one that runs before.',
  *check(input) {
    for (const history of fileHistories(input)) {
      const creator = history.find(({ mode }) => mode === 'create')
      if (creator === undefined) continue
      for (const use of history) {
        if (use.wave >= creator.wave) break
        // Who deletes a file before another one creates it makes room.
        if (use.mode !== 'modify' || !runsBefore(use, creator, input)) continue
        yield {
          span: use.span,
          message: `${nameOf(use.task)} modifies ${ticked(use.path)}, which ${nameOf(creator.task)} creates later`,
          related: [{ span: creator.span, message: `${nameOf(creator.task)} creates it here` }],
          help: `Let ${shortNameOf(use.task)} wait for ${shortNameOf(creator.task)}, or say who of them creates the file.`,
        }
      }
    }
  },
}
