import type { Report } from '../../diagnostics/diagnostic.ts'
import type { FileChange, Group, Node, Step, Task } from '../../plan/plan.ts'
import { located } from '../../source/span.ts'
import { headedGroup, impliedNeed } from '../group.ts'
import { fieldOf } from '../lookup.ts'
import { noRepeatedSection } from '../problems.ts'
import type { Labels } from '../profile.ts'
import type { Section, Text } from '../section.ts'
import { slice } from '../text.ts'
import { distinct } from '../values/files.ts'
import { normalId } from '../values/identifier.ts'
import { pathsIn } from '../values/paths-in.ts'
import { type Names, readReferences } from '../values/references.ts'
import { type Reading, readTask, readWork, type Unit } from '../work.ts'
import { type Candidate, keyOf } from './candidate.ts'
import { numberedItems } from './checklist.ts'
import { taskRows } from './task-table.ts'

/** A unit of the plan, named, before its fields are read. */
export type Sketch =
  | { readonly kind: 'task'; readonly unit: Unit; readonly steps: readonly Unit[] }
  | { readonly kind: 'group'; readonly unit: Unit; readonly body: readonly Sketch[] }

/** Gives every unit an id of its own, tasks before their steps, and decides which are containers. */
export function sketch(candidates: readonly Candidate[], labels: Labels, report: Report): readonly Sketch[] {
  const taken = new Set<string>()
  const best = new Map<string, Candidate>()
  for (const candidate of candidates) {
    const twin = best.get(keyOf(candidate))
    if (twin === undefined || (says(candidate) && !says(twin))) best.set(keyOf(candidate), candidate)
  }
  const kept = candidates.filter((candidate) => {
    const twin = best.get(keyOf(candidate))
    if (twin === undefined || twin === candidate || says(candidate)) return true
    report(noRepeatedSection, mention(candidate, twin))
    return false
  })
  const outer = named(kept, taken)
  return outer.map(({ candidate, unit }) => sketchOf(candidate, unit, { labels, taken }))
}

/** Units of the word that says most have their numbers as ids; another's, where it is taken, go with the word: `Epic 1`. */
function named(
  candidates: readonly Candidate[],
  taken: Set<string>,
): readonly { readonly candidate: Candidate; readonly unit: Unit }[] {
  const word = weightiest(candidates)
  const ids = new Map<Candidate, string>()
  const main = candidates.filter(({ heading }) => heading.word === word)
  for (const one of main) ids.set(one, unique(one.heading.id, taken))
  for (const one of candidates) {
    if (ids.has(one)) continue
    const { id, word: other } = one.heading
    ids.set(one, unique(taken.has(id.toLowerCase()) ? `${other} ${id}` : id, taken))
  }
  return candidates.map((candidate) => ({
    candidate,
    unit: unitOf(candidate, ids.get(candidate) ?? candidate.heading.id),
  }))
}

/** The word whose units say most. */
function weightiest(candidates: readonly Candidate[]): string | undefined {
  const weights = new Map<string, number>()
  for (const { heading, fields, children } of candidates) {
    weights.set(heading.word, (weights.get(heading.word) ?? 0) + 1 + fields + children.length)
  }
  return [...weights].sort(([, a], [, b]) => b - a)[0]?.[0]
}

/** More than its name: the same name again without a word of its own is a mention. */
function says({ fields, children }: Candidate): boolean {
  return fields > 0 || children.length > 0
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

interface Naming {
  readonly labels: Labels
  /** Ids in use, in lower case. */
  readonly taken: Set<string>
}

function sketchOf(candidate: Candidate, unit: Unit, naming: Naming): Sketch {
  const { labels, taken } = naming
  const rows = candidate.children.length > 0 ? [] : taskRows(candidate.section)
  if (rows.length > 0) {
    const units = rows.map((row) => ({ ...row, id: unique(row.heading.id, taken) }))
    if (isTask(candidate.section, labels)) return { kind: 'task', unit, steps: units }
    return { kind: 'group', unit, body: units.map((row) => ({ kind: 'task', unit: row, steps: [] })) }
  }
  if (isContainer(candidate, labels)) {
    const body = candidate.children.map((child) => ({
      child,
      unit: unitOf(child, unique(child.heading.id, taken)),
    }))
    return { kind: 'group', unit, body: body.map((one) => sketchOf(one.child, one.unit, naming)) }
  }
  const parts = flatten(candidate.children)
  const items = numberedItems(candidate.section, new Set(parts.map(({ section }) => section)))
  const steps = [
    ...parts.map((step) => unitOf(step, stepId(step, unit, taken))),
    ...items.map((item) => ({ ...item, id: stepId(item, unit, taken) })),
  ]
  return { kind: 'task', unit, steps: steps.sort((a, b) => a.section.span.start - b.section.span.start) }
}

function unitOf({ heading, section, children }: Candidate, id: string): Unit {
  const inner = children.map((child) => child.section)
  return { id, heading, headingSpan: section.heading?.span ?? section.span, section, inner }
}

/** `Step 1` of phase 2 is `2/1` where another unit is 1. */
function stepId({ heading }: Pick<Unit, 'heading'>, parent: Unit, taken: Set<string>): string {
  return unique(taken.has(heading.id.toLowerCase()) ? `${parent.id}/${heading.id}` : heading.id, taken)
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
  if (hasOneOf(section, [labels.owner, labels.files, labels.blastRadius])) return false
  const whole = children.filter(
    (child) =>
      hasOneOf(child.section, [labels.owner, labels.needs]) ||
      (hasOneOf(child.section, [labels.files]) && hasOneOf(child.section, [labels.criteria])),
  )
  return whole.length * 2 > children.length
}

/** A table below a unit that says how it is done lists its steps, else it lists the tasks of a group. */
function isTask(section: Section, { owner, needs, files, criteria, blastRadius }: Labels): boolean {
  return hasOneOf(section, [owner, needs, files, criteria, blastRadius])
}

function hasOneOf(section: Section, fields: readonly ReadonlySet<string>[]): boolean {
  return fields.some((keys) => fieldOf(section, keys) !== undefined)
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
  const { checked, marks = [] } = unit
  const work = readWork(unit, reading)
  const files = work.files ?? (checked === undefined ? undefined : mentioned(unit.section))
  return { ...work, files, kind: 'step', checked, ...(marks.length > 0 && { marks }) }
}

/** An item of a checklist is one line: what it names is what it is about. */
function mentioned({ heading }: Section): Step['files'] {
  // "Create the model in `src/album.ts`" creates or changes it.
  const files = heading === undefined ? [] : pathsIn(heading, 'write')
  const own = files
    .filter(({ path }) => !path.startsWith('/'))
    .map(
      (file): FileChange => ({ ...file, mode: file.mode === 'delete' ? 'delete' : 'write', inferred: true }),
    )
  const [first] = own
  return first && located(distinct(own), { ...first.span, end: own.at(-1)?.span.end ?? first.span.end })
}

function lowerGroup(
  { unit, body }: Extract<Sketch, { readonly kind: 'group' }>,
  previous: Sketch | undefined,
  reading: Reading,
): Group {
  const { id, section } = unit
  const said = readWork(unit, reading).needs ?? needsInTitle(section.heading, reading.names, id)
  return headedGroup(unit, said ?? impliedNeeds(unit, previous), lowerAll(body, reading))
}

/** `### Wave 2 — After Wave 1 (parallel)`, `### Wave 3 — Docs (independent)`. */
function needsInTitle(text: Text | undefined, names: Names, own: string): Group['needs'] {
  const said = text && titleOrder.exec(text.plain)
  if (!text || !said) return undefined
  const tail = slice(text, text.span.start + said.index, text.span.end)
  if (said.groups?.['free'] !== undefined) return located([], tail.span)
  const plain = tail.plain.replace(/[()]/g, ' ')
  const references = readReferences({ ...tail, plain }, names, own).references.filter(({ id }) => id !== own)
  return references.length > 0 ? located(references, tail.span) : undefined
}

const titleOrder =
  /(?<=[(:,—–-]\s*)(?:(?<free>independent|unblocked|no dependencies)\b|(?:starts? )?(?:after|depends on|blocked by|requires)\b)/i

/** Waves and stages follow one another by what the words mean. */
function impliedNeeds({ headingSpan }: Unit, previous: Sketch | undefined): Group['needs'] {
  if (previous === undefined) return undefined
  return impliedNeed(previous.unit.id, headingSpan)
}
