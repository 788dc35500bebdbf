import type { Report } from '../../diagnostics/diagnostic.ts'
import type { FileChange, Task, Work } from '../../plan/plan.ts'
import { startOf } from '../../source/source-file.ts'
import { type Located, located, type SourceSpan } from '../../source/span.ts'
import { fieldOf } from '../lookup.ts'
import { partOf } from '../part.ts'
import type { Section } from '../section.ts'
import type { Element } from '../tags/tags.ts'
import { wordsOf } from '../text.ts'
import { readCriteria } from '../values/criteria.ts'
import { textIn, textsIn } from '../values.ts'
import { contractOf } from './contract.ts'
import { contentOf } from './grammar.ts'
import { type Head, keyIn } from './head.ts'
import { inputsOf } from './inputs.ts'
import { domains } from './keys.ts'
import { waveLabels } from './labels.ts'
import { type NeedsReading, needsIn } from './needs.ts'
import { type Objective, objectiveIn } from './objective.ts'
import { filesOfEntries } from './path-list.ts'
import type { PlanFile } from './plan-file.ts'
import { type Body, sectionsOf } from './sketch.ts'
import { readSteps } from './step.ts'
import { fieldAt } from './step-values.ts'
import { verificationIn, verificationInProse } from './verification.ts'

export interface FileReading extends NeedsReading {
  readonly round: number
  /** What is known of its state from other files. */
  readonly status: Task['status']
}

/** A plan is one task: one agent does its steps in order. */
export function lowerPlan(file: PlanFile, reading: FileReading): Task {
  const { id, document, head, body } = file
  const { source, path } = document
  const { report } = reading
  const objective = objectiveOf(file)
  const steps = readSteps(body.steps, { source, plan: id, report })
  const contract = contractOf(file, objective, reading.round)
  return {
    kind: 'task',
    id,
    word: 'Plan',
    title: titleOf(file, objective),
    heading: startOf(source),
    span: { path, start: 0, end: source.text.length },
    owner: ownerOf(head),
    goal: objective?.text,
    needs: needsIn(keyIn(head, 'depends_on'), reading),
    files: filesOf(head, report),
    criteria: criteriaOf(body, file),
    blastRadius: undefined,
    status: reading.status,
    verification: verificationOf(file),
    purpose: 'implementation',
    steps,
    skills: [],
    onFailure: undefined,
    packages: [],
    wave: waveOf(head),
    parallel: undefined,
    human: steps.some(({ form }) => form?.pause !== undefined),
    inputs: inputsOf(file),
    contract,
  }
}

/** `domain` chooses the executor; a word that chooses none is no owner. */
function ownerOf(head: Head): Located<string> | undefined {
  const agent = textIn(keyIn(head, 'agent'))
  const domain = textIn(keyIn(head, 'domain'))
  return agent ?? (domain && domains.has(domain.value.toLowerCase()) ? domain : undefined)
}

function waveOf(head: Head): Task['wave'] {
  const said = textIn(keyIn(head, 'wave'))
  return said && /^\d+$/.test(said.value) ? located(Number(said.value), said.span) : undefined
}

function filesOf(head: Head, report: Report): Work['files'] {
  const modified = keyIn(head, 'files_modified')
  const deleted = keyIn(head, 'files_deleted')
  const value = modified ?? deleted
  if (value === undefined) return undefined
  const files: readonly FileChange[] = [
    ...filesOfEntries(textsIn(modified), 'write', report),
    ...filesOfEntries(textsIn(deleted), 'delete', report),
  ]
  return located(files, value.span)
}

/** `<objective>`, a section or label of that name. */
function objectiveOf({ document: { source }, body }: PlanFile): Objective | undefined {
  const tag = contentOf(
    source,
    body.sections.find(({ name }) => name === 'objective'),
  )
  if (tag !== undefined) return objectiveIn(source, tag)
  const section = sectionsOf(body.outline).find(({ heading }) =>
    /^\W*(?:objective|goal)s?\W*$/i.test(heading?.plain ?? ''),
  )
  const first = section?.blocks.find((block) => block.kind === 'paragraph')
  if (first !== undefined) return objectiveIn(source, first.span)
  const field = sectionsOf(body.outline)
    .map((one) => fieldOf(one, objectiveKeys))
    .find((one) => one !== undefined)
  return field?.text && objectiveIn(source, field.text.span)
}

const objectiveKeys = new Set(['objective', 'goal'])

/** Front matter says it outright; else what the plan is for; else its first heading. */
function titleOf(file: PlanFile, objective: Objective | undefined): Located<string> {
  const { head, body, document, place } = file
  const said = textIn(keyIn(head, 'title'))
  if (said !== undefined) return said
  const heading = body.outline.children.find(({ level }) => level === 1)?.heading
  const named = heading && withoutNumber(located(wordsOf(heading), heading.span))
  const tagged = body.sections.some(({ name }) => name === 'objective')
  if (objective !== undefined && (tagged || named === undefined)) return objective.title
  if (named !== undefined && named.value !== '') return named
  return objective?.title ?? located(place.stem || place.slug || file.id, startOf(document.source))
}

const numbers =
  /^(?:phase\s+[\w.-]+\s*(?:[:—–-]+\s*|(?=plan\b))?)?(?:plan(?:\s+[\d.]+[\w.-]*)?\s*[:—–-]+\s*)?/i

/** `Phase 07 Plan 07-01: Locale` → `Locale`, `Phase 16 — Undo — PLAN` → `Undo`. */
function withoutNumber({ value, span }: Located<string>): Located<string> {
  const lead = numbers.exec(value)?.[0].length ?? 0
  const rest = value.slice(lead).replace(/\s*[—–-]+\s*plan$/i, '')
  return rest === ''
    ? { value, span }
    : { value: rest, span: { ...span, start: Math.min(span.start + lead, span.end) } }
}

const criteriaHeading = /^\W*(?:acceptance|success|completion)\s+(?:criteria|gates?)\b/i

/** `<success_criteria>`, else the section of that name, which may stand in `<verification>`. */
function criteriaOf(body: Body, { document: { source } }: PlanFile): Work['criteria'] {
  const element = body.sections.find(({ name }) => name === 'success_criteria')
  const content = contentOf(source, element)
  if (element !== undefined && content !== undefined)
    return located(readCriteria(fieldAt(element, source)), content)
  const inside = body.sections
    .filter(({ name }) => name === 'verification')
    .map((one) => partOf(source, one.content))
  const section = [body.outline, ...inside]
    .flatMap(sectionsOf)
    .find(({ heading }) => criteriaHeading.test(heading?.plain ?? ''))
  if (section?.heading === undefined) return undefined
  const { heading, blocks, span } = section
  const field = { key: '', label: located('', heading.span), text: undefined, blocks, span }
  return located(readCriteria(field), blocks[0]?.span ?? heading.span)
}

function verificationOf({ document: { source }, body }: PlanFile): Work['verification'] {
  const element: Element | undefined = body.sections.find(({ name }) => name === 'verification')
  const content = contentOf(source, element)
  if (element !== undefined && content !== undefined) return located(verificationIn(element, source), content)
  const section = body.outline.children.flatMap(sectionsOf).find((one) => isVerification(one))
  const span: SourceSpan | undefined = section?.blocks[0]?.span
  if (section === undefined || span === undefined) return undefined
  const whole = { ...span, end: section.blocks.at(-1)?.span.end ?? span.end }
  const text = source.text.slice(whole.start, whole.end)
  return located(verificationInProse(text), whole)
}

function isVerification({ heading }: Section): boolean {
  return heading !== undefined && waveLabels.verification.has(heading.plain.trim().toLowerCase())
}
