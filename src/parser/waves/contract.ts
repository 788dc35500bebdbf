import type { Contract, Deliverable, Link, Setup } from '../../plan/contract.ts'
import { type Located, located } from '../../source/span.ts'
import type { Entry, Value } from '../section.ts'
import { wordsOf } from '../text.ts'
import { booleanIn, entriesIn, itemsIn, numberIn, textIn, textsIn, valueAt } from '../values.ts'
import { keyIn } from './head.ts'
import { isKnownKey, requiredKeys } from './keys.ts'
import type { Objective } from './objective.ts'
import type { PlanFile } from './plan-file.ts'
import { sectionsOf } from './sketch.ts'

export function contractOf(file: PlanFile, objective: Objective | undefined, round: number): Contract {
  const { head, place } = file
  const promises = entriesIn(keyIn(head, 'must_haves'))
  const requirements = keyIn(head, 'requirements')
  return {
    phase: textIn(keyIn(head, 'phase')),
    folderPhase: place.phase,
    number: textIn(keyIn(head, 'plan')),
    fileNumber: place.number,
    objective: objective?.text,
    autonomous: booleanIn(keyIn(head, 'autonomous')),
    round,
    requirements: requirements && located(textsIn(requirements).flatMap(idsIn), requirements.span),
    truths: truthsOf(file),
    artifacts: itemsIn(valueAt(promises, 'artifacts')).flatMap(deliverable),
    links: itemsIn(valueAt(promises, 'key_links')).flatMap(link),
    setup: itemsIn(keyIn(head, 'user_setup')).flatMap(setup),
    ...domainOf(file),
    missing: head.place === 'none' ? [] : requiredKeys.filter((key) => keyIn(head, key) === undefined),
    others: head.entries.filter(({ key }) => !isKnownKey(key.value)).map(({ key }) => key),
  }
}

/** Nothing where the author names neither. */
function domainOf({ head }: PlanFile): Pick<Contract, 'domain' | 'guide'> {
  const domain = textIn(keyIn(head, 'domain'))
  const guide = textIn(keyIn(head, 'domain_guide'))
  return { ...(domain && { domain }), ...(guide && { guide }) }
}

/** `"AUTH-01, AUTH-02"` is two. */
function idsIn({ value, span }: Located<string>): readonly Located<string>[] {
  const quoted = span.end - span.start === value.length + 2 ? 1 : 0
  return [...value.matchAll(/[^\s,;]+(?: [^\s,;]+)*/g)].map(({ index, 0: id }) => {
    const start = span.start + quoted + index
    return located(id, { ...span, start, end: start + id.length })
  })
}

/** `must_haves` as a map, as a list of sentences, or as a section of the text. */
function truthsOf({ head, body }: PlanFile): Contract['truths'] {
  const value = keyIn(head, 'must_haves')
  if (value?.kind === 'list') return located(textsIn(value), value.span)
  const truths = valueAt(entriesIn(value), 'truths')
  if (truths !== undefined) return located(textsIn(truths), truths.span)
  const section = sectionsOf(body.outline).find(({ heading }) =>
    /^\W*must[_ -]haves\W*$/i.test(heading?.plain ?? ''),
  )
  const list = section?.blocks.find((block) => block.kind === 'list')
  if (list?.kind !== 'list') return undefined
  const items = list.items.flatMap(({ text }) =>
    text === undefined ? [] : [located(wordsOf(text), text.span)],
  )
  return located(items, list.span)
}

function deliverable(value: Value): readonly Deliverable[] {
  const entries = entriesIn(value)
  const path = value.kind === 'scalar' ? textIn(value) : textIn(valueAt(entries, 'path'))
  if (path === undefined) return []
  return [
    {
      path,
      provides: textIn(valueAt(entries, 'provides'))?.value,
      minimumLines: numberIn(valueAt(entries, 'min_lines')),
      exports: textsIn(valueAt(entries, 'exports')).map((name) => name.value),
      contains: textIn(valueAt(entries, 'contains'))?.value,
    },
  ]
}

function link(value: Value): readonly Link[] {
  const entries = entriesIn(value)
  const from = textIn(valueAt(entries, 'from'))
  const to = textIn(valueAt(entries, 'to'))
  if (from === undefined || to === undefined) return []
  return [
    { from, to, via: textIn(valueAt(entries, 'via'))?.value, pattern: textIn(valueAt(entries, 'pattern')) },
  ]
}

function setup(value: Value): readonly Setup[] {
  const entries = entriesIn(value)
  const service = value.kind === 'scalar' ? textIn(value) : textIn(valueAt(entries, 'service'))
  if (service === undefined) return []
  const duties = ['env_vars', 'account_setup', 'dashboard_config', 'local_dev'].flatMap((key) =>
    itemsIn(valueAt(entries, key)).map((item) => dutyOf(item)),
  )
  return [
    { service, why: textIn(valueAt(entries, 'why'))?.value, duties: duties.filter((duty) => duty !== '') },
  ]
}

/** `STRIPE_KEY (dashboard, developers)`, `Enable webhooks (settings): events`. */
function dutyOf(item: Value): string {
  if (item.kind === 'scalar') return textIn(item)?.value ?? ''
  const entries: readonly Entry[] = entriesIn(item)
  const words = (key: string) => textIn(valueAt(entries, key))?.value
  const name = words('name') ?? words('task') ?? ''
  const where = words('source') ?? words('location')
  const details = words('details')
  return `${name}${where === undefined ? '' : ` (${where})`}${details === undefined ? '' : `: ${details}`}`
}
