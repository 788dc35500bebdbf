import type { Gate, Group, Question } from '../../plan/plan.ts'
import { located, type SourceSpan } from '../../source/span.ts'
import { impliedNeed } from '../group.ts'
import type { Approvals } from './registry.ts'

const planGate = 'approve-plan'

/** Before the first stage, where something is still open: a question, or the approval itself. */
export function approvalOfPlan(
  span: SourceSpan,
  questions: readonly Question[],
  approvals: Approvals | undefined,
): Gate | undefined {
  const open = questions.filter(({ answered }) => !answered)
  const said = approvals?.plan
  if (open.length === 0 && (said === undefined || said.value === 'approved')) return undefined
  return {
    kind: 'gate',
    id: planGate,
    title: located('Approve the plan', said?.span ?? span),
    span,
    needs: located([], span),
    implied: true,
    questions: open,
  }
}

/**
 * Behind each stage: nothing of the next one begins before a person has approved it. None where that has happened;
 * one that was approved while its threads were not complete has to be looked at again.
 */
export function approvalOfStage(stage: Group, approvals: Approvals | undefined): Gate | undefined {
  const said = approvals?.stages.get(stage.id)
  const approved = said?.value === 'approved' ? said : undefined
  if (approved !== undefined && !hasOpenWork(stage)) return undefined
  return {
    kind: 'gate',
    id: `approve-${stage.id}`,
    title: located(`Approve stage ${stage.id}`, stage.title.span),
    span: stage.title.span,
    needs: impliedNeed(stage.id, stage.title.span),
    implied: true,
    ...(approved && { status: located('completed' as const, approved.span) }),
  }
}

function hasOpenWork({ body }: Group): boolean {
  return body.some((node) => {
    if (node.kind === 'group') return hasOpenWork(node)
    const status = node.status?.value
    return status !== undefined && status !== 'completed' && status !== 'skipped'
  })
}
