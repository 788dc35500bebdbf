import type { Passage } from '../../plan/plan.ts'
import { startOf } from '../../source/source-file.ts'
import type { MarkdownDocument } from '../dialect.ts'
import type { Section } from '../section.ts'
import { wordsOf } from '../text.ts'
import { isFilled, saysSomething } from './chapters.ts'
import { readLadderHeading } from './heading.ts'
import type { StageSketch } from './sketch.ts'

/** What a stage says besides its batches: definition, constitution, questions, and whatever else is headed there. */
export function passagesOf({ heading, section }: StageSketch, source: string): readonly Passage[] {
  if (heading === undefined) return []
  return section.children.flatMap((area) =>
    area.heading === undefined || holdsUnits(area, source) || !saysSomething(area)
      ? []
      : [{ title: wordsOf(area.heading), span: area.span }],
  )
}

function holdsUnits({ heading, children }: Section, source: string): boolean {
  const isUnit = heading !== undefined && readLadderHeading(heading, source) !== undefined
  return isUnit || children.some((child) => holdsUnits(child, source))
}

/** What stands between a heading and what is headed below it. */
export function ownWords({ heading, blocks }: Section): readonly Passage[] {
  const [first] = blocks.filter(isFilled)
  const last = blocks.findLast(isFilled)
  if (heading === undefined || first === undefined || last === undefined) return []
  return [{ title: wordsOf(heading), span: { ...first.span, end: last.span.end } }]
}

/** A thread's WORK.md, as a whole. */
export function contractPassage({ source, outline }: MarkdownDocument): readonly Passage[] {
  if (!saysSomething(outline)) return []
  const heading = outline.children.find(({ level }) => level === 1)?.heading
  const span = { ...startOf(source), end: source.text.length }
  return [{ title: heading === undefined ? 'WORK.md' : wordsOf(heading), span }]
}
