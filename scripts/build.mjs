/**
 * Builds `dist/`: a small entry and a chunk for each `import()` in it, so that a command loads only what it needs.
 *
 * Everything is bundled except ts-morph, which is large and loaded when asked for. Bundled packages are therefore
 * development dependencies: what we tested is what people run, including the versions that `overrides` pins, which
 * npm would not apply for a dependant. Their licences go into `dist/third-party-licenses.txt`.
 *
 * `platform: neutral`, because the core also runs in a browser: only files that import `node:` modules need Node.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build as bundle } from 'esbuild'
import { generate } from './generate.mjs'

const COMMAND = 'dist/cli/main.js'
const CHECK = 'dist/cli/check.cjs'

/** @satisfies {import('esbuild').BuildOptions} */
const common = {
  outbase: 'src',
  bundle: true,
  platform: 'neutral',
  mainFields: ['module', 'main'],
  target: 'node20.19',
  external: ['node:*', 'ts-morph'],
  minifySyntax: true,
  minifyWhitespace: true,
  charset: 'ascii', // a source of one byte a character is quicker to load
  legalComments: 'none',
  write: false,
  logLevel: 'warning',
}

/** Bundles in memory; paths in the result are relative to the repository. */
export async function bundleProgram() {
  return await bundle({
    ...common,
    entryPoints: [
      { in: 'src/cli/start.ts', out: 'start' },
      { in: 'src/index.ts', out: 'index' },
      { in: 'src/testing.ts', out: 'testing' },
    ],
    outdir: 'dist',
    chunkNames: 'chunks/[name]-[hash]',
    splitting: true,
    format: 'esm',
    metafile: true,
  })
}

/** The entry stands alone, and is no module: that takes longer to load. */
export async function bundleEntry() {
  return await bundle({
    ...common,
    metafile: true,
    entryPoints: ['src/cli/main.ts'],
    outfile: COMMAND,
    format: 'cjs',
    banner: { js: "'use strict';const here = require('node:url').pathToFileURL(__filename).href" },
    define: { 'import.meta.url': 'here' },
    plugins: [restIsElsewhere],
  })
}

/** @type {import('esbuild').Plugin} */
const restIsElsewhere = {
  name: 'rest-is-elsewhere',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/start\.ts$/ }, () => ({ path: '../start.js', external: true }))
  },
}

/** The program once more in one file, for `check`, the command that hooks and editors run: see `src/cli/hasten.ts`. */
async function bundleCheck() {
  return await bundle({
    ...common,
    entryPoints: ['src/cli/start.ts'],
    outfile: CHECK,
    format: 'cjs',
    banner: { js: '(function(require){"use strict";const module={exports:{}};' },
    footer: { js: 'return module.exports})' },
    minifyIdentifiers: true,
    plugins: [otherCommandsAreElsewhere],
  })
}

/** @type {import('esbuild').Plugin} */
const otherCommandsAreElsewhere = {
  name: 'other-commands-are-elsewhere',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/commands\// }, ({ path, importer }) => {
      const isOther = importer.endsWith('commands.ts') && path !== './commands/check.ts'
      return isOther ? { path, external: true } : undefined
    })
  },
}

/** Generates, bundles and writes `dist/`. */
async function build() {
  generate()
  rmSync(`${CHECK}.cache`, { force: true }) // V8 compares no more than the length of what it was made from
  const { outputFiles, metafile } = await bundleProgram()
  const written = new Set([resolve(COMMAND), ...outputFiles.map(({ path }) => path)])
  const [entry, check] = await Promise.all([bundleEntry(), bundleCheck()])
  for (const { path, contents } of [...outputFiles, ...entry.outputFiles]) write(path, contents)
  for (const { path, text } of check.outputFiles) write(path, inAscii(text))
  // tsc gives no declarations for what has them already.
  cpSync('src/generated', 'dist/generated', { recursive: true, filter: (path) => !path.includes('.js') })
  write(resolve('dist/third-party-licenses.txt'), licencesOf(Object.keys(metafile.inputs)))
  for (const path of scriptsBelow('dist')) if (!written.has(path)) rmSync(path)
  write(resolve('dist/cli/package.json'), '{ "type": "commonjs" }\n')
  chmodSync(COMMAND, 0o755)
  keepCompiledCode()
}

/**
 * `charset: ascii` leaves regular expressions and raw templates as they are. Ours are all patterns, where an escape means
 * what it stands for.
 *
 * @param {string} script
 */
export function inAscii(script) {
  if (/\\[^\0-\x7f]/.test(script))
    throw new Error('a backslash stands before a letter that has to be escaped')
  return script.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Checks a plan once, and keeps what V8 has compiled for it. Another V8 will not take it, and compile for itself. */
function keepCompiledCode() {
  const script = ['scripts/keep-compiled-code.mjs', CHECK, 'examples/rate-limiter.md']
  const { status } = spawnSync(process.execPath, script, { stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error(`${CHECK} does not run`)
}

/**
 * @param {string} path
 * @param {Uint8Array | string} contents
 */
function write(path, contents) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, contents)
}

/**
 * Chunks carry a hash in their name; those of earlier builds have to go.
 *
 * @param {string} folder
 */
function scriptsBelow(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.js'))
    .map((path) => resolve(folder, path))
}

/** @param {readonly string[]} inputs the bundled files */
function licencesOf(inputs) {
  const folders = inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? [])
  return [...new Set(folders)].sort().map(licenceOf).join('\n')
}

/** @param {string} folder a package */
function licenceOf(folder) {
  const { name, version, license, licenses } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
  const terms = file ? readFileSync(join(folder, file), 'utf8').trim() : JSON.stringify(license ?? licenses)
  return `${'-'.repeat(80)}\n${name} ${version}\n\n${terms}\n`
}

if (import.meta.url === pathToFileURL(resolve(process.argv[1] ?? '')).href) await build()
