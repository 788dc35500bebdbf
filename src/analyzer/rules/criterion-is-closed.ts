import { worksOf } from '../../plan/walk.ts'
import { located } from '../../source/span.ts'
import { nameOf, shortened } from '../naming.ts'
import { phraseIn } from '../phrases.ts'
import type { Rule } from '../rule.ts'

export const criterionIsClosed: Rule = {
  code: 'PC511',
  name: 'criterion-is-closed',
  severity: 'info',
  checklist: false,
  summary: 'A criterion stands for itself, and has an end: no “etc.”, no “as needed”, no “like Task 2”.',
  *check({ tasks }) {
    for (const work of tasks.flatMap(worksOf)) {
      for (const { text, span } of work.criteria?.value ?? []) {
        const open = phraseIn(located(text, span), endless)
        const elsewhere = phraseIn(located(text, span), likeAnother)
        if (open !== undefined) {
          yield {
            span: open.span,
            message: `A criterion of ${nameOf(work)} leaves open what it covers: “${shortened(open.words)}”`,
            help: 'List what is meant: each agent draws such a line somewhere else.',
          }
        }
        if (elsewhere !== undefined) {
          yield {
            span: elsewhere.span,
            message: `A criterion of ${nameOf(work)} is told elsewhere: “${shortened(elsewhere.words)}”`,
            help: 'Repeat it here: the agent of a task is given its own task, not the others.',
          }
        }
      }
    }
  },
}

const endless =
  /(?<![\w/])(?:(?<!\d,?\s*)etc\b\.?|and so (?:on|forth)|and (?:many )?(?:more|others)(?=\s*[.;)]|\s*$)|as (?:needed|necessary|required|appropriate|applicable)(?=\W*$|[,;)])|if (?:needed|necessary|applicable|appropriate)(?=\W*$|\))|where (?:needed|necessary|applicable|appropriate|possible)(?=\W*$|[,;)]))/i
const likeAnother =
  /\b(?:(?:similar|analogous|identical) to|same as(?: in)?|like(?: in)?|as in|see) (?:task|phase|step|plan|thread|stage) #?\d[\w.]*/i
