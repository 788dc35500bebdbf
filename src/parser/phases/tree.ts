import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Group, Node, Reference, Step, Task } from '../../plan/plan.ts'
import { located, type SourceSpan } from '../../source/span.ts'
import { fieldOf } from '../lookup.ts'
import { noRepeatedSection } from '../problems.ts'
import type { Labels } from '../profile.ts'
import type { Block, Row, Section, Text } from '../section.ts'
import { slice, trimmed, wordsOf } from '../text.ts'
import { normalId } from '../values/identifier.ts'
import { type Names, readReferences } from '../values/references.ts'
import type { UnitHeading } from '../values/unit-heading.ts'
import { type Reading, readTask, readWork, type Unit } from '../work.ts'
import type { Candidate } from './candidates.ts'

/** A unit of the plan, named, before its fields are read. */
export type Sketch =
  | { readonly kind: 'task'; readonly unit: Unit; readonly steps: readonly Unit[] }
  | { readonly kind: 'group'; readonly unit: Unit; readonly body: readonly Sketch[] }

/** Gives every unit an id of its own and decides which are containers. */
export function sketch(candidates: readonly Candidate[], labels: Labels, report: Report): readonly Sketch[] {
  const taken = new Set<string>()
  const seen = new Map<string, Candidate>()
  return candidates.flatMap((candidate) => {
    const key = `${candidate.heading.word} ${normalId(candidate.heading.id)}`
    const twin = seen.get(key)
    if (twin !== undefined && isMention(candidate, twin)) {
      report(noRepeatedSection, mention(candidate, twin))
      return []
    }
    seen.set(key, candidate)
    return [sketchOf(candidate, labels, taken)]
  })
}

/** The same name again without a word of its own. */
function isMention({ fields, children }: Candidate, twin: Candidate): boolean {
  return fields === 0 && children.length === 0 && (twin.fields > 0 || twin.children.length > 0)
}

export function mention({ heading, section }: Candidate, twin: Candidate) {
  const name = `${heading.word} ${heading.id}`
  return {
    span: section.heading?.span ?? section.span,
    message: `${name} has a section already, and this one says nothing that a task can say: it is left out`,
    help: `Move what matters into the section of ${name}, or give this heading another name.`,
    related: [
      { span: twin.section.heading?.span ?? twin.section.span, message: `${name} is read from here` },
    ],
  }
}

function sketchOf(candidate: Candidate, labels: Labels, taken: Set<string>): Sketch {
  const unit = unitOf(candidate, taken)
  const rows = candidate.children.length > 0 ? [] : tableUnits(candidate.section, taken)
  if (rows.length > 0)
    return { kind: 'group', unit, body: rows.map((row) => ({ kind: 'task', unit: row, steps: [] })) }
  if (isContainer(candidate, labels)) {
    return { kind: 'group', unit, body: candidate.children.map((child) => sketchOf(child, labels, taken)) }
  }
  return {
    kind: 'task',
    unit,
    steps: flatten(candidate.children).map((step) => unitOf(step, taken, unit.id)),
  }
}

function unitOf({ heading, section }: Candidate, taken: Set<string>, parent?: string): Unit {
  const headingSpan = section.heading?.span ?? section.span
  const written =
    parent !== undefined && taken.has(heading.id.toLowerCase()) ? `${parent}/${heading.id}` : heading.id
  return { id: unique(written, taken), heading, headingSpan, section }
}

/** `3`, `3#2`, `3#3`. */
function unique(written: string, taken: Set<string>): string {
  let id = written
  for (let count = 2; taken.has(id.toLowerCase()); count++) id = `${written}#${count}`
  taken.add(id.toLowerCase())
  return id
}

function flatten(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.flatMap((one) => [one, ...flatten(one.children)])
}

/**
 * A unit that only holds others is a group: it says nothing about who, where and how itself, and its
 * children do. Else it is one agent's task, and its children are steps.
 */
function isContainer({ section, children }: Candidate, labels: Labels): boolean {
  const says = (at: Section, parts: readonly ReadonlySet<string>[]) =>
    parts.some((keys) => fieldOf(at, keys) !== undefined)
  if (says(withoutUnits(section), [labels.owner, labels.files, labels.blastRadius])) return false
  const whole = children.filter(
    (child) =>
      says(child.section, [labels.owner, labels.needs]) ||
      (says(child.section, [labels.files]) && says(child.section, [labels.criteria])),
  )
  return whole.length * 2 > children.length
}

/** Its own fields only: `#### Owner` below a step is the step's. */
function withoutUnits(section: Section): Section {
  return { ...section, children: section.children.filter(({ children }) => children.length === 0) }
}

const idHead = /^\W*(?:id|#|no\.?|task|task id|tasks?|phase|step|unit|ticket)\W*$/i
const taskId = /^[\s*`[(]*(?<id>[A-Z][A-Z0-9]*-\d+[A-Za-z]?|T\d+|\d+(?:\.\d+)+)[\s*`\])]*$/

type Table = Extract<Block, { readonly kind: 'table' }>

/** Rows that are tasks: `| Task | Role | Description |` with an id in the first cell. */
function tableUnits({ blocks, span }: Section, taken: Set<string>): readonly Unit[] {
  return blocks.flatMap((block) =>
    block.kind === 'table' && isTaskTable(block)
      ? block.rows.flatMap((row) => rowUnit(block, row, span, taken))
      : [],
  )
}

function isTaskTable({ header, rows }: Table): boolean {
  return (
    idHead.test(header[0]?.plain ?? '') &&
    rows.length > 0 &&
    rows.every(({ cells }) => taskId.test(cells[0]?.plain ?? ''))
  )
}

function rowUnit(
  { header }: Table,
  { cells, span }: Row,
  { path }: SourceSpan,
  taken: Set<string>,
): readonly Unit[] {
  const id = taskId.exec(cells[0]?.plain ?? '')?.groups?.['id']
  if (id === undefined) return []
  const fields = header.slice(1).flatMap((head, index) => {
    const text = cells[index + 1]
    const value = text && trimmed(text)
    const key = wordsOf(head).toLowerCase()
    return value === undefined
      ? []
      : [{ key, label: located(key, head.span), text: value, blocks: [], span: value.span }]
  })
  const titled =
    fields.find(({ key }) => /title|description|name|what|task|summary/.test(key)) ?? fields.at(-1)
  const title = titled === undefined ? located('', span) : located(wordsOf(titled.text), titled.text.span)
  const heading: UnitHeading = { word: 'Task', id, title, status: undefined, separated: true }
  const spoken = fields.filter((field) => field !== titled)
  const section: Section = {
    heading: undefined,
    level: 7,
    span: { ...span, path },
    blocks: [],
    fields: spoken,
    children: [],
  }
  return [{ id: unique(id, taken), heading, headingSpan: span, section }]
}

/** All units of a sketch in text order. */
export function unitsIn(sketches: readonly Sketch[]): readonly Unit[] {
  return sketches.flatMap((one) =>
    one.kind === 'task' ? [one.unit, ...one.steps] : [one.unit, ...unitsIn(one.body)],
  )
}

/** Reads the fields of each unit; siblings are what "all phases" and a range go over. */
export function lowerAll(sketches: readonly Sketch[], reading: Reading): readonly Node[] {
  const level = sketches.map(({ unit }) => normalId(unit.id))
  return sketches.map((one, index) => {
    const at = { ...reading, names: { ...reading.names, level } }
    return one.kind === 'task' ? lowerTask(one.unit, one.steps, at) : lowerGroup(one, sketches[index - 1], at)
  })
}

function lowerTask(unit: Unit, steps: readonly Unit[], reading: Reading): Task {
  const level = steps.map(({ id }) => normalId(id))
  const inner = { ...reading, names: { ...reading.names, level } }
  return readTask(
    unit,
    steps.map((step) => lowerStep(step, inner)),
    reading,
  )
}

function lowerStep(unit: Unit, reading: Reading): Step {
  return { ...readWork(unit, reading), kind: 'step', checked: undefined }
}

function lowerGroup(
  { unit, body }: Extract<Sketch, { readonly kind: 'group' }>,
  previous: Sketch | undefined,
  reading: Reading,
): Group {
  const { id, heading, section } = unit
  const said =
    readWork({ ...unit, section: withoutUnits(section) }, reading).needs ??
    needsInTitle(section.heading, reading.names, id)
  return {
    kind: 'group',
    id,
    word: heading.word,
    title: heading.title,
    span: section.span,
    order: 'parallel',
    needs: said ?? impliedNeeds(unit, previous),
    body: lowerAll(body, reading),
  }
}

/** `### Wave 2 — After Wave 1 (parallel)`. */
function needsInTitle(text: Text | undefined, names: Names, own: string): Group['needs'] {
  const after = text && /\b(?:after|depends on|blocked by|requires)\b/i.exec(text.plain)
  if (!text || !after) return undefined
  const tail = slice(text, text.span.start + after.index, text.span.end)
  const references = readReferences(
    { ...tail, plain: tail.plain.replace(/[()]/g, ' ') },
    names,
    own,
  ).references.filter((reference) => reference.id !== own)
  return references.length > 0 ? located(references, tail.span) : undefined
}

/** Waves and stages follow one another by what the words mean. */
function impliedNeeds({ headingSpan }: Unit, previous: Sketch | undefined): Group['needs'] {
  if (previous === undefined) return undefined
  const reference: Reference = { id: previous.unit.id, span: headingSpan, by: 'implied', soft: false }
  return located([reference], headingSpan)
}
