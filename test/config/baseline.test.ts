import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import { saying } from '../cli/machine.ts'
import { folderWith } from '../workspace/folder.ts'

vi.setConfig({ testTimeout: 60_000 })

const plan = `# Plan

### Phase 1: Types
**Files:** \`src/a.ts\`

### Phase 2: Store
**Dependencies:** Phase 7, Phase 8
**Files:** \`src/b.ts\`
`

/** A folder with two plans whose findings are known. */
async function known() {
  const folder = folderWith({ 'a.md': plan, 'b.md': plan })
  const run = async (...args: readonly string[]) => {
    const { code, output } = await saying(['check', '--format', 'concise', ...args], { folder })
    return { code, output }
  }
  const baseline = () => readFileSync(`${folder}/plan-baseline.json`, 'utf8')
  const change = (path: string, from: string, to: string) => {
    const before = readFileSync(`${folder}/${path}`, 'utf8')
    expect(before).toContain(from)
    writeFileSync(`${folder}/${path}`, before.replace(from, to))
  }
  expect(await run('--baseline-write')).toEqual({ code: 0, output: '' })
  return { folder, run, baseline, change }
}

describe('a baseline', () => {
  test('knows what was found, whatever is written above it', async () => {
    const { run, change, baseline } = await known()
    expect(await run()).toEqual({ code: 0, output: '' })
    change('a.md', '# Plan\n', '# Plan\n\nSome words.\n\nMore words.\n')
    expect(await run()).toEqual({ code: 0, output: '' })
    expect(baseline()).not.toMatch(/"line"|:\d+:\d+/)
  })

  test('does not know what is new, even where something like it is gone', async () => {
    const { run, change } = await known()
    change('a.md', 'Phase 8', 'Phase 9')
    const { code, output } = await run()
    expect(code).toBe(1)
    expect(output).toContain('a.md:7:28: error PC202')
    expect(output).toContain('error PC022 no-stale-baseline: PC202 in a.md (2) is not found any more')
  })

  test('fails where it is stale, and is pruned', async () => {
    const { run, change, baseline } = await known()
    change('a.md', 'Phase 7, Phase 8', 'Phase 1')
    const { code, output } = await run()
    expect(code).toBe(1)
    expect(output.trim().split('\n')).toHaveLength(2)
    expect(await run('--baseline-prune')).toEqual({ code: 0, output: '' })
    expect(await run()).toEqual({ code: 0, output: '' })
    expect(baseline()).not.toMatch(/PC202","path":"a\.md/)
    expect(baseline()).toMatch(/PC202","path":"b\.md/)
  })

  test('judges plans that were not looked at only when they are gone', async () => {
    const { folder, run, change } = await known()
    change('b.md', 'Phase 7, Phase 8', 'Phase 1')
    expect(await run('a.md')).toEqual({ code: 0, output: '' })
    expect(await run('b.md', '--select', 'PC4')).toEqual({ code: 0, output: '' })
    expect((await run('b.md')).code).toBe(1)
    const { rmSync } = await import('node:fs')
    rmSync(`${folder}/b.md`)
    expect((await run('a.md')).output).toContain('PC401 in b.md is not found any more')
  })

  test('is written for the plans that were looked at, and keeps the others', async () => {
    const { run, change, baseline } = await known()
    change('a.md', 'Phase 7, Phase 8', 'Phase 1')
    await run('a.md', '--baseline-write')
    expect(baseline()).not.toMatch(/PC202","path":"a\.md/)
    expect(baseline()).toMatch(/PC202","path":"b\.md/)
    const again = baseline()
    await run('--baseline-write')
    expect(baseline()).toBe(again)
  })

  test('is not for compile: a plan with errors makes no files', async () => {
    const { folder } = await known()
    expect((await saying(['a.md', '--dry-run'], { folder })).code).toBe(1)
  })

  test('is left aside, or named, or told by the configuration', async () => {
    const { folder, run } = await known()
    expect((await run('--no-baseline')).code).toBe(1)
    expect((await run('--baseline', 'none.json')).code).toBe(2)
    writeFileSync(`${folder}/plan-compile.config.json`, '{ "baseline": "old/known.json" }')
    expect((await run()).code).toBe(2)
    await run('--baseline-write')
    expect(await run()).toEqual({ code: 0, output: '' })
    expect(JSON.parse(readFileSync(`${folder}/old/known.json`, 'utf8')).findings[0].path).toBe('../a.md')
  })

  test.runIf(process.platform === 'linux').each(['/dev/zero', '/dev/full'])(
    'that has no end is exit code 2: %s',
    async (path) => {
      const { folder } = await known()
      for (const line of [[], ['--baseline-write'], ['--baseline-prune']]) {
        const { code, messages } = await saying(['check', '--baseline', path, ...line], { folder })
        expect([code, messages]).toEqual([2, `plan-compile: ${path}: is too large for a baseline\n`])
      }
    },
  )

  test.each([
    ['{', 'this is no JSON'],
    ['{ "version": 2, "findings": [] }', 'this is no baseline at /version'],
    ['{ "version": 1, "findings": [{ "code": "PC401" }] }', 'this is no baseline at /findings/0'],
  ])('that is none is exit code 2: %s', async (text, message) => {
    const folder = folderWith({ 'a.md': plan, 'plan-baseline.json': text })
    const { code, messages } = await saying(['check'], { folder })
    expect({ code, messages }).toEqual({ code: 2, messages: expect.stringContaining(message) })
  })
})
