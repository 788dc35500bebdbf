import type { Finding } from '../../diagnostics/diagnostic.ts'
import type { Fix } from '../../diagnostics/fix.ts'
import type { Task } from '../../plan/plan.ts'
import { isSameRound, waveSet } from '../fixes/waves.ts'
import { nameOf, shortNameOf } from '../naming.ts'
import type { Rule, RuleInput } from '../rule.ts'

export const waveFollowsNeeds: Rule = {
  code: 'PC220',
  name: 'wave-follows-needs',
  severity: 'error',
  checklist: false,
  summary:
    'A plan is in a wave after those of the plans that it waits for, and in the first one that it can be in.',
  *check(input) {
    for (const task of input.tasks) {
      yield* lateNeeds(task, input)
      yield* idleWave(task, input)
      yield* lateWave(task, input)
    }
  },
}

/** A need of its own wave is a contradiction of the wave's, and is told there. */
function* lateNeeds(task: Task, input: RuleInput): Generator<Finding> {
  const { wave } = task
  if (wave === undefined) return
  for (const { needed, reference } of input.graph.needsOf(task.id)) {
    if (needed.kind !== 'task' || needed.wave === undefined || !isSameRound(task, needed)) continue
    if (needed.wave.value <= wave.value) continue
    yield {
      span: reference.span,
      message: `${nameOf(task)} is in wave ${wave.value} and waits for ${nameOf(needed)}, which is in wave ${needed.wave.value}`,
      related: [
        { span: wave.span, message: `wave ${wave.value} is said here` },
        { span: needed.wave.span, message: `wave ${needed.wave.value} is said here` },
      ],
      help: `Put ${shortNameOf(task)} into wave ${needed.wave.value + 1}.`,
      ...intoWave(task, needed.wave.value + 1, 'unsafe', input),
    }
  }
}

/** Its author says that it waits for nothing, and nothing else tells why it is not in the first wave. */
function* idleWave(task: Task, input: RuleInput): Generator<Finding> {
  const { tasks, graph } = input
  const { wave, needs } = task
  if (wave === undefined || needs === undefined || graph.needsOf(task.id).length > 0) return
  if (needs.value.length > 0) return
  const peers = tasks.filter((other) => other.wave !== undefined && isSameRound(task, other))
  const first = Math.min(...peers.map((other) => other.wave?.value ?? wave.value), wave.value)
  if (wave.value <= first || peers.some((other) => isBefore(other, task) && shares(other, task))) return
  yield {
    span: wave.span,
    severity: 'warning',
    message: `${nameOf(task)} is in wave ${wave.value} and waits for nothing: it is run with the first wave`,
    related: [{ span: needs.span, message: 'here it says that it waits for nothing' }],
    help: 'Name the plans that it waits for, or put it into the first wave.',
    ...intoWave(task, first, 'unsafe', input),
  }
}

/** Later than what it waits for asks: the order stands, but other tools run it later than need be. */
function* lateWave(task: Task, input: RuleInput): Generator<Finding> {
  const { tasks, graph } = input
  const { wave } = task
  if (wave === undefined) return
  const needed = graph.needsOf(task.id).map((edge) => edge.needed)
  if (needed.length === 0) return
  const waves = needed.map((one) =>
    one.kind === 'task' && isSameRound(one, task) ? one.wave?.value : undefined,
  )
  const last = Math.max(...waves.map((value) => value ?? Number.POSITIVE_INFINITY))
  if (wave.value <= last + 1) return
  const between = tasks.filter((other) => isSameRound(other, task) && isBefore(other, task))
  if (between.some((other) => (other.wave?.value ?? 0) > last && shares(other, task))) return
  yield {
    span: wave.span,
    severity: 'info',
    message: `${nameOf(task)} is in wave ${wave.value}, and nothing that it waits for is later than wave ${last}: it is run right after that`,
    help: `Put it into wave ${last + 1}, or name what it waits for.`,
    // It is run then as it is: only what is claimed changes.
    ...intoWave(task, last + 1, 'safe', input),
  }
}

function intoWave(task: Task, wave: number, safety: Fix['safety'], input: RuleInput): Pick<Finding, 'fix'> {
  const edits = waveSet(input, task, wave)
  return edits === undefined ? {} : { fix: { safety, title: `Say wave ${wave}`, edits } }
}

function isBefore(other: Task, task: Task): boolean {
  return (other.wave?.value ?? 0) < (task.wave?.value ?? 0)
}

/** Planners move the later of two plans that write one file a wave on. */
function shares(other: Task, task: Task): boolean {
  const paths = new Set(other.files?.value.map(({ path }) => path))
  return task.files?.value.some(({ path }) => paths.has(path)) ?? false
}
