import { execFileSync } from 'node:child_process'

/** A git repository, asked about the folder `root` and what is below it. Nothing is written, not even its index. */
export interface Git {
  /** The full name of a commit; `undefined`: there is no such. */
  commit(revision: string): string | undefined
  /** Where the history of two commits parts. */
  mergeBase(one: string, other: string): string | undefined
  /** Paths that a commit holds. */
  filesAt(commit: string): readonly string[]
  /** Paths of the commit that are different now, or gone. */
  changedSince(commit: string): readonly string[]
  /** Paths that git does not know and is not told to ignore. */
  untracked(): readonly string[]
  /** Paths that the next commit would hold. */
  tracked(): readonly string[]
  /** The text that a commit holds at a path. */
  textAt(commit: string, path: string): string | undefined
}

/** `undefined` where there is no repository, or no git. */
export function gitAt(root: string): Git | undefined {
  const ask = (...args: readonly string[]) => answer(root, args)
  const paths = (...args: readonly string[]) => listed(ask(...args))
  if (ask('rev-parse', '--is-inside-work-tree')?.trim() !== 'true') return undefined
  return {
    commit: (revision) =>
      line(ask('rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`)),
    mergeBase: (one, other) => line(ask('merge-base', one, other)),
    filesAt: (commit) => paths('ls-tree', '-r', '-z', '--name-only', commit),
    changedSince: (commit) =>
      paths(
        'diff',
        '--name-only',
        '-z',
        '--relative',
        '--no-renames',
        '--no-ext-diff',
        '--no-textconv',
        commit,
        '--',
      ),
    untracked: () => paths('ls-files', '-z', '--others', '--exclude-standard'),
    tracked: () => paths('ls-files', '-z', '--cached'),
    textAt: (commit, path) => ask('cat-file', 'blob', `${commit}:./${path}`),
  }
}

/** Settings of a repository can name programs: those that a question would start are switched off. */
const QUIET = ['--no-optional-locks', '-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false']

/** `undefined` where git says no. */
function answer(root: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync('git', [...QUIET, '--literal-pathspecs', ...args], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 1024 * 1024 * 1024,
    })
  } catch {
    return undefined
  }
}

function line(text: string | undefined): string | undefined {
  return text?.trim() || undefined
}

function listed(text: string | undefined): readonly string[] {
  return (text ?? '').split('\0').filter((path) => path !== '')
}
