import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import {
  checkpoint,
  events,
  instrument,
  journal,
  type PlanFolder,
  type PlanNode,
  planFolder,
  starts,
  textOf,
} from './support/plan-folder.ts'
import { run } from './support/run-script.ts'

vi.setConfig({ testTimeout: 120_000 })

const engineer: PlanNode = { key: 'only', agent: 'system-engineer-codex', deputy: 'system-engineer-opus' }

/** Behaviour of a stand-in that does its work only as this agent. */
function worksAs(agent: string): string {
  return `echo "$PLAN_TASK_AGENT" >>.stand-in/agents; [ "$PLAN_TASK_AGENT" = ${agent} ] || code=`
}

function agentsOf({ root }: PlanFolder): readonly string[] {
  return textOf(join(root, '.stand-in/agents'))?.trimEnd().split('\n') ?? []
}

function outcomeOf({ state }: PlanFolder) {
  return JSON.parse(readFileSync(join(state, 'outcomes.json'), 'utf8'))[0]
}

test('an agent that fails hands over to its deputy, once', async () => {
  const plan = planFolder([{ ...engineer, behaviour: `${worksAs('system-engineer-opus')}3` }])
  expect((await run(plan)).code).toBe(0)
  expect(agentsOf(plan)).toEqual(['system-engineer-codex', 'system-engineer-opus'])
  expect(outcomeOf(plan)).toMatchObject({ agent_used: 'system-engineer-opus', failover_applied: true })
  expect(journal(plan).map(({ event }) => event)).toEqual([
    ...['run-start', 'start', 'reassigned', 'start', 'done', 'run-end'],
  ])
})

test('a failure that looks transient is tried again by the same agent, then by the deputy, then blocked', async () => {
  const plan = planFolder([{ ...engineer, behaviour: `${worksAs('nobody')}75` }])
  expect((await run(plan)).code).toBe(1)
  const [codex, opus] = ['system-engineer-codex', 'system-engineer-opus']
  expect(agentsOf(plan)).toEqual([codex, codex, opus])
  expect(outcomeOf(plan)).toMatchObject({ status: 'blocked', agent_used: opus, reason: 'agent-75' })
})

test('a deputy has one attempt, whatever may have been left of the owner’s', async () => {
  const behaviour = '[ "$PLAN_TASK_AGENT" = system-engineer-opus ] && code=75 || code=3'
  const plan = planFolder([{ ...engineer, attempts: 4, behaviour }])
  expect([(await run(plan)).code, starts(plan, 'only'), outcomeOf(plan).reason]).toEqual([1, 2, 'agent-75'])
})

test('an agent that leaves no work hands over too', async () => {
  const plan = planFolder([
    { ...engineer, behaviour: '[ "$PLAN_TASK_AGENT" = system-engineer-opus ] || idle=yes' },
  ])
  expect([(await run(plan)).code, events(plan, 'reassigned')]).toEqual([0, 1])
})

test('a task that took too long is no failure of its agent', async () => {
  const plan = planFolder([{ ...engineer, timeout: 1, behaviour: 'hang=yes' }])
  expect([(await run(plan)).code, checkpoint(plan, 'only'), starts(plan, 'only')]).toEqual([1, 'timeout', 1])
})

test('what nobody is assigned to, the default agent does, which is no failover', async () => {
  const plan = planFolder([{ key: 'only', deputy: 'default', behaviour: `${worksAs('default')}1` }])
  expect((await run(plan)).code).toBe(0)
  expect(outcomeOf(plan)).toMatchObject({ agent_used: 'default', failover_applied: false })
})

test('resume begins with the owner again', async () => {
  const plan = planFolder([{ ...engineer, behaviour: `${worksAs('nobody')}3` }])
  await run(plan)
  rmSync(join(plan.root, '.stand-in/agents'))
  writeFileSync(join(plan.root, '.stand-in/only.sh'), worksAs('system-engineer-codex'))
  expect([(await run(plan, ['resume'])).code, agentsOf(plan)]).toEqual([0, ['system-engineer-codex']])
})

test('the reassignment is on disk before the deputy starts', async () => {
  const plan = planFolder([{ ...engineer, behaviour: `${worksAs('system-engineer-opus')}3` }])
  const once = join(plan.root, '.stand-in/once')
  const crash = `case "\${who-}:\${status-}:$BASH_COMMAND" in deputy:running:journal*reassigned*) : >"${once}"; kill -9 $$ ;; esac`
  instrument(
    plan,
    `if [ "\${1-}" = __supervise ] && [ ! -e "${once}" ]; then set -T; trap '${crash}' DEBUG; fi`,
  )
  expect((await run(plan)).code).toBe(0)
  expect(textOf(once)).toBe('')
  expect(agentsOf(plan)).toEqual(['system-engineer-codex', 'system-engineer-opus'])
})

test('at the limit of the budget nothing new starts, and what has cost nothing is not charged', async () => {
  const pays = 'echo 1.50 >"$PLAN_COST"'
  const plan = planFolder([
    { key: 'a', behaviour: pays },
    { key: 'b', needs: ['a'], behaviour: pays },
    { key: 'c', needs: ['b'] },
  ])
  const { code, stdout } = await run(plan, ['run', '--budget', '2.75'])
  expect([code, checkpoint(plan, 'b'), checkpoint(plan, 'c')]).toEqual([11, 'done', undefined])
  expect(stdout).toContain('$3.00 is spent: nothing more is started')
  expect(outcomeOf(plan)).toMatchObject({ cost_usd: 1.5 })
  expect((await run(plan, ['run', '--budget', '2.75'])).code).toBe(11)
  expect((await run(plan, ['run', '--budget', '4'])).code).toBe(0)
})

test('the budget ends retries too', async () => {
  const plan = planFolder([{ ...engineer, behaviour: 'echo 2 >"$PLAN_COST"; code=3' }])
  expect([(await run(plan, ['run', '--budget', '1'])).code, starts(plan, 'only')]).toEqual([11, 1])
})

test('when the time is up, what runs is stopped and not charged', async () => {
  const plan = planFolder([{ key: 'only', behaviour: '[ "$PLAN_ATTEMPT" -gt 1 ] || seconds=60' }])
  expect([(await run(plan, ['run', '--time-limit', '2s'])).code, checkpoint(plan, 'only')]).toEqual([
    9,
    'pending',
  ])
  expect((await run(plan)).code).toBe(0)
})
