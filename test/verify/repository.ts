import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { folderWith } from '../workspace/folder.ts'

/** A git that knows nothing of the machine it runs on, with the same commits every time. */
export const gitEnvironment: Record<string, string> = {
  ...withoutGit(process.env),
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'init.defaultBranch',
  GIT_CONFIG_VALUE_0: 'main',
  GIT_DEFAULT_HASH: 'sha1',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.org',
  GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
}

function withoutGit(environment: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(environment).filter(([name]) => !name.startsWith('GIT_'))
  return Object.fromEntries(entries.map(([name, value]) => [name, value ?? '']))
}

export interface Repository {
  readonly folder: string
  git(...args: readonly string[]): string
  write(path: string, contents: string): void
}

/** A repository on `main` that has committed these files; gone after the test. */
export function repositoryWith(files: Readonly<Record<string, string>>): Repository {
  const folder = folderWith(files)
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: folder, env: gitEnvironment, encoding: 'utf8', stdio: 'pipe' })
  git('init', '-q')
  git('add', '.')
  git('commit', '-q', '--allow-empty', '-m', 'Before')
  const write = (path: string, contents: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), contents)
  }
  return { folder, git, write }
}
