import { describe, expect, test, vi } from 'vitest'
import { codeIn } from '../../src/workspace/code.ts'
import { memoryContents } from '../support/memory-repository.ts'

vi.setConfig({ testTimeout: 60_000 })

const vitest = '{ "devDependencies": { "vitest": "*" } }'

function codeOf(files: Readonly<Record<string, string>>) {
  const all = new Map(Object.entries({ 'package.json': vitest, ...files }))
  const paths = [...all.keys()].sort()
  return codeIn({ contents: memoryContents(all), shown: (path) => path, files: paths }, new Map())
}

function testsFor(path: string, files: Readonly<Record<string, string>>): readonly string[] {
  const kind = path.endsWith('/') ? 'directory' : path.includes('*') ? 'glob' : 'file'
  return codeOf(files)
    .affected([{ path, kind }])
    .tests.map((one) => one.path)
}

describe('an import is followed', () => {
  const forms: readonly (readonly [string, string])[] = [
    ['import', "import { a } from '../src/a'"],
    ['with the ending that it will have', "import { a } from '../src/a.js'"],
    ['with the ending that it has', "import { a } from '../src/a.ts'"],
    ['for its effect', "import '../src/a'"],
    ['of everything', "import * as all from '../src/a'"],
    ['of a name besides a type', "import { type A, a } from '../src/a'"],
    ['exported again', "export { a } from '../src/a'"],
    ['when it is called for', "const later = () => import('../src/a')"],
    ['in a template without gaps', 'await import(`../src/a`)'],
    ['required', "const { a } = require('../src/a')"],
    ['required as TypeScript has it', "import a = require('../src/a')"],
    ['behind a mock', "const { a } = await vi.importActual('../src/a')"],
    ['as a worker', "new Worker(new URL('../src/a.ts', import.meta.url))"],
    ['by a name for a folder', "import { a } from '@/a'"],
    ['by the name of the package', "import { a } from 'own/a'"],
  ]
  test.each(forms)('%s', (_, line) => {
    const files = {
      'src/a.ts': 'export const a = 1\nexport type A = number',
      'test/a.test.ts': line,
      'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
      'package.json': '{ "name": "own", "devDependencies": { "vitest": "*" } }',
    }
    expect(testsFor('src/a.ts', files)).toEqual(['test/a.test.ts'])
  })

  test('through JSX, a barrel, a folder and another package', () => {
    const files = {
      'packages/core/package.json': '{ "name": "@own/core", "main": "dist/index.js" }',
      'packages/core/src/index.ts': "export * from './sum'",
      'packages/core/src/sum/index.ts': "export { deep } from './deep.mjs'",
      'packages/core/src/sum/deep.mts': 'export const deep = 1',
      'packages/app/src/view.tsx':
        "import { deep } from '@own/core'\nexport const View = () => <p>it's {deep}</p>",
      'packages/app/src/view.test.tsx': "import { View } from './view'\nexport default <View />",
    }
    const { tests } = codeOf(files).affected([{ path: 'packages/core/src/sum/', kind: 'directory' }])
    expect(tests.map(({ chain }) => chain().map(({ from }) => from))).toEqual([
      ['packages/app/src/view.test.tsx', 'packages/app/src/view.tsx', 'packages/core/src/index.ts'],
    ])
  })

  test('through the settings that others extend, or that are only pointed to', () => {
    const files = {
      'tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }',
      'tsconfig.app.json': '{ "extends": "./base.json" }',
      'base.json': '{ "compilerOptions": { "paths": { "~/*": ["./src/*"] } } }',
      'src/a.ts': 'export const a = 1',
      'src/a.test.ts': "import '~/a'",
    }
    expect(testsFor('src/a.ts', files)).toEqual(['src/a.test.ts'])
  })

  test('in the scripts of a component, to a style, and to data', () => {
    const files = {
      'src/App.vue':
        "<template><p>import './b'</p></template>\n<script setup lang=\"ts\">\nimport './a'\nimport './a.css'\nimport './a.json'\n</script>",
      'src/a.ts': '',
      'src/b.ts': '',
      'src/a.css': '',
      'src/a.json': '{}',
      'src/App.test.ts': "import App from './App.vue'",
    }
    for (const path of ['src/a.ts', 'src/a.css', 'src/a.json'])
      expect(testsFor(path, files)).toEqual(['src/App.test.ts'])
    expect(testsFor('src/b.ts', files)).toEqual([])
  })
})

describe('nothing is followed', () => {
  test.each([
    ['a type', "import type { A } from '../src/a'"],
    ['types one by one', "import { type A } from '../src/a'"],
    ['a type exported again', "export type { A } from '../src/a'"],
    ['a comment', "// import '../src/a'"],
    ['a text', 'const text = `import "../src/a"`'],
    ['a name that is worked out', "await import('../src/' + name)"],
    ['another package', "import 'a'"],
  ])('%s', (_, line) => {
    expect(testsFor('src/a.ts', { 'src/a.ts': 'export type A = 1', 'test/a.test.ts': line })).toEqual([])
  })
})

test('imports that lead nowhere are told with their place', () => {
  const { unfollowed } = codeOf({ 'src/a.ts': "import './gone'\nimport '@/b'\nimport 'react'" })
  expect(unfollowed.map(({ span }) => [span.path, span.start, span.end])).toEqual([
    ['src/a.ts', 8, 14],
    ['src/a.ts', 24, 27],
  ])
})

test('circles end, and the nearest test comes first', () => {
  const files = {
    'src/a.ts': "import './b'",
    'src/b.ts': "import './a'",
    'src/far.test.ts': "import './a'",
    'src/near.test.ts': "import './b'",
  }
  expect(testsFor('src/b.ts', files)).toEqual(['src/near.test.ts', 'src/far.test.ts'])
})

test('what may affect every test is told apart', () => {
  const { affected } = codeOf({ 'tsconfig.json': '{}', 'src/a.ts': '' })
  expect(
    affected([
      { path: 'tsconfig.json', kind: 'file' },
      { path: 'src/a.ts', kind: 'file' },
    ]),
  ).toEqual({
    changed: ['src/a.ts', 'tsconfig.json'],
    tests: [],
    settings: ['tsconfig.json'],
  })
})

describe('a test is run by what its package uses', () => {
  test.each([
    [{ 'package.json': '{ "devDependencies": { "jest": "*" } }' }, 'npx jest --runTestsByPath'],
    [
      { 'package.json': '{ "devDependencies": { "jest": "*" } }', 'pnpm-lock.yaml': '' },
      'pnpm exec jest --runTestsByPath',
    ],
    [{ 'package.json': '{ "scripts": { "test": "node --test" } }' }, 'node --test'],
    [{ 'package.json': '{ "scripts": { "test": "bun test" } }', 'bun.lock': '' }, 'bun test'],
    [{ 'package.json': '{ "devDependencies": { "mocha": "*" } }', 'yarn.lock': '' }, 'yarn run mocha'],
    [{ 'package.json': '{}' }, ''],
    [{ 'package.json': 'no JSON' }, ''],
  ])('%j', (settings, words) => {
    const code = codeOf({ ...settings, 'src/a.test.ts': '' })
    const [found] = code.affected([{ path: 'src/a.test.ts', kind: 'file' }]).tests
    expect(found?.runner).toEqual({ folder: '', words: words.split(' ').filter(Boolean) })
  })

  test('of two runners, the one that it imports', () => {
    const code = codeOf({
      'package.json': '{ "devDependencies": { "@playwright/test": "*", "vitest": "*" } }',
      'e2e/a.spec.ts': "import { test } from '@playwright/test'",
    })
    const [found] = code.affected([{ path: 'e2e/**', kind: 'glob' }]).tests
    expect(found?.runner.words).toEqual(['npx', 'playwright', 'test'])
  })
})

test('a thousand modules take about ten times as long as a hundred', () => {
  const chain = (count: number) => {
    const files: Record<string, string> = {}
    for (let index = 0; index < count; index++) {
      files[`src/m${index}.ts`] =
        `import './m${index + 1}'\nimport './m${(index * 7) % count}'\nexport const x${index} = 1\n`
    }
    return { ...files, [`src/m${count}.ts`]: '', 'src/m.test.ts': "import './m0'" }
  }
  const time = (count: number) => {
    const files = chain(count)
    const start = performance.now()
    expect(testsFor(`src/m${count}.ts`, files)).toEqual(['src/m.test.ts'])
    return performance.now() - start
  }
  time(100)
  const [hundred, thousand] = [Math.min(time(100), time(100)), Math.min(time(1000), time(1000))]
  expect(thousand / hundred).toBeLessThan(40)
})
