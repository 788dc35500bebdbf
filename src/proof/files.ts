import type { Checked } from '../plan/judgement.ts'
import { normalisePath } from '../plan/paths.ts'
import type { FileChange, Task } from '../plan/plan.ts'
import { isProven } from '../plan/proof.ts'
import { filesOf } from '../plan/walk.ts'
import type { Evidence, Stub } from './evidence.ts'
import { newStubs, stubsIn } from './stubs.ts'

/** What a task declares to write is there, holds something, is new or changed, and is more than a promise. */
export function checkFiles(task: Task, evidence: Evidence): readonly Checked[] {
  return filesOf(task).flatMap((file) => {
    const check = checkFile(file, evidence)
    const isWork = check.state === 'proven' && file.mode !== 'delete' && task.purpose === 'implementation'
    return isWork ? [check, ...stubChecks(file, evidence)] : [check]
  })
}

function checkFile(file: FileChange, evidence: Evidence): Checked {
  const seen = (state: Checked['state'], reason: string | undefined): Checked => ({
    kind: 'file',
    subject: file.path,
    state,
    reason,
    span: file.span,
  })
  if (!isProven(file)) return seen('unchecked', whyNot(file))
  const fault = file.mode === 'delete' ? faultOfDeletion(file, evidence) : faultOfFile(file, evidence)
  return seen(fault === undefined ? 'proven' : 'failed', fault)
}

function whyNot({ kind, inferred }: FileChange): string {
  if (kind === 'glob') return 'is a pattern and names no file that must be there'
  return inferred
    ? 'is only spoken of, not declared'
    : 'is a placeholder and names no file that must be there'
}

function faultOfDeletion({ path }: FileChange, evidence: Evidence): string | undefined {
  const standing = evidence.at(path)
  if (standing === 'absent') return undefined
  return standing === 'outside' ? standingFault(standing) : 'was to be deleted, and is still there'
}

function faultOfFile({ path }: FileChange, evidence: Evidence): string | undefined {
  const fault = standingFault(evidence.at(path))
  if (fault !== undefined) return fault
  return evidence.change(path) === 'same' ? 'is what it was at the base' : undefined
}

/** Why a file cannot be a result; completes a sentence that begins with its path. */
export function standingFault(standing: ReturnType<Evidence['at']>): string | undefined {
  switch (standing) {
    case 'file':
    case 'folder':
      return undefined
    case 'absent':
      return 'is not there'
    case 'empty':
      return 'is empty'
    case 'special':
      return 'is neither a file nor a folder'
    case 'outside':
      return 'leads out of the repository'
    case 'unreadable':
      return 'cannot be read'
  }
}

function stubChecks({ path, span }: FileChange, evidence: Evidence): readonly Checked[] {
  const text = evidence.text(path)
  if (text === undefined) return []
  const now = stubsIn(path, text, evidence)
  const before = now.length > 0 ? evidence.before(path) : undefined
  const fresh = before === undefined ? now : newStubs(now, stubsIn(path, before, evidence))
  return fresh.map(({ line, what }: Stub) => ({
    kind: 'stub',
    subject: normalisePath(path),
    state: 'failed',
    reason: what,
    span,
    line,
  }))
}
