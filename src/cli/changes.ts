import { resolve } from 'node:path'
import { check } from '../compile.ts'
import type { Host } from '../source/host.ts'
import { displayPath } from '../workspace/disk.ts'
import { type Git, gitAt } from '../workspace/git.ts'
import type { Arguments } from './arguments.ts'
import type { Inspected } from './inspect.ts'
import type { Machine } from './machine.ts'
import { UsageError } from './usage-error.ts'

/** The plans that a commit, or the work since one, is about. */
export interface Changes {
  /** Whether a document of the plan is among them. */
  concern(plan: Inspected): boolean
  /** Reads what the next commit will hold, where that is asked for. */
  readonly look: typeof check
}

/** `undefined`: all plans are looked at. */
export function changesOf(given: Arguments, machine: Machine): Changes | undefined {
  const [staged, changed] = [given.has('staged'), given.has('changed')]
  if (given.has('since') && !changed) throw new UsageError('--since goes with --changed')
  if (staged && changed) throw new UsageError('--staged and --changed ask for different plans: keep one')
  if (!staged && !changed) return undefined
  for (const option of ['fix', 'diff', 'add-suppressions']) {
    if (given.has(option))
      throw new UsageError(
        `--${option} is for whole plans as they are on disk, not for --staged or --changed`,
      )
  }
  const git = gitAt(machine.folder)
  if (git === undefined)
    throw new UsageError(`this is no git repository, so nothing in it is ${staged ? 'staged' : 'changed'}`)
  const paths = new Set(staged ? git.staged() : changedIn(git, given.value('since')))
  return {
    concern: ({ sources }) => [...sources.keys()].some((path) => paths.has(path)),
    look: staged ? (path, host, checker) => check(path, asStaged(host, git, paths, machine), checker) : check,
  }
}

function changedIn(git: Git, since: string | undefined): readonly string[] {
  const commit = git.commit(since ?? 'HEAD')
  if (commit === undefined) {
    throw new UsageError(
      since === undefined
        ? 'there is no commit yet that --changed could compare with: --staged looks at what the first one will hold'
        : `--since ${since} is no commit`,
    )
  }
  return [...git.changedSince(commit), ...git.untracked()]
}

function asStaged(host: Host, git: Git, paths: ReadonlySet<string>, { folder }: Machine): Host {
  return {
    read: async (path) => {
      const shown = displayPath(folder, resolve(folder, path))
      const bytes = paths.has(shown) ? git.stagedBytes(shown) : undefined
      return bytes ?? (await host.read(path))
    },
    glob: host.glob,
  }
}
