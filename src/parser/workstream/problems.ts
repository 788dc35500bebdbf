import type { Severity, Signature } from '../../diagnostics/diagnostic.ts'

/** What can be wrong with the text of a workstream: `work`, its own tool, drops most of it without a word. */
function problem(code: string, name: string, severity: Severity, summary: string): Signature {
  return { code, name, severity, summary }
}

export const headingHasColon = problem(
  'PC040',
  'heading-has-colon',
  'warning',
  'A stage, batch or thread is headed with its word, its number, a colon and its name.',
)
export const unitIsInPlace = problem(
  'PC041',
  'unit-is-in-place',
  'warning',
  'Stages stand below `## Stages`, batches in a stage, threads in a batch.',
)
export const numbersAreInOrder = problem(
  'PC042',
  'numbers-are-in-order',
  'error',
  'Stages, batches and threads are written in the order of their numbers.',
)
export const agentIsUnderstood = problem(
  'PC043',
  'agent-is-understood',
  'warning',
  'An agent is assigned by `@agent:name` at the end of a thread’s heading.',
)
export const noPlaceholder = problem(
  'PC044',
  'no-placeholder',
  'warning',
  'What a workstream has a place for is filled in.',
)
export const questionIsUnderstood = problem(
  'PC045',
  'question-is-understood',
  'warning',
  'A question is a check box, ticked once it is answered.',
)
export const statusIsUnderstood = problem(
  'PC046',
  'status-is-understood',
  'warning',
  'A task or thread has one of the five states that are known.',
)
export const taskIdMatchesHeadings = problem(
  'PC047',
  'task-id-matches-headings',
  'error',
  'A task’s id begins with the stage, batch and thread that it stands in.',
)
export const sourcesAgree = problem(
  'PC048',
  'sources-agree',
  'warning',
  'The files of a workstream say the same of one thread.',
)
export const numbersArePadded = problem(
  'PC049',
  'numbers-are-padded',
  'info',
  'Numbers of stages, batches and threads have two digits.',
)
export const approvalIsCurrent = problem(
  'PC050',
  'approval-is-current',
  'warning',
  'A plan is as it was when it was approved.',
)

/** By code. */
export const workstreamProblems: readonly Signature[] = [
  headingHasColon,
  unitIsInPlace,
  numbersAreInOrder,
  agentIsUnderstood,
  noPlaceholder,
  questionIsUnderstood,
  statusIsUnderstood,
  taskIdMatchesHeadings,
  sourcesAgree,
  numbersArePadded,
  approvalIsCurrent,
]
