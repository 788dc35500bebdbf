import type { TextEdit } from '../../diagnostics/fix.ts'
import type { Task } from '../../plan/plan.ts'
import type { RuleInput } from '../rule.ts'
import { writtenAt } from './rename.ts'

/**
 * Puts a task into a wave, and what waits for it into later ones where they are not; `undefined` where a wave is not
 * written as a number of its own.
 */
export function waveSet(input: RuleInput, task: Task, wave: number): readonly TextEdit[] | undefined {
  const waves = new Map<Task, number>([[task, wave]])
  const open = [task]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const after = (waves.get(next) ?? 0) + 1
    // More waves than tasks: they wait for each other.
    if (after > wave + input.tasks.length + 1) return undefined
    for (const waiter of waitersOf(input, next)) {
      if ((waves.get(waiter) ?? waiter.wave?.value ?? after) >= after) continue
      waves.set(waiter, after)
      open.push(waiter)
    }
  }
  const edits = [...waves].map(([one, number]) => numberEdit(input, one, number))
  return edits.every((edit) => edit !== undefined) ? edits : undefined
}

/** What has to change where a task that claims a wave is to wait for another one that does. */
export function laterWaves(input: RuleInput, task: Task, needed: Task): readonly TextEdit[] | undefined {
  if (task.wave === undefined || needed.wave === undefined || task.wave.value > needed.wave.value) return []
  if (!isSameRound(task, needed)) return []
  return waveSet(input, task, needed.wave.value + 1)
}

/** Rounds that close gaps count their waves for themselves, and so does each phase. */
export function isSameRound(a: Task, b: Task): boolean {
  return a.contract?.round === b.contract?.round && a.contract?.folderPhase === b.contract?.folderPhase
}

function waitersOf({ tasks, graph }: RuleInput, task: Task): readonly Task[] {
  return tasks.filter(
    (other) =>
      other.wave !== undefined &&
      isSameRound(other, task) &&
      graph.needsOf(other.id).some(({ needed }) => needed === task),
  )
}

/** The digits alone: quotes, words and remarks stay. */
function numberEdit(input: RuleInput, { wave }: Task, number: number): TextEdit | undefined {
  if (wave === undefined) return undefined
  const { span } = wave
  const isShared =
    input.tasks.filter((other) => other.wave?.span.start === span.start && other.wave.span.path === span.path)
      .length > 1
  const [digits, ...others] = [...(writtenAt(input, span)?.matchAll(/\d+/g) ?? [])]
  if (isShared || digits === undefined || others.length > 0 || Number(digits[0]) !== wave.value)
    return undefined
  const start = span.start + digits.index
  const width = digits[0].startsWith('0') ? digits[0].length : 0
  return {
    span: { path: span.path, start, end: start + digits[0].length },
    text: String(number).padStart(width, '0'),
  }
}
