import type { Report } from '../../diagnostics/diagnostic.ts'
import {
  type Validator,
  validateWorkstreamAgents,
  validateWorkstreamIndex,
  validateWorkstreamTasks,
  validateWorkstreamThreads,
} from '../../generated/schemas.js'
import type { DataDocument } from '../dialect.ts'
import { valueIsExpected } from '../problems.ts'
import { validate } from '../schema.ts'
import type { Value } from '../section.ts'
import { textOf } from './data.ts'
import type { Stream } from './stream.ts'

/** Says what in the files beside the plan is not as the tool writes it; of the index only the stream's own part. */
export function checkForms({ threads, tasks, index, agents }: Stream, name: string, report: Report): void {
  checkForm(validateWorkstreamThreads, threads, report)
  checkForm(validateWorkstreamTasks, tasks, report)
  checkForm(validateWorkstreamAgents, agents, report)
  checkForm(
    validateWorkstreamIndex,
    index && { ...index, value: index.value && onlyStream(index.value, name) },
    report,
  )
}

function checkForm(validator: Validator, document: DataDocument | undefined, report: Report): void {
  if (document?.value !== undefined) validate(validator, document.value, valueIsExpected, report)
}

function onlyStream(index: Value, name: string): Value {
  if (index.kind !== 'map') return index
  return {
    ...index,
    entries: index.entries.map((entry) => {
      const { key, value } = entry
      if (key.value !== 'streams' || value.kind !== 'list') return entry
      return {
        key,
        value: { ...value, items: value.items.filter((item) => textOf(item, 'id')?.value === name) },
      }
    }),
  }
}
