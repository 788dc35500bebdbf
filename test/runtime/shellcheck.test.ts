import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { runtime, standInAgent } from './support/plan-folder.ts'

vi.setConfig({ testTimeout: 120_000 })

const shellcheck = spawnSync('shellcheck', ['--version'], { encoding: 'utf8' })

test.skipIf(shellcheck.error !== undefined)('shellcheck finds nothing (skipped? install shellcheck)', () => {
  expect(spawnSync('shellcheck', ['-'], { encoding: 'utf8', input: runtime }).stdout).toBe('')
})

test('the script and its stand-in agent parse', () => {
  for (const input of [runtime, readFileSync(standInAgent, 'utf8')])
    expect(spawnSync('bash', ['-n'], { encoding: 'utf8', input }).stderr).toBe('')
})

test('it uses nothing that macOS or bash 3.2 lacks', () => {
  const code = runtime.replace(/^\s*#.*$/gm, '')
  const missing =
    /\b(flock|setsid|mapfile|readarray|coproc|jq|realpath|nproc)\b|^\s*timeout |\bwait -n\b|declare -A|\$\{\w+(,,|\^\^)|readlink -f|sed -i|&>>|\|&/m
  expect(code.match(missing)?.[0]).toBeUndefined()
})

test('no part names a function as another one does', () => {
  const names = [...runtime.matchAll(/^([a-z_]+)\(\)/gm)].map(([, name]) => name)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})
