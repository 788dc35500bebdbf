import type { Result } from '../record/results.ts'
import { visibleJson } from '../reporters/visible.ts'
import type { DocumentChange } from '../workspace/documents.ts'

interface Outcome {
  readonly results: ReadonlyMap<string, Result>
  readonly remarks: readonly string[]
  readonly isWritten: boolean
}

/** By `schemas/recording.schema.json`. */
export function printRecording(
  changes: readonly DocumentChange[],
  { results, remarks, isWritten }: Outcome,
): string {
  const recording = {
    version: 1,
    written: isWritten,
    documents: changes.map(({ path, before, after }) => ({
      path,
      change: before === undefined ? 'create' : 'modify',
      text: after,
    })),
    tasks: [...results].map(([id, { verdict, why, commands, starts }]) => ({
      id,
      status: verdict,
      reason: why,
      commands,
      starts,
    })),
    remarks,
  }
  return `${visibleJson(JSON.stringify(recording, undefined, 2))}\n`
}
