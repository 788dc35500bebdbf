import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { type PlanFolder, planFolder, textOf } from './support/plan-folder.ts'
import { run, shell } from './support/run-script.ts'

vi.setConfig({ testTimeout: 120_000 })

/** Puts a program before all others of its name; returns the PATH with it. */
function before({ root }: PlanFolder, name: string, text: string): string {
  const folder = join(root, '.stand-in/bin')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`)
  chmodSync(join(folder, name), 0o755)
  return `${folder}:${process.env['PATH']}`
}

test("helpers have one locale where the user has set none, and agents have the user's", () => {
  const plan = planFolder([{ key: 'only' }])
  const seen = join(plan.root, '.stand-in/locales')
  const say = (who: string) => `echo "${who} \${LC_ALL-unset}" >>'${seen}'`
  const PATH = before(plan, 'cksum', `${say('helper')}; PATH=/usr/bin:/bin exec cksum`)
  writeFileSync(join(plan.root, 'agent.sh'), `${say('agent')}; mkdir out; echo x >out/only.txt\n`)
  const words = [plan.script, 'run', '--agent-command', 'bash agent.sh']
  execFileSync('env', ['-u', 'LC_ALL', shell, ...words], { cwd: plan.root, env: { PATH } })
  expect(new Set(textOf(seen)?.trim().split('\n'))).toEqual(new Set(['helper C', 'agent unset']))
})

test('temporary files of a living process stay, however their names end', async () => {
  const plan = planFolder([{ key: 'only' }])
  const tmp = join(plan.state, 'tmp')
  mkdirSync(tmp, { recursive: true })
  const living = [`a.${process.pid}`, `a.1.${process.pid}.raw`].map((name) => join(tmp, name))
  const dead = ['a.999999999', 'a.999999999.raw', 'a.raw'].map((name) => join(tmp, name))
  for (const file of [...living, ...dead]) writeFileSync(file, 'half written')
  expect((await run(plan)).code).toBe(0)
  expect(living.map((file) => existsSync(file))).toEqual([true, true])
  expect(dead.map((file) => existsSync(file))).toEqual([false, false, false])
})

test('await does not take the death of a helper for a take', async () => {
  const plan = planFolder([{ key: 'only', team: {} }])
  expect((await run(plan)).code).toBe(0)
  const words = ['await', 'only', 'take']
  expect(await run(plan, words)).toMatchObject({ code: 0, stdout: expect.stringMatching(/./) })
  const PATH = before(plan, 'tr', 'kill -KILL $$')
  expect(await run(plan, words, { PATH })).toMatchObject({ code: 137, stdout: '' })
})

test.each([
  ['an escape sequence', '\u001b[2K'],
  ['a control character of Latin-1', '\u009b2K'],
])('%s reaches no terminal', async (_, sequence) => {
  const plan = planFolder([{ key: 'only', title: `Title${sequence}`, agent: `a${sequence}` }])
  const shown = await run(plan, ['dry-run'])
  expect([shown.code, shown.stdout.includes(sequence)]).toEqual([0, false])
  expect((await run(plan)).stdout).not.toContain(sequence)
  expect((await run(plan, ['status'])).stdout).not.toContain(sequence)
})

test.each([
  ['an escape sequence', '\u001b[2K'],
  ['a control character of Latin-1', '\u009b2K'],
])('a command with %s is neither shown for acceptance nor run', async (_, sequence) => {
  const plan = planFolder([{ key: 'only', commands: [`touch it; true '${sequence}'`] }])
  for (const words of [['dry-run'], ['run', '--accept-commands']]) {
    expect(await run(plan, words)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('has a control character'),
    })
  }
  expect(existsSync(join(plan.root, 'it'))).toBe(false)
})

test('the next command works where the script was called by its bare name', () => {
  const plan = planFolder([{ key: 'ask', kind: 'gate' }])
  const folder = join(plan.root, '.plan/trial')
  const call = (line: string) => execFileSync(shell, ['-c', line, shell], { cwd: folder, encoding: 'utf8' })
  const said = call('"$0" run.sh run --agent-command true; true')
  expect(said).toMatch(/next: \.\/run\.sh approve ask .*&& \.\/run\.sh resume/)
  expect(call('./run.sh approve ask')).toBe('ask is approved\n')
})

test('the next command of a spent budget says that it takes a higher one', async () => {
  const plan = planFolder([
    { key: 'first', behaviour: 'echo 3 >"$PLAN_COST"' },
    { key: 'second', needs: ['first'] },
  ])
  const { code, stdout } = await run(plan, ['run', '--budget', '2'])
  expect([code, stdout]).toEqual([
    11,
    expect.stringMatching(/next: with a higher --budget, .*run\.sh resume --budget 2/),
  ])
})
