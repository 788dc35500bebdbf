import { type Located, located } from '../../source/span.ts'
import type { MarkdownDocument } from '../dialect.ts'
import type { Block, ListItem, Section, Text } from '../section.ts'
import { looksLikePath, normalPath } from '../values/paths.ts'

/** Paths that a reviewer's `take.md` asks to leave alone, without an if or but. */
export function refusedIn({ outline }: MarkdownDocument): readonly Located<string>[] {
  return textsOf(outline).flatMap(refusedAt)
}

function textsOf({ blocks, children }: Section): readonly Text[] {
  return [...blocks.flatMap(textsIn), ...children.flatMap(textsOf)]
}

function textsIn(block: Block): readonly Text[] {
  switch (block.kind) {
    case 'paragraph':
      return [block.text]
    case 'list':
      return block.items.flatMap(textsInItem)
    default:
      return []
  }
}

function textsInItem({ text, blocks }: ListItem): readonly Text[] {
  return [...(text === undefined ? [] : [text]), ...blocks.flatMap(textsIn)]
}

const forbids =
  /(?:\b(?:do not|must not|should not|never|cannot)|n['’]t)\s+(?:modify|touch|change|edit|write(?: to)?|create|delete|remove|rename)\s+(?:(?:the )?files?\s+|anything (?:in|below|under)\s+)?$/i
const leaves = /\bleave\s+(?:the (?:file|folder)\s+)?$/i
const alone = /^\s*(?:alone|untouched|unchanged|as (?:it|they) (?:is|are))\b/i
/** Something of the file is meant, or there is an if. */
const ends = /^\s*(?:[.,;:)(!—–-]|and\b|or\b|nor\b|here\b|in this task\b|$)/i
const condition = /\b(?:unless|except|until|without|before|if)\b/i

/** "Do not touch `src/a.ts` and `src/b.ts`", "Leave `src/c.ts` alone". */
function refusedAt({ plain, codes, span }: Text): readonly Located<string>[] {
  let open = false
  let end = 0
  return codes.flatMap((code) => {
    const [from, to] = [code.span.start - span.start, code.span.end - span.start]
    const ahead = plain.slice(end, from)
    const behind = plain.slice(to, to + 200)
    const rest = /^[^.;\n]*/.exec(behind)?.[0] ?? ''
    const joined = open && /^\s*(?:,|and|or|nor|&|,\s*(?:and|or))\s*$/i.test(ahead)
    open = joined || (forbids.test(ahead) && ends.test(behind)) || (leaves.test(ahead) && alone.test(behind))
    end = to
    if (!open || condition.test(rest) || !looksLikePath(code.value)) return []
    return [located(normalPath(code.value), code.span)]
  })
}
