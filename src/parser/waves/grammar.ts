import type { SourceSpan } from '../../source/span.ts'
import type { Source } from '../place.ts'
import { type Element, readTags, type TagGrammar, type Tags } from '../tags/tags.ts'

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

const sections =
  'objective execution_context context interfaces tasks threat_model verification success_criteria output feature risks decisions ' +
  'must_haves user_setup notes constraints codebase_context tdd_cycle'
const workParts =
  'name title files action verify done read_first acceptance_criteria behavior implementation precondition reversibility instructions ' +
  'what-built how-to-verify resume-signal decision context options verification reuses'

/** Every tag that has a meaning in a plan file, by what it may stand in. */
export const planTags: TagGrammar = new Map([
  ['', words(`${sections} task files action verify done read_first acceptance_criteria behavior`)],
  ['tasks', words('task feature files action verify done read_first acceptance_criteria behavior')],
  ['context', words('interfaces')],
  ['task', words(workParts)],
  ['feature', words(workParts)],
  ['verify', words('automated human-check')],
  ['options', words('option')],
  ['option', words('name pros cons')],
])

const sectionNames = words(sections)

/** Stands for itself in a plan, and is no part of a task that a heading begins. */
export function isSection(name: string): boolean {
  return sectionNames.has(name)
}

/** The parts that a task may have, for "did you mean". */
export const partNames: readonly string[] = workParts.split(' ')

export const taskAttributes: readonly string[] =
  'type gate tdd id name title depends_on tracker-id priority autonomous'.split(' ')

export function readPlanTags(source: Source, from: number): Tags {
  return readTags(source, from, planTags)
}

/** The first part of that name with anything in it. */
export function partIn({ children }: Pick<Element, 'children'>, name: string): Element | undefined {
  return children.find((child) => child.name === name)
}

/** The text of an element without blanks at both ends; `undefined` where there is none. */
export function contentOf({ text }: Source, element: Element | undefined): SourceSpan | undefined {
  if (element === undefined) return undefined
  const { path, start, end } = element.content
  const written = text.slice(start, end)
  const trimmed = written.trim()
  if (trimmed === '') return undefined
  const from = start + written.indexOf(trimmed)
  return { path, start: from, end: from + trimmed.length }
}
