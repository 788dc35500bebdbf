import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type Ended, program, running } from '../cli/program.ts'
import { standInAgent } from '../runtime/support/plan-folder.ts'
import { gitEnvironment, type Repository, repositoryWith } from '../verify/repository.ts'

/** A plan that is compiled, in a repository of its own. */
export interface Trial extends Repository {
  /** Runs the script with the stand-in agent; the exit code. */
  run(...words: readonly string[]): number | null
  /** The same where nobody accepts the commands of the plan. */
  runWithoutCommands(): number | null
  record(...words: readonly string[]): Ended
  /** `record --write`, ended with signal 9 after so many milliseconds, if it has not ended by itself. */
  recordKilledAfter(milliseconds: number): Promise<void>
  read(path: string): string
  /** Makes the stand-in agent of a task behave so: shell. */
  behave(key: string, behaviour: string): void
}

export function trialOf(plan: string, files: Readonly<Record<string, string>>): Trial {
  const repository = repositoryWith({ ...files, '.stand-in/.gitignore': '*\n' })
  const { folder, write } = repository
  const compiled = running(['compile', plan], { cwd: folder })
  expect([compiled.code, compiled.output]).toEqual([0, compiled.output])
  return {
    ...repository,
    run: (...words) => ran(folder, [...words, '--accept-commands']),
    runWithoutCommands: () => ran(folder, ['run']),
    record: (...words) => running(['record', plan, ...words], { cwd: folder, env: gitEnvironment }),
    recordKilledAfter: (milliseconds) => killed(folder, ['record', plan, '--write'], milliseconds),
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    behave: (key, behaviour) => write(`.stand-in/${key}.sh`, behaviour),
  }
}

function ran(folder: string, words: readonly string[]): number | null {
  const options = ['--agent-command', `"${standInAgent}"`, '--yes', '--quiet']
  const allowed = ['--allow-dirty', '--allow-missing-tools']
  const { status } = spawnSync(
    'bash',
    ['-c', 'exec bash .plan/*/run.sh "$@"', 'run.sh', ...words, ...options, ...allowed],
    {
      cwd: folder,
      env: { ...process.env, PLAN_RETRY_DELAY: '0', PLAN_LOSS_DELAY: '0', PLAN_GRACE: '1' },
    },
  )
  return status
}

function killed(folder: string, words: readonly string[], milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...words], { cwd: folder, stdio: 'ignore' })
    const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds)
    child.on('exit', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

/** With the same times in every run. */
export function timeless(text: string): string {
  return text
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, '2026-02-03T10:00:00Z')
    .replace(/\b20\d\d-\d\d-\d\d\b/g, '2026-02-03')
    .replace(/\b\d+ s\b/g, '1 s')
    .replace(/checkpoint-2026-02-03-\d+/g, 'checkpoint-2026-02-03-1000')
}

export function rewrite(path: string, change: (text: string) => string): void {
  writeFileSync(path, change(readFileSync(path, 'utf8')))
}
