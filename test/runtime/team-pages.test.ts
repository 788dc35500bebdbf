import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { saying } from '../cli/machine.ts'
import { newFolder, type PlanFolder } from './support/plan-folder.ts'
import { beginRepository } from './support/repository.ts'
import { type Ended, run } from './support/run-script.ts'

// The compiler and the script, both on machines that may be busy.
vi.setConfig({ testTimeout: 120_000 })

/**
 * An agent that knows nothing but what its page says: it takes from there which command to run, where to write and what
 * to say. `.stand-in/said` collects what each of them did; `.stand-in/fails` holds the member that says FAIL once.
 */
const agent = String.raw`read -r _
page=$PLAN_PROMPT member=$PLAN_MEMBER
named() { sed -n "s/^.*$1 \`\([^\`]*\)\`.*/\1/p" "$page" | sed -n 1p; }
fence() { sed -n "/$1/,\$p" "$page" | awk '/^   \140\140\140/ { n++; next } n == 1 { sub(/^   /, ""); print } n > 1 { exit }'; }
verdict() { sed -n "s/^\(## .*: \)$2 |.*/\1$1/p; s/^\(## .*: \).*| $2.*/\1$1/p" "$page" | sed -n 1p; }
echo "$member" >>.stand-in/said
mkdir -p .plan/trial/notes
case $member in
  take) echo 'C1: keep it small' >"$(named '[0-9]\. Write')"; verdict COMPLETE COMPLETE; exit ;;
  review | test)
    echo "looked" >"$(named '^Write')"
    if [ "$(cat .stand-in/fails 2>/dev/null)" = $member ]; then rm .stand-in/fails; verdict FAIL PASS; echo 'reason: a hole'
    else verdict PASS PASS; fi
    exit ;;
esac
answers=$(named 'If')
if [ -e .stand-in/asks ] && [ ! -e "$answers" ]; then
  verdict BLOCKED COMPLETE; echo 'reason: it needs another file'; echo 'question: [deviation] may I?'; exit
fi
if [ -e .stand-in/wrong ]; then
  verdict BLOCKED COMPLETE; echo 'reason: nothing fits'; echo "$(sed -n 's/.*begins with .\(plan is wrong:\).*/\1/p' "$page") nothing fits"; exit
fi
code=75
while [ $code = 75 ]; do bash -c "$(fence 'Wait for the reviewer')" >.stand-in/heard && code=0 || code=$?; done
while IFS=$'\t' read -r _ path; do
  mkdir -p "$(dirname "$path")"; echo "$PLAN_ATTEMPT$RANDOM" >"$path"; last=$path
done <"$PLAN_DIR/checks/$PLAN_TASK.files"
approach=$(named '\*\*Write') result=$(sed -n 's/^7\. \*\*Write .\([^\`]*\).*/\1/p' "$page")
fence '^4\.' | sed "s|.path.:|\`$last\`:|" >"$approach"
fence '^7\.' | sed "s|.path.,|\`$last\`,|" >>"$result"
verdict COMPLETE COMPLETE`

const folder = 'documentation/plans/014-limits'
const files: Readonly<Record<string, string>> = {
  '.stand-in/agent.sh': agent,
  [`${folder}/README.md`]: `# Plan: Limits

> **Execute:** \`/uc:plan-execution 014\`
> Status: Approved

## Task List

### Task 1: Bucket <!-- status:pending -->
- [ ] **Complete**
`,
  [`${folder}/tasks/task-1/task.md`]: `# Task 1: Bucket

**Description:** A bucket that refills.
**Product context:** none
**Files:**
- \`src/bucket.ts\` (new)
**Patterns:** None identified
**Research:** None applicable
**Success criteria:**
1. Ten calls pass at once
**Dependencies:** none
`,
}

async function compiled(more: Readonly<Record<string, string>> = {}, ...options: readonly string[]) {
  const root = newFolder()
  for (const [path, text] of Object.entries({ ...files, ...more })) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  await compile(root, ...options)
  const plan = join(root, '.plan/trial')
  const made: PlanFolder = { root, script: join(plan, 'run.sh'), state: join(plan, 'state') }
  beginRepository(made)
  return made
}

async function compile(root: string, ...options: readonly string[]): Promise<void> {
  const words = ['compile', folder, '-o', '.plan/trial', ...options]
  const { code, messages } = await saying(words, { folder: root })
  expect([code, messages]).toEqual([0, messages])
}

function go(made: PlanFolder, ...words: readonly string[]): Promise<Ended> {
  const options = ['--accept-commands', '--allow-dirty', '--strict-files']
  return run(made, [...(words.length > 0 ? words : ['run']), ...options], {
    PLAN_AGENT: 'bash .stand-in/agent.sh',
  })
}

function read({ root }: PlanFolder, path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

const hash = '.plan/trial/plan.hash'
const papers = `${folder}/tasks/task-1`

describe('a team that does what its pages say', () => {
  it('brings a task to its end, and leaves its papers in the folder of the task', async () => {
    const made = await compiled()
    const before = read(made, hash)
    const { code, stdout } = await go(made)
    expect([code, stdout]).toEqual([0, stdout])
    expect(read(made, '.stand-in/said').trim().split('\n').sort()).toEqual([
      'executor',
      'review',
      'take',
      'test',
    ])
    expect(read(made, '.stand-in/heard')).toContain('C1: keep it small')
    expect(read(made, `${papers}/plan.md`)).toContain('- `src/bucket.ts`: what changes in it')
    expect(read(made, `${papers}/impl.md`)).toContain('**INTEGRATION:**')
    const { output } = await saying(['check', folder], { folder: made.root })
    expect(output).toContain('No findings')
    await compile(made.root)
    expect(read(made, hash)).toBe(before)
  })

  it.each(['review', 'test'])('mends what the %s finds', async (member) => {
    const made = await compiled({ '.stand-in/fails': member })
    expect((await go(made)).code).toBe(0)
    const said = read(made, '.stand-in/said').trim().split('\n').sort()
    expect(said).toEqual(['executor', 'executor', 'review', 'review', 'take', 'test', 'test'])
  })

  it('asks, and reads the answer', async () => {
    const made = await compiled({ '.stand-in/asks': '' })
    expect((await go(made)).code).not.toBe(0)
    expect((await run(made, ['answer', 'task-1', 'You may.'])).code).toBe(0)
    expect((await go(made)).code).toBe(0)
  })

  it('stops the whole run where the plan is wrong', async () => {
    expect((await go(await compiled({ '.stand-in/wrong': '' }))).code).toBe(10)
  })

  it('is not there where nobody wants it', async () => {
    const made = await compiled({}, '--no-team')
    expect(existsSync(join(made.root, '.plan/trial/teams.tsv'))).toBe(false)
    expect(existsSync(join(made.root, '.plan/trial/prompts/task-1.take.md'))).toBe(false)
  })
})
