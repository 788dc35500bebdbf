import type { Requirements, RequirementText } from '../../plan/contract.ts'
import { type Located, located } from '../../source/span.ts'
import type { MarkdownDocument } from '../dialect.ts'
import type { Row, Section } from '../section.ts'
import { wordsOf } from '../text.ts'
import type { Papers } from './companions.ts'
import { padded } from './layout.ts'
import { type RoadmapPhase, requirementsIn } from './roadmap.ts'
import { sectionsOf } from './sketch.ts'

/** What the roadmap and the table of requirements want of the phases; nothing where neither is there. */
export function requirementsOf(
  told: readonly RoadmapPhase[],
  { roadmap, requirements }: Papers,
  phases: readonly string[],
): { readonly requirements?: Requirements } {
  if (roadmap === undefined && requirements === undefined) return {}
  const traced =
    requirements === undefined ? [] : rowsOf(requirements.outline).flatMap((row) => tracedTo(row, phases))
  const wanted = new Map<string, Located<string>>()
  for (const id of [...told.flatMap((phase) => phase.requirements), ...traced]) {
    if (!wanted.has(id.value)) wanted.set(id.value, id)
  }
  // A roadmap alone need not name them all.
  const known =
    requirements === undefined ? [] : [roadmap, requirements].flatMap((one) => (one ? idsOf(one) : []))
  const texts = requirements === undefined ? [] : textsOf(requirements.outline)
  return {
    requirements: {
      wanted: [...wanted.values()],
      known: new Set(known),
      ...(texts.length > 0 && { texts }),
    },
  }
}

/** `- [ ] **AUTH-01**: Readers sign in`, the first line that defines it. */
function textsOf(outline: Section): readonly RequirementText[] {
  const texts = new Map<string, Located<string>>()
  const lists = sectionsOf(outline).flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'list'))
  for (const { text } of lists.flatMap(({ items }) => items)) {
    const [id] = requirementsIn(text)
    if (text === undefined || id === undefined || texts.has(id.value)) continue
    const said = wordsOf(text)
    const rest = said.startsWith(id.value) ? said.slice(id.value.length).replace(/^[\s:.—–-]+/, '') : ''
    if (rest !== '') texts.set(id.value, located(rest, text.span))
  }
  return [...texts].map(([id, asks]) => ({ id, asks }))
}

/** `| AUTH-01 | Phase 1 | Pending |` */
function tracedTo({ cells }: Row, phases: readonly string[]): readonly Located<string>[] {
  const numbers = [...(cells[1]?.plain ?? '').matchAll(/\d+[A-Z]?(?:\.\d+)*/g)].map(([number]) =>
    padded(number),
  )
  return numbers.some((number) => phases.includes(number)) ? requirementsIn(cells[0]).slice(0, 1) : []
}

function rowsOf(outline: Section): readonly Row[] {
  return sectionsOf(outline).flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.kind === 'table' && /requirement/i.test(block.header[0]?.plain ?? '') ? block.rows : [],
    ),
  )
}

function idsOf({ source }: MarkdownDocument): readonly string[] {
  return source.text.match(/\b[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*-\d+[a-z]?\b/g) ?? []
}
