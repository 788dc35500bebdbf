import { spawnSync } from 'node:child_process'
import { UnusablePath } from './unusable-path.ts'

/**
 * One commit of exactly these files, whatever else is staged, which stays so. The user's hooks and name are git's own
 * business; where git refuses, nothing more is staged than before, and an `UnusablePath` says why.
 */
export function commitFiles(root: string, message: string, paths: readonly string[]): void {
  const untracked = paths.filter(
    (path) => git(root, ['ls-files', '--error-unmatch', '--', path]).status !== 0,
  )
  if (untracked.length > 0) require(root, ['add', '--intent-to-add', '--', ...untracked])
  const { status, stderr, stdout } = git(root, [
    'commit',
    '--quiet',
    '--only',
    '--message',
    message,
    '--',
    ...paths,
  ])
  if (status === 0) return
  if (untracked.length > 0) git(root, ['rm', '--cached', '--quiet', '--', ...untracked])
  throw refused(`${stderr}` || `${stdout}`)
}

function require(root: string, args: readonly string[]): void {
  const { status, stderr } = git(root, args)
  if (status !== 0) throw refused(`${stderr}`)
}

function refused(trouble: string): UnusablePath {
  const words = trouble.trim().replace(/\s+/g, ' ').slice(0, 300)
  return new UnusablePath(
    '.',
    `everything is written, and git makes no commit of it: ${words || 'no reason is given'}`,
  )
}

function git(root: string, args: readonly string[]) {
  return spawnSync('git', ['--literal-pathspecs', ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
}
