import { execFileSync } from 'node:child_process'
import { appendFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { PlanFolder } from './plan-folder.ts'

/** Makes the folder a git repository with one commit, which holds nothing and ignores the plan. */
export function beginRepository({ root }: PlanFolder): void {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@localhost']
  const git = (...words: readonly string[]) => execFileSync('git', [...identity, ...words], { cwd: root })
  git('init', '--quiet')
  git('config', 'user.name', 'Test')
  git('config', 'user.email', 'test@localhost')
  git('commit', '--quiet', '--allow-empty', '-m', 'Begin')
  appendFileSync(join(root, '.git/info/exclude'), '.stand-in/\n.plan/\n')
}

/** Of a finished run with --commit: each task is one commit, the work tree is clean, and no lock is left. */
export function brokenCommits({ root, state }: PlanFolder): readonly string[] {
  const git = (...words: readonly string[]) =>
    execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim()
  const subjects = git('log', '--format=%s', 'work').split('\n').slice(0, -1).sort()
  const wanted = readdirSync(join(state, 'tasks')).map((key) => `feat(${key}): done`)
  const locks = readdirSync(join(root, '.git'), { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.lock'),
  )
  const changed = git('status', '--porcelain')
  return [
    ...(subjects.join() === wanted.sort().join() ? [] : [`there are other commits: ${subjects}`]),
    ...locks.map((path) => `a lock is left: ${path}`),
    ...(changed === '' ? [] : [`not all is committed: ${changed}`]),
  ]
}
