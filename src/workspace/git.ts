import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Commit } from '../proof/evidence.ts'
import { COMMIT_FORMAT, readCommits } from './commits.ts'
import { UnusablePath } from './unusable-path.ts'

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
  /** Commits of HEAD, and of branches by a pattern, that a commit does not have; the newest first. */
  commitsSince(commit: string, branches: string): readonly Commit[]
  /** Paths that git does not know and is not told to ignore. */
  untracked(): readonly string[]
  /** Paths that the next commit would hold. */
  tracked(): readonly string[]
  /** Paths that the next commit changes or adds. */
  staged(): readonly string[]
  /** What the next commit would hold at a path; whether it is text is not asked. */
  stagedBytes(path: string): Uint8Array | undefined
  /** The text that a commit holds at a path. */
  textAt(commit: string, path: string): string | undefined
}

/**
 * `undefined` where there is no repository. Where there is one and git does not answer, because it is not installed or
 * trusts somebody else's folder not, an `UnusablePath` is thrown: nothing would be known about changes.
 */
export function gitAt(root: string): Git | undefined {
  const ask = (...args: readonly string[]) => answer(root, args)
  if (ask('rev-parse', '--is-inside-work-tree').text?.trim() !== 'true') {
    if (isBelowGit(root)) throw refused(ask('rev-parse', '--git-dir').trouble)
    return undefined
  }
  const line = (...args: readonly string[]) => ask(...args).text?.trim() || undefined
  const paths = (...args: readonly string[]) => {
    const { text, trouble } = ask(...args)
    if (text === undefined) throw refused(trouble)
    return text.split('\0').filter((path) => path !== '')
  }
  return {
    commit: (revision) => {
      const name = line('rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`)
      // `^HEAD` is answered, too: with all but that commit.
      return name !== undefined && /^[0-9a-f]+$/.test(name) ? name : undefined
    },
    mergeBase: (one, other) => line('merge-base', one, other),
    filesAt: (commit) => paths('ls-tree', '-r', '-z', '--name-only', commit),
    changedSince: (commit) => paths('diff', '-z', ...DIFFERENCE, commit, '--'),
    commitsSince: (commit, branches) => {
      const range = ['HEAD', `--branches=${branches}`, `^${commit}`, '--']
      const { text, trouble } = ask('log', ...COMMIT_FORMAT, ...range)
      if (text === undefined) throw refused(trouble)
      return readCommits(text)
    },
    untracked: () => paths('ls-files', '-z', '--others', '--exclude-standard'),
    tracked: () => paths('ls-files', '-z', '--cached'),
    staged: () => paths('diff', '-z', '--cached', '--diff-filter=d', ...DIFFERENCE, '--'),
    stagedBytes: (path) => bytesOf(root, ['cat-file', 'blob', `:./${path}`]),
    textAt: (commit, path) => ask('cat-file', 'blob', `${commit}:./${path}`).text,
  }
}

const DIFFERENCE = ['--name-only', '--relative', '--no-renames', '--no-ext-diff', '--no-textconv']

/** Settings of a repository can name programs: those that a question would start are switched off. */
const QUIET = ['--no-optional-locks', '--literal-pathspecs', '-c', 'core.fsmonitor=false']

interface Answer {
  /** `undefined` where git says no. */
  readonly text?: string
  readonly trouble?: string
}

function answer(root: string, args: readonly string[]): Answer {
  const { status, stdout, stderr, error } = git(root, args)
  if (error)
    return { trouble: 'code' in error && error.code === 'ENOENT' ? 'it is not installed' : error.message }
  return status === 0 ? { text: `${stdout}` } : { trouble: `${stderr}`.split('\n', 1)[0] ?? '' }
}

function bytesOf(root: string, args: readonly string[]): Uint8Array | undefined {
  const { status, stdout } = git(root, args)
  return status === 0 ? stdout : undefined
}

function git(root: string, args: readonly string[]) {
  return spawnSync('git', [...QUIET, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1024 * 1024 * 1024,
  })
}

function refused(trouble = 'no reason is given'): UnusablePath {
  return new UnusablePath('.', `git does not answer: ${trouble.slice(0, 300)}`)
}

/** Whether a folder looks as if it were in a repository, whatever git says. */
export function isBelowGit(folder: string): boolean {
  return existsSync(join(folder, '.git')) || (dirname(folder) !== folder && isBelowGit(dirname(folder)))
}
