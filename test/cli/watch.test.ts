import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import type { Machine } from '../../src/cli/machine.ts'
import { watching } from '../../src/cli/watch.ts'
import { folderWith } from '../workspace/folder.ts'
import { saying } from './machine.ts'
import { program } from './program.ts'

const plan = '# Plan\n\n### Phase 1: Types\n\n### Phase 2: Store\n**Dependencies:** Phase 7\n'

test('--watch looks again after each change, and ends with the last code', { timeout: 60_000 }, async () => {
  const folder = folderWith({ 'sub/plan.md': plan })
  const child = spawn(
    process.execPath,
    [program, 'check', '--watch', '--select', 'PC202', '--format', 'concise'],
    {
      cwd: folder,
    },
  )
  let output = ''
  let looks = 0
  child.stdout.on('data', (text) => {
    output += String(text)
  })
  const looked = (count: number) =>
    new Promise<void>((resolve) => {
      const listen = (text: unknown) => {
        looks += String(text).split('waiting for changes').length - 1
        if (looks < count) return
        child.stderr.off('data', listen)
        resolve()
      }
      child.stderr.on('data', listen)
    })
  await looked(1)
  writeFileSync(`${folder}/sub/plan.md`, plan.replace('Phase 7', 'Phase 8'))
  await looked(2)
  expect(output.match(/PC202/g)).toHaveLength(2)
  expect(output).toContain('waits for `8`')
  writeFileSync(`${folder}/plan-compile.config.json`, '{ "rules": { "PC202": "of" } }')
  await looked(3)
  writeFileSync(`${folder}/plan-compile.config.json`, '{ "rules": { "PC202": "warning" } }')
  await looked(4)
  expect(output).toContain('warning PC202')
  const code = new Promise((resolve) => child.on('close', resolve))
  child.kill('SIGINT')
  expect(await code).toBe(0)
})

test('standard input does not change', async () => {
  expect((await saying(['check', '-', '--watch'])).code).toBe(2)
})

test('a plan that is deleted, with its folder too, is waited for', { timeout: 60_000 }, async () => {
  const folder = folderWith({ 'sub/plan.md': plan })
  const child = spawn(process.execPath, [program, 'check', 'sub/plan.md', '--watch', '--format', 'concise'], {
    cwd: folder,
  })
  const said = { output: '', messages: '' }
  child.stdout.on('data', (text) => {
    said.output += String(text)
  })
  child.stderr.on('data', (text) => {
    said.messages += String(text)
  })
  const looked = (count: number) =>
    vi.waitFor(() => expect(said.messages.split('waiting for changes')).toHaveLength(count + 1), 30_000)
  await looked(1)
  rmSync(`${folder}/sub/plan.md`)
  await looked(2)
  expect(said.messages).toContain('plan-compile: sub/plan.md: does not exist\n')
  writeFileSync(`${folder}/sub/plan.md`, plan.replace('Phase 7', 'Phase 8'))
  await looked(3)
  expect(said.output).toContain('waits for `8`')
  rmSync(`${folder}/sub`, { recursive: true })
  await looked(4)
  mkdirSync(`${folder}/sub`)
  await looked(5)
  writeFileSync(`${folder}/sub/plan.md`, plan.replace('Phase 7', 'Phase 9'))
  await looked(6)
  expect(said.output).toContain('waits for `9`')
  const code = new Promise((resolve) => child.on('close', resolve))
  child.kill('SIGINT')
  expect(await code).toBe(1)
})

const machineIn = (folder: string): Machine => {
  const silent = { isTerminal: false, columns: undefined, write: () => {} }
  return {
    folder,
    environment: {},
    output: silent,
    messages: silent,
    readInput: () => new Uint8Array(),
    importModule: (url) => import(url),
  }
}

test('a plan that appears during a look is seen', { timeout: 60_000 }, async () => {
  const folder = folderWith({ 'plan.md': plan })
  const looks: boolean[] = []
  const seen = watching(machineIn(folder), [], async () => {
    const isThere = existsSync(`${folder}/second.md`)
    looks.push(isThere)
    if (!isThere) writeFileSync(`${folder}/second.md`, plan)
    return { code: 0, files: isThere ? ['plan.md', 'second.md'] : ['plan.md'] }
  })
  await vi.waitFor(() => expect(looks.slice(0, 2)).toEqual([false, true]), { timeout: 10_000 })
  process.emit('SIGINT')
  expect(await seen).toBe(0)
})

test('a report that each look writes keeps nobody looking', { timeout: 60_000 }, async () => {
  const folder = folderWith({ 'plan.md': plan })
  let looks = 0
  const seen = watching(machineIn(folder), [], async () => {
    looks++
    writeFileSync(`${folder}/report.md`, `${looks}`)
    return { code: 0, files: ['plan.md'] }
  })
  await new Promise((resolve) => setTimeout(resolve, 2000))
  process.emit('SIGINT')
  expect(await seen).toBe(0)
  expect(looks).toBeLessThanOrEqual(2)
})

test('a change that is made during a look is seen', { timeout: 60_000 }, async () => {
  const folder = folderWith({ 'plan.md': plan })
  const looks: string[] = []
  const seen = watching(machineIn(folder), [], async () => {
    looks.push(readFileSync(`${folder}/plan.md`, 'utf8'))
    // An editor writes between our reading and our waiting, once.
    if (looks.length === 1) writeFileSync(`${folder}/plan.md`, plan.replace('Phase 7', 'Phase 8'))
    return { code: 0, files: ['plan.md'] }
  })
  await vi.waitFor(() => expect(looks.length).toBeGreaterThan(1), { timeout: 10_000 })
  expect(looks[1]).toContain('Phase 8')
  process.emit('SIGINT')
  expect(await seen).toBe(0)
  expect(looks).toHaveLength(2)
})
