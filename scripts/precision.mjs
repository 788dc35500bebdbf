/**
 * Measures the rules on real plans, which are no part of this repository: how often each speaks, and how often it is
 * right, as people judged who read the findings (`test/precision/judgements.json`).
 *
 *   npm run precision -- CORPUS             prints the table
 *   npm run precision -- CORPUS --write     and puts it into docs/precision.md
 *   npm run precision -- CORPUS --read PC302 [N]   prints up to N findings with their lines, for judging
 *
 * A judgement belongs to a place: file, line and column. Plans that are only measured do not change, messages do.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The folders of the corpus whose dialects are read. */
const folders = ['phase-plan', 'gsd', 'workstream', 'uc']
const every = 'PC0,PC1,PC2,PC3,PC4,PC5'

/**
 * @typedef {{ readonly at: string, readonly right: boolean, readonly note?: string }} Judgement
 * @typedef {{ readonly done: string, readonly read: readonly Judgement[] }} Judged
 * @typedef {{ code: string, name: string, severity: string, message: string, path: string, range: { start: { line: number, column: number } } }} Finding
 * @typedef {{ code: string, name: string, findings: number, read: number, right: number, stale: number, done: string }} Row
 */

/** @returns {Readonly<Record<string, Judged>>} by code */
export function judgements() {
  return JSON.parse(readFileSync('test/precision/judgements.json', 'utf8'))
}

/**
 * All that is said about the plans of a corpus, by rules that are off by default too.
 *
 * @param {string} corpus
 * @returns {readonly Finding[]}
 */
export function findingsOn(corpus) {
  const paths = folders.filter((folder) => existsSync(join(corpus, folder)))
  const options = ['--no-config', '--no-baseline', '--exit-zero', '--format', 'json', '--select', every]
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [resolve('dist/cli/main.js'), 'check', ...options, ...paths],
    { cwd: corpus, encoding: 'utf8', maxBuffer: 2 ** 28 },
  )
  if (status !== 0) throw new Error(`check ended with ${status}: ${stderr}`)
  return JSON.parse(stdout).diagnostics
}

/** @param {Finding} finding where it is: what a judgement is about */
export function placeOf({ path, range: { start } }) {
  return `${path}:${start.line}:${start.column}`
}

/**
 * @param {readonly Finding[]} findings
 * @param {Readonly<Record<string, Judged>>} judged
 * @returns {readonly Row[]} of each rule that spoke, by code
 */
export function rowsOf(findings, judged) {
  const codes = [...new Set(findings.map(({ code }) => code))].sort()
  return codes.map((code) => {
    const own = findings.filter((finding) => finding.code === code)
    const places = new Set(own.map(placeOf))
    const { read = [], done = '' } = judged[code] ?? {}
    const still = read.filter(({ at }) => places.has(at))
    const right = still.filter((one) => one.right).length
    const stale = read.length - still.length
    return { code, name: own[0]?.name ?? '', findings: own.length, read: still.length, right, stale, done }
  })
}

/** @param {readonly Row[]} rows */
export function tableOf(rows) {
  const lines = rows.map(({ code, name, findings, read, right, done }) => {
    const share = read === 0 ? '' : `${Math.round((100 * right) / read)} %`
    return `| ${code} | [${name}](rules/${name}.md) | ${findings} | ${read} | ${right} | ${share} | ${done} |`
  })
  return [
    '| code | name | findings | read | right | share | what was done |',
    '|---|---|---|---|---|---|---|',
    ...lines,
  ]
}

const begin = '<!-- precision -->'
const end = '<!-- /precision -->'

/**
 * @param {string} page
 * @param {readonly string[]} table
 */
export function withTable(page, table) {
  const [from, to] = [page.indexOf(begin) + begin.length, page.indexOf(end)]
  return `${page.slice(0, from)}\n${table.join('\n')}\n${page.slice(to)}`
}

/**
 * Up to `most` findings of a rule, spread over the corpus, with the line that each is about.
 *
 * @param {string} corpus
 * @param {readonly Finding[]} findings
 * @param {number} most
 */
function sample(corpus, findings, most) {
  const step = Math.max(1, findings.length / most)
  const chosen = Array.from(
    { length: Math.min(most, findings.length) },
    (_, index) => findings[Math.floor(index * step)],
  )
  return chosen.flatMap((finding) => {
    if (finding === undefined) return []
    const line = readFileSync(join(corpus, finding.path), 'utf8').split(/\r\n|\n|\r/)[
      finding.range.start.line - 1
    ]
    return [
      `${placeOf(finding)} ${finding.severity}: ${finding.message}`,
      `    > ${line?.trim().slice(0, 200)}`,
    ]
  })
}

if (import.meta.url === pathToFileURL(resolve(process.argv[1] ?? '')).href) {
  const [corpus, mode, code, most = '15'] = process.argv.slice(2)
  if (corpus === undefined || !existsSync(corpus)) {
    console.error('usage: npm run precision -- CORPUS [--write | --read CODE [N]]')
    process.exit(2)
  }
  const findings = findingsOn(corpus)
  if (mode === '--read') {
    const own = findings.filter((finding) => finding.code === code)
    console.log(sample(corpus, own, Number(most)).join('\n'))
  } else {
    const rows = rowsOf(findings, judgements())
    console.log(tableOf(rows).join('\n'))
    const stale = rows.reduce((sum, row) => sum + row.stale, 0)
    if (stale > 0) console.log(`\n${stale} judgements are about findings that are no more`)
    if (mode === '--write')
      writeFileSync('docs/precision.md', withTable(readFileSync('docs/precision.md', 'utf8'), tableOf(rows)))
  }
}
