import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { running } from './program.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plan-compile-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const at = (path: string) => join(folder, path)
const check = (...args: readonly string[]) => running(['check', ...args], { cwd: folder })

const plan = (needs: string) => `\ufeff# Plan ✓

### Phase 1001: First

**Dependencies:** None

### Phase 1: Second

**Dependencies:** ${needs}
`

const wrong = plan('Phase 1010').replaceAll('\n', '\r\n')
const right = plan('Phase 1001').replaceAll('\n', '\r\n')

describe('--fix', () => {
  test('takes what may change the meaning only when it is told to', () => {
    writeFileSync(at('plan.md'), wrong)
    expect(check('plan.md', '--fix', '-q').output).toContain('PC202')
    expect(readFileSync(at('plan.md'), 'utf8')).toBe(wrong)
    const { output, messages } = check('plan.md', '--fix', '--unsafe-fixes', '-q')
    expect(output).not.toContain('PC202')
    expect(messages).toBe('plan-compile: 1 finding mended in plan.md\n')
    expect(readFileSync(at('plan.md'), 'utf8')).toBe(right)
  })

  test('mends without asking what means the same', () => {
    writeFileSync(at('plan.md'), plan('Phase 01001'))
    check('plan.md', '--fix')
    expect(readFileSync(at('plan.md'), 'utf8')).toBe(plan('Phase 1001'))
  })

  test('has nothing to do the second time', () => {
    writeFileSync(at('plan.md'), wrong)
    check('plan.md', '--fix', '--unsafe-fixes')
    expect(check('plan.md', '--fix', '--unsafe-fixes').messages).toBe('')
    expect(check('plan.md', '--diff', '--unsafe-fixes')).toMatchObject({ code: 0, output: '' })
  })

  test('leaves permissions and links as they are', () => {
    writeFileSync(at('real.md'), wrong)
    chmodSync(at('real.md'), 0o640)
    symlinkSync('real.md', at('plan.md'))
    check('plan.md', '--fix', '--unsafe-fixes')
    expect(readFileSync(at('real.md'), 'utf8')).toBe(right)
    expect(statSync(at('real.md')).mode & 0o777).toBe(0o640)
    expect(lstatSync(at('plan.md')).isSymbolicLink()).toBe(true)
  })
})

describe('--diff', () => {
  test('is a patch that git takes, and nothing is written', () => {
    writeFileSync(at('plan.md'), wrong)
    const { code, output } = check('plan.md', '--diff', '--unsafe-fixes')
    expect(code).toBe(1)
    expect(readFileSync(at('plan.md'), 'utf8')).toBe(wrong)
    execFileSync('git', ['apply', '-'], { cwd: folder, input: output })
    expect(readFileSync(at('plan.md'), 'utf8')).toBe(right)
  })

  test('takes standard input, which --fix cannot write into', () => {
    const options = { cwd: folder, input: wrong }
    expect(running(['check', '-', '--diff', '--unsafe-fixes'], options).output).toContain(
      '+**Dependencies:** Phase 1001',
    )
    expect(running(['check', '-', '--fix'], options)).toMatchObject({ code: 2, output: '' })
  })

  test('is needed, or --fix, for the kinds of fixes to mean something', () => {
    expect(check('.', '--unsafe-fixes').code).toBe(2)
    expect(check('.', '--placeholders').code).toBe(2)
  })
})
