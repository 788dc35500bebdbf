import { describe, expect, test } from 'vitest'
import { formats } from '../../src/reporters/index.ts'
import type { Account } from '../../src/reporters/reporter.ts'
import { accountOf, plain } from './account.ts'
import { rich, texts } from './rich.ts'
import { validators } from './validate.ts'

const accounts: Readonly<Record<string, Account>> = {
  'with everything': rich,
  'about nothing': accountOf({}),
  'about a clean plan': accountOf(texts),
  'about a file that is not at hand': {
    ...accountOf({}, [{ at: '', path: '/elsewhere/binary.md' }]),
    plans: [{ path: '/elsewhere/binary.md', dialect: undefined, tasks: 0, waves: 0, coverage: undefined }],
  },
}

describe.each(Object.entries(validators))('%s is valid by its schema', (id, validate) => {
  test.each(Object.entries(accounts))('%s', async (_, account) => {
    const { report } = await formatCalled(id)
    expect(await validate([report(account, plain)])).toEqual([])
  })
})

test('a validator that is given something else says so', async () => {
  const wrong = { junit: '<testsuites/>', checkstyle: '<checkstyle/>', jsonl: '{}', gitlab: '[{}]' }
  for (const [id, validate] of Object.entries(validators)) {
    expect(await validate([Reflect.get(wrong, id) ?? '{}']), id).not.toEqual([])
  }
})

async function formatCalled(id: string) {
  const format = formats.find((one) => one.id === id)
  if (format === undefined) throw new Error(`there is no format ${id}`)
  return await format.load()
}
