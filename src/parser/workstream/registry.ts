import type { Agent } from '../../plan/plan.ts'
import { type Located, located } from '../../source/span.ts'
import type { DataDocument } from '../dialect.ts'
import type { Value } from '../section.ts'
import { at, itemsOf, textOf } from './data.ts'
import { padded } from './heading.ts'

/** `agents.yaml`; a model is `provider/model` or a map that holds one. */
export function readAgents({ value }: DataDocument): readonly Agent[] {
  return itemsOf(at(value, 'agents')).flatMap((item) => {
    const name = textOf(item, 'name')
    if (name === undefined) return []
    return [{ name, models: itemsOf(at(item, 'models')).flatMap(modelOf) }]
  })
}

function modelOf(value: Value): readonly Located<string>[] {
  if (value.kind === 'map') {
    const model = textOf(value, 'model')
    return model === undefined ? [] : [model]
  }
  return value.kind === 'scalar' && typeof value.value === 'string' ? [located(value.value, value.span)] : []
}

/** What `index.json` says about the approvals of one stream. */
export interface Approvals {
  /** `undefined` where it says nothing: the plan was never put to approval. */
  readonly plan: Located<string> | undefined
  /** Of PLAN.md when it was approved, in hexadecimal. */
  readonly hash: Located<string> | undefined
  /** By the stage's id. */
  readonly stages: ReadonlyMap<string, Located<string>>
  /** The stream's own. */
  readonly status: Located<string> | undefined
}

/** The stream whose folder is `name`. */
export function readApprovals({ value }: DataDocument, name: string): Approvals | undefined {
  const stream = itemsOf(at(value, 'streams')).find((item) => textOf(item, 'id')?.value === name)
  if (stream === undefined) return undefined
  const approval = at(stream, 'approval')
  const stages = at(approval, 'stages')
  return {
    plan: textOf(approval, 'status'),
    hash: textOf(approval, 'plan_hash'),
    stages: new Map(stages?.kind === 'map' ? stages.entries.flatMap(approved) : []),
    status: textOf(stream, 'status'),
  }
}

function approved({ key, value }: { readonly key: Located<string>; readonly value: Value }) {
  const status = textOf(value, 'status')
  if (status === undefined || !/^\d+$/.test(key.value)) return []
  return [[padded(key.value), located(status.value, key.span)] as const]
}
