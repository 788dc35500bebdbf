import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Reference, Work } from '../../plan/plan.ts'
import { type Located, located } from '../../source/span.ts'
import { dependencyIsExact } from '../problems.ts'
import type { Value } from '../section.ts'
import { textsIn } from '../values.ts'
import { padded } from './layout.ts'

/** Every plan that can be named, by any of its names in lower case. */
export interface PlanNames {
  /** `03-02`, `03-02-feed-order`: to the id of a plan that was read. */
  readonly read: ReadonlyMap<string, string>
  /** Plans of other phases, and whole phases, that are known but not read: whether they are done. */
  readonly outside: ReadonlyMap<string, 'open' | 'done'>
}

export interface NeedsReading {
  readonly names: PlanNames
  /** The phase of the plan that needs, `03`. */
  readonly phase: string | undefined
  readonly report: Report
}

const none = /^(?:none|nothing|n\/a|no|null|-+|\[\])$/i

/** `undefined` where the key is not there; `[]` where nothing is named. */
export function needsIn(value: Value | undefined, reading: NeedsReading): Work['needs'] {
  if (value === undefined) return undefined
  const named = textsIn(value)
    .flatMap(namesIn)
    .filter(({ value: name }) => !none.test(name))
  const references = named.map((name) => referenceTo(name, reading))
  const seen = new Set<string>()
  return located(
    references.filter(({ id }) => !seen.has(id) && seen.add(id)),
    value.span,
  )
}

/** `"01, 02"` is two names; what stands in parentheses behind a name is a reason. */
function namesIn({ value, span }: Located<string>): readonly Located<string>[] {
  const quoted = span.end - span.start === value.length + 2 ? 1 : 0
  return [...value.replace(/\([^()]*\)/g, (reason) => ' '.repeat(reason.length)).matchAll(/[^,;]+/g)].flatMap(
    ({ index, 0: part }) => {
      const name = part.trim().replace(/\.$/, '')
      const start = span.start + quoted + index + part.indexOf(name)
      return name === '' ? [] : [located(name, { path: span.path, start, end: start + name.length })]
    },
  )
}

interface Found {
  readonly id: string
  readonly outside?: 'open' | 'done'
  /** Why another name than the id was understood; `undefined` for the id itself. */
  readonly rule: string | undefined
}

/** The first rule that finds a plan wins, and is said where it is not the first; a name that none finds is kept. */
function referenceTo({ value: written, span }: Located<string>, reading: NeedsReading): Reference {
  const found = find(written, reading)
  if (found === undefined) return { id: written, span, by: 'name', soft: false }
  const { id, outside, rule } = found
  if (rule !== undefined) {
    reading.report(dependencyIsExact, {
      span,
      message: `\`${written}\` is read as \`${id}\`, ${rule}`,
      help: `Write \`${id}\`: other tools take only the id.`,
    })
  }
  return {
    id,
    span,
    by: 'name',
    soft: false,
    ...(written !== id && { written }),
    ...(outside && { outside }),
  }
}

function find(written: string, { names, phase }: NeedsReading): Found | undefined {
  const exact = names.read.get(written.toLowerCase())
  if (exact !== undefined)
    return {
      id: exact,
      rule: exact === written || isLonger(written, exact) ? undefined : 'which is written otherwise',
    }
  const bare = written
    .replace(/^(?:plans?|phase)\s+/i, '')
    .replace(/(?:-PLAN)?(?:\.md)?$/i, '')
    .replace(/^.*\//, '')
  const stripped = names.read.get(bare.toLowerCase())
  if (stripped !== undefined) return { id: stripped, rule: 'the plan in the file of that name' }
  const id = idIn(bare)
  const prefixed = id === undefined ? undefined : names.read.get(id.toLowerCase())
  if (prefixed !== undefined) return { id: prefixed, rule: 'the plan with that number' }
  const short =
    /^\d+[a-z]?$/i.test(bare) && phase !== undefined
      ? names.read.get(`${phase}-${padded(bare)}`.toLowerCase())
      : undefined
  if (short !== undefined) return { id: short, rule: 'a plan of the same phase' }
  for (const other of [bare, id, phaseOf(bare)]) {
    const outside = other === undefined ? undefined : names.outside.get(other.toLowerCase())
    if (other !== undefined && outside !== undefined) {
      return { id: other, outside, rule: other === written ? undefined : 'which belongs to another phase' }
    }
  }
  return undefined
}

/** `03-02-feed-order` names the plan in full whose id is `03-02`. */
function isLonger(written: string, id: string): boolean {
  return written.startsWith(`${id}-`)
}

/** `3-2-feed-order` → `03-02`. */
function idIn(name: string): string | undefined {
  const match = /^(\d+[A-Z]?(?:\.\d+)*)-(\d+[a-z]?)(?=-|$)/i.exec(name)
  return match?.[1] && match[2] ? `${padded(match[1])}-${padded(match[2])}` : undefined
}

/** `30-dynamic-sitemap` is a whole phase. */
function phaseOf(name: string): string | undefined {
  const number = /^(\d+[A-Z]?(?:\.\d+)*)(?=-[a-z]|$)/i.exec(name)?.[1]
  return number && padded(number)
}
