import { spawnSync } from 'node:child_process'

/**
 * The CPU time of two programs that run in turn, A B A B: the figure is the median of the ratios of the pairs, since a
 * machine that is busy slows down both. Wall-clock time and figures from different runs do not compare.
 *
 * @param {readonly string[]} ours a program and its arguments
 * @param {readonly string[]} theirs
 * @param {{ pairs: number, folder?: string, codes?: readonly number[] }} how; `codes`: the exit codes that are expected
 */
export function compare(ours, theirs, { pairs, folder, codes = [0] }) {
  const time = (/** @type {readonly string[]} */ command) => cpuTime(command, folder, codes)
  time(ours) // once for the disk's sake
  time(theirs)
  const times = Array.from({ length: pairs }, () => ({ ours: time(ours), theirs: time(theirs) }))
  return {
    ours: median(times.map((pair) => pair.ours)),
    theirs: median(times.map((pair) => pair.theirs)),
    ratio: median(times.map((pair) => pair.ours / pair.theirs)),
  }
}

/**
 * Node cannot ask for the CPU time of a finished child; bash's `time` can, to the millisecond.
 *
 * @param {readonly string[]} command
 * @param {string | undefined} folder
 * @param {readonly number[]} codes
 * @returns {number} milliseconds of user and system time
 */
function cpuTime(command, folder, codes) {
  const script = 'TIMEFORMAT="%U %S"; time "$@" >/dev/null'
  const { status, stderr, error } = spawnSync('bash', ['-c', script, 'bash', ...command], {
    encoding: 'utf8',
    cwd: folder,
  })
  if (error) throw error
  if (status === null || !codes.includes(status))
    throw new Error(`${command.join(' ')} ends with ${status}: ${stderr}`)
  const [user, system] = stderr.trim().split(/\s+/).slice(-2).map(Number)
  return 1000 * ((user ?? Number.NaN) + (system ?? Number.NaN))
}

/** @param {readonly number[]} numbers */
function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** @param {readonly (readonly string[])[]} table the first row is its head */
export function printTable(table) {
  const width = Math.max(...table.map(([name = '']) => name.length)) + 2
  for (const [name = '', ...cells] of table) {
    console.log(`${name.padEnd(width)}${cells.map((cell) => cell.padStart(14)).join('')}`)
  }
}
