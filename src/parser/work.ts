import type { Report } from '../diagnostics/diagnostic.ts'
import type { FileChange, ParallelHint, Reference, Step, Task, Work } from '../plan/plan.ts'
import { type Located, located, type SourceSpan } from '../source/span.ts'
import { fieldOf, fieldsOf, itemsOf, nestedFieldsOf, sharedFieldsOf, textsOf } from './lookup.ts'
import { dependencyIsUnderstood, fileIsUnderstood } from './problems.ts'
import type { Labels } from './profile.ts'
import type { Field, Section, Text } from './section.ts'
import { slice, trimmed, wordsOf } from './text.ts'
import { readScope } from './values/blast-radius.ts'
import { readCriteria } from './values/criteria.ts'
import { leftOut } from './values/entries.ts'
import { distinct, readFiles } from './values/files.ts'
import { filesOfDeliverables, filesOfSection } from './values/inferred-files.ts'
import { type Names, readReferences } from './values/references.ts'
import { workStatus } from './values/status.ts'
import type { UnitHeading } from './values/unit-heading.ts'

/** A unit as it was found: what it is called, and where its fields stand. */
export interface Unit {
  readonly id: string
  readonly heading: UnitHeading
  readonly headingSpan: SourceSpan
  readonly section: Section
  /** Sub-sections that are units themselves; absent: what stands in sub-sections is not the unit's own. */
  readonly inner?: readonly Section[]
  /** Where it is an item with a box. */
  readonly checked?: boolean
  readonly marks?: readonly Located<string>[]
}

/** What reading a unit's fields takes. */
export interface Reading {
  readonly labels: Labels
  readonly names: Names
  readonly report: Report
}

/** The parts that a task and a step have in common. */
export function readWork(unit: Unit, reading: Reading): Work {
  const { id, heading, headingSpan, section } = unit
  const { labels } = reading
  const criteria = criteriaIn(unit, labels.criteria)
  const blastRadius = fieldOf(section, labels.blastRadius)
  const scope = blastRadius && readScope(blastRadius)
  return {
    id,
    word: heading.word,
    title: heading.title,
    heading: headingSpan,
    span: section.span,
    owner: readOwner(fieldOf(section, labels.owner)),
    goal: prose(fieldOf(section, labels.goal)),
    needs: readNeeds(unit, reading),
    files: filesIn(unit, reading),
    criteria: criteria[0] && located(criteria.flatMap(readCriteria), valueSpan(criteria)),
    blastRadius: scope && blastRadius && located(scope.radius, valueSpan([blastRadius])),
    ...(scope &&
      scope.others.length > 0 && { beside: scope.others.map((text) => located(wordsOf(text), text.span)) }),
    status: heading.status ?? statusOf(fieldOf(section, labels.status)),
  }
}

/** Its own, else those of its parts: `#### Testing` may hold `**Success Criteria**:`. */
function criteriaIn({ section, inner }: Unit, keys: ReadonlySet<string>): readonly Field[] {
  const said = fieldsOf(section, keys)
  if (said.length > 0) return said
  const shared = sharedFieldsOf(section, keys)
  if (shared.length > 0 || inner === undefined) return shared
  return nestedFieldsOf(section, keys, new Set(inner))
}

/** What only a task has. */
export function readTask(unit: Unit, steps: readonly Step[], reading: Reading): Task {
  const { labels } = reading
  const { section } = unit
  const work = readWork(unit, reading)
  const parallel = readParallel(unit, reading)
  return {
    ...work,
    kind: 'task',
    purpose: purposeOf(work, fieldOf(section, labels.type)),
    steps,
    skills: fieldsOf(section, labels.skills).flatMap(namesIn),
    onFailure: prose(fieldOf(section, labels.onFailure)),
    packages: fieldsOf(section, labels.packages).flatMap(namesIn),
    wave: waveOf(fieldOf(section, labels.wave)),
    parallel,
    human: /^human\b/i.test(work.owner?.value ?? ''),
  }
}

function readOwner(field: Field | undefined): Located<string> | undefined {
  const text = field && textsOf(field)[0]
  const words = text && trimmed(text)
  return words && located(wordsOf(words), words.span)
}

/** A checklist below a sentence is work to do, no part of what it says. */
function prose(field: Field | undefined): Located<string> | undefined {
  if (field === undefined) return undefined
  const todo = itemsOf(field).some(({ checked }) => checked !== undefined)
  const texts = textsOf(todo && field.text ? { ...field, blocks: [] } : field)
  const first = texts[0]
  const last = texts.at(-1)
  if (first === undefined || last === undefined) return undefined
  return located(texts.map(wordsOf).join(' '), { ...first.span, end: last.span.end })
}

/**
 * Several fields may speak of it (`Dependencies`, `Blocked by`). `undefined` where none does, and where what they
 * say is not understood: that is not "none".
 */
function readNeeds({ id, section }: Unit, reading: Reading): Work['needs'] {
  const fields = fieldsOf(section, reading.labels.needs)
  const read = fields.flatMap(textsOf).map((text) => needsIn(text, id, reading))
  const understood = read.filter((references) => references !== undefined)
  if (understood.length === 0) return undefined
  const seen = new Set<string>()
  const references = understood.flat().filter(({ id: other }) => !seen.has(other) && seen.add(other))
  return located(references, valueSpan(fields))
}

function needsIn(text: Text, own: string, { names, report }: Reading): readonly Reference[] | undefined {
  const { references, unclear, others, excessive } = readReferences(text, names, own)
  if (excessive) {
    report(dependencyIsUnderstood, {
      span: text.span,
      message: 'The ranges of this plan stand for more than 100,000 dependencies, and this one is not read',
      help: 'Name only what the task waits for directly; the rest follows.',
      severity: 'error',
    })
  } else if (references.some(({ outside }) => outside !== undefined)) {
    report(dependencyIsUnderstood, {
      span: text.span,
      message: `“${shortened(wordsOf(text))}” names what stands in another file, which is not looked at`,
      help: 'Nothing to do, if each phase has a file of its own; a run cannot know whether that one is done.',
    })
  } else {
    for (const words of unclear ? [text] : others)
      report(dependencyIsUnderstood, {
        span: words.span,
        message: `“${shortened(wordsOf(words))}” names no task of this plan`,
        help: 'Name the task as it is headed, such as `Phase 1`, or write `None` and put the remark into parentheses.',
      })
  }
  return unclear || excessive ? undefined : references
}

function filesIn(unit: Unit, { labels, report }: Reading): Work['files'] {
  const { section } = unit
  const fields = fieldsOf(section, labels.files)
  const [first] = fields
  if (first === undefined) return delivered(unit, labels)
  const read = fields.map((field) => readFiles(field))
  for (const span of read.flatMap(({ unclear }) => unclear)) {
    report(fileIsUnderstood, {
      span,
      message: 'This entry names no path',
      help: 'Write the path first, in back-ticks, and the remark behind it: - `src/cache.ts` - the key type.',
    })
  }
  const files = distinct(read.flatMap((one): readonly FileChange[] => one.files))
  return located(files, valueSpan(fields))
}

/** Without a list of files: what the deliverables name, else what the title and the items of the section are about. */
function delivered({ heading, section, inner }: Unit, labels: Labels): Work['files'] {
  const fields = fieldsOf(section, labels.deliverables)
  if (fields.length > 0) {
    const files = distinct(fields.flatMap(filesOfDeliverables))
    return files.length === 0 ? undefined : located(files, valueSpan(fields))
  }
  const { owner, needs, files: listed, criteria, blastRadius, skills, onFailure, packages } = labels
  const others = new Set(
    [owner, needs, criteria, blastRadius, skills, onFailure, packages].flatMap((keys) => [...keys]),
  )
  const { start, end } = heading.title.span
  const title = section.heading && slice(section.heading, start, Math.min(end, section.heading.span.end))
  const files = filesOfSection(title, section, { others, files: listed, inner: inner && new Set(inner) })
  const first = files[0]?.span
  return first && located(files, { ...first, end: files.at(-1)?.span.end ?? first.end })
}

/** From the first value to the last, labels left out; an empty field is its label. */
function valueSpan(fields: readonly Field[]): SourceSpan {
  const [first] = fields
  if (first === undefined) throw new Error('no field to point at')
  const { start } = first.text?.span ?? first.blocks[0]?.span ?? first.label.span
  return { path: first.span.path, start, end: Math.max(start, ...fields.map(({ span }) => span.end)) }
}

function statusOf(field: Field | undefined): Work['status'] {
  const text = field && textsOf(field)[0]
  const value = text && workStatus(text.plain)
  return text && value && located(value, text.span)
}

/** `Yes (with Phase 2, 3)`, `With Phase 2`, `No (foundation)`; a hint inside the dependencies counts too. */
function readParallel({ id, section }: Unit, { labels, names }: Reading): Task['parallel'] {
  const field = fieldOf(section, labels.parallel)
  const text = field && textsOf(field)[0]
  if (text !== undefined) {
    const answer = /^\W*(no|yes|with\b|phases?\b|\d)/i.exec(text.plain)?.[1]?.toLowerCase()
    if (answer === undefined) return undefined
    const peers = answer === 'no' ? [] : peersOf(text, names, id)
    return located<ParallelHint>({ answer: answer === 'no' ? 'no' : 'yes', peers }, text.span)
  }
  for (const hint of fieldsOf(section, labels.needs).flatMap(textsOf)) {
    const { peers } = readReferences(hint, names, id)
    if (peers.length > 0) return located<ParallelHint>({ answer: 'yes', peers }, hint.span)
  }
  return undefined
}

/** Only what stands before "after" or "once" is a peer: "with Phase 4 after Phase 2". */
function peersOf(text: Text, names: Names, own: string): readonly Reference[] {
  const plain = text.plain
    .replace(/\b(?:after|once|when|if)\b[\s\S]*$/i, (tail) => ' '.repeat(tail.length))
    .replace(/[()]/g, ' ')
  return readReferences(
    {
      ...text,
      plain: plain.replace(/\b(?:yes|in parallel|parallel)\b/gi, (word) => ' '.repeat(word.length)),
    },
    names,
    own,
  ).references
}

const designTitle =
  /^\W*(?:(?:api|schema|system|data|ui|ux|technical) )?(?:design|architecture|adr|research|spike|investigat(?:e|ion)|planning)\b|\b(?:design|architecture|adr|spike|research)\W*$/i

/** Explicit type first, then its files (documents only, or code too), then the title. */
function purposeOf({ title, files }: Work, type: Field | undefined): Task['purpose'] {
  const said = type && textsOf(type)[0]
  if (said !== undefined)
    return /\b(?:design|research|planning)\b/i.test(said.plain) ? 'design' : 'implementation'
  const changes = files?.value ?? []
  if (changes.length > 0)
    return changes.every(({ path }) => /\.(?:md|mdx|mmd|adoc)$/i.test(path)) ? 'design' : 'implementation'
  return designTitle.test(title.value) ? 'design' : 'implementation'
}

function waveOf(field: Field | undefined): Located<number> | undefined {
  const text = field && textsOf(field)[0]
  const digits = text && /\d+/.exec(text.plain)?.[0]
  return text && digits ? located(Number(digits), text.span) : undefined
}

/** Names in back-ticks, and beside them those that are an entry without: `rust`, testing. */
function namesIn(field: Field): readonly Located<string>[] {
  return textsOf(field).flatMap((text) => {
    const others = leftOut(
      text,
      text.codes.map(({ span }) => span),
    )
    const bare = others
      .filter(({ plain }) => !/^none$/i.test(plain))
      .map(({ plain, span }) => located(plain, span))
    return [...text.codes, ...bare].sort((a, b) => a.span.start - b.span.start)
  })
}

function shortened(words: string): string {
  return words.length > 60 ? `${words.slice(0, 59)}…` : words
}
