import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import type { Interruption } from './interruption.ts'

/** Where a plan is rehearsed. Everything of it is in one temporary folder. */
export interface RehearsalFolder {
  /** What holds the rest, and what is not part of the rehearsed repository. */
  readonly top: string
  /** What counts as the repository. */
  readonly root: string
  /** What counts as the folder that the user is in: in `root`, or below it. */
  readonly here: string
  readonly isCopy: boolean
  remove(): void
}

/**
 * A work tree of its own, of the last commit of the repository that `here` is in; an empty folder where there is none.
 * It borrows the objects of that repository and has a git folder of its own, so that the user's gets no entry that a
 * kill would leave behind, as `git worktree` does. No hook runs, no filter, and nothing is fetched.
 */
export async function rehearsalFolder(here: string, interruption: Interruption): Promise<RehearsalFolder> {
  const top = mkdtempSync(join(realpathSync(tmpdir()), 'plan-rehearsal-'))
  const remove = () => rmSync(top, { recursive: true, force: true, maxRetries: 5 })
  process.once('exit', remove)
  const tidy = () => {
    process.off('exit', remove)
    remove()
  }
  const root = join(top, 'repository')
  const source = await said(['-C', here, 'rev-parse', '--show-toplevel'], interruption)
  const isCopy = source !== undefined && (await isCopied(source, root, interruption))
  if (!isCopy) {
    rmSync(root, { recursive: true, force: true })
    mkdirSync(root)
    return { top, root, here: root, isCopy, remove: tidy }
  }
  const below = relative(realpathSync(source), realpathSync(here)).split(sep)
  return { top, root, here: join(root, ...below), isCopy, remove: tidy }
}

async function isCopied(source: string, root: string, interruption: Interruption): Promise<boolean> {
  const clone = ['clone', '--quiet', '--shared', '--no-tags', '--template=', '--', source, root]
  return (await said(clone, interruption)) !== undefined
}

/** Makes one commit of all that is there, as a run may ask for a clean tree. */
export async function commitAll({ root }: RehearsalFolder, interruption: Interruption): Promise<void> {
  const git = (...words: readonly string[]) => said(['-C', root, ...words], interruption)
  await git('add', '--all')
  await git(...NOBODY, 'commit', '--quiet', '--allow-empty', '--no-verify', '--message', 'Rehearsal')
}

const NOBODY = ['-c', 'user.name=rehearsal', '-c', 'user.email=rehearsal', '-c', 'commit.gpgSign=false']

/** Settings can name programs, and servers. */
const QUIET = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'filter.lfs.smudge=',
  'filter.lfs.process=',
]
  .concat(['filter.lfs.clean=', 'filter.lfs.required=false', 'advice.detachedHead=false', 'gc.auto=0'])
  .flatMap((setting) => ['-c', setting])

/** The output of git without its last line end; `undefined` where it is not there or says no. */
async function said(words: readonly string[], interruption: Interruption): Promise<string | undefined> {
  const environment = {
    ...process.env,
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'file',
    GIT_TERMINAL_PROMPT: '0',
  }
  const child = spawn('git', [...QUIET, ...words], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: Object.fromEntries(Object.entries(environment).filter(([name]) => !REPOSITORY.includes(name))),
  })
  const { code, output } = await interruption.ended(child)
  return code === 0 ? output.replace(/\n$/, '') : undefined
}

/** Which repository is meant says the folder, also where a hook calls us. */
const REPOSITORY = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_OBJECT_DIRECTORY', 'GIT_PREFIX']
