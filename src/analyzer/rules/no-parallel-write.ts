import type { Finding, Related } from '../../diagnostics/diagnostic.ts'
import type { Task } from '../../plan/plan.ts'
import { listed, nameOf, shortNameOf, ticked } from '../naming.ts'
import { type ParallelClaim, parallelClaims } from '../parallel-claims.ts'
import type { Rule } from '../rule.ts'
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
      if (worst.length > 0) yield clash(later, worst)
      else if (moved.has(`${later.task.id} ${later.file.path}`)) yield inTurn(later, clashes)
    }
  },
}

interface Clash {
  readonly write: Write
  readonly claim: ParallelClaim | undefined
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
  return {
    span: later.file.span,
    message: `${sharing(later, clashes)}${claim === undefined ? ', which may run at the same time' : `, and ${claim.says}`}`,
    related: [
      ...clashes.slice(0, 20).map(({ write }) => place(write, later)),
      ...(claim === undefined ? [] : [{ span: claim.span, message: 'the plan says so here' }]),
    ],
    help: `Let ${shortNameOf(later.task)} depend on ${first === undefined ? 'the other' : shortNameOf(first.write.task)}, or give the file to one of them.`,
  }
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
  const names = listed(clashes.map(({ write }) => nameOf(write.task)))
  return `${ticked(later.file.path)} is also written by ${names}`
}

function place({ task, file }: Write, later: Write): Related {
  const what = file.path === later.file.path ? 'it' : ticked(file.path)
  return { span: file.span, message: `${nameOf(task)} writes ${what} here` }
}
