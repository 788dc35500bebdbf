import type { Report } from '../../diagnostics/diagnostic.ts'
import type { TaskRecord } from '../../plan/task-directory.ts'
import { kindIn, modelIn } from '../../plan/team.ts'
import { valueIsExpected } from '../problems.ts'

/** Says which words about the team of a task decide nothing: a kind of task, or a model, that there is none of. */
export function reportTeamWords(records: readonly TaskRecord[], report: Report): void {
  for (const { type, model } of records) {
    if (type !== undefined && kindIn(type) === undefined)
      report(valueIsExpected, {
        span: type.span,
        message: `“${shortened(type.value)}” is no type of a task: it is taken for \`code\``,
        help: 'Write `code`, or `ops` for what is carried out and not built: it has no reviewer and no tester.',
      })
    if (model !== undefined && modelIn(model.value) === undefined)
      report(valueIsExpected, {
        span: model.span,
        message: `“${shortened(model.value)}” is no name of a model: the usual one has this task`,
        help: 'Write the name alone, as the client knows it: `opus`, `sonnet`, `acme/large`.',
      })
  }
}

function shortened(words: string): string {
  return words.length > 60 ? `${words.slice(0, 59)}…` : words
}
