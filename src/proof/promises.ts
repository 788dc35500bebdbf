import { patternsMeet } from '../plan/globs.ts'
import { leadsOutside, normalisePath } from '../plan/paths.ts'
import type { Plan, Task } from '../plan/plan.ts'
import { filesOf, tasksOf } from '../plan/walk.ts'
import { manifestNames } from './manifests.ts'

/**
 * Of the files that changed, those that nobody has announced: no task declares them, they are no document of the plan
 * and no work of the compiler, and where the plan names packages, no manifest and no lock file.
 */
export function straysOf(
  plan: Plan,
  changes: readonly string[],
  documents: ReadonlySet<string>,
): readonly string[] {
  const tasks = tasksOf(plan)
  const declared = tasks.flatMap(filesOf)
  const exact = new Set([...declared.map(({ path }) => path), ...tasks.flatMap(promised), ...documents])
  const patterns = declared.filter(({ kind }) => kind !== 'file')
  const withPackages = tasks.some(({ packages }) => packages.length > 0)
  return changes.filter((path) => {
    if (exact.has(path) || OURS.test(path) || (withPackages && isOfPackages(path))) return false
    return !patterns.some((pattern) => patternsMeet(pattern, { path, kind: 'file' }))
  })
}

/** The compiler's own folders. */
const OURS = /^(?:\.plan|\.claude\/commands)\//

const LOCK =
  /^(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|Cargo\.lock|poetry\.lock|uv\.lock|go\.sum)$/

function isOfPackages(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return manifestNames.has(name) || LOCK.test(name)
}

function promised({ contract }: Task): readonly string[] {
  return (contract?.artifacts ?? []).map(({ path }) => normalisePath(path.value))
}

/** Whether words name a file of the repository: `src/app.ts`, not `POST /login`, `the login page`, `useStore.open`. */
export function namesFile(words: string): boolean {
  if (!/^[^\s<>*?{}]+\.\w{1,10}$/.test(words) || leadsOutside(words) || /^\w+:\/\//.test(words)) return false
  return words.includes('/') || KNOWN.test(words)
}

/** Endings that tell a file from a member, where there is no folder before it. */
const KNOWN =
  /\.(?:[cm]?[jt]sx?|json|md|pyi?|rs|go|java|kts?|swift|rb|php|cs|sql|toml|ya?ml|s?css|html|vue|svelte|sh|prisma|graphql)$/
