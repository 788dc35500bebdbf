import { type Located, located, type SourceSpan } from '../../source/span.ts'
import type { MarkdownDocument } from '../dialect.ts'
import { fieldOf, itemsOf } from '../lookup.ts'
import type { ListItem, Section, Text } from '../section.ts'
import { wordsOf } from '../text.ts'
import { padded } from './layout.ts'
import { sectionsOf } from './sketch.ts'

/** A phase as `ROADMAP.md` tells of it. */
export interface RoadmapPhase {
  /** `03`, `06.2`. */
  readonly number: string
  readonly name: Located<string>
  /** Its section, or its line in the overview. */
  readonly span: SourceSpan
  /** `true`: its box in the overview is ticked. */
  readonly done: boolean
  readonly goal?: Located<string> | undefined
  readonly requirements: readonly Located<string>[]
  /** Numbers of the phases that it depends on; `undefined` where it does not say. */
  readonly needs: Located<readonly Located<string>[]> | undefined
  /** Names of plan files or ids, from the list of its plans. */
  readonly plans: readonly Located<string>[]
}

const phaseHeading = /^\W*Phase\s+(?<number>\d+[A-Z]?(?:\.\d+)*)\s*(?:[:—–-]\s*)?(?<name>.*)$/iu
/** `AUTH-01`, `WALLET-SEND`. */
const requirementId = /\b[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*-\d+[a-z]?\b/g

export function readRoadmap({ outline, source }: MarkdownDocument): readonly RoadmapPhase[] {
  const ticked = overviewOf(outline)
  const phases = new Map<string, RoadmapPhase>()
  for (const [number, { name, done }] of ticked) {
    phases.set(number, { number, name, span: name.span, done, requirements: [], needs: undefined, plans: [] })
  }
  for (const section of sectionsOf(outline)) {
    const { heading } = section
    const match = heading && phaseHeading.exec(heading.plain)
    const number = match?.groups?.['number']
    if (heading === undefined || number === undefined) continue
    const key = padded(number)
    const end = Math.min(section.span.end, source.text.length)
    const title = plainName(match?.groups?.['name'] ?? '')
    phases.set(key, {
      number: key,
      name: located(title, heading.span),
      span: { ...section.span, end },
      done: ticked.get(key)?.done ?? /[✓✅]/u.test(heading.plain),
      goal: goalOf(section),
      requirements: idsIn(fieldOf(section, new Set(['requirements']))?.text, requirementId),
      needs: needsOf(fieldOf(section, new Set(['depends on']))?.text),
      plans: plansIn(section),
    })
  }
  return [...phases.values()]
}

function goalOf(section: Section): RoadmapPhase['goal'] {
  const text = fieldOf(section, new Set(['goal']))?.text
  const words = text && wordsOf(text)
  return text && words ? located(words, text.span) : undefined
}

/** Without marks of progress: `Feed (INSERTED) (2/3 plans) ✓`. */
function plainName(name: string): string {
  return name.replace(/\s*(?:\(INSERTED\)|\(\d+\/\d+ plans?\)[^()]*$|[✓✅])\s*/giu, '').trim()
}

/** `- [x] **Phase 1: Name** - text` */
function overviewOf(outline: Section) {
  const found = new Map<string, { readonly name: Located<string>; readonly done: boolean }>()
  for (const { blocks } of sectionsOf(outline)) {
    for (const item of blocks.flatMap((block) => (block.kind === 'list' ? block.items : []))) {
      const words = item.text && wordsOf(item.text)
      const match = words && phaseHeading.exec(words)
      const number = match ? match.groups?.['number'] : undefined
      if (!match || number === undefined || item.text === undefined || found.has(padded(number))) continue
      const name = (match.groups?.['name'] ?? '').split(/\s+[-–—]\s+/)[0] ?? ''
      found.set(padded(number), {
        name: located(plainName(name), item.text.span),
        done: item.checked === true,
      })
    }
  }
  return found
}

function needsOf(text: Text | undefined): RoadmapPhase['needs'] {
  if (text === undefined) return undefined
  const plain = text.plain.replace(/\([^()]*\)/g, (aside) => ' '.repeat(aside.length))
  if (/^\W*(?:nothing|none|n\/a)\b/i.test(plain)) return located([], text.span)
  const numbers = idsIn({ ...text, plain }, /\d+[A-Z]?(?:\.\d+)*/g)
  return numbers.length === 0
    ? undefined
    : located(
        numbers.map(({ value, span }) => located(padded(value), span)),
        text.span,
      )
}

export function idsIn(text: Text | undefined, pattern: RegExp): readonly Located<string>[] {
  if (text === undefined) return []
  return [...text.plain.matchAll(pattern)].map(({ index, 0: id }) => {
    const start = text.span.start + index
    return located(id, { ...text.span, start, end: start + id.length })
  })
}

export function requirementsIn(text: Text | undefined): readonly Located<string>[] {
  return idsIn(text, requirementId)
}

/** `- [ ] 01-01-PLAN.md — text`, `- [x] 01-01: text`, below `Plans:`. */
function plansIn(section: Section): readonly Located<string>[] {
  const field = section.fields.find(({ key, blocks }) => key === 'plans' && itemsOf({ blocks }).length > 0)
  const items: readonly ListItem[] = field
    ? itemsOf(field)
    : section.fields.filter(({ key }) => /^wave \d+/.test(key)).flatMap(itemsOf)
  return items.flatMap(({ text }) =>
    idsIn(
      text,
      /^\W*\d+[A-Z]?(?:\.\d+)*-(?:gap-?)?\w+(?:-[\w-]*)?(?:\.md)?/i.test(text?.plain ?? '')
        ? /\d+[A-Z]?(?:\.\d+)*-(?:gap-?)?[\w-]+(?:\.md)?/gi
        : /$^/g,
    ).slice(0, 1),
  )
}
