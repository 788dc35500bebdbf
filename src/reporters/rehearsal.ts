import { cellsOf } from './columns.ts'
import { counted } from './count.ts'
import { palette } from './palette.ts'
import { visibleWithin } from './visible.ts'

/** A task, as a rehearsal of the plan went. */
export interface Rehearsed {
  /** `Phase 1`. */
  readonly name: string
  readonly title: string
  readonly owner: string | undefined
  readonly wave: number
  /** It was started as the nth task; `undefined`: never. */
  readonly turn: number | undefined
  /** `completed`, `blocked`, `skipped` … */
  readonly status: string
}

const LIMIT = 40

/** A table, and the same as a Gantt chart of mermaid, whose unit of time is a wave. */
export function printRehearsal(tasks: readonly Rehearsed[], color: boolean): string {
  const { good, severity } = palette(color)
  const paint = (status: string) => (status === 'completed' ? good : severity.error)(status)
  const heads = ['Wave', 'Turn', 'Task', 'Title', 'Agent']
  const rows = tasks.map(({ name, title, owner, wave, turn }) =>
    [String(wave), String(turn ?? '-'), name, title, owner ?? '-'].map((cell) => visibleWithin(cell, LIMIT)),
  )
  const widths = heads.map((_, column) =>
    Math.max(...[heads, ...rows].map((row) => widthOf(row[column] ?? ''))),
  )
  const line = (row: readonly string[], last: string) =>
    [...row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell))), last].join('  ')
  const completed = tasks.filter(({ status }) => status === 'completed').length
  const lines = [
    line(heads, 'Outcome'),
    ...rows.map((row, index) => line(row, paint(tasks[index]?.status ?? ''))),
    '',
    ...gantt(tasks),
    '',
    `${completed} of ${counted(tasks.length, 'task')} completed, none before what it needs`,
  ]
  return lines.map((text) => `${text}\n`).join('')
}

function widthOf(text: string): number {
  return cellsOf(text).reduce((sum, { width }) => sum + width, 0)
}

function gantt(tasks: readonly Rehearsed[]): readonly string[] {
  const waves = [...new Set(tasks.map(({ wave }) => wave))].sort((a, b) => a - b)
  return [
    'gantt',
    '  dateFormat X',
    '  axisFormat %s',
    ...waves.flatMap((wave) => {
      const started = tasks.filter((task) => task.wave === wave && task.turn !== undefined)
      return started.length === 0 ? [] : [`  section Wave ${wave}`, ...started.map(bar)]
    }),
  ]
}

/** Times are seconds, as far as mermaid knows. */
function bar({ name, title, wave, status }: Rehearsed): string {
  return `  ${plain(`${name}, ${title}`)} :${status === 'completed' ? 'done' : 'crit'}, ${wave - 1}, ${wave}`
}

/** A chart has no way to quote: what could mean something to it is left out. */
function plain(text: string): string {
  return text
    .replace(/[^\p{L}\p{M}\p{N} .,()_-]+/gu, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, 80)
}
