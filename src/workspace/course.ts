import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Happening } from '../plan/timeline.ts'

/** What a run of the execution script did; tasks and gates are called by their keys. */
export interface Course {
  /** In the order in which it happened. */
  readonly happenings: readonly Happening[]
  /** `completed`, `blocked`, `skipped`, … of tasks, as `outcomes.schema.json` says. */
  readonly status: ReadonlyMap<string, string>
}

/** Reads it from the state that the script has left; nothing where it left none. */
export function courseIn(state: string): Course {
  const journal = textAt(join(state, 'journal.jsonl'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))
  const outcomes: unknown = JSON.parse(textAt(join(state, 'outcomes.json')) || '[]')
  const status = [outcomes].flat().map((one) => [textIn(one, 'thread_id'), textIn(one, 'status')] as const)
  return {
    happenings: journal.flatMap((entry) => {
      const kind = KINDS[textIn(entry, 'event')]
      return kind === undefined ? [] : [{ kind, key: textIn(entry, 'task') }]
    }),
    status: new Map(status),
  }
}

const KINDS: Readonly<Record<string, Happening['kind']>> = {
  start: 'start',
  done: 'end',
  blocked: 'end',
  timeout: 'end',
  approved: 'pass',
}

function textAt(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function textIn(value: unknown, key: string): string {
  const found = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
  return typeof found === 'string' ? found : ''
}
