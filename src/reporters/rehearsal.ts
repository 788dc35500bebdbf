import type { Stretch } from '../plan/timeline.ts'
import { counted } from '../source/counted.ts'
import { cellsOf } from './columns.ts'
import { palette } from './palette.ts'
import { visibleWithin } from './visible.ts'

/** A task, a check or a gate, as a rehearsal of the plan went. */
export interface Rehearsed {
  readonly kind: 'task' | 'check' | 'gate'
  /** `Phase 1`. */
  readonly name: string
  readonly title: string
  readonly owner: string | undefined
  readonly wave: number
  /** Whether the compiler has added it, behind the tasks of its wave. */
  readonly isAdded: boolean
  /** It was started as the nth task; `undefined`: never. */
  readonly turn: number | undefined
  /** `completed`, `blocked`, `skipped` …; of a gate `opened`, of a check whose turn came `not run`. */
  readonly status: string
  /** When it would have been, had it taken its time; `undefined`: the plan does not say, or it never was. */
  readonly minutes: Stretch | undefined
}

const LIMIT = 40

/** A table, and the same as a Gantt chart of mermaid, whose unit of time is a minute where the plan has estimates, else a wave. */
export function printRehearsal(nodes: readonly Rehearsed[], color: boolean): string {
  const { good, severity } = palette(color)
  const paint = (status: string) => (isGood(status) ? good : severity.error)(status)
  const isTimed = nodes.some(({ minutes }) => minutes !== undefined)
  const heads = ['Wave', 'Turn', 'Task', 'Title', 'Agent', ...(isTimed ? ['Minutes'] : [])]
  const rows = nodes.map(({ name, title, owner, wave, turn, minutes }) =>
    [String(wave), String(turn ?? '-'), name, title, owner ?? '-', ...(isTimed ? [spanOf(minutes)] : [])].map(
      (cell) => visibleWithin(cell, LIMIT),
    ),
  )
  const widths = heads.map((_, column) =>
    Math.max(...[heads, ...rows].map((row) => widthOf(row[column] ?? ''))),
  )
  const line = (row: readonly string[], last: string) =>
    [...row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell))), last].join('  ')
  const lines = [
    line(heads, 'Outcome'),
    ...rows.map((row, index) => line(row, paint(nodes[index]?.status ?? ''))),
    '',
    ...gantt(nodes, isTimed),
    '',
    summaryOf(nodes),
  ]
  return lines.map((text) => `${text}\n`).join('')
}

function isGood(status: string): boolean {
  return status === 'completed' || status === 'opened' || status === 'not run'
}

function spanOf(minutes: Stretch | undefined): string {
  return minutes === undefined ? '-' : `${rounded(minutes.start)}–${rounded(minutes.end)}`
}

function rounded(minutes: number): string {
  return String(Math.round(minutes * 10) / 10)
}

function widthOf(text: string): number {
  return cellsOf(text).reduce((sum, { width }) => sum + width, 0)
}

function summaryOf(nodes: readonly Rehearsed[]): string {
  const tasks = nodes.filter(({ kind }) => kind === 'task')
  const gates = nodes.filter(({ status }) => status === 'opened').length
  const checks = nodes.filter(({ kind, status }) => kind === 'check' && status === 'not run').length
  const completed = tasks.filter(({ status }) => status === 'completed').length
  const end = Math.max(0, ...nodes.map(({ minutes }) => minutes?.end ?? 0))
  return [
    `${completed} of ${counted(tasks.length, 'task')} completed, none before what it needs`,
    ...(gates > 0 ? [`${counted(gates, 'gate')} opened, where a person will be asked`] : []),
    ...(checks > 0 ? [`the commands of ${counted(checks, 'check')} did not run`] : []),
    ...(end > 0 ? [`about ${rounded(end)} minutes by the estimates of the plan`] : []),
  ].join('; ')
}

function gantt(nodes: readonly Rehearsed[], isTimed: boolean): readonly string[] {
  const waves = [...new Set(nodes.map(({ wave }) => wave))].sort((a, b) => a - b)
  return [
    'gantt',
    '  dateFormat X',
    '  axisFormat %s',
    ...waves.flatMap((wave) => {
      const shown = nodes.filter(
        (node) => node.wave === wave && (node.turn !== undefined || node.status === 'opened'),
      )
      return shown.length === 0 ? [] : [`  section Wave ${wave}`, ...shown.map((node) => bar(node, isTimed))]
    }),
  ]
}

/** Times are seconds, as far as mermaid knows. */
function bar(node: Rehearsed, isTimed: boolean): string {
  const { kind, name, title, wave, isAdded, status, minutes } = node
  const begin = isAdded ? wave : wave - 1
  const untimed = { start: begin, end: isAdded || kind === 'gate' ? begin : wave }
  const { start, end } = (isTimed ? minutes : undefined) ?? untimed
  const tag = kind === 'gate' ? 'milestone' : status === 'completed' ? 'done' : 'crit'
  return `  ${plain(`${name}, ${title}`)} :${tag}, ${rounded(start)}, ${rounded(end)}`
}

/** A chart has no way to quote: what could mean something to it is left out. */
function plain(text: string): string {
  return text
    .replace(/[^\p{L}\p{M}\p{N} .,()_-]+/gu, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, 80)
}
