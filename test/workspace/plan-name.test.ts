import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planFolder } from '../../src/workspace/plan-name.ts'
import { UnusablePath } from '../../src/workspace/unusable-path.ts'

describe('the folder of a plan that is called by its name', () => {
  let root = ''
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'plans-'))
    for (const name of ['002-users', '027-roles', '027-accounts'])
      mkdirSync(join(root, 'documentation/plans', name), { recursive: true })
    mkdirSync(join(root, 'users'))
  })
  afterAll(() => rmSync(root, { recursive: true }))

  it.each([
    ['2', 'documentation/plans/002-users'],
    ['002-users', 'documentation/plans/002-users'],
    ['roles', 'documentation/plans/027-roles'],
    ['users', 'users'],
    ['nothing', 'nothing'],
    ['plans/002-users', 'plans/002-users'],
    ['../027', '../027'],
  ])('%s', (written, path) => expect(planFolder(root, written)).toBe(path))

  it('is not chosen among several', () => {
    expect(() => planFolder(root, '27')).toThrow(UnusablePath)
  })
})
