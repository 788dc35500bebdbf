/**
 * What it costs to start: the CPU time (user + system) of our commands against that of an empty Node program.
 *
 *   node bench/start-up.mjs            prints the table
 *   node bench/start-up.mjs --strict   and fails where a budget is missed
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { compare, printTable } from './compare.mjs'
import { phasePlan } from './phase-plan.mjs'

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
  const node = (/** @type {readonly string[]} */ args) => [process.execPath, ...args]
  const results = rows.map((row) => ({ ...row, ...compare(node(row.command), node(empty), { pairs: 25 }) }))
  print(results)
  const missed = results.filter(({ budget, ratio }) => budget !== undefined && ratio > budget)
  if (options.strict && missed.length > 0) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true })
}

/** @param {readonly (typeof rows[number] & ReturnType<typeof compare>)[]} results */
function print(results) {
  const table = results.map(({ name, ours, theirs, ratio, budget }) => [
    name,
    `${ours.toFixed(0)} ms`,
    `${theirs.toFixed(0)} ms`,
    `${ratio.toFixed(2)}x`,
    budget === undefined ? '' : `${budget}x ${ratio > budget ? 'missed' : 'kept'}`,
  ])
  printTable([['command', 'CPU', 'node -e 0', 'ratio', 'budget'], ...table])
}
