import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Question } from '../../plan/plan.ts'
import { located } from '../../source/span.ts'
import type { Block, ListItem, Text } from '../section.ts'
import { slice, trimmed, wordsOf } from '../text.ts'
import { noPlaceholder, questionIsUnderstood } from './problems.ts'
import { shortened } from './words.ts'

/** `- [x] Redis or memory?`, what was decided behind an arrow or below as `**Decision:** memory`. */
export function readQuestions(blocks: readonly Block[], report: Report): readonly Question[] {
  const items = blocks.flatMap((block) => (block.kind === 'list' ? block.items : []))
  return items.flatMap((item) => readQuestion(item, report))
}

const box = /^\s*\[(.)\]\s*/u

function readQuestion(item: ListItem, report: Report): readonly Question[] {
  const { text, checked, span } = item
  const words = text && wordsOf(text)
  if (text === undefined || words === undefined || words === '' || words === '[ ]') {
    report(noPlaceholder, {
      span: text?.span ?? { ...span, end: Math.min(span.end, span.start + 5) },
      message: 'This question is empty',
      help: 'Ask it, or delete the line.',
    })
    return []
  }
  const mark = checked === undefined ? box.exec(text.plain) : null
  if (checked === undefined) {
    report(questionIsUnderstood, {
      span: text.span,
      message:
        mark === null
          ? `“${shortened(words)}” has no check box and counts as an open question`
          : `\`[${mark[1]}]\` is no state of a question: it counts as open`,
      help: 'Write `- [ ]` for an open question and `- [x]` for an answered one.',
      ...(mark === null && { severity: 'info' as const }),
    })
  }
  const whole = mark === null ? text : slice(text, text.span.start + mark[0].length, text.span.end)
  const { asked, answer } = partedAt(answerInside.exec(whole.plain), whole)
  const below = item.fields.find(({ key }) => answerKeys.has(key))?.text
  const said = below ?? answer
  return [
    {
      text: wordsOf(asked),
      span: asked.span,
      answered: checked === true,
      answer: said && located(wordsOf(said), said.span),
    },
  ]
}

const answerKeys = new Set(['decision', 'answer', 'resolution', 'resolved', 'decided'])
const answerInside = /→|->|=>|\b(?:answer|decision|decided|resolution):/i

/** `Memory or disk? → Memory`. */
function partedAt(match: RegExpExecArray | null, whole: Text) {
  const { start, end } = whole.span
  if (match === null) return { asked: whole, answer: undefined }
  const asked = trimmed(slice(whole, start, start + match.index))
  const answer = trimmed(slice(whole, start + match.index + match[0].length, end))
  return asked === undefined ? { asked: whole, answer } : { asked, answer }
}
