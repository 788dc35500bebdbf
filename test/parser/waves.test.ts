import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Finding, Signature } from '../../src/diagnostics/diagnostic.ts'
import * as yaml from '../../src/parser/frontmatter.ts'
import { parseDocument } from '../../src/parser/parse.ts'
import { readTags, type TagGrammar } from '../../src/parser/tags/tags.ts'
import { planId, planPath } from '../../src/parser/waves/layout.ts'
import { objectiveIn } from '../../src/parser/waves/objective.ts'
import { filesInText } from '../../src/parser/waves/path-list.ts'
import { lowerProject } from '../../src/parser/waves/project.ts'
import { unitsOf } from '../../src/plan/walk.ts'
import { sourceFile } from '../../src/source/source-file.ts'

const path = '.planning/phases/03-feed/03-01-PLAN.md'

describe('tags', () => {
  const grammar: TagGrammar = new Map([
    ['', new Set(['tasks', 'task'])],
    ['tasks', new Set(['task'])],
    ['task', new Set(['name', 'action', 'verify'])],
    ['verify', new Set(['automated'])],
  ])
  const shape = (text: string) => {
    const { elements } = readTags({ path, text }, 0, grammar)
    const show = (one: (typeof elements)[number]): string =>
      `${one.name}${one.closed ? '' : '?'}${one.children.length > 0 ? `(${one.children.map(show).join(' ')})` : ''}`
    return elements.map(show).join(' ')
  }

  it.each([
    ['on one line', '<task><name>A</name><action>B</action></task>', 'task(name action)'],
    ['closed at the end of a line', '<task>\n<name>A\nB</name>\n</task>', 'task(name)'],
    ['a comment behind a tag', '<task> <!-- x -->\n<name>A</name>\n</task>', 'task(name)'],
    ['inside a comment', '<!--\n<task>\n</task>\n-->\n<task></task>', 'task'],
    ['inside a fence', '```xml\n<task>\n</task>\n```\n<task></task>', 'task'],
    ['an example in a part', '<task>\n<action>\n<task>\n</task>\n</action>\n</task>', 'task(action)'],
    ['inline code is text', '<task>\n<action>close with `</action>`\nmore</action>\n</task>', 'task(action)'],
    [
      'a part that is not closed',
      '<task>\n<action>\nx\n</task>\n<task>\n<action>y</action>\n</task>',
      'task(action?) task(action)',
    ],
    [
      'a task that is not closed',
      '<tasks>\n<task>\n<name>A</name>\n<task>\n<name>B</name>\n</task>\n</tasks>',
      'tasks(task?(name) task(name))',
    ],
    [
      'a fence that is not closed',
      '<task>\n<action>\n```\n</action>\n</task>\n<task></task>',
      'task(action) task',
    ],
    ['alone', '<task />\n<task></task>', 'task task'],
    ['in the middle of a line', 'see <task> here\n</task>', ''],
    [
      'nested twice',
      '<task>\n<verify>\n<automated>x</automated>\n</verify>\n</task>',
      'task(verify(automated))',
    ],
    ['old line ends', '<task>\r\n<name>A</name>\r</task>', 'task(name)'],
  ])('%s', (_, text, expected) => {
    expect(shape(text)).toBe(expected)
  })

  it('keep places', () => {
    const text = 'x\n<task type="auto" tdd=\'true\' gate>\n<name> A </name>\n</task>\n'
    const [element] = readTags({ path, text }, 0, grammar).elements
    const at = (span: { start: number; end: number } | undefined) => span && text.slice(span.start, span.end)
    expect(at(element?.tag)).toBe('<task type="auto" tdd=\'true\' gate>')
    expect(at(element?.children[0]?.content)).toBe(' A ')
    expect(element?.attributes.map(({ name, value }) => [at(name.span), at(value.span)])).toEqual([
      ['type', 'auto'],
      ['tdd', 'true'],
      ['gate', ''],
    ])
  })

  it('are found in linear time', () => {
    const hostile = [
      '<task '.repeat(100_000),
      '<task><name>'.repeat(50_000),
      '</task>'.repeat(100_000),
      '<task>\n'.repeat(100_000),
      `<task>\n${'```js a\n'.repeat(100_000)}`,
      `<task a="${' '.repeat(500_000)}`,
      '<!--\n'.repeat(100_000),
      `<task>${'<name>a</name>'.repeat(50_000)}`,
    ]
    for (const text of hostile) {
      const start = performance.now()
      readTags({ path, text }, 0, grammar)
      expect(performance.now() - start).toBeLessThan(3000)
    }
  })
})

describe('paths of plans', () => {
  it.each([
    ['.planning/phases/03-feed/03-02-PLAN.md', '03-02'],
    ['a/.ariadna_planning/phases/06.2-x/06.2-01-PLAN.md', '06.2-01'],
    ['.planning/phases/PRJ-3-feed/PRJ-03-2-PLAN.md', '03-2'],
    ['.planning/phases/04-cli/04-02-build-cli-PLAN.md', '04-02'],
    ['.planning/phases/07-x/07-01a-PLAN.md', '07-01a'],
    ['.planning/phases/07-x/07-GAP-PLAN.md', '07-GAP'],
    ['.planning/phases/17-x/17-gap-01-PLAN.md', '17-gap-01'],
    ['.planning/phases/35-tables/PLAN.md', '35'],
    ['.planning/phases/05-x/plans/PLAN-01-name.md', '05-01'],
    ['.planning/quick/260627-abc-fix/260627-abc-PLAN.md', '260627-abc'],
    ['PLAN.md', 'plan'],
  ])('%s is %s', (file, id) => {
    const place = planPath(file)
    expect(place && planId(place, undefined)).toBe(id)
  })

  it.each([
    '03-PLAN-CHECK.md',
    '03-01-PLAN-OUTLINE.md',
    '03-01-PLAN.pre-bounce.md',
    '03-01-SUMMARY.md',
    'plans.md',
  ])('%s is none', (file) => {
    expect(planPath(`.planning/phases/03-feed/${file}`)).toBeUndefined()
  })
})

describe('lists of files', () => {
  it.each([
    ['src/a.ts', 'write src/a.ts'],
    ['src/a.ts, src/b.ts', 'write src/a.ts; write src/b.ts'],
    ['src/a.ts\n    src/b.ts (create)', 'write src/a.ts; create src/b.ts'],
    ['- `src/a.ts` (new) - the route, with care', 'create src/a.ts'],
    ['src/a.ts src/b.ts', 'write src/a.ts; write src/b.ts'],
    ['src/a.ts and src/b.ts', 'write src/a.ts; write src/b.ts'],
    ['Makefile, Dockerfile', 'write Makefile; write Dockerfile'],
    ['app/(shop)/[id]/page.tsx', 'write app/(shop)/[id]/page.tsx'],
    ['src/{a,b}.ts, db/*_x.rb', 'write src/{a,b}.ts; write db/*_x.rb'],
    ['Create: src/a.ts', 'create src/a.ts'],
    ['None (verification only)', ''],
    ['whatever it takes', 'unclear'],
  ])('%s', (text, expected) => {
    const unclear: Finding[] = []
    const files = filesInText(text, { path, start: 0, end: text.length }, (_: Signature, finding) => {
      unclear.push(finding)
    })
    const said = files.map(({ mode, path: file }) => `${mode} ${file}`)
    expect([...said, ...unclear.map(() => 'unclear')].join('; ')).toBe(expected)
    for (const file of files)
      expect(text.slice(file.span.start, file.span.end)).toContain(file.path.slice(-4))
  })
})

describe('objectives', () => {
  const long =
    'and so on, with many more words than a title has room for, since it goes on and on and on and on for ever'
  it.each([
    ['Order posts.\n\nPurpose: x', 'Order posts.'],
    [
      'Order posts by v0.4.2 rules, e.g. By time. Then show them.',
      'Order posts by v0.4.2 rules, e.g. By time.',
    ],
    ['**Order** posts\nby time\nOutput: a list', 'Order posts by time'],
    [`Order the posts by time: ${long}.`, 'Order the posts by time'],
    ['Data layer of phase 8: Budget.', 'Data layer of phase 8: Budget.'],
  ])('%s', (text, expected) => {
    expect(objectiveIn({ path, text }, { path, start: 0, end: text.length })?.title.value).toBe(expected)
  })
})

describe('any text', () => {
  const pieces = [
    '---\n',
    'phase: 03-feed\n',
    'wave: 1\n',
    'depends_on: [',
    ']\n',
    '"01", ',
    'files_modified:\n  - ',
    '<tasks>\n',
    '</tasks>\n',
    '<task type="auto">\n',
    '</task>\n',
    '<name>Task 1: A</name>\n',
    '<files>a.ts, b.ts</files>\n',
    '<action>',
    '</action>\n',
    '<objective>\n',
    '</objective>\n',
    '```\n',
    '<!--',
    '-->',
    '## Task 2: B\n',
    '- [ ] x\n',
    '**Files:** `a.ts`\n',
    '`',
    '\r\n',
    '\r',
    'é🙂',
    ': ',
    '\n\n',
    'must_haves:\n  artifacts:\n    - path: a\n',
    '<done>x</done>\n',
    '    ',
    '> ',
    '| a | b |\n',
    '\u2028',
  ]
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join('')),
  )

  it('gives a plan whose places are inside the text, and the same twice', () => {
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        const read = () => {
          const findings: Finding[] = []
          const report = (_: Signature, finding: Finding) => {
            findings.push(finding)
          }
          const documents = [
            path,
            '.planning/phases/03-feed/03-02-PLAN.md',
            '.planning/ROADMAP.md',
            '.planning/phases/03-feed/03-01-SUMMARY.md',
          ]
          const [first, ...rest] = documents.map((file, index) =>
            parseDocument(sourceFile(file, index % 2 === 0 ? one : other), report, yaml),
          )
          if (first === undefined) throw new Error('no document')
          const plan = lowerProject([first, ...rest], report)
          const lengths = new Map(
            [first, ...rest].map(({ path: file, source }) => [file, source.text.length]),
          )
          const spans = [
            ...findings.map(({ span }) => span),
            ...unitsOf(plan).flatMap((unit) =>
              'heading' in unit ? [unit.heading, unit.span, unit.title.span] : [unit.span],
            ),
          ]
          for (const { path: file, start, end } of spans) {
            expect(start).toBeGreaterThanOrEqual(0)
            expect(end).toBeGreaterThanOrEqual(start)
            expect(end).toBeLessThanOrEqual(lengths.get(file) ?? 0)
          }
          return JSON.stringify([plan.body, findings], (_key, value) =>
            value instanceof Set ? [...value] : value,
          )
        }
        expect(read()).toBe(read())
      }),
      { numRuns: 150 },
    )
  }, 120_000)
})
