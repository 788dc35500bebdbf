import { readdirSync, readFileSync } from 'node:fs'
import Handlebars from 'handlebars'
import { describe, expect, it } from 'vitest'
import { helperNames } from '../scripts/template-options.mjs'
import { createRender, helpers } from '../src/codegen/templates.ts'

const ROOT = 'templates'
const paths = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.hbs'))

/** Which helpers make a value safe in a file of this kind. */
const languages: readonly { readonly file: RegExp; readonly helpers: readonly string[] }[] = [
  { file: /\.md\.hbs$/, helpers: ['md', 'code', 'fence', 'name', 'path'] },
  { file: /(^|\/)justfile\.hbs$/, helpers: ['just', 'justString', 'sh', 'md', 'name', 'path'] },
]

describe.each(paths)('%s', (path) => {
  const text = readFileSync(`${ROOT}/${path}`, 'utf8')

  it('puts each value through a helper of its own language', () => {
    const allowed = languages.find(({ file }) => file.test(path))?.helpers
    expect(allowed, `say in this test which helpers a ${path} may use`).toBeDefined()
    expect(problemsIn(text, allowed ?? [])).toEqual([])
  })
})

it('finds a bare value, wherever it hides', () => {
  expect(problemsIn('a\n{{value}}', ['md'])).toEqual(['line 2: a bare {{value}}'])
  expect(problemsIn('{{#each a}}{{#if b}}x{{else}}{{this}}{{/if}}{{/each}}', ['md'])).toEqual([
    'line 1: a bare {{this}}',
  ])
  expect(problemsIn('{{{md value}}}', ['md'])).toEqual(['line 1: three braces'])
  expect(problemsIn('{{sh value}}', ['md'])).toEqual(['line 1: {{sh}} is not for this language'])
  expect(problemsIn('---\na: {{md value}}\n---\n{{md value}}', ['md'])).toEqual([
    'line 2: front matter needs {{yaml}}',
  ])
  expect(problemsIn('{{> partial}}', ['md'])).toEqual(['line 1: a partial'])
  expect(problemsIn('{{md (lookup a b)}}', ['md'])).toEqual([])
})

it('has a helper for each name that the build knows', () => {
  expect(Object.keys(helpers)).toEqual([...helperNames])
})

it('refuses a view that lacks what the template names', () => {
  expect(() => createRender()('claude-code/status.md.hbs', {})).toThrow('{{yaml}} got undefined')
})

it('says which template there is none of', () => {
  expect(() => createRender()('no/such.hbs', {})).toThrow('no/such.hbs')
})

function problemsIn(text: string, allowed: readonly string[]): readonly string[] {
  const front = /^---\n[\s\S]*?\n---\n/.exec(text)?.[0].split('\n').length ?? 0
  return statementsOf(Handlebars.parse(text)).flatMap((statement) => {
    const { line } = statement.loc.start
    const problem = problemOf(statement, line < front ? ['yaml'] : allowed)
    return problem === undefined ? [] : [`line ${line}: ${problem}`]
  })
}

function problemOf(statement: hbs.AST.Statement, allowed: readonly string[]): string | undefined {
  if (statement.type === 'PartialStatement' || statement.type === 'PartialBlockStatement') return 'a partial'
  if (!isMustache(statement)) return undefined
  const called =
    statement.path.type === 'PathExpression' ? (statement.path as hbs.AST.PathExpression).original : ''
  if (statement.params.length === 0) return `a bare {{${called}}}`
  if (!statement.escaped) return 'three braces'
  if (allowed.includes(called)) return undefined
  return allowed[0] === 'yaml' ? 'front matter needs {{yaml}}' : `{{${called}}} is not for this language`
}

function isMustache(statement: hbs.AST.Statement): statement is hbs.AST.MustacheStatement {
  return statement.type === 'MustacheStatement'
}

/** Every statement, those inside of blocks included. */
function statementsOf(program: hbs.AST.Program | undefined): readonly hbs.AST.Statement[] {
  return (program?.body ?? []).flatMap((statement) => {
    if (statement.type !== 'BlockStatement') return [statement]
    const { program: then, inverse } = statement as hbs.AST.BlockStatement
    return [...statementsOf(then), ...statementsOf(inverse)]
  })
}
