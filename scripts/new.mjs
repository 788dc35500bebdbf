/**
 * Scaffolds the three touches of a new part: its page, its file and its line in the registry.
 *
 *   npm run new -- rule plan-has-goal      the next free code that starts with PC1
 *   npm run new -- rule no-late-gate 2     … with PC2
 *   npm run new -- dialect kanban
 *   npm run new -- target makefile
 *
 * The first digit of a code says what a rule looks at: 1 the plan as a whole, 2 what waits for what, 3 what is
 * written, 4 who does it, 5 how it is proven.
 *
 * The page comes with an expectation that the new file does not meet yet: write the page first, then the file.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { dialectSkeleton, ruleSkeleton, targetSkeleton } from './skeletons.mjs'

/** @typedef {'rule' | 'dialect' | 'target'} Kind */

const folders = {
  rule: { code: 'src/analyzer/rules', pages: 'docs/rules' },
  dialect: { code: 'src/parser/dialects', pages: 'docs/dialects' },
  target: { code: 'src/codegen/targets', pages: 'docs/targets' },
}

/**
 * Writes into the repository at `root`; throws before the first write where something is in the way.
 *
 * @param {string} root
 * @param {{ kind: Kind, name: string, family?: string | undefined }} part
 * @returns {readonly string[]} what it wrote
 */
export function scaffold(root, { kind, name, family = '1' }) {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) throw new Error(`\`${name}\` is not in kebab-case`)
  const { code: folder, pages } = folders[kind]
  const file = `${folder}/${name}.ts`
  const page = `${pages}/${name}.md`
  for (const path of [file, page]) if (existsSync(join(root, path))) throw new Error(`${path} exists`)

  const registry = readRegistry(join(root, folder))
  const code = nextCode(registry.entries, family)
  const skeleton = { rule: ruleSkeleton, dialect: dialectSkeleton, target: targetSkeleton }[kind]
  const texts = skeleton({ name, identifier: camelCase(name), code })
  const entry = { identifier: camelCase(name), file: name, code: kind === 'rule' ? code : undefined }
  write(join(root, file), texts.file)
  write(join(root, page), texts.page)
  write(join(root, folder, 'index.ts'), register(registry, entry))
  return [file, page, `${folder}/index.ts`]
}

/**
 * @typedef {{ identifier: string, file: string, code: string | undefined }} Entry a line of the registry
 * @typedef {{ text: string, entries: readonly Entry[] }} Registry
 * @param {string} folder
 * @returns {Registry}
 */
function readRegistry(folder) {
  const text = readFileSync(join(folder, 'index.ts'), 'utf8')
  const files = new Map(
    [...text.matchAll(/^import \{ (\w+) \} from '\.\/(.+)\.ts'$/gm)].map(([, name, file]) => [name, file]),
  )
  const entries = [...listOf(text).matchAll(/\w+/g)].map(([identifier]) => {
    const file = files.get(identifier)
    if (file === undefined) throw new Error(`${folder}/index.ts does not import \`${identifier}\``)
    const [, code] = /code: '(\w+)'/.exec(readFileSync(join(folder, `${file}.ts`), 'utf8')) ?? []
    return { identifier, file, code }
  })
  return { text, entries }
}

/** @param {string} text a registry; what stands between the brackets of its array */
function listOf(text) {
  const [, list] = /= \[([^\]]*)\]/.exec(text) ?? []
  if (list === undefined) throw new Error('the registry has no array')
  return list
}

/**
 * Rules stand by code; dialects and targets have an order of meaning, so a new one comes last, for you to move.
 *
 * @param {Registry} registry
 * @param {Entry} entry
 */
function register({ text, entries }, entry) {
  const later = entries.findIndex(({ code }) => entry.code !== undefined && (code ?? '') > entry.code)
  const list = entries.toSpliced(later < 0 ? entries.length : later, 0, entry)
  const imports = list
    .toSorted((a, b) => (a.file < b.file ? -1 : 1))
    .map(({ identifier, file }) => `import { ${identifier} } from './${file}.ts'\n`)
  const rest = text.replace(/^import \{ \w+ \} from '\.\/.+\n/gm, '')
  const [head = '', ...tail] = rest.split(/(?<=^import type .*\n)/m)
  return [head, ...imports, ...tail]
    .join('')
    .replace(/= \[[^\]]*\]/, `= ${arrayOf(list.map(({ identifier }) => identifier))}`)
}

/** @param {readonly string[]} identifiers as the formatter would print them */
function arrayOf(identifiers) {
  const line = `[${identifiers.join(', ')}]`
  return line.length < 60 ? line : `[\n${identifiers.map((identifier) => `  ${identifier},\n`).join('')}]`
}

/**
 * @param {readonly Entry[]} entries
 * @param {string} family the first digit
 */
function nextCode(entries, family) {
  if (!/^[1-9]$/.test(family)) throw new Error(`the family of a rule is one digit, not \`${family}\``)
  const numbers = entries.map(({ code }) => Number(code?.slice('PC'.length)))
  const used = numbers.filter((number) => Math.floor(number / 100) === Number(family))
  return `PC${Math.max(Number(family) * 100, ...used) + 1}`
}

/** @param {string} name in kebab-case */
function camelCase(name) {
  return name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())
}

/**
 * @param {string} path
 * @param {string} text
 */
function write(path, text) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

if (import.meta.url === pathToFileURL(resolve(process.argv[1] ?? '')).href) {
  const [kind, name, family] = process.argv.slice(2)
  if (name === undefined || (kind !== 'rule' && kind !== 'dialect' && kind !== 'target')) {
    console.error('usage: npm run new -- rule|dialect|target NAME [FAMILY]')
    process.exit(2)
  }
  for (const path of scaffold(process.cwd(), { kind, name, family })) console.log(path)
}
