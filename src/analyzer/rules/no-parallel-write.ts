import type { Finding, Related } from '../../diagnostics/diagnostic.ts'
import type { Task } from '../../plan/plan.ts'
import { waitingFor } from '../fixes/wait-for.ts'
import { isHotFile } from '../hot-files.ts'
import { nameOf, shortNameOf, ticked } from '../naming.ts'
import { type ParallelClaim, parallelClaims } from '../parallel-claims.ts'
import type { Rule, RuleInput } from '../rule.ts'
import type { Write } from '../shared-writes.ts'
import { saysNeeds } from '../silence.ts'
import { unorderedWrites } from '../unordered-writes.ts'

export const noParallelWrite: Rule = {
  code: 'PC302',
  name: 'no-parallel-write',
  severity: 'error',
  checklist: false,
  summary: 'Tasks that may run at the same time never write the same file.',
  *check(input) {
    const claimed = parallelClaims(input)
    const moved = new Set(input.schedule.serialised.map(({ second, path }) => `${second} ${path}`))
    for (const [later, earlier] of unorderedWrites(input)) {
      const clashes = earlier.map((write): Clash => ({ write, claim: claimed(write.task, later.task) }))
      const worst = clashes.filter(
        ({ write, claim }) => claim !== undefined || mayMeet(write.task, later.task),
      )
      const live = mostPressing(later, worst)
      if (live.length > 0) yield { ...clash(later, live), ...order(later, live, input) }
      else if (moved.has(`${later.task.id} ${later.file.path}`))
        yield { ...inTurn(later, clashes), ...order(later, clashes, input) }
    }
  },
}

interface Clash {
  readonly write: Write
  readonly claim: ParallelClaim | undefined
}

/** Which of two tasks are done, and will not run again. */
type Done = 'neither' | 'one' | 'both'

const byPress: readonly Done[] = ['neither', 'one', 'both']

/** Clashes of tasks that are both to be run; only where there are none, those of tasks that were. */
function mostPressing(later: Write, clashes: readonly Clash[]): readonly Clash[] {
  const alike = byPress.map((done) => clashes.filter(({ write }) => doneOf(later.task, write.task) === done))
  return alike.find((some) => some.length > 0) ?? []
}

function doneOf(one: Task, other: Task): Done {
  if (isDone(one) && isDone(other)) return 'both'
  return isDone(one) || isDone(other) ? 'one' : 'neither'
}

function isDone({ status }: Task): boolean {
  return status?.value === 'completed' || status?.value === 'skipped'
}

/** Both say what they wait for, which is not each other; other waves are an order, if no dependency. */
function mayMeet(one: Task, other: Task): boolean {
  const inOtherWaves =
    one.wave !== undefined && other.wave !== undefined && one.wave.value !== other.wave.value
  return saysNeeds(one) && saysNeeds(other) && !inOtherWaves
}

function clash(later: Write, clashes: readonly Clash[]): Finding {
  const claim = clashes.find((one) => one.claim !== undefined)?.claim
  const [first] = clashes
  const why = claim === undefined ? ', which may run at the same time' : `, and ${claim.says}`
  return {
    ...weight(later.task, clashes),
    span: later.file.span,
    message: `${sharing(later, clashes)}${why}${remark(later.task, clashes)}`,
    related: [
      ...clashes.slice(0, 20).map(({ write }) => place(write, later)),
      ...(claim === undefined ? [] : [{ span: claim.span, message: 'the plan says so here' }]),
    ],
    help: helpFor(later, first === undefined ? 'the other' : shortNameOf(first.write.task)),
  }
}

/** What every second task adds a line to is best prepared by one that runs before them. */
function helpFor({ task, file }: Write, earlier: string): string {
  const order = `Let ${shortNameOf(task)} depend on ${earlier}`
  return isHotFile(file.path)
    ? `${order}, or let a task before both make all changes to this file: others will want a line in it, too.`
    : `${order}, or give the file to one of them.`
}

/**
 * Behind the last of them: those have an order of their own, or get one. What was done stays as it was, and where the
 * plan says that they run together, it has to be changed in two places: only a wave is moved along.
 */
function order(later: Write, clashes: readonly Clash[], input: RuleInput): Pick<Finding, 'fix'> {
  const { write, claim } = clashes.at(-1) ?? {}
  const last = write?.task
  if (claim !== undefined && (last?.wave ?? later.task.wave) === undefined) return {}
  if (last === undefined || last === later.task || doneOf(later.task, last) !== 'neither') return {}
  const fix = waitingFor(input, later.task, last)
  return fix === undefined ? {} : { fix }
}

/** All clashes of one finding are alike in what is done. */
function weight(later: Task, [first]: readonly Clash[]): Pick<Finding, 'severity'> {
  switch (first === undefined ? 'neither' : doneOf(later, first.write.task)) {
    case 'neither':
      return {}
    case 'one':
      return { severity: 'warning' }
    case 'both':
      return { severity: 'info' }
  }
}

function remark(later: Task, [first, second]: readonly Clash[]): string {
  if (first === undefined || doneOf(later, first.write.task) === 'neither') return ''
  if (!isDone(first.write.task)) return `; ${shortNameOf(later)} is done already`
  if (isDone(later)) return '; all of them are done already'
  return second === undefined
    ? `; ${shortNameOf(first.write.task)} is done already`
    : '; those are done already'
}

/** Somebody does not say what it waits for, or they are in different waves: they run in turn. */
function inTurn(later: Write, clashes: readonly Clash[]): Finding {
  return {
    span: later.file.span,
    severity: 'info',
    message: `${sharing(later, clashes)}, and for safety ${shortNameOf(later.task)} waits`,
    related: clashes.slice(0, 20).map(({ write }) => place(write, later)),
    help: 'Say so under its dependencies.',
  }
}

function sharing(later: Write, clashes: readonly Clash[]): string {
  const [first = '', second = '', ...more] = clashes.map(({ write }) => nameOf(write.task))
  const others = more.length > 0 ? [`${more.length + 1} more`] : [second].filter((name) => name !== '')
  return `${ticked(later.file.path)} is also written by ${[first, ...others].join(' and ')}`
}

function place({ task, file }: Write, later: Write): Related {
  const what = file.path === later.file.path ? 'it' : ticked(file.path)
  return { span: file.span, message: `${nameOf(task)} writes ${what} here` }
}
