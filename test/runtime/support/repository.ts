import { execFileSync } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PlanFolder } from './plan-folder.ts'

/** Makes the folder a git repository with one commit, which holds nothing and ignores the plan. */
export function beginRepository({ root }: PlanFolder): void {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@localhost']
  const git = (...words: readonly string[]) => execFileSync('git', [...identity, ...words], { cwd: root })
  git('init', '--quiet')
  git('commit', '--quiet', '--allow-empty', '-m', 'Begin')
  appendFileSync(join(root, '.git/info/exclude'), '.stand-in/\n.plan/\n')
}
