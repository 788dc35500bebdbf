import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Checkpoint, WorkStatus } from '../../plan/plan.ts'
import type { MarkdownDocument } from '../dialect.ts'
import { checkpointIsUnderstood } from '../problems.ts'
import type { Block, Row, Section } from '../section.ts'
import { wordsOf } from '../text.ts'
import { normalId } from '../values/identifier.ts'
import type { Names } from '../values/references.ts'
import { workStatus } from '../values/status.ts'

type Table = Extract<Block, { readonly kind: 'table' }>

/** `## Task Pipeline Status`: a row for each task, with the stage that it had reached. */
export function readCheckpoint(
  { outline }: MarkdownDocument,
  names: Names,
  report: Report,
): readonly Checkpoint[] {
  return tablesIn(outline).flatMap((table) => {
    const heads = table.header.map(({ plain }) => plain.trim().toLowerCase())
    const stage = heads.findIndex((head) => /^(?:stage|status)$/.test(head))
    const id = heads.findIndex((head) => /^(?:#|task|id)$/.test(head))
    if (stage < 0 || id < 0) return []
    return table.rows.flatMap((row) => readRow(row, { id, stage }, names, report))
  })
}

function readRow(
  { cells, span }: Row,
  columns: { readonly id: number; readonly stage: number },
  names: Names,
  report: Report,
): readonly Checkpoint[] {
  const [task, stage] = [cells[columns.id], cells[columns.stage]]
  if (task === undefined || stage === undefined) return []
  const written = /(?:task[-\s]*)?([\w.]+)/i.exec(task.plain)?.[1] ?? ''
  const id = names.ids.get(normalId(written))
  const status = stageStatus(wordsOf(stage))
  if (id === undefined || status === undefined) {
    report(checkpointIsUnderstood, {
      span: id === undefined ? task.span : stage.span,
      message:
        id === undefined
          ? `“${wordsOf(task)}” names no task of this plan`
          : `“${wordsOf(stage)}” is no stage that is known`,
      help: 'Stages are pending, planning, impl, review, test and done.',
    })
    return []
  }
  return [
    {
      task: { id, span: task.span, by: 'name', soft: false },
      status,
      artifacts: [],
      error: undefined,
      lastSuccessfulStep: undefined,
      span,
    },
  ]
}

function stageStatus(words: string): WorkStatus | undefined {
  return /^(?:planning|impl\w*|review\w*|test\w*|research\w*|active)$/i.test(words)
    ? 'running'
    : workStatus(words)
}

function tablesIn({ heading, blocks, children }: Section): readonly Table[] {
  const own =
    heading !== undefined && /\btask pipeline status\b/i.test(heading.plain)
      ? blocks.flatMap((block) => (block.kind === 'table' ? [block] : []))
      : []
  return [...own, ...children.flatMap(tablesIn)]
}
