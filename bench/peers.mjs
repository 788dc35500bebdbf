/**
 * Five faults, in plans of 10 and of 1,000 tasks: are they found, and does it take longer than OpenSpec's `validate` on
 * a change of as many tasks? The ratio is that of CPU times (`compare.mjs`). OpenSpec knows of two of these faults, a
 * task number twice and a requirement without a scenario, which its change has.
 *
 *   node bench/peers.mjs            prints the table; OpenSpec is installed into a temporary folder
 *   node bench/peers.mjs --strict   and fails where a fault is missed or we are the slower ones
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { compare, printTable } from './compare.mjs'
import { faults, faultyPlan } from './faulty-plan.mjs'

const { values: options } = parseArgs({ options: { strict: { type: 'boolean', default: false } } })
const peer = '@fission-ai/openspec@1.13.2'
const program = resolve('dist/cli/main.js')
const folder = mkdtempSync(join(tmpdir(), 'plan-compile-bench-'))

try {
  execFileSync('npm', ['install', '--silent', '--no-save', '--prefix', folder, peer], { stdio: 'ignore' })
  const openspec = join(folder, 'node_modules/@fission-ai/openspec/bin/openspec.js')
  const rows = [10, 1000].map((count) => row(count, openspec))
  printTable([['tasks', 'faults found', 'exit code', 'check', 'OpenSpec', 'ratio'], ...rows.map(cellsOf)])
  const isWorse = rows.some(({ found, code, ratio }) => found < faults.length || code !== 1 || ratio > 1)
  if (options.strict && isWorse) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true })
}

/**
 * @param {number} count
 * @param {string} openspec
 */
function row(count, openspec) {
  const plan = join(folder, `plan-${count}.md`)
  writeFileSync(plan, faultyPlan(count))
  const change = `change-${count}`
  writeChange(change, count)
  const ours = [process.execPath, program, 'check', plan]
  const theirs = [process.execPath, openspec, 'validate', change, '--strict', '--no-interactive']
  const { status, stdout } = spawnSync(process.execPath, [program, 'check', '--format', 'json', plan], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  })
  const found = faults.filter((name) => stdout.includes(`"${name}"`)).length
  return { count, found, code: status, ...compare(ours, theirs, { pairs: 9, folder, codes: [0, 1] }) }
}

/** @param {ReturnType<typeof row>} row */
function cellsOf({ count, found, code, ours, theirs, ratio }) {
  const cells = [
    count,
    `${found} of ${faults.length}`,
    code,
    `${ours.toFixed(0)} ms`,
    `${theirs.toFixed(0)} ms`,
  ]
  return [...cells.map(String), `${ratio.toFixed(2)}x`]
}

/**
 * @param {string} name
 * @param {number} count
 */
function writeChange(name, count) {
  const change = join(folder, 'openspec/changes', name)
  mkdirSync(join(change, 'specs/parts'), { recursive: true })
  const numbers = Array.from({ length: count }, (_, index) => index + 1)
  const tasks = numbers.map((number) => `- [ ] 1.${number} Write part ${number} in src/part-${number}.ts\n`)
  const requirements = numbers.map(requirementOf)
  writeFileSync(
    join(change, 'proposal.md'),
    '## Why\n\nParts are missing, and all that is built on them has to wait for them.\n\n## What Changes\n\n- Parts\n',
  )
  writeFileSync(join(change, 'tasks.md'), `## 1. Parts\n\n${tasks.join('')}- [ ] 1.9 Write part 9 again\n`)
  writeFileSync(join(change, 'specs/parts/spec.md'), `## ADDED Requirements\n\n${requirements.join('\n')}`)
}

/** @param {number} number; the sixth has no scenario */
function requirementOf(number) {
  const scenario = `\n#### Scenario: It is asked\n\n- **WHEN** part ${number} is asked\n- **THEN** it answers\n`
  return `### Requirement: Part ${number}\n\nThe program SHALL have part ${number}.\n${number === 6 ? '' : scenario}`
}
