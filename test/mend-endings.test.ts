import { diffArrays } from 'diff'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rules } from '../src/analyzer/rules/index.ts'
import { type Checked, type Checker, check } from '../src/compile.ts'
import { type Change, menderOf } from '../src/mend.ts'
import { dialects } from '../src/parser/dialects/index.ts'
import { tasksOf } from '../src/plan/walk.ts'
import { noWorkspace } from '../src/plan/workspace.ts'
import { memoryHost } from './support/memory-host.ts'
import { readPages } from './support/page.ts'

const checker: Checker = { dialects, rules, workspace: noWorkspace }

const plans = readPages('docs/rules').flatMap(({ name, cases }) =>
  cases
    .filter(({ expectations }) => expectations.some(({ kind }) => kind === 'mended'))
    .map(({ title, files, options }) => ({
      name: `${name}: ${title}`,
      files,
      entry: options.entry ?? [...files.keys()][0] ?? '',
    })),
)

const dress = fc.record({
  ending: fc.constantFrom('\n', '\r\n', '\r'),
  hasMark: fc.boolean(),
  isClosed: fc.boolean(),
  hasTabs: fc.boolean(),
})

type Dress = typeof dress extends fc.Arbitrary<infer One> ? One : never

/** The same plan as another editor would leave it. */
function dressed(text: string, { ending, hasMark, isClosed, hasTabs }: Dress): string {
  const closed = isClosed ? text : text.replace(/\n+$/, '')
  const spaced = hasTabs ? closed.replace(/^(- .*\S)$/gm, '$1\t') : closed
  return `${hasMark ? '\ufeff' : ''}${spaced.replaceAll('\n', ending)}`
}

async function mend(entry: string, files: ReadonlyMap<string, string | Uint8Array>) {
  const mender = menderOf(new Set(['safe', 'unsafe', 'placeholder']))
  const checked = await mender.mend(entry, memoryHost(files), checker)
  return { checked, changes: mender.changes(), mended: mender.mended() }
}

function tasksIn({ plan }: Checked): number {
  return plan === undefined ? 0 : tasksOf(plan).length
}

function errorsIn({ diagnostics }: Checked): number {
  return diagnostics.filter(({ severity }) => severity === 'error').length
}

test.each(plans)('$name, however its lines end', { timeout: 120_000 }, async ({ files, entry }) => {
  await fc.assert(
    fc.asyncProperty(dress, async (how) => {
      const host = new Map([...files].map(([path, text]) => [path, dressed(text, how)]))
      const before = await check(entry, memoryHost(host), checker)
      const { checked, changes, mended } = await mend(entry, host)
      expect(tasksIn(checked)).toBe(tasksIn(before))
      expect(errorsIn(checked)).toBeLessThanOrEqual(errorsIn(before))
      const after = new Map<string, string | Uint8Array>(host)
      for (const { path, after: bytes } of changes) after.set(path, bytes)
      expect((await mend(entry, after)).changes).toEqual([])
      for (const change of changes) expectSameDress(change, mended.length, how)
    }),
    { numRuns: 4 },
  )
})

/** Each fix changes a line at most, or adds some. */
function expectSameDress({ before, after }: Change, mended: number, { ending, hasMark }: Dress): void {
  const [old, now] = [before, after].map((bytes) =>
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
  )
  if (old === undefined || now === undefined) throw new Error('nothing decoded')
  expect(now.startsWith('\ufeff')).toBe(hasMark)
  expect(now.replaceAll(ending, '')).not.toMatch(/[\r\n]/)
  const gone = diffArrays(old.split(ending), now.split(ending)).filter(({ removed }) => removed)
  expect(gone.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(mended)
}
