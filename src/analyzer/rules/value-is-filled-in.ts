import type { Task, Work } from '../../plan/plan.ts'
import { worksOf } from '../../plan/walk.ts'
import { type Located, located } from '../../source/span.ts'
import { nameOf, shortened } from '../naming.ts'
import { type Phrase, phraseIn } from '../phrases.ts'
import type { Rule } from '../rule.ts'

export const valueIsFilledIn: Rule = {
  code: 'PC103',
  name: 'value-is-filled-in',
  severity: 'warning',
  checklist: false,
  summary: 'What a task says is said: no TBD, no `???`, no words of a template.',
  *check({ tasks }) {
    for (const task of tasks) {
      for (const work of worksOf(task)) {
        for (const [what, value] of valuesOf(work, task)) {
          const gap = gapIn(value)
          if (gap === undefined) continue
          yield {
            span: gap.span,
            message: `${what} of ${nameOf(work)} is still open: “${shortened(gap.words)}”`,
            help: 'Decide it before the plan is run: an agent that finds no decision makes one.',
          }
        }
      }
    }
  },
}

function valuesOf(work: Work, task: Task): readonly (readonly [string, Located<string>])[] {
  const own = work === task ? [task.onFailure] : []
  const fields = [
    ['The title', work.title],
    ['The owner', work.owner],
    ['The goal', work.goal],
    ['What to do on failure', own[0]],
  ] as const
  const criteria =
    work.criteria?.value.map(({ text, span }) => ['A criterion', located(text, span)] as const) ?? []
  return [...fields, ...criteria].flatMap(([what, value]) =>
    value === undefined ? [] : [[what, value] as const],
  )
}

/** Nothing but a word that means "later"; or one that means it anywhere. */
const nothingBut =
  /^\W*(?:todo|fixme|xxx|tba|tbc|tbd|n\.?n\.?|to be (?:determined|decided|defined|done|added|written|confirmed)|placeholder|lorem ipsum.*|your [a-z ]{1,30} here|fill (?:this )?in)\W*$/i
const nothingAtAll = /^\s*(?:\?+|\.{3,}|…|_{3,})\s*$/
const template =
  /^\s*(?:\[(?!x\]| \])[A-Za-z][^\][]{1,60}\]|<[a-z][a-z _-]{1,60}>|\{\{[a-z][a-z _-]{1,60}\}\})\s*$/
const anywhere = /(?<![\w-])TB[DC](?![\w-])|\?{3,}/

function gapIn(value: Located<string>): Phrase | undefined {
  for (const pattern of [nothingBut, nothingAtAll, template, anywhere]) {
    const gap = phraseIn(value, pattern)
    if (gap !== undefined) return gap
  }
  return undefined
}
