/**
 * Writes `src/generated/`: what is text in the repository and code or a constant in the program.
 *
 *   templates/<target>/*.hbs    ->  templates.js   precompiled: the program carries no template compiler
 *   templates/<target>/<other>  ->  assets.js      copied as they are; the parts of run.sh as one
 *   schemas/*.json              ->  schemas.js     validators: the program carries no schema compiler
 *   docs/rules/*.md             ->  pages.js       what `explain` prints
 *   package.json                ->  version.js     version, and `homepage`: where `docs/` stands
 *
 * A folder that does not exist gives an empty module. A file is only touched when its text changes.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, join, relative, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import Ajv from 'ajv/dist/2020.js'
import standaloneCode from 'ajv/dist/standalone/index.js'
import { buildSync } from 'esbuild'
import Handlebars from 'handlebars'
import { isPartOfScript, joinScript } from './join-script.mjs'
import { templateOptions } from './template-options.mjs'

/** Generates everything for the repository at `root`. */
export function generate(root = process.cwd()) {
  const templates = [...readTree(join(root, 'templates')), ...scriptIn(root)]
  const pages = readTree(join(root, 'docs', 'rules'))
  const schemas = readTree(join(root, 'schemas'))
  const { version, homepage } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const modules = {
    ...templateModule(templates.filter(({ path }) => path.endsWith('.hbs'))),
    ...recordModule(
      'assets',
      templates.filter(({ path }) => !path.endsWith('.hbs') && !isPartOfScript(path)),
    ),
    ...schemaModule(schemas.filter(({ path }) => path.endsWith('.json'))),
    ...recordModule(
      'pages',
      pages
        .filter(({ path }) => path.endsWith('.md'))
        .map(({ path, text }) => ({ path: basename(path, '.md'), text })),
    ),
    'version.js': `export const version = ${JSON.stringify(version)}
export const homepage = ${JSON.stringify(homepage)}\n`,
    'version.d.ts':
      'export declare const version: string\nexport declare const homepage: string | undefined\n',
  }
  const folder = join(root, 'src', 'generated')
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(modules)) writeIfChanged(join(folder, name), text)
}

/**
 * @typedef {{ readonly path: string, readonly text: string }} TextFile a file, `path` below its folder with `/`
 * @param {string} folder
 * @returns {readonly TextFile[]} all files below the folder, by path
 */
function readTree(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(folder, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

/**
 * @param {string} root
 * @returns {readonly TextFile[]}
 */
function scriptIn(root) {
  const text = joinScript(root)
  return text === undefined ? [] : [{ path: 'shell/run.sh', text }]
}

/** @param {readonly TextFile[]} files */
function templateModule(files) {
  const entries = files.map(({ path, text }) => {
    try {
      return `  ${JSON.stringify(path)}: ${Handlebars.precompile(text, { ...templateOptions })},\n`
    } catch (error) {
      throw new Error(`templates/${path}: ${error instanceof Error ? error.message : error}`)
    }
  })
  return {
    'templates.js': `export const templates = {\n${entries.join('')}}\n`,
    'templates.d.ts': `/// <reference types="handlebars" />
export declare const templates: Readonly<Record<string, TemplateSpecification>>
`,
  }
}

/**
 * @param {string} name
 * @param {readonly TextFile[]} files
 */
function recordModule(name, files) {
  const record = Object.fromEntries(files.map(({ path, text }) => [path, text]))
  return {
    [`${name}.js`]: `export const ${name} = ${JSON.stringify(record, null, 2)}\n`,
    [`${name}.d.ts`]: `export declare const ${name}: Readonly<Record<string, string>>\n`,
  }
}

/**
 * One validator per schema, named for its file: `plan.schema.json` gives `validatePlan`. Each is a closure of its
 * own that is first entered when it is first called: a program pays for those that it uses, when it uses them.
 *
 * @param {readonly TextFile[]} files
 */
function schemaModule(files) {
  const ajv = new Ajv.default({
    allErrors: true,
    strict: true,
    strictRequired: false, // `anyOf: [{ required: [...] }, ...]` names properties that its parent defines
    allowUnionTypes: true,
    code: { source: true },
  })
  for (const { path, text } of files) ajv.addSchema(JSON.parse(text), path)
  const validators = files.map(({ path }) => {
    return `export const ${validatorName(path)} = /* @__PURE__ */ lazily((module) => {\n${validatorCode(ajv, path)}})\n`
  })
  const declarations = files.map(({ path }) => `export declare const ${validatorName(path)}: Validator\n`)
  return {
    'schemas.js': `${validators.join('')}
function lazily(define) {
  const module = {}
  return function validate(value) {
    if (!module.exports) define(module)
    const valid = module.exports(value)
    validate.errors = module.exports.errors
    return valid
  }
}
`,
    'schemas.d.ts': `export interface SchemaProblem {
  /** JSON pointer to the value that is wrong, e.g. \`/tasks/0/owner\`; empty for the whole document. */
  readonly instancePath: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
  readonly message?: string
}
export interface Validator {
  (value: unknown): boolean
  /** What the last call found. */
  readonly errors?: readonly SchemaProblem[] | null
}
${declarations.join('')}`,
  }
}

/**
 * ajv's standalone code still calls `require` for its small run-time helpers: bundling brings them in.
 *
 * @param {import('ajv').default} ajv
 * @param {string} path
 */
function validatorCode(ajv, path) {
  const validate = ajv.getSchema(path)
  if (validate === undefined) throw new Error(`schemas/${path} is not known to ajv`)
  const stdin = { contents: standaloneCode.default(ajv, validate), resolveDir: import.meta.dirname }
  const { outputFiles } = buildSync({ stdin, bundle: true, format: 'cjs', write: false })
  return outputFiles[0]?.text ?? ''
}

/** @param {string} path */
function validatorName(path) {
  const words = path.replace(/(\.schema)?\.json$/, '').split(/[^A-Za-z0-9]+/)
  return `validate${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}`
}

/**
 * Atomic, so that a test or a build that runs at the same time never reads half a module.
 *
 * @param {string} path
 * @param {string} text
 */
function writeIfChanged(path, text) {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return
  writeFileSync(`${path}.${process.pid}`, text)
  renameSync(`${path}.${process.pid}`, path)
}

if (import.meta.url === pathToFileURL(resolve(process.argv[1] ?? '')).href) generate()
