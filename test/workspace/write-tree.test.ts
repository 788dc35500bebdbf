import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Artifact, fileTree } from '../../src/codegen/artifact.ts'
import { type Destination, writeTree } from '../../src/workspace/write-tree.ts'
import { contentsOf, emptyFolder, folderWith, isRoot } from './folder.ts'

const MANIFEST = '.plan/ship/.plan-compile.json'

const first: readonly Artifact[] = [
  { path: '.plan/ship/run.sh', contents: '#!/bin/sh\n', executable: true },
  { path: '.plan/ship/prompts/1.md', contents: 'one\n' },
  { path: '.plan/ship/prompts/2.md', contents: 'two\n' },
  { path: '.claude/commands/ship/run.md', contents: 'run\n' },
]
/** The second prompt is gone, the first one says something else. */
const second: readonly Artifact[] = [
  { path: '.plan/ship/run.sh', contents: '#!/bin/sh\n', executable: true },
  { path: '.plan/ship/prompts/1.md', contents: 'ONE\n' },
  { path: '.claude/commands/ship/run.md', contents: 'run\n' },
]

function write(root: string, artifacts: readonly Artifact[], options: Partial<Destination> = {}) {
  return writeTree(fileTree(artifacts), {
    root,
    owned: ['.plan/ship', '.claude/commands/ship'],
    kept: ['.plan/ship/state'],
    plan: 'plan.md',
    exists: (plan) => existsSync(join(root, plan)),
    force: false,
    dryRun: false,
    ...options,
  })
}

/** All files but the manifest. */
function generated(root: string) {
  const { [MANIFEST]: _, ...others } = contentsOf(root)
  return others
}

function refusal(outcome: ReturnType<typeof write>) {
  if (outcome.kind !== 'refused') throw new Error('it was written')
  return outcome.conflicts.map(({ path, reason }) => `${path} ${reason}`)
}

let program = ''

beforeAll(async () => {
  program = mkdtempSync(join(tmpdir(), 'plan-compile-'))
  const entry = join(import.meta.dirname, 'writer.ts')
  const outfile = join(program, 'writer.mjs')
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm' })
})

afterAll(() => rmSync(program, { recursive: true }))

describe('writing', () => {
  test('makes folders and files, and says which', () => {
    const root = emptyFolder()
    expect(write(root, first)).toEqual({
      kind: 'done',
      written: [
        '.claude/commands/ship/run.md',
        '.plan/ship/prompts/1.md',
        '.plan/ship/prompts/2.md',
        '.plan/ship/run.sh',
      ],
      removed: [],
      unchanged: [],
    })
    expect(generated(root)).toEqual(Object.fromEntries(first.map(({ path, contents }) => [path, contents])))
    expect(statSync(join(root, '.plan/ship/run.sh')).mode & 0o111).not.toBe(0)
    expect(statSync(join(root, '.plan/ship/prompts/1.md')).mode & 0o111).toBe(0)
  })

  test('again: replaces what changed, removes what is stale, leaves the rest alone', () => {
    const root = emptyFolder()
    write(root, first)
    const old = new Date('2020-01-01')
    for (const { path } of first) utimesSync(join(root, path), old, old)
    expect(write(root, second)).toEqual({
      kind: 'done',
      written: ['.plan/ship/prompts/1.md'],
      removed: ['.plan/ship/prompts/2.md'],
      unchanged: ['.claude/commands/ship/run.md', '.plan/ship/run.sh'],
    })
    expect(generated(root)).toEqual(Object.fromEntries(second.map(({ path, contents }) => [path, contents])))
    expect(statSync(join(root, '.plan/ship/run.sh')).mtime).toEqual(old)
  })

  test('the same again touches nothing, not even the manifest', () => {
    const root = emptyFolder()
    write(root, first)
    const old = new Date('2020-01-01')
    utimesSync(join(root, MANIFEST), old, old)
    expect(write(root, first)).toMatchObject({ written: [], removed: [] })
    expect(statSync(join(root, MANIFEST)).mtime).toEqual(old)
  })

  test('gives the executable bit back', () => {
    const root = emptyFolder()
    write(root, first)
    chmodSync(join(root, '.plan/ship/run.sh'), 0o644)
    expect(write(root, first)).toMatchObject({ written: ['.plan/ship/run.sh'] })
    expect(statSync(join(root, '.plan/ship/run.sh')).mode & 0o111).not.toBe(0)
  })

  test('folders that become empty go, the state of a run stays', () => {
    const root = emptyFolder()
    write(root, first)
    mkdirSync(join(root, '.plan/ship/state'))
    writeFileSync(join(root, '.plan/ship/state/journal.jsonl'), '{}')
    const [script] = first
    if (script) write(root, [script])
    expect(Object.keys(generated(root))).toEqual(['.plan/ship/run.sh', '.plan/ship/state/journal.jsonl'])
    expect(existsSync(join(root, '.plan/ship/prompts'))).toBe(false)
    expect(existsSync(join(root, '.claude/commands/ship'))).toBe(false)
    expect(existsSync(join(root, '.claude/commands'))).toBe(true)
  })

  test('a dry run says the same and touches nothing', () => {
    const root = emptyFolder()
    const planned = write(root, first, { dryRun: true })
    expect(contentsOf(root)).toEqual({})
    expect(write(root, first)).toEqual(planned)
  })
})

describe('what is not as we left it', () => {
  test('is not replaced and not removed: then nothing is touched, and all of it is told', () => {
    const root = emptyFolder()
    write(root, first)
    writeFileSync(join(root, '.plan/ship/prompts/1.md'), 'mine\n')
    writeFileSync(join(root, '.plan/ship/prompts/2.md'), 'mine\n')
    writeFileSync(join(root, '.plan/ship/justfile'), 'mine\n')
    const before = contentsOf(root)
    const third = [...second, { path: '.plan/ship/justfile', contents: 'run:\n' }]
    expect(refusal(write(root, third))).toEqual([
      '.plan/ship/justfile was not written by plan-compile',
      '.plan/ship/prompts/1.md was edited by hand',
      '.plan/ship/prompts/2.md was edited by hand',
    ])
    expect(refusal(write(root, third, { dryRun: true }))).toHaveLength(3)
    expect(contentsOf(root)).toEqual(before)

    expect(write(root, third, { force: true })).toMatchObject({
      written: ['.plan/ship/justfile', '.plan/ship/prompts/1.md'],
      removed: ['.plan/ship/prompts/2.md'],
    })
    expect(write(root, third)).toMatchObject({ written: [], removed: [] })
  })

  test('is welcome where it is what we would write', () => {
    const root = folderWith({ '.plan/ship/prompts/1.md': 'one\n' })
    expect(write(root, first)).toMatchObject({ unchanged: ['.plan/ship/prompts/1.md'] })
    expect(write(root, second).kind).toBe('done')
  })

  test('may be the output of another plan, as long as that plan is there', () => {
    const root = folderWith({ 'old.md': '' })
    write(root, first, { plan: 'old.md' })
    expect(refusal(write(root, first))).toEqual([
      `${MANIFEST} says that the folder holds what was compiled from \`old.md\``,
    ])
    rmSync(join(root, 'old.md'))
    expect(write(root, first).kind).toBe('done')
  })

  test('may be a manifest that is none', () => {
    for (const text of ['', 'null', '{"version":2}', '{"version":1,"plan":3}']) {
      const root = folderWith({ [MANIFEST]: text })
      expect(refusal(write(root, first))).toEqual([`${MANIFEST} is no manifest of plan-compile`])
      expect(write(root, first, { force: true }).kind).toBe('done')
    }
  })
})

describe('a way out of the output folder', () => {
  test('by a path is our own fault', () => {
    const root = emptyFolder()
    const outside = ['../x.md', '/tmp/x.md', 'src/x.md', '.plan/other/x.md', '.plan/ship/state/x', MANIFEST]
    for (const path of outside) {
      const tree = new Map([[path, { path, contents: '' }]])
      expect(() => writeTree(tree, { ...destinationOf(root), force: true })).toThrow(
        'outside the output folder',
      )
    }
    expect(contentsOf(root)).toEqual({})
  })

  test('by a manifest that somebody else wrote is not taken', () => {
    const root = folderWith({ 'src/index.ts': 'x', '.plan/ship/state/1': 'x' })
    const sum = '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881'
    const claims = [
      'src/index.ts',
      '../out.md',
      '.plan/ship/../../src/index.ts',
      '.plan/ship/state/1',
      '/etc/passwd',
    ]
    const files = Object.fromEntries(claims.map((path) => [path, sum]))
    mkdirSync(join(root, '.plan/ship'), { recursive: true })
    writeFileSync(join(root, MANIFEST), JSON.stringify({ version: 1, plan: 'plan.md', files }))
    expect(write(root, first, { force: true })).toMatchObject({ removed: [] })
    expect(contentsOf(root)).toMatchObject({ 'src/index.ts': 'x', '.plan/ship/state/1': 'x' })
  })

  test('by a link is not taken, not even by force', () => {
    const elsewhere = emptyFolder()
    const root = emptyFolder()
    symlinkSync(elsewhere, join(root, '.plan'))
    const reasons = refusal(write(root, first, { force: true }))
    expect(reasons).toContain(
      '.plan/ship/run.sh cannot be written: `.plan` is a symbolic link that leads out of the output folder',
    )
    expect(contentsOf(elsewhere)).toEqual({})
    expect(contentsOf(root)).toEqual({})
  })

  test('a link inside it is followed, a link in the place of a file is replaced by force', () => {
    const root = folderWith({ 'agents/x': '', 'precious.md': 'precious' })
    symlinkSync('agents', join(root, '.claude'))
    mkdirSync(join(root, '.plan/ship/prompts'), { recursive: true })
    symlinkSync('../../../precious.md', join(root, '.plan/ship/prompts/1.md'))
    expect(refusal(write(root, first))).toEqual(['.plan/ship/prompts/1.md is a symbolic link'])
    write(root, first, { force: true })
    expect(contentsOf(root)).toMatchObject({
      'precious.md': 'precious',
      '.plan/ship/prompts/1.md': 'one\n',
      'agents/commands/ship/run.md': 'run\n',
    })
  })

  test('folders and files in the way of each other are told', () => {
    const root = folderWith({ '.plan/ship/run.sh/x': '', '.plan/ship/prompts': '' })
    expect(refusal(write(root, first, { force: true }))).toEqual([
      '.plan/ship/prompts/1.md cannot be written: `.plan/ship/prompts` is no folder',
      '.plan/ship/prompts/2.md cannot be written: `.plan/ship/prompts` is no folder',
      '.plan/ship/run.sh is a folder',
    ])
  })
})

test.skipIf(isRoot)('a folder that may not be written leaves everything as it was', () => {
  const root = emptyFolder()
  write(root, first)
  chmodSync(join(root, '.plan/ship/prompts'), 0o555)
  const before = contentsOf(root)
  expect(() => write(root, second)).toThrow('.plan/ship/prompts/1.md: permission denied')
  chmodSync(join(root, '.plan/ship/prompts'), 0o755)
  expect(contentsOf(root)).toEqual(before)
})

test('a full disk leaves everything as it was', () => {
  const root = emptyFolder()
  write(root, first)
  const before = contentsOf(root)
  const tooLarge = { path: '.plan/ship/new/deep/big.md', contents: 'x'.repeat(200_000) }
  writeFileSync(join(root, 'tree.json'), JSON.stringify([...second, tooLarge]))
  const limited = `ulimit -f 64; exec "$0" "$@"`
  const child = spawnSync('bash', ['-c', limited, process.execPath, ...writer(root)], { encoding: 'utf8' })
  rmSync(join(root, 'tree.json'))
  expect(child.status).not.toBe(0)
  expect(contentsOf(root)).toEqual(before)
  expect(existsSync(join(root, '.plan/ship/new'))).toBe(false)
})

test('kill -9 before any step leaves whole files, old or new, and the next run finishes the work', () => {
  const old = new Map(first.map(({ path, contents }) => [path, contents]))
  const wanted = new Map(second.map(({ path, contents }) => [path, contents]))
  let mixed = 0
  for (let step = 1; ; step++) {
    const root = emptyFolder()
    write(root, first)
    writeFileSync(join(root, 'tree.json'), JSON.stringify(second))
    const { signal } = spawnSync(process.execPath, [...writer(root), String(step)])
    rmSync(join(root, 'tree.json'))

    const found = Object.entries(generated(root)).filter(([path]) => !path.endsWith('.tmp'))
    for (const [path, contents] of found) expect([old.get(path), wanted.get(path)]).toContain(contents)
    if (isNeither(found, old, wanted)) mixed++
    expect(write(root, second).kind).toBe('done')
    expect(generated(root)).toEqual(Object.fromEntries(wanted))
    if (signal === null) break
    expect(step).toBeLessThan(100)
  }
  expect(mixed).toBeGreaterThan(0)
}, 120_000)

function isNeither(
  found: readonly (readonly [string, string])[],
  ...trees: readonly ReadonlyMap<string, string>[]
) {
  const isThe = (tree: ReadonlyMap<string, string>) =>
    found.length === tree.size && found.every(([path, contents]) => tree.get(path) === contents)
  return !trees.some(isThe)
}

function destinationOf(root: string): Destination {
  return {
    root,
    owned: ['.plan/ship', '.claude/commands/ship'],
    kept: ['.plan/ship/state'],
    plan: 'plan.md',
    exists: () => false,
    force: false,
    dryRun: false,
  }
}

/** Arguments for a Node process that writes the tree in `tree.json` below `root`. */
function writer(root: string): readonly [string, string] {
  return [join(program, 'writer.mjs'), root]
}
