import type { Base } from '../plan/judgement.ts'
import { normalisePath } from '../plan/paths.ts'
import type { Change, Evidence, ModuleFacts } from '../proof/evidence.ts'
import { manifestNames } from '../proof/manifests.ts'
import type { Git } from './git.ts'
import { pathBelow } from './path-below.ts'
import { repositoryAt } from './repository.ts'
import { filesBelow } from './walk.ts'

export interface Repository {
  readonly root: string
  readonly git: Git | undefined
  readonly base: Base
  /** Where commits of tasks may be besides those of HEAD: a pattern of branches. */
  readonly branches: string
  /** Takes a module apart, where such files are declared. */
  readonly module?: ((path: string, text: string) => ModuleFacts | undefined) | undefined
}

/** What git and the disk know about a folder. What git knows is asked once, before anything runs. */
export function evidenceOf({ root, git, base: { commit }, branches, module }: Repository): Evidence {
  const compared = git && commit !== undefined ? git : undefined
  const old = new Set(compared && commit ? compared.filesAt(commit) : [])
  const different = compared && commit ? compared.changedSince(commit) : []
  const fresh = git ? [...git.untracked(), ...(commit === undefined ? git.tracked() : [])] : []
  const changes = [...new Set([...different, ...fresh])].sort()
  const changed = new Set(changes)
  const { at, text, real } = repositoryAt(root)
  return {
    at,
    text,
    before: (path) =>
      compared && commit && old.has(normalisePath(path))
        ? compared.textAt(commit, normalisePath(path))
        : undefined,
    change: (path) => {
      if (git === undefined) return 'unknown'
      const change = changeOf(normalisePath(path), old, changed)
      return change === 'same' ? changeOf(real(path) ?? path, old, changed) : change
    },
    changes,
    commits: compared && commit ? compared.commitsSince(commit, branches) : [],
    manifests: () => manifestsIn(root, git),
    module: (path, contents) => module?.(path, contents),
  }
}

/**
 * What git ignores is not in `changed`: where the base does not hold it, it is new. What lies below a file is below a
 * link or in another repository, and as new as that.
 */
function changeOf(path: string, old: ReadonlySet<string>, changed: ReadonlySet<string>): Change {
  const file = path.replace(/\/$/, '')
  const segments = file.split('/')
  const known = segments.map((_, index) => segments.slice(0, index + 1).join('/')).find((one) => old.has(one))
  if (known !== undefined) return changed.has(known) ? 'changed' : 'same'
  if (changed.has(file)) return 'created'
  const isBelow = (other: string) => other.startsWith(`${file}/`)
  if (![...old].some(isBelow)) return 'created'
  return [...changed].some(isBelow) ? 'changed' : 'same'
}

function manifestsIn(root: string, git: Git | undefined): readonly string[] {
  const paths = git
    ? [...git.tracked(), ...git.untracked()]
    : [...filesBelow(root, () => {})].map((file) => pathBelow(root, file))
  const isManifest = (path: string) => manifestNames.has(path.slice(path.lastIndexOf('/') + 1))
  const isForeign = (path: string) => /(?:^|\/)(?:node_modules|vendor|third_party)\//.test(path)
  return [...new Set(paths)].filter((path) => isManifest(path) && !isForeign(path)).sort()
}
