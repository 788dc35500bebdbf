import type { Criterion, FileChange, Task } from '../plan/plan.ts'
import { criteriaOf, verificationsOf } from '../plan/proof.ts'
import { filesOf } from '../plan/walk.ts'
import { viewScope } from './scope-view.ts'
import { nameOf } from './words.ts'

/** What must be so when a task is done: for its executor, and for those who judge the work. */
export function viewGoals(task: Task, kind: 'code' | 'ops') {
  const isDesign = task.purpose === 'design'
  return {
    ...viewFiles(filesOf(task)),
    writesNothing: task.files?.value.length === 0 && filesOf(task).length === 0,
    namesNoFile: task.files === undefined && filesOf(task).length === 0,
    inputs: task.inputs?.value.map(({ value }) => value) ?? [],
    forbidden: task.forbidden?.value.map(viewFile) ?? [],
    packages: task.packages.map(({ value }) => value),
    criteria: criteriaOf(task).map(viewCriterion),
    tickedCriteria: tickedCriteriaOf(task),
    verifications: [...new Set(verificationsOf(task).map(({ value }) => value))],
    scope: viewScope(task, kind),
    tested: isTested(task, kind),
    design: isDesign,
    ops: !isDesign && kind === 'ops',
    builds: !isDesign && kind === 'code',
  }
}

/** Steps that another file than the task's own lists: nothing else of the page would name them. */
export function viewOwnSteps({ steps, heading }: Task) {
  const own = steps.filter(({ span }) => span.path !== heading.path)
  return { listed: own.map(nameOf), list: own[0]?.span.path }
}

export function viewFile({ path, mode, kind }: FileChange) {
  const what = { file: '', directory: ' files in', glob: ' files that match' }[kind]
  return { path, verb: `${mode === 'write' ? 'create or modify' : mode}${what}` }
}

/** What the runner checks, and what is only spoken of. */
function viewFiles(files: readonly FileChange[]) {
  return {
    files: files.filter(isDeclared).map(viewFile),
    spokenOf: files.filter((file) => !isDeclared(file)).map(viewFile),
  }
}

function isDeclared({ inferred }: FileChange): boolean {
  return !inferred
}

function viewCriterion({ text, proof }: Criterion, index: number) {
  return {
    number: String(index + 1),
    text,
    command: proof?.kind === 'command' ? proof.command : undefined,
    file: proof?.kind === 'file' ? proof.path : undefined,
    lines:
      proof?.kind === 'file' && proof.minimumLines !== undefined ? String(proof.minimumLines) : undefined,
  }
}

/** The numbers of the criteria that the author has ticked. */
function tickedCriteriaOf(task: Task): string {
  const numbers = criteriaOf(task).flatMap(({ checked }, index) => (checked ? [index + 1] : []))
  return numbers.join(', ')
}

/** Whether there is a test to run: a task that builds nothing has those that it names. */
function isTested({ purpose, blastRadius }: Task, kind: 'code' | 'ops'): boolean {
  const scope = blastRadius?.value.kind
  return scope === undefined ? purpose === 'implementation' && kind === 'code' : scope !== 'none'
}
