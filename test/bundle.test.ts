import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildSync, type Metafile } from 'esbuild'
import { beforeAll, expect, test } from 'vitest'
import { bundleEntry, bundleProgram } from '../scripts/build.mjs'

let meta: Metafile
beforeAll(async () => {
  meta = (await bundleProgram()).metafile
}, 120_000)

const heavy =
  /node_modules\/(handlebars|ajv|ts-morph|@ts-morph|typescript)\/|^ts-morph$|src\/generated\/templates\.js/

test('`--version` loads nothing but the entry', async () => {
  const { inputs, outputs } = (await bundleEntry()).metafile
  expect(Object.keys(inputs).filter((path) => path.includes('node_modules/'))).toEqual([])
  const loaded = Object.values(outputs).flatMap(({ imports }) => imports)
  expect(loaded.filter(({ kind }) => kind !== 'dynamic-import')).toEqual([])
})

test('`check` loads neither the TypeScript compiler nor a template or schema compiler', () => {
  const loaded = ['src/cli/start.ts', 'src/cli/commands/check.ts'].flatMap(loadedBy)
  expect(loaded.filter((path) => heavy.test(path))).toEqual([])
  expect(loaded).toContain('src/parser/markdown.ts')
})

test('`compile` loads the templates, so this test can see them', () => {
  const loaded = loadedBy('src/cli/commands/compile.ts')
  expect(loaded.filter((path) => heavy.test(path))).toContain('src/generated/templates.js')
})

test('`verify` loads the TypeScript compiler only when it meets such a file', () => {
  expect(loadedBy('src/cli/commands/verify.ts').filter((path) => heavy.test(path))).toEqual([])
  expect(loadedBy('src/workspace/typescript.ts')).toContain('ts-morph')
})

test('what `check` is started from is ASCII, for it is read byte by byte, and patterns with other letters match', () => {
  expect(/[^\0-\x7f]/.test(readFileSync('dist/cli/check.cjs', 'utf8'))).toBe(false)
  const plan = '# 计划\n\n### 阶段 1：甲\n\n**依赖:** None\n\n### 阶段 2：乙\n\n**依赖:** 阶段 9–12\n'
  const options = [
    'dist/cli/main.js',
    'check',
    '-',
    '--no-config',
    '--select',
    'PC008,PC202',
    '--format',
    'concise',
  ]
  const { stdout } = spawnSync(process.execPath, options, { input: plan, encoding: 'utf8' })
  expect(stdout).toMatch(/waits for `12`[\s\S]*waits for `9`/)
})

test('`check` starts from compiled code that V8 takes', () => {
  const program = pathToFileURL('dist/cli/check.cjs').href
  const code = `
    import { warmUp } from './src/cli/warm-up.ts'
    import { scriptOf } from './src/cli/hasten.ts'
    warmUp()
    console.log(scriptOf(new URL(${JSON.stringify(program)})).cachedDataRejected)`
  const { outputFiles } = buildSync({
    stdin: { contents: code, resolveDir: '.' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
  })
  const run = spawnSync(process.execPath, ['--input-type=module'], {
    input: outputFiles[0]?.text,
    encoding: 'utf8',
  })
  expect(run).toMatchObject({ stdout: 'false\n', stderr: '' })
})

test('the package’s door needs no Node', () => {
  expect(loadedBy('src/index.ts').filter((path) => path.startsWith('node:'))).toEqual([])
})

test.skipIf(!existsSync('dist/index.d.ts'))(
  'the declarations name only what is packed (`npm run build`)',
  () => {
    const declarations = readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter((path) =>
      /\.d\.ts$/.test(path),
    )
    const missing = declarations.flatMap((path) => {
      const specifiers = readFileSync(join('dist', path), 'utf8').matchAll(/from '(\..+?)'/g)
      const named = [...specifiers].map(([, specifier = '']) => join('dist', dirname(path), specifier))
      return named.filter((file) => !existsSync(file.replace(/\.(js|ts)$/, '.d.ts')))
    })
    expect(missing).toEqual([])
  },
)

/** Every source file, package file and outer module that is loaded with the chunk of `entry`, before any `import()`. */
function loadedBy(entry: string): readonly string[] {
  const [start] = Object.entries(meta.outputs).find(([, output]) => output.entryPoint === entry) ?? []
  if (start === undefined) throw new Error(`${entry} is no entry and nothing imports it with import()`)
  const chunks = new Set([start])
  const outer = new Set<string>()
  for (const chunk of chunks) {
    for (const { path, kind, external } of meta.outputs[chunk]?.imports ?? []) {
      if (kind === 'dynamic-import') continue
      if (external) outer.add(path)
      else chunks.add(path)
    }
  }
  return [...outer, ...[...chunks].flatMap((chunk) => Object.keys(meta.outputs[chunk]?.inputs ?? {}))]
}
