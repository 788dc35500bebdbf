import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { emptyFolder, folderWith } from '../workspace/folder.ts'
import { saying } from './machine.ts'

vi.setConfig({ testTimeout: 60_000 })

const plan = '# Plan\n\n### Phase 1: Types\n\n### Phase 2: Store\n**Dependencies:** Phase 7\n'

function git(folder: string, ...args: readonly string[]): void {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b.c', '-c', 'commit.gpgsign=false']
  const { status, stderr } = spawnSync('git', [...identity, ...args], { cwd: folder })
  if (status !== 0) throw new Error(String(stderr))
}

const listed = async (folder: string, ...args: readonly string[]) =>
  (await saying(['check', '--show-files', ...args], { folder })).output.split('\n').filter(Boolean)

describe('what git ignores is left out', () => {
  const files = {
    '.git/info/exclude': 'mine.md\n',
    '.gitignore': '/out/\n*.draft.md\n!kept.draft.md\n',
    'a.md': plan,
    'mine.md': plan,
    'x.draft.md': plan,
    'kept.draft.md': plan,
    'out/b.md': plan,
    'sub/.gitignore': '*.md\n!c.md\n',
    'sub/c.md': plan,
    'sub/d.md': plan,
    'sub/out/e.md': plan,
  }

  test('by each folder’s own file, from the root of the repository', async () => {
    const folder = folderWith(files)
    expect(await listed(folder)).toEqual(['a.md', 'kept.draft.md', 'sub/c.md'])
    expect(await listed(`${folder}/sub`)).toEqual(['c.md'])
    expect(await listed(folder, '--no-gitignore')).toHaveLength(8)
  })

  test('but a file or a folder that is named is looked at', async () => {
    const folder = folderWith(files)
    expect(await listed(folder, 'x.draft.md', 'out')).toEqual(['x.draft.md', 'out/b.md'])
  })

  test('nothing is, outside a repository', async () => {
    const { '.git/info/exclude': _, ...rest } = files
    expect(await listed(folderWith(rest))).toHaveLength(8)
  })

  test('where nothing else is, that is said', async () => {
    const folder = folderWith({ '.git/HEAD': '', '.gitignore': 'plans/', 'plans/a.md': plan })
    expect(await saying(['check'], { folder })).toMatchObject({
      code: 2,
      messages: expect.stringContaining('--no-gitignore looks at what git ignores, too'),
    })
  })

  test('git itself says the same', async () => {
    const folder = folderWith({ ...files, '.git/info/exclude': '' })
    spawnSync('rm', ['-r', `${folder}/.git`])
    git(folder, 'init', '-q')
    const { stdout } = spawnSync('git', ['ls-files', '--others', '--exclude-standard', '*.md'], {
      cwd: folder,
    })
    expect((await listed(folder)).toSorted()).toEqual(String(stdout).trim().split('\n').toSorted())
  })
})

test('what the configuration excludes is left out, unless it is named', async () => {
  const folder = folderWith({
    'plan-compile.config.json': '{ "exclude": ["old/**"] }',
    'a.md': plan,
    'old/b.md': plan,
  })
  expect(await listed(folder)).toEqual(['a.md'])
  expect(await listed(folder, 'old/b.md')).toEqual(['old/b.md'])
})

test('--no-error-on-unmatched-pattern', async () => {
  const folder = folderWith({ 'a.md': 'Nothing.\n' })
  const flag = '--no-error-on-unmatched-pattern'
  expect((await saying(['check', '.'], { folder })).code).toBe(2)
  const { code, output } = await saying(['check', '.', flag], { folder })
  expect({ code, output }).toEqual({
    code: 0,
    output: 'No findings in 0 plans\n1 file passed over: no plan\n',
  })
  const report = await saying(['check', 'none.md', flag, '--format', 'json'], { folder })
  expect(report.code).toBe(0)
  expect(JSON.parse(report.output).diagnostics).toEqual([])
})

describe('plans that git says have changed', () => {
  function repository(): string {
    const folder = folderWith({ 'a.md': plan, 'b.md': plan, 'notes.md': 'Words.\n' })
    git(folder, 'init', '-q')
    git(folder, 'add', '.')
    git(folder, 'commit', '-qm', 'all')
    return folder
  }

  test('--changed, against the last commit or another, with new files', async () => {
    const folder = repository()
    expect(await listed(folder, '--changed')).toEqual([])
    writeFileSync(`${folder}/a.md`, `${plan}\nMore.\n`)
    writeFileSync(`${folder}/c.md`, plan)
    expect(await listed(folder, '--changed')).toEqual(['a.md', 'c.md'])
    git(folder, 'add', '.')
    git(folder, 'commit', '-qm', 'more')
    expect(await listed(folder, '--changed')).toEqual([])
    expect(await listed(folder, '--changed', '--since', 'HEAD~1')).toEqual(['a.md', 'c.md'])
    expect((await saying(['check', '--changed', '--since', 'none'], { folder })).code).toBe(2)
  })

  test('a commit without a plan is no fault, also where there is no plan at all', async () => {
    const folder = folderWith({ 'a.txt': 'a' })
    git(folder, 'init', '-q')
    expect(await saying(['check', '--changed'], { folder })).toMatchObject({
      code: 2,
      messages: expect.stringContaining('there is no commit yet'),
    })
    git(folder, 'add', '.')
    expect(await saying(['check', '--staged'], { folder })).toMatchObject({
      code: 0,
      output: 'No findings in 0 plans\n',
    })
  })

  test('--staged looks at what will be committed, not at what is on disk', async () => {
    const folder = repository()
    writeFileSync(`${folder}/a.md`, plan.replace('Phase 7', 'Phase 8'))
    git(folder, 'add', 'a.md')
    writeFileSync(`${folder}/a.md`, plan.replace('Phase 7', 'Phase 1'))
    writeFileSync(`${folder}/b.md`, plan.replace('Phase 7', 'Phase 9'))
    const { code, output } = await saying(['check', '--staged', '--select', 'PC202', '--format', 'concise'], {
      folder,
    })
    expect(code).toBe(1)
    expect(output).toMatch(/^a\.md:6:19: error PC202 [^\n]*`8`[^\n]*\n$/)
  })

  test.each([
    ['--staged --changed', 'ask for different plans'],
    ['--since HEAD', '--since goes with --changed'],
    ['--staged --fix', '--fix is for whole plans as they are on disk'],
    ['--changed --add-suppressions', '--add-suppressions is for whole plans'],
  ])('%s', async (options, message) => {
    const folder = repository()
    expect(await saying(['check', ...options.split(' ')], { folder })).toMatchObject({
      code: 2,
      messages: expect.stringContaining(message),
    })
  })

  test('no repository', async () => {
    const { code, messages } = await saying(['check', '--staged'], { folder: folderWith({ 'a.md': plan }) })
    expect({ code, messages }).toMatchObject({
      code: 2,
      messages: expect.stringContaining('no git repository'),
    })
  })
})

describe('init', () => {
  test('writes a configuration that holds, and never over one', async () => {
    const folder = folderWith({ '.git/HEAD': '', 'a.md': plan })
    const { code, output } = await saying(['init'], { folder })
    expect({ code, output }).toEqual({
      code: 0,
      output: expect.stringContaining('Wrote plan-compile.config.jsonc'),
    })
    const text = readFileSync(`${folder}/plan-compile.config.jsonc`, 'utf8')
    expect(text).toContain('1 of phases')
    expect((await saying(['check', '--print-config', 'a.md'], { folder })).output).toContain(
      '"dialect": "phases"',
    )
    expect((await saying(['init'], { folder })).code).toBe(2)
    expect(readFileSync(`${folder}/plan-compile.config.jsonc`, 'utf8')).toBe(text)
  })

  test('an empty repository', async () => {
    const folder = emptyFolder()
    expect((await saying(['init'], { folder })).code).toBe(0)
    expect(readFileSync(`${folder}/plan-compile.config.jsonc`, 'utf8')).toContain('none')
  })
})

describe('completions', () => {
  test('bash completes commands, options and values', async () => {
    const { output } = await saying(['completions', 'bash'])
    const complete = (...words: readonly string[]) => {
      const script = `${output}\nCOMP_WORDS=(plan-compile "$@"); COMP_CWORD=$#; _plan_compile; echo "\${COMPREPLY[@]}"`
      const { stdout, stderr } = spawnSync('bash', ['-c', script, 'bash', ...words])
      expect(String(stderr)).toBe('')
      return String(stdout).trim()
    }
    expect(complete('che')).toBe('check')
    expect(complete('check', '--max')).toBe('--max-warnings')
    expect(complete('check', '--fail-on', 'w')).toBe('warning')
    expect(complete('init', '--max')).toBe('')
  })

  test.each(['zsh', 'fish'])('%s knows each command and option', async (shell) => {
    const { output } = await saying(['completions', shell])
    for (const { name, options } of commands) {
      expect(output).toContain(name)
      for (const option of options)
        expect(output).toContain(shell === 'fish' ? `-l ${option.name} ` : `--${option.name}:`)
    }
    const check = spawnSync(shell, ['-n'], { input: output })
    if (check.error === undefined) expect(String(check.stderr)).toBe('')
  })

  test('another shell', async () => {
    expect((await saying(['completions', 'fihs'])).messages).toContain('did you mean fish?')
  })
})

test('schema prints what editors need, with the names of all rules', async () => {
  const { output } = await saying(['schema'])
  expect(JSON.parse(output).properties.rules.properties['no-parallel-write'].description).toContain('PC302')
  expect(JSON.parse((await saying(['schema', 'baseline'])).output).title).toBe('Known findings')
  expect((await saying(['schema', 'confg'])).messages).toContain('did you mean config?')
})
