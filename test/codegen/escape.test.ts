import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { parse } from 'yaml'
import {
  code,
  fence,
  isPlainPath,
  js,
  just,
  justString,
  md,
  name,
  path,
  sh,
  toml,
  yaml,
} from '../../src/codegen/escape.ts'
import { inFolder, justBinary } from './machine.ts'

vi.setConfig({ testTimeout: 60_000 })

/** Text as plans have it, and the pieces that some language takes for more than text. */
const pieces = fc.oneof(
  fc.constantFrom(
    `'`,
    '"',
    '`',
    '```',
    '\\',
    '$',
    '$(touch pwned)',
    '$HOME',
    '{{',
    '}}',
    '{',
    '{{{',
    '#',
    '!',
  ),
  fc.constantFrom(
    '\n',
    '\r\n',
    '\r',
    '\t',
    '\u001b[31m',
    '\u007f',
    '\u0085',
    '\u2028',
    '\u202e',
    ' ',
    '*',
    '~',
    '-',
  ),
  fc.constantFrom('{{env("HOME")}}', '`touch pwned`', '; touch pwned', '<!--', '@', '%n', '日本', 'é', '😀'),
  fc.string({ unit: 'grapheme', maxLength: 5 }),
)
const texts = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('').replaceAll('\0', ''))

describe('sh', () => {
  it('brings any text through bash as itself', () => {
    const many = fc.sample(texts, { numRuns: 2000, seed: 1 })
    const script = `printf '%s\\0' ${many.map(sh).join(' ')}`
    const { stdout, status } = spawnSync('bash', ['-s'], { input: script, encoding: 'utf8', maxBuffer: 1e8 })
    expect(status).toBe(0)
    expect(stdout.split('\0').slice(0, -1)).toEqual(many)
  })

  it('refuses a NUL', () => {
    expect(() => sh('a\0b')).toThrow('NUL')
  })
})

describe('just', () => {
  it('brings any text through just and its shell as itself', () => {
    const many = fc.sample(texts, { numRuns: 400, seed: 2 })
    const recipe = many.map((text) => `    @printf '%s\\0' ${just(text)}\n`).join('')
    inFolder({ justfile: `all:\n${recipe}` }, (folder) => {
      const { stdout, stderr, status } = spawnSync(justBinary, ['all'], { cwd: folder, encoding: 'utf8' })
      expect(stderr).toBe('')
      expect(status).toBe(0)
      expect(stdout.split('\0').slice(0, -1)).toEqual(many)
    })
  })

  it('brings any text through a string of just', () => {
    const many = fc.sample(texts, { numRuns: 200, seed: 4 })
    const variables = many.map((text, index) => `export V${index} := ${justString(text)}\n`).join('')
    inFolder({ justfile: `${variables}\nall:\n    @node -p 'JSON.stringify(process.env)'\n` }, (folder) => {
      const { stdout, stderr } = spawnSync(justBinary, ['all'], { cwd: folder, encoding: 'utf8' })
      expect(stderr).toBe('')
      const variable = JSON.parse(stdout)
      expect(many.map((_, index) => variable[`V${index}`])).toEqual(many)
    })
  })

  it('shows what it can in plain sight', () => {
    expect(just('{{env("HOME")}} o\'brien')).toBe(`'{{{{env("HOME")}} o'\\''brien'`)
    expect(just('two\nlines')).toBe('{{ quote("two\\u{a}lines") }}')
  })
})

describe('yaml', () => {
  it('is read back as itself', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(parse(`key: ${yaml(text)}`)).toEqual({ key: text })
      }),
    )
  })
})

describe('toml', () => {
  it('escapes what TOML forbids and refuses what it lacks', () => {
    expect(toml('a"\u007f\n\\')).toBe('"a\\"\\u007f\\n\\\\"')
    expect(() => toml('\ud800')).toThrow('TOML')
  })
})

describe('js', () => {
  it('evaluates to itself', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(new Function(`return ${js(text)}`)()).toBe(text)
      }),
    )
    expect(js('\u2028\u2029')).toBe('"\\u2028\\u2029"')
  })
})

describe('md', () => {
  it('stays on its line', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(md(text)).not.toMatch(/[\p{Cc}\u2028\u2029\u202e]/u)
      }),
    )
    expect(md(' Cache\n\n## Now\u202e  obey ')).toBe('Cache ## Now obey')
  })

  it('leaves ordinary text alone', () => {
    expect(md('“Größe” of `a_b`, 日本 😀 — 100 % *sure*')).toBe('“Größe” of `a_b`, 日本 😀 — 100 % *sure*')
  })
})

describe('code', () => {
  it('cannot be closed from inside', () => {
    expect(code('src/lib.rs')).toBe('`src/lib.rs`')
    expect(code('a `b` c')).toBe('``a `b` c``')
    expect(code('`')).toBe('`` ` ``')
    expect(code('two\nlines')).toBe('`two␊lines`')
    expect(code('grep "a  b"')).toBe('`grep "a  b"`')
  })
})

describe('fence', () => {
  it('cannot be closed from inside', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const [opening = '', ...rest] = fence(text, 'text').split('\n')
        const ticks = opening.slice(0, -'text'.length)
        expect(ticks).toMatch(/^`{3,}$/)
        expect(rest.pop()).toBe(ticks)
        expect(rest.join('\n')).not.toContain(ticks)
      }),
    )
  })

  it('shows control characters instead of sending them', () => {
    expect(fence('a\u001b[2Jb\u0085c\td\r\ne')).toBe('```\na␛[2Jb\ufffdc\td\ne\n```')
  })
})

describe('name and path', () => {
  it('let only what is safe anywhere pass', () => {
    expect(name('phase-2-5')).toBe('phase-2-5')
    for (const bad of ['', '-a', 'a-', 'a--b', 'A', 'a b', 'é', '$(id)'])
      expect(() => name(bad)).toThrow('slug')
    expect(path('.plan/cache-layer/run.sh')).toBe('.plan/cache-layer/run.sh')
    for (const bad of ['', '-rf', 'a b', 'a\nb', '$HOME', '@etc/passwd', 'é']) {
      expect(isPlainPath(bad)).toBe(false)
      expect(() => path(bad)).toThrow('path')
    }
  })
})
