import type { Base, Checked, Judgement, TaskJudgement, Verdict } from '../plan/judgement.ts'
import { counted } from '../source/counted.ts'
import type { SourceFile } from '../source/source-file.ts'
import { cellsOf } from './columns.ts'
import { type Paint, type Palette, palette } from './palette.ts'
import { placeOf } from './place.ts'
import { visible, visibleWithin } from './visible.ts'

type Sources = ReadonlyMap<string, SourceFile>

const TITLE_LIMIT = 40
const SUBJECT_LIMIT = 200
const STRAYS_LIMIT = 20

/** A line for each task, and below it what is missing; for people. */
export function printJudgement(judgement: Judgement, sources: Sources, color: boolean): string {
  const colors = palette(color)
  const rows = judgement.tasks.map(rowOf)
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => widthOf(row[column] ?? ''))))
  const lines = judgement.tasks.flatMap((one, index) => {
    const [name = '', title = ''] = rows[index] ?? []
    const verdict = paintOf(one.verdict, colors)(WORDS[one.verdict].padEnd(VERDICT_WIDTH))
    const head = `${padded(name, widths[0])}  ${padded(title, widths[1])}  ${verdict}  ${extentOf(one)}`
    return [
      head,
      ...one.checks.flatMap((check) => detail(check, sources, colors)),
      ...commitLine(one, colors),
    ]
  })
  const parts = [lines, strayLines(judgement, colors), [summary(judgement)]].filter((part) => part.length > 0)
  return parts.map((part) => part.map((line) => `${line}\n`).join('')).join('\n')
}

const WORDS: Readonly<Record<Verdict, string>> = {
  proven: 'PROVEN',
  'not-proven': 'NOT PROVEN',
  unproven: 'UNPROVEN',
}
const VERDICT_WIDTH = 10

function paintOf(verdict: Verdict, { good, severity }: Palette): Paint {
  switch (verdict) {
    case 'proven':
      return good
    case 'not-proven':
      return severity.error
    case 'unproven':
      return severity.warning
  }
}

function rowOf({ task }: TaskJudgement): readonly [string, string] {
  return [visibleWithin(`${task.word} ${task.id}`, TITLE_LIMIT), visibleWithin(task.title.value, TITLE_LIMIT)]
}

function widthOf(text: string): number {
  return cellsOf(text).reduce((sum, { width }) => sum + width, 0)
}

function padded(text: string, width = 0): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}

function extentOf({ verdict, checks }: TaskJudgement): string {
  const seen = checks.filter(({ state }) => state !== 'unchecked')
  const failed = seen.filter(({ state }) => state === 'failed')
  switch (verdict) {
    case 'proven':
      return counted(seen.length, 'check')
    case 'not-proven':
      return `${failed.length} of ${counted(seen.length, 'check')} failed`
    case 'unproven':
      return 'nothing was checked'
  }
}

function detail(check: Checked, sources: Sources, { severity, dim }: Palette): readonly string[] {
  if (check.state === 'proven') return []
  const { line, column } = placeOf(sources, check.span).start
  const place = dim(`(${visible(check.span.path)}:${line}:${column})`)
  const sentence = visibleWithin(`${subjectOf(check)} ${check.reason ?? ''}`, 2 * SUBJECT_LIMIT)
  return [`  ${check.state === 'failed' ? severity.error('✗') : dim('·')} ${sentence} ${place}`]
}

const COMMITS_LIMIT = 3

function commitLine({ commits }: TaskJudgement, { dim }: Palette): readonly string[] {
  const [first] = commits
  if (first === undefined) return []
  const shown = commits.slice(0, COMMITS_LIMIT).map(({ id }) => id.slice(0, 8))
  const more = commits.length - shown.length
  const what = first.by === 'name' ? 'committed in' : 'its files are committed in'
  return [`  ${dim('·')} ${what} ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`]
}

function subjectOf({ kind, subject, line }: Checked): string {
  const short = visibleWithin(subject, SUBJECT_LIMIT)
  if (line !== undefined) return `${short}:${line}`
  return kind === 'command' || kind === 'package' ? `\`${short}\`` : short
}

function strayLines({ strays }: Judgement, { severity }: Palette): readonly string[] {
  if (strays.length === 0) return []
  const more = strays.length - STRAYS_LIMIT
  return [
    `${severity.warning('warning')}: changed, and no task declares it:`,
    ...strays.slice(0, STRAYS_LIMIT).map((path) => `  ${visible(path)}`),
    ...(more > 0 ? [`  and ${counted(more, 'more file')}`] : []),
  ]
}

function summary({ tasks, base }: Judgement): string {
  const count = (wanted: Verdict) => tasks.filter(({ verdict }) => verdict === wanted).length
  const counts = [
    `${count('proven')} of ${counted(tasks.length, 'task')} proven`,
    ...(count('not-proven') > 0 ? [`${count('not-proven')} not proven`] : []),
    ...(count('unproven') > 0 ? [`${count('unproven')} with nothing to check`] : []),
  ]
  return `${counts.join(', ')}; ${comparison(base)}`
}

function comparison({ kind, commit = '' }: Base): string {
  const short = commit.slice(0, 8)
  switch (kind) {
    case 'given':
      return `compared with ${short}`
    case 'recorded':
      return `compared with ${short}, where the run began`
    case 'merge-base':
      return `compared with ${short}, where this branch left the main one`
    case 'head':
      return `compared with ${short}, the last commit`
    case 'empty':
      return 'there is no commit yet: every file counts as new'
    case 'none':
      return 'there is no git repository: whether files changed is not checked'
  }
}
