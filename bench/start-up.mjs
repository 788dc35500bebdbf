/**
 * What it costs to start: the CPU time (user + system) of our commands against that of an empty Node program.
 *
 *   npm run bench              prints the table
 *   npm run bench -- --strict  and fails where a budget is missed
 *
 * The two programs of a row run in turn, A B A B, and the figure is the median of the ratios of the pairs: a machine
 * that is busy slows down both. Wall-clock time and figures from different runs do not compare.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { phasePlan } from './phase-plan.mjs'

const PAIRS = 25

const { values: options } = parseArgs({ options: { strict: { type: 'boolean', default: false } } })
const folder = mkdtempSync(join(tmpdir(), 'plan-compile-bench-'))
const plan = join(folder, 'plan.md')
const program = 'dist/cli/main.js'
const empty = ['-e', '0']
const rows = [
  { name: 'node -e 0 (the noise)', command: empty, budget: undefined },
  { name: 'plan-compile --version', command: [program, '--version'], budget: 1.3 },
  { name: 'plan-compile check <6 KiB plan>', command: [program, 'check', plan], budget: 2.5 },
]

try {
  writeFileSync(plan, phasePlan(6 * 1024))
  const results = rows.map((row) => ({ ...row, ...compare(row.command, empty) }))
  print(results)
  const missed = results.filter(({ budget, ratio }) => budget !== undefined && ratio > budget)
  if (options.strict && missed.length > 0) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true })
}

/**
 * @param {readonly string[]} command
 * @param {readonly string[]} baseline
 */
function compare(command, baseline) {
  cpuTime(command) // once for the disk's sake
  const pairs = Array.from({ length: PAIRS }, () => ({ ours: cpuTime(command), theirs: cpuTime(baseline) }))
  return {
    milliseconds: median(pairs.map(({ ours }) => ours)),
    baseline: median(pairs.map(({ theirs }) => theirs)),
    ratio: median(pairs.map(({ ours, theirs }) => ours / theirs)),
  }
}

/**
 * Node cannot ask for the CPU time of a finished child; bash's `time` can, to the millisecond.
 *
 * @param {readonly string[]} command what follows `node`
 * @returns {number} milliseconds of user and system time
 */
function cpuTime(command) {
  const script = 'TIMEFORMAT="%U %S"; time "$@" >/dev/null'
  const { status, stderr, error } = spawnSync('bash', ['-c', script, 'bash', process.execPath, ...command], {
    encoding: 'utf8',
  })
  if (error) throw error
  if (status !== 0) throw new Error(`node ${command.join(' ')} ends with ${status}: ${stderr}`)
  const [user, system] = stderr.trim().split(/\s+/).slice(-2).map(Number)
  return 1000 * ((user ?? Number.NaN) + (system ?? Number.NaN))
}

/** @param {readonly number[]} numbers */
function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** @param {readonly (typeof rows[number] & ReturnType<typeof compare>)[]} results */
function print(results) {
  const table = results.map(({ name, milliseconds, baseline, ratio, budget }) => [
    name,
    `${milliseconds.toFixed(0)} ms`,
    `${baseline.toFixed(0)} ms`,
    `${ratio.toFixed(2)}x`,
    budget === undefined ? '' : `${budget}x ${ratio > budget ? 'missed' : 'kept'}`,
  ])
  for (const cells of [['command', 'CPU', 'node -e 0', 'ratio', 'budget'], ...table]) {
    console.log(
      `${cells[0]?.padEnd(34)}${cells
        .slice(1)
        .map((cell) => cell.padStart(12))
        .join('')}`,
    )
  }
}
