import type { Base } from '../plan/judgement.ts'
import type { Git } from './git.ts'
import { repositoryAt } from './repository.ts'

export interface Wish {
  /** The revision that the user names. */
  readonly given: string | undefined
  /** Where a run may have noted the commit that it began with. */
  readonly record: string
}

/**
 * What a repository is compared with: what the user says; else what a run has noted; else where the history left the
 * main branch; else the last commit. `undefined`: what the user or the note says is no commit.
 */
export function baseOf(root: string, git: Git | undefined, { given, record }: Wish): Base | undefined {
  if (given !== undefined) return found('given', git?.commit(given))
  if (git === undefined) return { kind: 'none', commit: undefined }
  const noted = repositoryAt(root).text(record)?.trim()
  if (noted !== undefined) return found('recorded', isName(noted) ? git.commit(noted) : undefined)
  const head = git.commit('HEAD')
  if (head === undefined) return { kind: 'empty', commit: undefined }
  for (const branch of MAIN) {
    const tip = git.commit(branch)
    const parting = tip === undefined ? undefined : git.mergeBase(head, tip)
    if (parting !== undefined) return { kind: parting === head ? 'head' : 'merge-base', commit: parting }
  }
  return { kind: 'head', commit: head }
}

/** The first of them that exists is the main branch. */
const MAIN = [
  'refs/remotes/origin/HEAD',
  'refs/remotes/origin/main',
  'refs/remotes/origin/master',
  'refs/heads/main',
  'refs/heads/master',
]

function isName(text: string): boolean {
  return /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(text)
}

function found(kind: Base['kind'], commit: string | undefined): Base | undefined {
  return commit === undefined ? undefined : { kind, commit }
}
