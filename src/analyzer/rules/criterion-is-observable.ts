import type { Criterion } from '../../plan/plan.ts'
import { worksOf } from '../../plan/walk.ts'
import { located } from '../../source/span.ts'
import { nameOf, shortened } from '../naming.ts'
import { type Phrase, phraseIn } from '../phrases.ts'
import type { Rule } from '../rule.ts'

export const criterionIsObservable: Rule = {
  code: 'PC510',
  name: 'criterion-is-observable',
  severity: 'info',
  checklist: false,
  summary: 'A criterion says what one sees when it is met, not that things are as they should be.',
  *check({ tasks }) {
    for (const work of tasks.flatMap(worksOf)) {
      for (const criterion of work.criteria?.value ?? []) {
        const vague = vagueIn(criterion)
        if (vague === undefined) continue
        yield {
          span: vague.span,
          message: `“${shortened(criterion.text)}” of ${nameOf(work)} does not say what one sees: “${shortened(vague.words)}” is in the eye of the beholder`,
          help: 'Name a command and its outcome, a number, a file, or an input and what comes of it.',
        }
      }
    }
  },
}

/** A longer sentence usually says somewhere what is to be seen. */
const mostWords = 9

/** Code, a number, a quotation, a key, a comparison: something that one can look for. */
const concrete = /[`"“”«»\d<>={}()[\]/$#@]|(?:^|\s)['‘][^'’]+['’]|(?:^|\s)--?[a-z]|::|\w\.\w|\w_\w|[a-z][A-Z]/

/** Tools have their own, exact opinion of what is clean and correct. */
const tool =
  /\b(?:compil\w*|builds?|tests?|lint\w*|clippy|type-?check\w*|types?|eslint|tsc|ci|git|migrat\w*|installs?|suite|bundl\w*|deploy\w*)\b/i

/** What stays as it was can be seen by comparing. */
const before =
  /\b(?:still|continues? to|remains?|installed|unchanged)\b|\b(?:two|three|four|five|six|all) \w+ working/i

const adverb =
  '(?:as (?:expected|intended|designed|appropriate)|correctly|properly|well|fine|nicely|reliably|perfectly|smoothly|seamlessly|gracefully|efficiently|appropriately)'
const verb =
  '(?:work|function|behave|perform|display|render|operate|run|format|handle|position|look|implement|integrate)(?:s|ing|d|ed|ted)?'
const quality =
  '(?:correct|proper|clean|good|nice|robust|intuitive|user-friendly|appropriate|adequate|reasonable|acceptable|sensible|maintainable|readable|performant|efficient|optimal|polished|professional|solid|complete|comprehensive|consistent|responsive|secure|accurate|helpful|clear)'

const ending = new RegExp(
  [
    String.raw`\bwork(?:s|ing)?\s*[.!]?\s*$`,
    String.raw`\b${verb}\s+${adverb}\s*[.!]?\s*$`,
    String.raw`\b${adverb}\s+${verb}\s*[.!]?\s*$`,
    String.raw`\b(?:gracefully|smoothly|seamlessly|elegantly|robustly)\s*[.!]?\s*$`,
    String.raw`\b(?:is|are|looks?|feels?) ${quality}(?: and ${quality})?\s*[.!]?\s*$`,
  ].join('|'),
  'i',
)

function vagueIn({ text, span, proof }: Criterion): Phrase | undefined {
  if (proof !== undefined || text.split(/\s+/).length > mostWords) return undefined
  if (concrete.test(text) || tool.test(text) || before.test(text)) return undefined
  return phraseIn(located(text, span), ending)
}
