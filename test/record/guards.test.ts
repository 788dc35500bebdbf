import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test, vi } from 'vitest'
import { contentsOf, emptyFolder } from '../workspace/folder.ts'
import { phases, waves } from './plans.ts'
import { rewrite, type Trial, trialOf } from './trial.ts'

vi.setConfig({ testTimeout: 300_000 })

function done(files: Readonly<Record<string, string>> = phases): Trial {
  const trial = trialOf('plan.md', files)
  expect(trial.run('run')).toBe(0)
  return trial
}

test('a plan that asks for something else than when it was compiled is refused; how it is worded does not matter', () => {
  const trial = done()
  rewrite(join(trial.folder, 'plan.md'), (text) => text.replace('## Phases', '## Phases\n\nIn two steps.'))
  expect(trial.record().code).toBe(1)
  rewrite(join(trial.folder, 'plan.md'), (text) =>
    text.replace('`src/evict.rs`\n', '`src/evict.rs`, `src/more.rs`\n'),
  )
  const { code, messages } = trial.record('--write')
  expect([code, messages]).toEqual([2, expect.stringContaining('the plan asks for something else')])
})

test('what was done and is gone is not recorded as done', () => {
  const trial = done()
  rmSync(join(trial.folder, 'src/evict.rs'))
  const { code, messages } = trial.record('--write')
  expect([code, messages]).toEqual([
    1,
    expect.stringContaining('Phase 2 was done by the run, and `src/evict.rs` is not there'),
  ])
  expect(trial.read('plan.md')).toContain('- phase_1:')
  expect(trial.read('plan.md')).not.toContain('- phase_2:')
  expect(trial.read('plan.md')).not.toContain('Implemented')
})

test('commands that nobody accepted prove no criterion', () => {
  const trial = trialOf('plan.md', phases)
  expect(trial.runWithoutCommands()).toBe(0)
  expect(trial.record('--write').code).toBe(0)
  const text = trial.read('plan.md')
  expect(text).toContain('- [x] File `src/types.rs` exists')
  expect(text).toContain('- [ ] `test -s src/lib.rs` passes')
})

test('line ends, the byte order mark and the mode of a document stay', () => {
  const text = `\ufeff${phases['plan.md'].replaceAll('\n', '\r\n')}`
  const trial = trialOf('plan.md', { ...phases, 'plan.md': text })
  chmodSync(join(trial.folder, 'plan.md'), 0o640)
  expect(trial.run('run')).toBe(0)
  expect(trial.record('--write').code).toBe(0)
  const after = trial.read('plan.md')
  expect(after.startsWith('\ufeff# Cache layer\r\n')).toBe(true)
  expect(after.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  expect(statSync(join(trial.folder, 'plan.md')).mode & 0o777).toBe(0o640)
  expect(trial.record()).toMatchObject({ code: 0, output: '' })
})

test('a document that is a link is refused, and nothing is written', () => {
  const trial = trialOf('.planning/phases/03-feed/', waves)
  trial.run('run')
  const outside = join(emptyFolder(), 'STATE.md')
  const state = join(trial.folder, '.planning/STATE.md')
  const text = readFileSync(state, 'utf8')
  rmSync(state)
  put(outside, text)
  symlinkSync(outside, state)
  const before = contentsOf(join(trial.folder, '.planning'))
  const { code, messages } = trial.record('--write')
  expect([code, messages]).toEqual([2, expect.stringContaining('STATE.md: is a symbolic link')])
  expect(readFileSync(outside, 'utf8')).toBe(text)
  expect(contentsOf(join(trial.folder, '.planning'))).toEqual(before)
})

test('a folder that leads out of the repository is refused', () => {
  const trial = trialOf('.planning/phases/03-feed/', waves)
  trial.run('run')
  const outside = emptyFolder()
  const phase = join(trial.folder, '.planning/phases/03-feed')
  for (const [path, text] of Object.entries(contentsOf(phase))) put(join(outside, path), text)
  rmSync(phase, { recursive: true })
  symlinkSync(outside, phase)
  const before = contentsOf(outside)
  expect(trial.record('--write').code).toBe(2)
  expect(contentsOf(outside)).toEqual(before)
})

test('hostile words stay words', () => {
  const trial = trialOf('plan.md', phases)
  const reason =
    '``` ## Phase 9 <script>alert(1)</script> !`touch pwned` @/etc/passwd \u202e: | --> $x %s " # [a](b)'
  trial.write('.stand-in/words', `## P: BLOCKED\nreason: ${reason}\n`)
  trial.behave('phase-2', "idle=yes; extra='cat .stand-in/words'")
  trial.run('run')
  expect(trial.record('--write').code).toBe(0)
  const text = trial.read('plan.md')
  expect(text.match(/^#+ Phase \d/gm)).toHaveLength(2)
  expect(text).not.toContain(' @/etc')
  expect(text).not.toContain(' !`')
  expect(trial.record()).toMatchObject({ code: 0, output: '' })
  expect(existsSync(join(trial.folder, 'pwned'))).toBe(false)
})

test('--commit takes nothing of the user along', () => {
  const trial = done()
  rewrite(join(trial.folder, 'plan.md'), (text) => text.replace('# Cache layer', '# Cache layer\n\nMine.'))
  const { code, messages } = trial.record('--write', '--commit')
  expect([code, messages]).toEqual([
    2,
    expect.stringContaining('--commit would commit changes of yours, too'),
  ])
  expect(trial.read('plan.md')).not.toContain('Implemented')
  expect(trial.record('--commit')).toMatchObject({ code: 2 })
})

test('a hook that refuses leaves the documents written, and nothing more staged', () => {
  const trial = trialOf('.planning/phases/03-feed/', waves)
  trial.run('run')
  trial.write('.git/hooks/pre-commit', '#!/bin/sh\necho "not on a Friday" >&2\nexit 1\n')
  chmodSync(join(trial.folder, '.git/hooks/pre-commit'), 0o755)
  const { code, messages } = trial.record('--write', '--commit')
  expect([code, messages]).toEqual([2, expect.stringContaining('not on a Friday')])
  expect(trial.git('diff', '--cached', '--name-only')).toBe('')
  expect(existsSync(join(trial.folder, '.planning/phases/03-feed/03-01-SUMMARY.md'))).toBe(true)
})

test('JSON is as its schema says', () => {
  const trial = done()
  const schema = JSON.parse(readFileSync('schemas/recording.schema.json', 'utf8'))
  const validate = new Ajv2020({ strict: true }).compile(schema)
  for (const more of [[], ['--write'], []]) {
    validate(JSON.parse(trial.record('--format', 'json', ...more).output))
    expect(validate.errors).toBeNull()
  }
})

test('killed at any moment, it leaves whole documents, and the next one does the rest', async () => {
  const trial = trialOf('.planning/phases/03-feed/', waves)
  trial.run('run')
  const documents = () => contentsOf(join(trial.folder, '.planning'))
  const before = documents()
  const after = wanted(trial)
  for (let delay = 60; delay <= 1500; delay += 120) {
    await trial.recordKilledAfter(delay)
    for (const [path, text] of Object.entries(documents())) {
      if (path.endsWith('.plan-compile.tmp')) continue
      expect([before[path], after[path]]).toContain(text)
    }
  }
  expect(trial.record('--write').code).toBe(0)
  expect(documents()).toEqual(after)
  expect(readdirSync(join(trial.folder, '.planning')).filter((name) => name.includes('.tmp'))).toEqual([])
  expect(trial.record()).toMatchObject({ code: 0, output: '' })
})

function wanted(trial: Trial): Readonly<Record<string, string>> {
  const { documents } = JSON.parse(trial.record('--format', 'json').output)
  const texts = documents.map(({ path, text }: { path: string; text: string }) => [
    path.replace('.planning/', ''),
    text,
  ])
  return { ...contentsOf(join(trial.folder, '.planning')), ...Object.fromEntries(texts) }
}

function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
