import type { Fix } from '../../diagnostics/fix.ts'
import type { Task } from '../../plan/plan.ts'
import type { RuleInput } from '../rule.ts'
import { type FieldName, fieldLike } from './field-like.ts'
import { writtenAt } from './rename.ts'

/** A blank for each of some tasks that do not have a field; `undefined` where none can be left. */
export function placeholderFor(input: RuleInput, tasks: readonly Task[], name: FieldName): Fix | undefined {
  const edits = tasks.flatMap((task) => fieldLike(input, task, name, 'TODO') ?? [])
  return edits.length === 0 ? undefined : { safety: 'placeholder', title: 'Leave a TODO for it', edits }
}

/** Such a blank, as it was left: what was missing is missing still. */
export function isLeftOpen(input: RuleInput, task: Task, name: FieldName): boolean {
  const span = task[name]?.span
  const written = span && writtenAt(input, span)
  return written !== undefined && /^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)?(?:\[[ x]\]\s+)?TODO\s*$/i.test(written)
}
