import type { Requirements } from '../../plan/contract.ts'
import type { Located } from '../../source/span.ts'
import type { MarkdownDocument } from '../dialect.ts'
import type { Row, Section } from '../section.ts'
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
  return { requirements: { wanted: [...wanted.values()], known: new Set(known) } }
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
