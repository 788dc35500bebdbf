import { nameOf } from '../naming.ts'
import type { Rule } from '../rule.ts'

const mostTokens = {
  name: 'tokens',
  summary: 'How many tokens, of four characters each, the text of a task has at most.',
  default: 8000,
  minimum: 1,
}

/** What all that are known share roughly, for English and code; no client's own count. */
const charactersOfToken = 4

export const noOversizedPrompt: Rule = {
  code: 'PC105',
  name: 'no-oversized-prompt',
  severity: 'info',
  checklist: false,
  summary: 'The text of a task, which its agent is given whole, has about 8,000 tokens at most.',
  options: [mostTokens],
  *check({ tasks, option }) {
    const most = option(mostTokens)
    for (const task of tasks) {
      const tokens = Math.ceil((task.span.end - task.span.start) / charactersOfToken)
      if (tokens <= most) continue
      yield {
        span: task.heading,
        message: `The text of ${nameOf(task)} has about ${rounded(tokens)} tokens, at four characters each, more than ${rounded(most)}`,
        subject: 'tokens',
        help: 'Move code and transcripts into files that it points to, or split it: what an agent reads first is what it has least room left for.',
      }
    }
  },
}

function rounded(tokens: number): string {
  const short = tokens < 1000 ? tokens : Math.round(tokens / 100) * 100
  return String(short).replace(/(?<=\d)(?=(?:\d{3})+$)/g, ',')
}
