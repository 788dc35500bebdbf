import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test, vi } from 'vitest'
import { journal, planFolder } from './support/plan-folder.ts'
import { run } from './support/run-script.ts'

vi.setConfig({ testTimeout: 120_000 })

function validator(name: string) {
  const schema = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../schemas', `${name}.schema.json`), 'utf8'),
  )
  return new Ajv2020({ strict: true }).compile(schema)
}

test('the journal and the outcomes are as their schemas say', async () => {
  const plan = planFolder([
    { key: 'good', agent: 'rust', commands: ['true'] },
    { key: 'busy', behaviour: 'code=75' },
    { key: 'bad', behaviour: 'code=1' },
    { key: 'slow', behaviour: 'hang=yes', timeout: 1 },
    { key: 'killed', behaviour: '[ "$PLAN_ATTEMPT" -gt 1 ] || kill -9 $$' },
    { key: 'gate', kind: 'gate', needs: ['good'] },
    { key: 'behind', needs: ['gate'] },
    { key: 'after', needs: ['bad'] },
  ])
  await run(plan)
  await run(plan, ['approve', 'gate'])
  rmSync(join(plan.root, 'out/good.txt'))
  await run(plan, ['resume', '--redo-missing'])
  const outcomes = validator('outcomes')
  outcomes(JSON.parse(readFileSync(join(plan.state, 'outcomes.json'), 'utf8')))
  expect(outcomes.errors).toBeNull()
  const line = validator('journal')
  for (const entry of journal(plan)) expect([line(entry), entry, line.errors]).toEqual([true, entry, null])
  const known = [
    'run-start',
    'start',
    'failed',
    'lost',
    'done',
    'blocked',
    'timeout',
    'retry',
    'redo',
    'approved',
    'run-end',
  ]
  expect(new Set(journal(plan).map(({ event }) => event))).toEqual(new Set(known))
})
