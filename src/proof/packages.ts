import type { Checked } from '../plan/judgement.ts'
import type { Task } from '../plan/plan.ts'
import type { Evidence } from './evidence.ts'
import { packageName, packagesIn } from './manifests.ts'

/** The packages that a task names are dependencies in a manifest, whichever. */
export function checkPackages({ packages }: Task, evidence: Evidence): readonly Checked[] {
  if (packages.length === 0) return []
  const manifests = evidence.manifests()
  const known = new Set(manifests.flatMap((path) => [...packagesIn(path, evidence.text(path) ?? '')]))
  return packages.map(({ value: subject, span }) => {
    const name = packageName(subject)
    if (name === '')
      return { kind: 'package', subject, state: 'unchecked', reason: 'is no name of a package', span }
    const isNamed = known.has(name)
    const reason = isNamed ? undefined : `is not a dependency in ${listed(manifests)}`
    return { kind: 'package', subject, state: isNamed ? 'proven' : 'failed', reason, span }
  })
}

function listed(manifests: readonly string[]): string {
  if (manifests.length === 0) return 'any manifest: there is none'
  const shown = manifests.slice(0, 3).join(', ')
  return manifests.length > 3 ? `${shown} or ${manifests.length - 3} others` : shown
}
