import type { Nodes, Root } from 'mdast'
import type { Report } from '../../diagnostics/diagnostic.ts'
import type { SourceFile } from '../../source/source-file.ts'
import type { SourceSpan } from '../../source/span.ts'
import { spanOf } from '../place.ts'
import { noHiddenInstruction } from './problems.ts'

/** Of a document with more comments these are read. */
const most = 1000

/** Comments that address whoever reads the source, which is the agent: people read the page that it becomes. */
export function reportHiddenInstructions(source: SourceFile, root: Root, report: Report): void {
  if (!/<!--|^[^\S\n]{0,3}\[[^\]\n]+\]:/m.test(source.text)) return
  for (const comment of commentsIn(source, root).slice(0, most)) {
    const words = source.text.slice(comment.start, comment.end)
    const order = orders.find(({ pattern }) => pattern.test(words))
    if (order === undefined) continue
    const match = order.pattern.exec(words)
    const start = comment.start + (match?.index ?? 0)
    report(noHiddenInstruction, {
      span: { path: source.path, start, end: start + (match?.[0].length ?? words.length) },
      message: `A comment, which no reader of the page sees, ${order.what}`,
      help: 'Say it where everybody can read it, or delete it: an agent is given the text as it is written.',
      related: [{ span: comment, message: 'this is the comment' }],
      severity: order.severity,
    })
  }
}

const orders = [
  {
    pattern:
      /\b(?:ignore|disregard|forget|override|bypass)\b[^.\n]{0,60}\b(?:instructions?|rules?|prompts?|guidelines?|directions?|constraints?|checks?)\b/i,
    what: 'tells an agent what to ignore',
    severity: 'error',
  },
  {
    pattern:
      /\b(?:do not|don['’]t|never|without) (?:tell|telling|mention|mentioning|inform|informing|reveal|notify|warn|ask|asking|report|reporting)\b[^.\n]{0,60}/i,
    what: 'tells an agent what to keep quiet about',
    severity: 'error',
  },
  {
    pattern: /\b(?:curl|wget)\b[^\n|]{0,200}\|\s*(?:sudo\s+)?(?:ba|z|da)?sh\b|\brm\s+-(?:rf|fr)\b/i,
    what: 'holds a command that does harm',
    severity: 'error',
  },
  {
    pattern:
      /\b(?:send|post|upload|print|copy|exfiltrate|include)\b[^.\n]{0,60}\b(?:api[_ -]?keys?|secrets?|passwords?|credentials?|\.env\b|private keys?)/i,
    what: 'asks an agent for secrets',
    severity: 'error',
  },
  {
    pattern:
      /\b(?:system prompt|you are (?:now |an? )?(?:ai|assistant|agent|llm|claude|chatgpt|unrestricted))\b/i,
    what: 'tells an agent who it is',
    severity: 'error',
  },
  {
    pattern:
      /^\s*(?:(?:note|instructions?|important|message) (?:to|for) (?:the |any |all )?)?(?:ai|agents?|assistants?|llms?|claude|codex|copilot|gemini|cursor|executor|orchestrator)s?\s*[:,!]/i,
    what: 'addresses an agent',
    severity: 'warning',
  },
  {
    pattern: /\byou (?:must|shall|have to|are required to)\b[^.\n]{0,60}/i,
    what: 'gives an order',
    severity: 'info',
  },
] as const

function commentsIn(source: SourceFile, root: Root): readonly SourceSpan[] {
  const found: SourceSpan[] = []
  const open: Nodes[] = [root]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'html') found.push(...commentsAt(source, spanOf(source, node)))
    // `[//]: # (words)` is a link that is never used, and so never shown.
    if (node.type === 'definition' && /^(?:\/\/|comment|_|#)$/i.test(node.identifier))
      found.push(spanOf(source, node))
    if ('children' in node) open.push(...node.children)
  }
  return found.sort((a, b) => a.start - b.start)
}

function commentsAt({ text }: SourceFile, { path, start, end }: SourceSpan): readonly SourceSpan[] {
  const comments: SourceSpan[] = []
  let from = text.indexOf('<!--', start)
  while (from >= 0 && from < end) {
    const close = text.indexOf('-->', from + 4)
    const to = close < 0 ? end : Math.min(close, end)
    comments.push({ path, start: from + 4, end: to })
    from = text.indexOf('<!--', to)
  }
  return comments
}
