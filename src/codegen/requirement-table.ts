import type { Plan } from '../plan/plan.ts'
import { tasksOf } from '../plan/walk.ts'
import type { Artifact } from './artifact.ts'
import { md } from './escape.ts'
import { slugOf } from './layout.ts'
import type { EmitInput } from './target.ts'

/** `requirements.tsv`: what the plan has to meet and which tasks claim it; absent where nothing is wanted. */
export function requirementTable({
  plan,
  slugs,
  folder,
}: Pick<EmitInput, 'plan' | 'slugs' | 'folder'>): readonly Artifact[] {
  const claims = claimsIn(plan, slugs)
  const wanted = plan.requirements?.wanted.map(({ value }) => value) ?? []
  const asked = new Map(plan.requirements?.texts?.map(({ id, asks }) => [id, asks.value]) ?? [])
  const ids = [...new Set([...wanted, ...claims.keys()])].filter((id) => md(id) !== '')
  if (ids.length === 0) return []
  const rows = ids.map((id) => [
    md(id),
    md(asked.get(id) ?? '') || '-',
    (claims.get(id) ?? []).join(',') || '-',
  ])
  const lines = ['plan-compile-requirements 1', ...rows.map((cells) => cells.join('\t'))]
  return [{ path: `${folder}/requirements.tsv`, contents: lines.map((line) => `${line}\n`).join('') }]
}

/** Keys of the tasks that say of themselves that they meet it, in text order. */
function claimsIn(plan: Plan, slugs: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const claims = new Map<string, readonly string[]>()
  for (const { id, contract } of tasksOf(plan)) {
    for (const { value } of contract?.requirements?.value ?? []) {
      const others = claims.get(value) ?? []
      const key = slugOf(slugs, id)
      if (!others.includes(key)) claims.set(value, [...others, key])
    }
  }
  return claims
}
