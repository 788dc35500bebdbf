import type { Repeats } from '../../plan/task-directory.ts'
import type { SourceSpan } from '../../source/span.ts'
import { fieldsOf } from '../lookup.ts'
import type { Block, ListItem, Section, Text } from '../section.ts'
import { labels } from './profile.ts'
import { insideAny } from './spans.ts'

/** Shorter ones are names and headings, which may well be the same. */
const fewestWords = 8

/** Sentences of an executor's plan that its task says word for word; criteria apart, which a mapping has to quote. */
export function repeatedIn(approach: Section, task: Section): Repeats | undefined {
  const criteria = insideAny(fieldsOf(task, labels.criteria).map(({ span }) => span))
  const said = sentencesIn(task).filter(({ span }) => !criteria(span))
  const words = new Set(said.map((sentence) => sentence.words))
  const spans = sentencesIn(approach)
    .filter((sentence) => words.delete(sentence.words))
    .map(({ span }) => span)
  return spans.length === 0 ? undefined : { spans, of: said.length }
}

interface Sentence {
  /** In lower case, without marks. */
  readonly words: string
  readonly span: SourceSpan
}

function sentencesIn(section: Section): readonly Sentence[] {
  const own = section.blocks.flatMap(textsIn).flatMap(sentencesOf)
  return [...own, ...section.children.flatMap(sentencesIn)]
}

function textsIn(block: Block): readonly Text[] {
  switch (block.kind) {
    case 'paragraph':
      return [block.text]
    case 'list':
      return block.items.flatMap(textsInItem)
    case 'quote':
      return block.blocks.flatMap(textsIn)
    case 'table':
      return block.rows.flatMap(({ cells }) => cells)
    default:
      return []
  }
}

function textsInItem({ text, blocks }: ListItem): readonly Text[] {
  return [...(text === undefined ? [] : [text]), ...blocks.flatMap(textsIn)]
}

function sentencesOf({ plain, span }: Text): readonly Sentence[] {
  return [...plain.matchAll(/(?:[^.!?;:]|[.!?;:](?!\s|$))+/g)].flatMap(({ index, 0: written }) => {
    const words = written.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}./_-]*/gu) ?? []
    if (words.length < fewestWords) return []
    const start = span.start + index + (written.length - written.trimStart().length)
    return [{ words: words.join(' '), span: { path: span.path, start, end: start + written.trim().length } }]
  })
}
