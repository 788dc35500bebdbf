import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scaffold } from '../scripts/new.mjs'

const root = mkdtempSync(join(tmpdir(), 'new-'))

beforeAll(() => {
  cpSync('src', join(root, 'src'), { recursive: true })
  cpSync('package.json', join(root, 'package.json'))
  symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'))
})
afterAll(() => rmSync(root, { recursive: true }))

test('a rule gets the next code of its family, a page, and its place by code in the registry', () => {
  const written = scaffold(root, { kind: 'rule', name: 'no-late-gate', family: '2' })
  expect(written).toEqual([
    'src/analyzer/rules/no-late-gate.ts',
    'docs/rules/no-late-gate.md',
    'src/analyzer/rules/index.ts',
  ])
  const codes = registered('src/analyzer/rules/index.ts').map(({ path }) => codeOf(path))
  expect(codes).toEqual(codes.toSorted())
  expect(new Set(codes).size).toBe(codes.length)
  expect(codeOf('src/analyzer/rules/no-late-gate.ts')).toMatch(/^PC2\d\d$/)
  expect(read('docs/rules/no-late-gate.md')).toContain(codeOf('src/analyzer/rules/no-late-gate.ts'))
})

test('a dialect and a target come last in their registries', () => {
  scaffold(root, { kind: 'dialect', name: 'kanban' })
  scaffold(root, { kind: 'target', name: 'makefile' })
  expect(registered('src/parser/dialects/index.ts').at(-1)?.name).toBe('kanban')
  expect(registered('src/codegen/targets/index.ts').at(-1)?.name).toBe('makefile')
})

test('what it wrote type-checks', () => {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd())
  const files = ['analyzer/rules', 'parser/dialects', 'codegen/targets'].map((folder) =>
    join(root, 'src', folder, 'index.ts'),
  )
  const program = ts.createProgram(files, options)
  const faults = ts.getPreEmitDiagnostics(program).filter(({ file }) => file?.fileName.startsWith(root))
  const touched = faults.filter(({ file }) =>
    /\/(index|no-late-gate|kanban|makefile)\.ts$/.test(file?.fileName ?? ''),
  )
  expect(touched.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([])
}, 120_000)

test('nothing is overwritten, and a name is in kebab-case', () => {
  expect(() => scaffold(root, { kind: 'target', name: 'makefile' })).toThrow('makefile.ts exists')
  expect(() => scaffold(root, { kind: 'target', name: '../makefile' })).toThrow('kebab-case')
})

/** The entries of a registry in the order of its array, each with the file that it comes from. */
function registered(path: string): readonly { readonly name: string; readonly path: string }[] {
  const text = read(path)
  const list = /= \[([^\]]*)\]/.exec(text)?.[1] ?? ''
  return [...list.matchAll(/\w+/g)].map(([name]) => {
    const file = new RegExp(`^import \\{ ${name} \\} from './(.+)'$`, 'm').exec(text)?.[1]
    if (file === undefined) throw new Error(`${path} does not import ${name}`)
    return { name, path: path.replace('index.ts', file) }
  })
}

function codeOf(path: string): string {
  return /code: '(PC\d+)'/.exec(read(path))?.[1] ?? ''
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}
