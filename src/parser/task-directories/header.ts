import type { Passage, Plan } from '../../plan/plan.ts'
import { type Located, located, type SourceSpan } from '../../source/span.ts'
import { keyOf } from '../labels.ts'
import type { Block, Field, Outline, Section, Text } from '../section.ts'
import { slice, trimmed, wordsOf } from '../text.ts'
import { type NamedPlan, otherPlansIn } from './other-plans.ts'

/** What stands above the first section: the H1 and the lines below it. */
export interface Header {
  readonly title: Plan['title']
  /** As written: `Draft`. */
  readonly status: Located<string> | undefined
  readonly otherPlans: readonly NamedPlan[]
}

export function readHeader(outline: Outline): Header {
  const head = outline.children.find(({ level }) => level === 1)
  const top = [outline, ...(head === undefined ? [] : [head])]
  const lines = top.flatMap((section) => [
    ...section.fields.map(lineOfField),
    ...section.blocks.flatMap(linesOfQuote),
  ])
  const named = (keys: readonly string[]) => lines.filter(({ key }) => keys.includes(key))
  const status = named(['status', 'plan status'])[0]?.text ?? statusSection(head ?? outline)
  const needs = named([
    'depends on',
    'dependencies',
    'prerequisites',
    'prerequisite',
    'blocked by',
    'requires',
  ])
  return {
    title: head?.heading && located(wordsOf(head.heading), head.heading.span),
    status: status && located(wordsOf(status), status.span),
    otherPlans: needs.flatMap(({ text }) => (text === undefined ? [] : otherPlansIn(text, undefined))),
  }
}

interface Line {
  readonly key: string
  readonly text: Text | undefined
}

function lineOfField({ key, text }: Field): Line {
  return { key, text: text && firstLine(text) }
}

/** `> Status: Draft`: a quote of labelled lines. */
function linesOfQuote(block: Block): readonly Line[] {
  if (block.kind !== 'quote') return []
  return block.blocks.flatMap((inner): readonly Line[] => {
    if (inner.kind !== 'paragraph') return []
    const { text } = inner
    return [...text.plain.matchAll(/^[ \t>]*([A-Z][\w ]{0,30}?)[^\S\n]*:(.*)$/gm)].map(
      ({ index, 0: line, 2: value = '' }) => {
        const end = text.span.start + index + line.length
        const key = keyOf(line.slice(0, line.indexOf(':')).replace(/[\s>]*/, ''))
        return { key, text: trimmed(slice(text, end - value.length, end)) }
      },
    )
  })
}

function firstLine(text: Text): Text | undefined {
  const length = /^[^\n]*/.exec(text.plain)?.[0].length ?? 0
  return trimmed(slice(text, text.span.start, text.span.start + length))
}

/** A `## Status` with a word below it; one with a checklist of tasks says nothing about the plan. */
function statusSection({ children }: Section): Text | undefined {
  const section = children.find(({ heading }) => heading !== undefined && keyOf(heading.plain) === 'status')
  const first = section?.blocks[0]
  return first?.kind === 'paragraph' ? firstLine(first.text) : undefined
}

const worthKnowing =
  /\b(?:summary|overview|objectives?|goals?|context|background|architect\w*|constraints?|requirements?|scope|tech(?:nology)? stack|design|decisions?|assumptions|known limitations|problem|data model|rules)\b/i

/** Sections about the whole, not about a task. */
export function contextOf(outline: Outline, units: readonly SourceSpan[]): readonly Passage[] {
  const sections = outline.children.flatMap((top) => (top.level === 1 ? top.children : [top]))
  return sections.flatMap(({ heading, span }): readonly Passage[] => {
    if (heading === undefined || !worthKnowing.test(heading.plain)) return []
    const holdsUnits = units.some((unit) => unit.start >= span.start && unit.end <= span.end)
    return holdsUnits ? [] : [{ title: wordsOf(heading), span }]
  })
}
