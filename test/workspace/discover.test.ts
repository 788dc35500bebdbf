import { chmodSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { discover } from '../../src/workspace/discover.ts'
import { folderWith, isRoot } from './folder.ts'

const found = (root: string, ...paths: string[]) => discover(root, paths).candidates.map(({ path }) => path)

test('a folder gives its Markdown files, its own before those further down, each folder by name', () => {
  const root = folderWith({
    'b.md': '',
    'a.MARKDOWN': '',
    'notes.txt': '',
    '.ai/plans/x.md': '',
    'A/z.md': '',
  })
  expect(found(root, '.')).toEqual(['a.MARKDOWN', 'b.md', '.ai/plans/x.md', 'A/z.md'])
})

test('folders of tools are not entered, unless they are named', () => {
  const root = folderWith({
    'plan.md': '',
    'node_modules/p/plan.md': '',
    '.git/plan.md': '',
    'target/CACHEDIR.TAG': '',
    'target/doc/plan.md': '',
    '.plan/ship/.plan-compile.json': '{}',
    '.plan/ship/prompts/1.md': '',
  })
  expect(found(root, '.')).toEqual(['plan.md'])
  expect(found(root, 'node_modules')).toEqual(['node_modules/p/plan.md'])
})

test('links are not followed: each plan is met once, and a circle ends', () => {
  const root = folderWith({ 'plans/a.md': '' })
  symlinkSync('..', join(root, 'plans/up'))
  symlinkSync('a.md', join(root, 'plans/b.md'))
  expect(found(root, '.')).toEqual(['plans/a.md'])
  expect(found(root, 'plans/b.md')).toEqual(['plans/b.md'])
})

test('a file that is named is no mere candidate, whatever its name and however often it is met', () => {
  const root = folderWith({ 'a.md': '', 'plan.txt': '' })
  expect(discover(root, ['.', './a.md', 'plan.txt', join(root, 'a.md')]).candidates).toEqual([
    { path: 'a.md', named: true },
    { path: 'plan.txt', named: true },
  ])
})

test('what does not exist cannot be used', () => {
  expect(() => found(folderWith({}), 'nowhere')).toThrow('nowhere: does not exist')
})

test.skipIf(isRoot)('a folder that may not be listed is told, the rest is found', () => {
  const root = folderWith({ 'a.md': '', 'closed/b.md': '' })
  chmodSync(join(root, 'closed'), 0)
  const { candidates, refused } = discover(root, ['.'])
  chmodSync(join(root, 'closed'), 0o755)
  expect(candidates.map(({ path }) => path)).toEqual(['a.md'])
  expect(refused.map(({ reason }) => reason)).toEqual(['permission denied'])
})
