import { located } from '../../source/span.ts'
import { fieldOf, fieldsOf } from '../lookup.ts'
import { noRepeatedSection } from '../problems.ts'
import { commonLabels } from '../profile.ts'
import type { Block, Field, Section, Text } from '../section.ts'
import { trimmed, wordsOf } from '../text.ts'
import { normalId, number, unitWords } from '../values/identifier.ts'
import { type Names, readReferences } from '../values/references.ts'
import type { Reading, Unit } from '../work.ts'
import type { Sketch } from './tree.ts'

type Table = Extract<Block, { readonly kind: 'table' }>

/**
 * What a table over all units says of each, given to those that do not say it themselves:
 *
 *     | Phase    | Depends on | Who       |
 *     | 2. Query | Phase 1    | architect |
 */
export function withOverview(
  sketches: readonly Sketch[],
  outline: Section,
  reading: NamesAndReport,
): readonly Sketch[] {
  const units = sketches.map(({ unit }) => unit)
  const said = new Map<string, readonly Field[]>()
  for (const table of tablesOutside(outline, new Set(units.map(({ section }) => section)))) {
    for (const [id, fields] of rowsOf(table, units)) said.set(id, [...(said.get(id) ?? []), ...fields])
  }
  if (said.size === 0) return sketches
  for (const unit of units) reportDifferences(unit, said.get(normalId(unit.id)) ?? [], reading)
  return sketches.map((one) => ({ ...one, unit: completed(one.unit, said.get(normalId(one.unit.id)) ?? []) }))
}

function completed(unit: Unit, fields: readonly Field[]): Unit {
  const { section } = unit
  const own = (keys: ReadonlySet<string>, key: string) =>
    keys.has(key) && fieldOf(section, keys) !== undefined
  const missing = fields.filter(({ key }) => !own(commonLabels.needs, key) && !own(commonLabels.owner, key))
  return missing.length === 0
    ? unit
    : { ...unit, section: { ...section, fields: [...section.fields, ...missing] } }
}

type NamesAndReport = Pick<Reading, 'names' | 'report'>

/** What the section says counts, and the table says it once more. */
function reportDifferences(unit: Unit, fields: readonly Field[], { names, report }: NamesAndReport): void {
  const { heading, section } = unit
  for (const keys of [commonLabels.needs, commonLabels.owner]) {
    const own = fieldsOf(section, keys)
    const here = own.length === 1 && own[0]?.blocks.length === 0 ? own[0].text : undefined
    const there = fields.find(({ key }) => keys.has(key))?.text
    if (here === undefined || there === undefined) continue
    const meaning = keys === commonLabels.needs ? (text: Text) => needed(text, names, unit.id) : named
    const [one, other] = [meaning(here), meaning(there)]
    if (one === undefined || other === undefined || one === other) continue
    if (keys === commonLabels.owner && isRemarkedUpon(here, there)) continue
    report(noRepeatedSection, {
      span: there.span,
      message: `The table says “${wordsOf(there)}” of ${heading.word} ${heading.id}, and its section “${wordsOf(here)}”, which counts`,
      help: 'Find out which of the two holds, and bring the other up to it.',
      related: [{ span: here.span, message: 'what counts' }],
      severity: 'warning',
    })
  }
}

/** Equal for texts that name the same units; `undefined` where they name none and do not say "none". */
function needed(text: Text, names: Names, own: string): string | undefined {
  const { references, none } = readReferences(text, names, own)
  const hard = references.filter(({ soft }) => !soft).map(({ id }) => normalId(id))
  return hard.length === 0 && !none ? undefined : hard.sort().join(' ')
}

function named(text: Text): string | undefined {
  const words = wordsOf(text)
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
  return words?.join(' ')
}

/** One says the other, with something in brackets behind it: `Tester (Rust)`. */
function isRemarkedUpon(here: Text, there: Text): boolean {
  const [one, other] = [here, there].map((text) => wordsOf(text).toLowerCase()).sort()
  return one !== undefined && other?.startsWith(`${one} (`) === true && other.endsWith(')')
}

function tablesOutside(section: Section, units: ReadonlySet<Section>): readonly Table[] {
  if (units.has(section)) return []
  return [
    ...section.blocks.filter((block) => block.kind === 'table'),
    ...section.children.flatMap((child) => tablesOutside(child, units)),
  ]
}

const unitHead = new RegExp(`^\\W*(?:${unitWords})s?\\W*$`, 'i')
const unitCell = new RegExp(`^[\\s*_\`[]*(?:(?:${unitWords})\\s+)?(?<id>${number})(?=[\\s.:)*\`–—-]|$)`, 'i')

/** Only where most rows name units of the plan, and each another one. */
function rowsOf(
  { header, rows }: Table,
  units: readonly Unit[],
): readonly (readonly [string, readonly Field[]])[] {
  if (!unitHead.test(header[0]?.plain ?? '')) return []
  const known = new Set(units.map(({ id }) => normalId(id)))
  const named = rows.flatMap(({ cells }) => {
    const id = unitCell.exec(cells[0]?.plain ?? '')?.groups?.['id']
    return id === undefined || !known.has(normalId(id)) ? [] : [{ id: normalId(id), cells }]
  })
  if (2 * named.length <= rows.length || new Set(named.map(({ id }) => id)).size < named.length) return []
  return named.map(({ id, cells }) => [
    id,
    header.flatMap((head, column) => fieldOfCell(head, cells[column])),
  ])
}

function fieldOfCell(head: Text, cell: Text | undefined): readonly Field[] {
  const text = cell && trimmed(cell)
  const written = wordsOf(head).toLowerCase()
  const key = written === 'who' ? 'owner' : written
  if (text === undefined || !(commonLabels.needs.has(key) || commonLabels.owner.has(key))) return []
  return [{ key, label: located(key, head.span), text, blocks: [], span: text.span }]
}
