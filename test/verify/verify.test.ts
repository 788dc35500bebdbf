import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it, vi } from 'vitest'
import { saying } from '../cli/machine.ts'
import { emptyFolder, folderWith } from '../workspace/folder.ts'
import { type Repository, repositoryWith } from './repository.ts'

vi.setConfig({ testTimeout: 120_000 })

interface Seen {
  readonly code: number
  /** `verdict` of each task, in the order of the plan. */
  readonly verdicts: readonly string[]
  /** What was found wrong, or not looked at: `subject reason`. */
  readonly words: readonly string[]
  readonly strays: readonly string[]
  readonly base: string
  readonly messages: string
}

const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync('schemas/verification.schema.json', 'utf8')),
)

async function verifying(folder: string, ...args: readonly string[]): Promise<Seen> {
  const environment = { PATH: process.env['PATH'] ?? '' }
  const { code, output, messages } = await saying(['verify', 'plan.md', '--json', ...args], {
    folder,
    environment,
  })
  const document = JSON.parse(output)
  validate(document)
  expect(validate.errors).toBeNull()
  type Check = { subject: string; state: string; reason: string; line: number | null }
  const checks: Check[] = document.tasks.flatMap(({ checks: of }: { checks: Check[] }) => of)
  const faults = checks.filter(({ state }) => state !== 'proven')
  return {
    code,
    verdicts: document.tasks.map(({ verdict }: { verdict: string }) => verdict),
    words: faults.map(({ subject, reason, line }) => `${subject}${line ? `:${line}` : ''} ${reason}`),
    strays: document.strays,
    base: document.base.kind,
    messages,
  }
}

function plan(...phases: readonly string[]): string {
  return `# Plan\n\n## Phases\n\n${phases.map((text, index) => `### Phase ${index + 1}: Part\n\n${text}\n`).join('\n')}`
}

const files = (...paths: readonly string[]) => `**Files:**\n\n${paths.map((path) => `- ${path}\n`).join('')}`

const repository = (text: string, others: Readonly<Record<string, string>> = {}): Repository =>
  repositoryWith({ 'plan.md': text, ...others })

describe('files', () => {
  it('are proven where they are there, hold something and are not what they were', async () => {
    const { folder, write } = repository(plan(files('`new.md`', '`old.md`', '`sub/`')), {
      'old.md': 'old',
      'sub/a': 'a',
    })
    expect((await verifying(folder)).words).toEqual([
      'new.md is not there',
      'old.md is what it was at the base',
      'sub/ is what it was at the base',
    ])
    write('new.md', '')
    write('old.md', 'new')
    write('sub/b', 'b')
    expect((await verifying(folder)).words).toEqual(['new.md is empty'])
    write('new.md', 'x')
    expect(await verifying(folder)).toMatchObject({ code: 0, verdicts: ['proven'], strays: [], base: 'head' })
  })

  it('that were only touched are what they were', async () => {
    const { folder } = repository(plan(files('`old.md`')), { 'old.md': 'old' })
    utimesSync(join(folder, 'old.md'), 1, 1)
    expect((await verifying(folder)).words).toEqual(['old.md is what it was at the base'])
  })

  it('to delete are gone', async () => {
    const { folder } = repository(plan(files('`old.md` (delete)')), { 'old.md': 'old' })
    expect((await verifying(folder)).verdicts).toEqual(['not-proven'])
    rmSync(join(folder, 'old.md'))
    expect((await verifying(folder)).verdicts).toEqual(['proven'])
  })

  it('that git ignores count as created', async () => {
    const { folder, write } = repository(plan(files('`out/a.md`')), { '.gitignore': 'out/\n' })
    write('out/a.md', 'a')
    expect(await verifying(folder)).toMatchObject({ code: 0, strays: [] })
  })

  it('outside of the repository are not looked at', async () => {
    const other = folderWith({ 'secret.md': 'secret', 'sub/a.md': 'a' })
    const { folder } = repository(
      plan(
        files(
          '`../secret.md`',
          `\`${other}/secret.md\``,
          '`link.md`',
          '`below/a.md`',
          '`hanging.md`',
          '`gone.md` (delete)',
        ),
      ),
    )
    symlinkSync(join(other, 'secret.md'), join(folder, 'link.md'))
    symlinkSync(join(other, 'sub'), join(folder, 'below'))
    symlinkSync(join(other, 'nothing'), join(folder, 'hanging.md'))
    symlinkSync(join(other, 'secret.md'), join(folder, 'gone.md'))
    const { words } = await verifying(folder)
    expect(words).toHaveLength(6)
    for (const sentence of words) expect(sentence).toMatch(/ leads out of the repository$/)
  })

  it('behind a link within the repository are what the link leads to', async () => {
    const { folder, git, write } = repository(plan(files('`link/a.md`')), { 'real/a.md': 'a' })
    symlinkSync('real', join(folder, 'link'))
    git('add', '.')
    git('commit', '-q', '-m', 'Link')
    expect((await verifying(folder)).words).toEqual(['link/a.md is what it was at the base'])
    write('real/a.md', 'b')
    expect((await verifying(folder)).verdicts).toEqual(['proven'])
  })

  it('of other kinds are not opened', async () => {
    const { folder } = repository(plan(files('`pipe.md`')))
    spawnSync('mkfifo', [join(folder, 'pipe.md')])
    expect((await verifying(folder)).words).toEqual(['pipe.md is neither a file nor a folder'])
  })

  it('with strange names are text', async () => {
    const name = "a b;$(touch pwned)'&.md"
    const { folder, write } = repository(plan(files(`\`${name}\``)))
    write(name, 'x')
    await verifying(folder)
    expect(existsSync(join(folder, 'pwned'))).toBe(false)
  })

  it('that nobody declared are a warning', async () => {
    const { folder, write } = repository(plan(files('`a.md`', '`lib/**/*.md`', '`sub/`')))
    for (const path of ['a.md', 'lib/x/b.md', 'sub/c.md', 'else.md', '.plan/plan/run.sh']) write(path, 'x')
    expect(await verifying(folder)).toMatchObject({ code: 0, strays: ['else.md'] })
  })
})

describe('stubs', () => {
  it('that were there before do not count', async () => {
    const stub = "export function a() { throw new Error('not implemented') }\n"
    const { folder, write } = repository(plan(files('`a.ts`')), { 'a.ts': stub })
    write('a.ts', `${stub}export const b = 1\n`)
    expect((await verifying(folder)).verdicts).toEqual(['proven'])
    write('a.ts', `${stub}export function c() { /* TODO */ }\n`)
    expect((await verifying(folder)).words).toEqual(['a.ts:2 holds no more than a promise of `c`'])
  })

  it('are what a task of design may leave', async () => {
    const { folder, write } = repository(plan(`**Type:** Design\n\n${files('`a.rs`')}`))
    write('a.rs', 'fn a() { todo!() }')
    expect((await verifying(folder)).verdicts).toEqual(['proven'])
  })
})

describe('packages', () => {
  it('are dependencies in some manifest', async () => {
    const { folder, write } = repository(plan('**Packages:** `zod@^4`, `serde`'), {
      'web/package.json': '{}',
    })
    expect((await verifying(folder)).words).toEqual([
      'zod@^4 is not a dependency in web/package.json',
      'serde is not a dependency in web/package.json',
    ])
    write('web/package.json', '{"devDependencies":{"zod":"4"}}')
    write('Cargo.toml', '[workspace.dependencies]\nserde = "1"\n')
    expect(await verifying(folder)).toMatchObject({ verdicts: ['proven'], strays: [] })
  })
})

describe('must_haves', () => {
  const head = (mustHaves: string) => `---
phase: 01-base
plan: 01
type: execute
wave: 1
depends_on: []
files_modified: [src/store.ts]
autonomous: true
must_haves:
${mustHaves}
---

<objective>
Keep links.
</objective>

<tasks>
<task type="auto">
  <name>Task 1: Write it</name>
  <files>src/store.ts</files>
  <action>Write it.</action>
  <verify>npm test</verify>
  <done>It works.</done>
</task>
</tasks>
`

  async function seen(
    mustHaves: string,
    texts: Readonly<Record<string, string>>,
  ): Promise<readonly string[]> {
    const { folder, write } = repositoryWith({ '.planning/phases/01-base/01-01-PLAN.md': head(mustHaves) })
    for (const [path, text] of Object.entries(texts)) write(path, text)
    const { output } = await saying(['verify', '.planning/phases/01-base/01-01-PLAN.md', '--json'], {
      folder,
    })
    const [task] = JSON.parse(output).tasks
    return task.checks
      .filter(
        ({ kind, state }: { kind: string; state: string }) =>
          ['artifact', 'link'].includes(kind) && state !== 'proven',
      )
      .map(({ subject, reason }: { subject: string; reason: string }) => `${subject} ${reason}`)
  }

  it('artifacts have their lines, their exports and their text', async () => {
    const artifacts = `  artifacts:
    - path: src/store.ts
      min_lines: 3
      exports: [save, load]
      contains: "new Map"`
    const good = 'const links = new Map()\nexport const save = 1\nexport * from "./load.js"\n'
    const load = { 'src/load.ts': 'const a = 1\nexport { a as load }\n' }
    expect(await seen(artifacts, { 'src/store.ts': good, ...load })).toEqual([])
    expect(await seen(artifacts, { 'src/store.ts': good })).toEqual(['src/store.ts does not export `load`'])
    expect(await seen(artifacts, { 'src/store.ts': 'a\n\n' })).toEqual(['src/store.ts has 2 of 3 lines'])
    expect(await seen(artifacts, { 'src/store.ts': good.replace('new Map', 'Map'), ...load })).toEqual([
      'src/store.ts does not contain `new Map`',
    ])
    expect(await seen(artifacts, {})).toEqual(['src/store.ts is not there'])
  })

  it('in other languages, what is exported is declared', async () => {
    const artifacts = '  artifacts:\n    - path: src/a.py\n      exports: [User, LIMIT, run]'
    expect(
      await seen(artifacts, { 'src/a.py': 'class User:\n  pass\nLIMIT = 3\nasync def run(): ...\n' }),
    ).toEqual([])
    expect(await seen(artifacts, { 'src/a.py': '# User and LIMIT, for run\n' })).toEqual([
      'src/a.py does not export `User`, `LIMIT`, `run`',
    ])
  })

  it('links are found by their pattern in one of the two files', async () => {
    const links = (pattern: string) => `  key_links:
    - from: src/app.ts
      to: src/store.ts
      via: import
      pattern: '${pattern}'`
    const texts = { 'src/app.ts': "import { save } from './store.ts'", 'src/store.ts': 'export {}' }
    const name = 'src/app.ts → src/store.ts'
    expect(await seen(links('from.*store'), texts)).toEqual([])
    expect(await seen(links('fetch'), texts)).toEqual([
      `${name} is not found: nothing in src/app.ts or src/store.ts matches \`fetch\``,
    ])
    expect(await seen(links('(a+)+$'), { ...texts, 'src/app.ts': `${'a'.repeat(5000)}!` })).toHaveLength(1)
    expect(await seen(links('a(?=b)'), texts)).toEqual([
      `${name} has a pattern that uses \`(?=\`, which cannot be matched in linear time`,
    ])
    expect(await seen(links('a'), { 'src/app.ts': 'a' })).toEqual([
      `${name} cannot be: src/store.ts is not there`,
    ])
  })
})

describe('commands', () => {
  const scope = (command: string) => plan(`**Blast Radius:** \`${command}\``)

  it('do not run by themselves', async () => {
    const { folder } = repository(scope('bash -c "touch ran"'))
    const { words, verdicts, code } = await verifying(folder)
    expect({ words, verdicts, code }).toEqual({
      words: ['bash -c "touch ran" is not run'],
      verdicts: ['unproven'],
      code: 1,
    })
    expect(existsSync(join(folder, 'ran'))).toBe(false)
    expect((await verifying(folder, '--allow-unproven')).code).toBe(0)
  })

  it('run exactly as they stand, once, after they were shown', async () => {
    const command = `bash -c 'printf "%s|" "$0" "$HOME" >>log' '$(id); it'`
    const { folder } = repository(
      plan(`**Blast Radius:** \`${command}\``, `**Blast Radius:** \`${command}\``),
    )
    const { messages, verdicts } = await verifying(folder, '--run-commands')
    expect(messages).toBe(`plan-compile: runs 1 command of the plan:\n  ${command}\n`)
    expect(verdicts).toEqual(['proven', 'proven'])
    expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('$(id); it||')
  })

  it('that fail say how', async () => {
    const { folder } = repository(scope('bash -c "echo one; echo two >&2; exit 7"'))
    const { words, code } = await verifying(folder, '--run-commands')
    expect({ words, code }).toEqual({
      words: ['bash -c "echo one; echo two >&2; exit 7" ends with 7: two'],
      code: 1,
    })
  })

  it('that take too long are ended with all that they started, and so is what outlives them', async () => {
    const { folder } = repository(
      plan(
        '**Blast Radius:** `bash -c "sleep 600 & echo $! >a; wait"`',
        '**Blast Radius:** `bash -c "sleep 600 & echo $! >b"`',
      ),
    )
    const { verdicts, words } = await verifying(folder, '--run-commands', '--command-timeout', '10')
    expect(verdicts).toEqual(['not-proven', 'proven'])
    expect(words).toEqual(['bash -c "sleep 600 & echo $! >a; wait" takes longer than 10 s'])
    for (const file of ['a', 'b']) await gone(Number(readFileSync(join(folder, file), 'utf8')))
  })

  it('do not make the files that they are to prove', async () => {
    const { folder } = repository(plan(`**Blast Radius:** \`bash -c "echo x >a.md"\`\n\n${files('`a.md`')}`))
    expect((await verifying(folder, '--run-commands')).words).toEqual(['a.md is not there'])
  })
})

describe('the base', () => {
  const text = plan(files('`a.md`'))

  it('is where the branch left the main one', async () => {
    const { folder, git, write } = repository(text)
    git('checkout', '-q', '-b', 'work')
    write('a.md', 'a')
    git('add', '.')
    git('commit', '-q', '-m', 'Work')
    expect(await verifying(folder)).toMatchObject({ base: 'merge-base', verdicts: ['proven'] })
    expect(await verifying(folder, '--base', 'HEAD')).toMatchObject({
      base: 'given',
      verdicts: ['not-proven'],
    })
  })

  it('is what a run has noted', async () => {
    const { folder, git, write } = repository(text)
    const noted = git('rev-parse', 'HEAD')
    write('a.md', 'a')
    git('add', '.')
    git('commit', '-q', '-m', 'Work')
    expect(await verifying(folder)).toMatchObject({ base: 'head', verdicts: ['not-proven'] })
    write('.plan/plan/state/base', noted)
    expect(await verifying(folder)).toMatchObject({ base: 'recorded', verdicts: ['proven'] })
    for (const nonsense of ['HEAD', '--all', '0'.repeat(40)]) {
      write('.plan/plan/state/base', nonsense)
      const { code, messages } = await saying(['verify', 'plan.md'], { folder })
      expect([code, messages]).toEqual([
        2,
        'plan-compile: .plan/plan/state/base names no commit: give one with --base\n',
      ])
    }
  })

  it('is nothing in a repository without a commit', async () => {
    const folder = folderWith({ 'plan.md': text, 'a.md': 'a' })
    spawnSync('git', ['init', '-q'], { cwd: folder })
    expect(await verifying(folder)).toMatchObject({ base: 'empty', verdicts: ['proven'] })
  })

  it('is nothing outside of a repository', async () => {
    const folder = folderWith({ 'plan.md': text, 'a.md': 'a' })
    expect(await verifying(folder)).toMatchObject({ base: 'none', verdicts: ['proven'], strays: [] })
    const { code, messages } = await saying(['verify', 'plan.md', '--base', 'HEAD'], { folder })
    expect([code, messages]).toEqual([
      2,
      'plan-compile: --base needs a git repository: the current folder is in none\n',
    ])
  })

  it('has to be found out: a repository that git does not read is no folder without one', async () => {
    const folder = folderWith({ 'plan.md': text, 'a.md': 'a' })
    mkdirSync(join(folder, '.git'))
    const { code, messages } = await saying(['verify', 'plan.md'], { folder })
    expect(code).toBe(2)
    expect(messages).toMatch(/^plan-compile: \.: git does not answer: /)
  })

  it('counts from the current folder', async () => {
    const { folder, write } = repositoryWith({ 'sub/plan.md': text, 'a.md': 'a', 'sub/a.md': 'a' })
    write('a.md', 'b')
    expect(await verifying(join(folder, 'sub'))).toMatchObject({ verdicts: ['not-proven'], strays: [] })
    write('sub/a.md', 'b')
    expect((await verifying(join(folder, 'sub'))).verdicts).toEqual(['proven'])
  })
})

describe('a wrong command line is exit code 2 and one line', () => {
  it.each([
    [['--task', 'seventh'], 'unknown task seventh: there is 1'],
    [['--base', 'nothing'], '--base names no commit of this repository: nothing'],
    [['--base=--all'], '--base names no commit of this repository: --all'],
    [['--command-timeout', '0'], '--command-timeout needs seconds, such as 600: "0" is none'],
    [['--format', 'sarif'], 'unknown --format sarif: there is pretty, json'],
  ])('%j', async (args, sentence) => {
    const { folder } = repository(plan(files('`a.md`')))
    expect(await saying(['verify', 'plan.md', ...args], { folder })).toEqual({
      code: 2,
      output: '',
      messages: `plan-compile: ${sentence}\n`,
    })
  })

  it('a file that is no plan is exit code 1', async () => {
    const folder = folderWith({ 'plan.md': 'Nothing.\n' })
    const { code, output, messages } = await saying(['verify', 'plan.md'], { folder })
    expect([code, output]).toEqual([1, ''])
    expect(messages).toContain('PC008')
  })
})

it('what a plan says cannot drive a terminal', async () => {
  const folder = emptyFolder()
  writeFileSync(join(folder, 'plan.md'), plan(files('`a\u202e\u0007.md`')).replace('Part', 'P\u001b[2Jart'))
  const { output } = await saying(['verify', 'plan.md'], { folder })
  expect(output).toContain('\\u{1b}[2J')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
  expect(output).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
})

/** Waits until a process is no more; a dead one that nobody has collected is no more. */
async function gone(id: number): Promise<void> {
  for (;;) {
    const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(id)], { encoding: 'utf8' })
    if (stdout.trim() === '' || stdout.startsWith('Z')) return
    await new Promise((done) => setTimeout(done, 50))
  }
}
