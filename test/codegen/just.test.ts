import { spawnSync } from 'node:child_process'
import { describe, expect, it, vi } from 'vitest'
import { emit } from '../../src/codegen/emit.ts'
import { just } from '../../src/codegen/targets/just.ts'
import { inFolder, justBinary } from './machine.ts'
import { emitInput, inSequence, plan, task } from './plans.ts'

vi.setConfig({ testTimeout: 60_000 })

const two = plan([task('1'), task('2.5')])
const gated = {
  ...inSequence(two),
  waves: [...inSequence(two).waves, { number: 3, slots: [{ kind: 'ask' as const, gate: gateAfter('2.5') }] }],
}
const withGate = { ...two, body: [...two.body, gateAfter('2.5')] }
const justfile = [...emit(emitInput(withGate, '', gated), [just]).values()][0]?.contents ?? ''

/** In the place of the execution script: says how it was called. */
const script = `#!/bin/sh\nprintf '%s|' "$0" "$@"\n`

describe('justfile', () => {
  it.each([
    [['status'], 'status|'],
    [['run'], 'run|'],
    [['run', '--jobs', '2'], 'run|--jobs|2|'],
    [['resume', '--agent-command', "an agent's $(id)"], "resume|--agent-command|an agent's $(id)|"],
    [['dry-run'], 'dry-run|'],
    [['next'], 'next|'],
    [['group', 'stage 1', '--quiet'], 'group|stage 1|--quiet|'],
    [['report'], 'report|'],
    [['checkpoints'], 'checkpoints|'],
    [['integrate'], 'integrate|'],
    [['outcomes'], 'outcomes|'],
    [['--yes', 'approve', 'gate-review'], 'approve|gate-review|'],
    [['wave-1'], 'wave|1|'],
    [['phase-2-5', '--quiet'], 'task|phase-2-5|--quiet|'],
    [['--yes', 'gate-review'], 'approve|gate-review|'],
    [[], 'status|'],
  ])('%j calls the script with %s', (words, call) => {
    expect(calling('justfile', justfile, words)).toBe(`run.sh|${call}`)
  })

  it('works as a module, and imported, from a folder with any name', () => {
    for (const folder of ['plans', "it's a {{folder}} $(touch pwned)"]) {
      const from = (line: string, words: readonly string[]) =>
        inFolder(
          { [`${folder}/justfile`]: justfile, [`${folder}/run.sh`]: script, 'top/justfile': line },
          (root) => run(`${root}/top/justfile`, words).replace(`${root}/${folder}/`, ''),
        )
      const path = JSON.stringify(`../${folder}/justfile`)
      expect(from(`mod cache ${path}\n`, ['cache', 'phase-1'])).toBe('run.sh|task|phase-1|')
      expect(from(`import ${path}\n`, ['phase-1'])).toBe('run.sh|task|phase-1|')
    }
  })

  it('leaves the agent to the script, its settings and the environment', () => {
    expect(justfile).not.toContain('PLAN_AGENT')
  })

  it('asks for a yes before a gate is passed', () => {
    inFolder({ justfile, 'run.sh': script }, (folder) => {
      for (const words of [['gate-review'], ['approve', 'gate-review']]) {
        const { status, stdout } = spawnSync(justBinary, ['--justfile', `${folder}/justfile`, ...words], {
          input: 'n\n',
          encoding: 'utf8',
        })
        expect([status, stdout]).toEqual([1, ''])
      }
    })
  })

  it('verifies in the repository, whatever the plan is called', () => {
    const path = "docs/it's a {{plan}} $(touch pwned).md"
    const named = { ...two, path }
    const text = [...emit(emitInput(named), [just]).values()][0]?.contents ?? ''
    const said = `#!/bin/sh\nprintf '%s|' "$PWD" "$@"\n`
    inFolder({ 'a/b/justfile': text, 'says.sh': said }, (folder) => {
      const env = { ...process.env, PLAN_COMPILE: './says.sh' }
      expect(run(`${folder}/a/b/justfile`, ['verify', '--task', 'phase-1'], env)).toBe(
        `${folder}|verify|${path}|--task|phase-1|`,
      )
    })
  })

  it('leaves the order to the script', () => {
    inFolder({ justfile }, (folder) => {
      const { stdout } = spawnSync(justBinary, ['--dump', '--dump-format', 'json'], {
        cwd: folder,
        encoding: 'utf8',
      })
      const recipes: Record<string, { readonly dependencies: unknown[] }> = JSON.parse(stdout).recipes
      expect(Object.values(recipes).flatMap(({ dependencies }) => dependencies)).toEqual([])
    })
  })
})

function calling(path: string, contents: string, words: readonly string[], env = process.env): string {
  return inFolder({ [path]: contents, 'run.sh': script }, (folder) =>
    run(`${folder}/${path}`, words, env).replace(`${folder}/`, ''),
  )
}

function run(path: string, words: readonly string[], env = process.env): string {
  const { stdout, stderr } = spawnSync(justBinary, ['--justfile', path, ...words], { env, encoding: 'utf8' })
  expect(stderr).toBe('')
  return stdout
}

function gateAfter(id: string) {
  const span = { path: 'plan.md', start: 0, end: 0 }
  const reference = { id, span, by: 'name' as const, soft: false }
  return {
    kind: 'gate' as const,
    id: 'review',
    title: { value: 'Review', span },
    span,
    needs: { value: [reference], span },
  }
}
