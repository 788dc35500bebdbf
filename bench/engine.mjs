/**
 * What an engine costs per task that does nothing: our execution script, `make -j` and `just`, side by side.
 *
 *   node bench/engine.mjs           100 and 1,000 tasks
 *   node bench/engine.mjs --large   and 10,000
 *
 * The tasks stand in waves of fifty, each needs two of the wave before. The three take turns on one machine, so their
 * ratios compare; wall-clock times of different runs do not. Ours starts an agent (`true`), proves, checkpoints and
 * journals; the other two start `true` and forget. `just` gives up on large graphs: then it says so.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { joinScript } from '../scripts/join-script.mjs'

const JOBS = 4
const WIDTH = 50

const { values: options } = parseArgs({ options: { large: { type: 'boolean', default: false } } })
const just = join(import.meta.dirname, '../node_modules/.bin/just')

console.log(row(['tasks', 'run.sh', 'per task', 'make', 'just', 'run.sh : make', 'run.sh : just']))
for (const tasks of [100, 1000, ...(options.large ? [10_000] : [])]) measure(tasks)

/** @param {number} tasks */
function measure(tasks) {
  const folder = mkdtempSync(join(tmpdir(), 'plan-compile-engine-'))
  try {
    const nodes = Array.from({ length: tasks }, (_, index) => ({ key: `t${index}`, needs: needsOf(index) }))
    const ours = seconds(['bash', writePlan(folder, nodes), 'run', '--quiet', '--root', folder])
    const make = seconds(['make', '-s', `-j${JOBS}`, '-f', writeMakefile(folder, nodes)])
    const theirs = seconds([just, '--jobs', String(JOBS), '--justfile', writeJustfile(folder, nodes)])
    console.log(
      row([
        String(tasks),
        shown(ours, 's'),
        shown(ours && (1000 * ours) / tasks, 'ms'),
        shown(make, 's'),
        shown(theirs, 's'),
        shown(ours && make && ours / make, 'x'),
        shown(ours && theirs && ours / theirs, 'x'),
      ]),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** @param {number} index */
function needsOf(index) {
  if (index < WIDTH) return []
  const before = Math.floor(index / WIDTH) * WIDTH - WIDTH
  return [...new Set([before + (index % WIDTH), before + ((index * 7) % WIDTH)])].map((need) => `t${need}`)
}

/** @typedef {readonly { readonly key: string, readonly needs: readonly string[] }[]} Nodes */

/**
 * @param {string} folder
 * @param {Nodes} nodes
 */
function writePlan(folder, nodes) {
  const plan = join(folder, '.plan/bench')
  mkdirSync(join(plan, 'prompts'), { recursive: true })
  const rows = nodes.map(({ key, needs }, index) =>
    [key, 'task', 1 + Math.floor(index / WIDTH), needs.join(',') || '-', '-', '-', 600, 2, '-'].join('\t'),
  )
  writeFileSync(join(plan, 'tasks.tsv'), `plan-compile-tasks 1\n${rows.map((line) => `${line}\n`).join('')}`)
  writeFileSync(join(plan, 'settings.tsv'), `plan-compile-settings 1\nagent-command\ttrue\njobs\t${JOBS}\n`)
  writeFileSync(join(plan, 'plan.hash'), 'sha256:0123456789abcdef\n')
  for (const { key } of nodes) writeFileSync(join(plan, `prompts/${key}.md`), 'Nothing.\n')
  const script = join(plan, 'run.sh')
  writeFileSync(script, joinScript(join(import.meta.dirname, '..')) ?? '', { mode: 0o755 })
  return script
}

/**
 * @param {string} folder
 * @param {Nodes} nodes
 */
function writeMakefile(folder, nodes) {
  const file = join(folder, 'Makefile')
  const rules = nodes.map(({ key, needs }) => `${key}: ${needs.join(' ')}\n\t@true;\n`)
  const keys = nodes.map(({ key }) => key).join(' ')
  writeFileSync(file, `.PHONY: all ${keys}\nall: ${keys}\n${rules.join('')}`)
  return file
}

/**
 * @param {string} folder
 * @param {Nodes} nodes
 */
function writeJustfile(folder, nodes) {
  const file = join(folder, 'justfile')
  const recipes = nodes.map(({ key, needs }) => `[parallel]\n${key}: ${needs.join(' ')}\n    @true\n`)
  writeFileSync(file, `[parallel]\nall: ${nodes.map(({ key }) => key).join(' ')}\n${recipes.join('')}`)
  return file
}

/**
 * @param {readonly string[]} command
 * @returns {number | undefined} wall-clock time; `undefined` if it failed
 */
function seconds([program = '', ...words]) {
  const begin = process.hrtime.bigint()
  const { status } = spawnSync(program, words, { stdio: 'ignore' })
  return status === 0 ? Number(process.hrtime.bigint() - begin) / 1e9 : undefined
}

/**
 * @param {number | undefined} value
 * @param {string} unit
 */
function shown(value, unit) {
  return value === undefined ? 'failed' : `${value.toFixed(value < 10 ? 2 : 0)} ${unit}`
}

/** @param {readonly string[]} cells */
function row(cells) {
  return cells.map((cell) => cell.padStart(14)).join('')
}
