import { spawnSync } from 'node:child_process'
import { cpSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { running } from './cli/program.ts'
import { emptyFolder } from './workspace/folder.ts'

vi.setConfig({ testTimeout: 60_000 })

/** A folder with our examples, one of them compiled. */
function compiled(): string {
  const folder = emptyFolder()
  cpSync('examples', join(folder, 'examples'), { recursive: true })
  const { code, messages } = running(['examples/rate-limiter.md', '--strict', '-q'], { cwd: folder })
  expect({ code, messages }).toEqual({ code: 0, messages: '' })
  return folder
}

function inFolder(folder: string, command: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' })
  expect({ command, status, stderr }).toEqual({ command, status: 0, stderr: '' })
  return stdout
}

test.each(readdirSync('examples'))('%s has no finding, even under --strict', (name) => {
  const { code, output } = running(['check', `examples/${name}`, '--strict', '--format=concise'], {
    cwd: process.cwd(),
  })
  expect({ code, output }).toEqual({ code: 0, output: '' })
})

describe('the compiled example', () => {
  test('is these files', () => {
    const folder = compiled()
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    const made = files.filter((path) => !path.startsWith('examples') && statSync(join(folder, path)).isFile())
    const tasks = [1, 2, 3, 4, 5, 6].map((number) => `phase-${number}`)
    expect(made.sort()).toEqual(
      [
        ...['run', 'resume', 'status'].map((command) => `.claude/commands/rate-limiter/${command}.md`),
        ...[
          '.plan-compile.json',
          'checks/baseline.commands',
          'checks/final-check.commands',
          'justfile',
          'meaning.hash',
          'plan.hash',
          'plan.json',
          'run.sh',
          'settings.tsv',
          'tasks.tsv',
        ].map((name) => `.plan/rate-limiter/${name}`),
        ...tasks.flatMap((task) => [
          `.plan/rate-limiter/checks/${task}.commands`,
          `.plan/rate-limiter/checks/${task}.files`,
          `.plan/rate-limiter/permissions/${task}.tsv`,
          `.plan/rate-limiter/prompts/${task}.md`,
        ]),
      ].sort(),
    )
  })

  test('has a justfile that just reads, with a recipe for each task and wave', () => {
    const just = resolve('node_modules/.bin/just')
    const recipes = inFolder(compiled(), just, '--justfile', '.plan/rate-limiter/justfile', '--summary')
    for (const recipe of ['run', 'resume', 'status', 'phase-1', 'phase-6', 'wave-1', 'wave-4']) {
      expect(recipes.trim().split(' ')).toContain(recipe)
    }
  })

  test('has a script that bash reads, and that knows what to do first', () => {
    const folder = compiled()
    inFolder(folder, 'bash', '-n', '.plan/rate-limiter/run.sh')
    expect(inFolder(folder, '.plan/rate-limiter/run.sh', 'status')).toMatch(/^phase-1 +(pending|waiting)/m)
    const waves = inFolder(folder, '.plan/rate-limiter/run.sh', 'dry-run').match(/^wave \d+$/gm)
    expect(waves).toEqual(['wave 1', 'wave 2', 'wave 3', 'wave 4'])
  })
})
