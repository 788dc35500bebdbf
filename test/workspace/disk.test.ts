import { chmodSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { diskHost, displayPath, withFile } from '../../src/workspace/disk.ts'
import { UnusablePath } from '../../src/workspace/unusable-path.ts'
import { emptyFolder, folderWith, isRoot } from './folder.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('read', () => {
  test('gives the bytes as they are', async () => {
    const contents = Uint8Array.of(0xef, 0xbb, 0xbf, 0xff, 0x00, 0x0a)
    const host = diskHost(folderWith({ 'a/plan.md': contents, 'empty.md': '' }))
    expect(Buffer.from((await host.read('a/plan.md')) ?? [])).toEqual(Buffer.from(contents))
    expect(await host.read('empty.md')).toHaveLength(0)
  })

  test('gives a file whole, but not one without an end', async () => {
    const large = new Uint8Array(3 * 1024 * 1024 + 7).fill(65)
    expect(await diskHost(folderWith({ 'large.md': large })).read('large.md')).toHaveLength(large.length)
    expect(await diskHost('/').read('/dev/zero')).toHaveLength(16 * 1024 * 1024)
  })

  test('gives nothing where nothing is', async () => {
    const host = diskHost(folderWith({ 'plan.md': '' }))
    expect(await host.read('other.md')).toBeUndefined()
    expect(await host.read('plan.md/below.md')).toBeUndefined()
  })

  test('says why a path cannot be used', async () => {
    const root = emptyFolder()
    mkdirSync(join(root, 'folder'))
    symlinkSync('loop', join(root, 'loop'))
    const host = diskHost(root)
    await expect(host.read('folder')).rejects.toEqual(new UnusablePath('folder', 'is a folder'))
    await expect(host.read('loop')).rejects.toThrow('loop: is a circle of symbolic links')
  })

  test.skipIf(isRoot)('says so where permission is denied', async () => {
    const root = folderWith({ 'secret.md': '' })
    chmodSync(join(root, 'secret.md'), 0)
    await expect(diskHost(root).read('secret.md')).rejects.toThrow('secret.md: permission denied')
  })
})

test('one file may come from elsewhere', async () => {
  const host = withFile(diskHost(folderWith({ 'a.md': 'disk', 'b.md': 'disk' })), 'a.md', bytes('pipe'))
  expect(Buffer.from((await host.read('a.md')) ?? []).toString()).toBe('pipe')
  expect(Buffer.from((await host.read('b.md')) ?? []).toString()).toBe('disk')
})

test('glob gives sorted paths, below the root or absolute as the pattern is', async () => {
  const root = folderWith({
    'p/02-PLAN.md': '',
    'p/01-PLAN.md': '',
    'p/.h/x.md': '',
    'p/node_modules/y.md': '',
  })
  const host = diskHost(root)
  expect(await host.glob('p/*-PLAN.md')).toEqual(['p/01-PLAN.md', 'p/02-PLAN.md'])
  expect(await host.glob('p/**/*.md')).toEqual(['p/.h/x.md', 'p/01-PLAN.md', 'p/02-PLAN.md'])
  expect(await host.glob(`${root}/p/01*`)).toEqual([`${root}/p/01-PLAN.md`])
  expect(await host.glob('nowhere/*.md')).toEqual([])
})

test('a path is shown relative to the root where it is below it', () => {
  expect(displayPath('/repo', './plans/../a.md')).toBe('a.md')
  expect(displayPath('/repo', '/repo/plans/a.md')).toBe('plans/a.md')
  expect(displayPath('/repo', '/repository/a.md')).toBe('/repository/a.md')
  expect(displayPath('/repo', '..a.md')).toBe('..a.md')
  expect(displayPath('/repo', '.')).toBe('.')
})
