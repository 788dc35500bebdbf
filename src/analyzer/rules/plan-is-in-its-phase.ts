import type { Located } from '../../source/span.ts'
import { nameOf, ticked } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const planIsInItsPhase: Rule = {
  code: 'PC124',
  name: 'plan-is-in-its-phase',
  severity: 'warning',
  checklist: false,
  summary: 'The front matter of a plan names the phase and the number that its folder and file name say.',
  *check({ tasks }) {
    for (const task of tasks) {
      const { contract } = task
      if (contract === undefined) continue
      const { phase, folderPhase, number, fileNumber } = contract
      if (phase !== undefined && folderPhase !== undefined && differs(phase, folderPhase)) {
        yield {
          span: phase.span,
          message: `${nameOf(task)} says that it belongs to phase ${ticked(phase.value)}, and stands in the folder of phase ${folderPhase}`,
          help: 'Move the file, or mend `phase`.',
        }
      }
      const own =
        number === undefined ? undefined : { ...number, value: withoutPhase(number.value, folderPhase) }
      if (own !== undefined && fileNumber !== undefined && normal(own.value) !== normal(fileNumber)) {
        yield {
          span: own.span,
          message: `${nameOf(task)} says that it is number ${ticked(own.value)}, and its file is number ${fileNumber}`,
          help: 'Rename the file, or mend `plan`.',
        }
      }
    }
  },
}

/** `03-feed`, `3`, `Phase 3: Feed`; words alone are no number. */
function differs({ value }: Located<string>, folder: string): boolean {
  const said = /^(?:phase\s+)?(?:[A-Z]{1,6}-)?(\d+[A-Z]?(?:\.\d+)*)(?![\w.])/i.exec(value)?.[1]
  return said !== undefined && normal(said) !== normal(folder)
}

/** `03-02` in phase 03 is 02. */
function withoutPhase(number: string, folder: string | undefined): string {
  const [, phase, rest] = /^(\d+[A-Z]?(?:\.\d+)*)-(.+)$/i.exec(number) ?? []
  return phase !== undefined && rest !== undefined && folder !== undefined && normal(phase) === normal(folder)
    ? rest
    : number
}

/** Without leading zeros and what describes: `02-build-cli` is 2. */
function normal(number: string): string {
  return number
    .toLowerCase()
    .replace(/^(\d+[a-z]?)-.*$/, '$1')
    .replace(/^0+(?=\d)/, '')
}
