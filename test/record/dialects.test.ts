import { expect, test, vi } from 'vitest'
import * as plans from './plans.ts'
import { timeless, trialOf } from './trial.ts'

vi.setConfig({ testTimeout: 300_000 })

/** Lines of a patch that change something. */
function changed(patch: string): readonly string[] {
  return timeless(patch)
    .split('\n')
    .filter((line) => /^(?:[+-]|---)/.test(line))
}

test('phases: status, proven criteria and checkpoints; in the end the plan is implemented', () => {
  const trial = trialOf('plan.md', plans.phases)
  trial.behave('phase-2', `idle=yes; extra='printf "## P: BLOCKED\\nreason: the disk is full\\n"'`)
  expect(trial.run('run')).toBe(1)
  const before = trial.read('plan.md')
  const shown = trial.record()
  expect(shown.code).toBe(1)
  expect(trial.read('plan.md')).toBe(before)
  expect(changed(shown.output)).toEqual([
    '--- a/plan.md',
    '+++ b/plan.md',
    '-**Status:** Pending',
    '+**Status:** Complete',
    '-- [ ] File `src/types.rs` exists',
    '-- [ ] `test -s src/lib.rs` passes',
    '+- [x] File `src/types.rs` exists',
    '+- [x] `test -s src/lib.rs` passes',
    '+',
    '+## Execution Checkpoints',
    '+',
    '+```yaml',
    '+- phase_1:',
    '+    status: complete',
    '+    completed_at: 2026-02-03T10:00:00Z',
    '+    artifacts: [src/types.rs, src/lib.rs]',
    '+- phase_2:',
    '+    status: failed',
    '+    failed_at: 2026-02-03T10:00:00Z',
    '+    error: "the agent reports BLOCKED: the disk is full"',
    '+```',
  ])
  expect(trial.record('--write').code).toBe(0)
  expect(trial.record()).toMatchObject({ code: 0, output: '' })
  trial.behave('phase-2', '')
  expect(trial.run('resume')).toBe(0)
  expect(trial.record('--write').code).toBe(0)
  const after = timeless(trial.read('plan.md'))
  expect(after).toContain('# Cache layer\n\n**Status:** Implemented\n')
  expect(after).toContain('- phase_2:\n    status: complete\n')
  expect(after).toContain(
    '**Completed:** 2026-02-03\n**Total Duration:** 1 s\n\n**Phases Completed:**\n\n- Phase 1: Types - Complete\n',
  )
  expect(after).toContain('- [ ] The names follow the glossary\n')
  expect(trial.record()).toMatchObject({ code: 0, output: '' })
})

test('waves: a summary, the roadmap, requirements with evidence and the position', () => {
  const trial = trialOf('.planning/phases/03-feed/', plans.waves)
  trial.behave('plan-03-02', `idle=yes; extra='printf "## P: BLOCKED\\nreason: no key\\n"'`)
  trial.run('run')
  expect(trial.record('--write').code).toBe(0)
  const state = timeless(trial.read('.planning/STATE.md'))
  expect(state).toContain(
    'Phase: 3 of 8 (Feed)\nPlan: 1 of 2 in current phase\nStatus: Blocked\nLast activity: 2026-02-03 — Stopped at 03-02-PLAN.md\n\nProgress: [███████░░░] 67%\n',
  )
  expect(state).toContain('Status: this is another one\n')
  expect(state).toContain('- [03-02] The run stopped at this plan: the agent reports BLOCKED: no key\n')
  const requirements = trial.read('.planning/REQUIREMENTS.md')
  expect(requirements).toContain('- [x] **FEED-01**: The newest')
  expect(requirements).toContain('- [ ] **FEED-02**: Page')
  expect(requirements).toContain('| FEED-01     | Phase 3 | Complete | 03-01-SUMMARY.md |')
  const roadmap = trial.read('.planning/ROADMAP.md')
  expect(roadmap).toContain('- [ ] **Phase 3: Feed**')
  expect(roadmap).toContain('| 3. Feed  | 1/2            | In progress | -          |')
  trial.behave('plan-03-02', '')
  const verification = '.planning/phases/03-feed/03-VERIFICATION.md'
  trial.behave('verify-goal', `idle=yes; extra='printf -- "---\\nstatus: passed\\n---\\n" >${verification}'`)
  trial.git('add', '.planning')
  trial.git('commit', '-q', '-m', 'Partly')
  expect(trial.run('resume')).toBe(0)
  trial.write('other.txt', 'not of this commit')
  trial.git('add', 'other.txt')
  expect(trial.record('--write', '--commit').code).toBe(0)
  expect(timeless(trial.read('.planning/ROADMAP.md'))).toContain(
    '- [x] **Phase 3: Feed** - People read (completed 2026-02-03)\n',
  )
  expect(timeless(trial.read('.planning/ROADMAP.md'))).toContain(
    '| 3. Feed  | 2/2            | Complete    | 2026-02-03 |',
  )
  expect(trial.read('.planning/STATE.md')).toContain('Progress: [██████████] 100%')
  expect(trial.read('.planning/STATE.md')).not.toContain('The run stopped')
  expect(timeless(trial.read('.planning/phases/03-feed/03-02-SUMMARY.md'))).toContain(
    'key-files:\n  created:\n    - src/part-2.ts\n  modified: []\nrequirements_covered:\n  - id: FEED-02\n    evidence: src/part-2.ts\n',
  )
  const [title, ...files] = trial
    .git('show', '--format=%s', '--name-only', 'HEAD')
    .trim()
    .split('\n')
    .filter(Boolean)
  expect(title).toBe('docs(phase-03): complete phase execution')
  expect(files).toEqual([
    '.planning/REQUIREMENTS.md',
    '.planning/ROADMAP.md',
    '.planning/STATE.md',
    '.planning/phases/03-feed/03-02-SUMMARY.md',
    '.planning/phases/03-feed/03-VERIFICATION.md',
  ])
  expect(trial.git('diff', '--cached', '--name-only')).toBe('other.txt\n')
  expect(trial.record()).toMatchObject({ code: 0, output: '' })
})

test('task directories: plan.json, the marks of the README, a checkpoint for the resume', () => {
  const folder = 'documentation/plans/030-audit/'
  const trial = trialOf(folder, plans.taskDirectory)
  trial.behave('task-2', `idle=yes; extra='printf "## P: BLOCKED\\nreason: a|b <c>\\n"'`)
  trial.run('run')
  const written = trial.record('--write')
  expect(timeless(written.messages)).toContain(`${folder}checkpoint-2026-02-03-1000.md`)
  const readme = trial.read(`${folder}README.md`)
  expect(readme).toContain('> Status: In Progress\n')
  expect(readme).toContain('### Task 1: Table <!-- status:completed -->\n\n- [x] **Complete**\n')
  expect(readme).toContain('### Task 2: Page <!-- status:pending -->\n\n- [ ] **Complete**\n')
  expect(timeless(trial.read(`${folder}plan.json`))).toBe(`{
\t"name": "030-audit",
\t"status": "in_progress",
\t"started_at": "2026-02-03T10:00:00Z",
\t"completed_tasks": 1,
\t"pending_tasks": 1,
\t"tasks": [
\t\t{ "task_id": "task-1", "task_name": "Table", "status": "completed", "dependencies": [], "retry_count": 0, "started_at": "2026-02-03T10:00:00Z", "ended_at": "2026-02-03T10:00:00Z" },
\t\t{ "task_id": "task-2", "task_name": "Page", "status": "failed", "dependencies": ["task-1"], "started_at": "2026-02-03T10:00:00Z", "ended_at": "2026-02-03T10:00:00Z" }
\t]
}`)
  trial.behave('task-2', '')
  trial.run('resume')
  expect(trial.record('--write').code).toBe(0)
  expect(JSON.parse(trial.read(`${folder}plan.json`))).toMatchObject({
    status: 'completed',
    completed_tasks: 2,
    pending_tasks: 0,
  })
  expect(trial.record()).toMatchObject({ code: 0, output: '' })
})

test('workstreams: threads with reports, their tasks, and the stream', () => {
  const trial = trialOf('work/017-limiter/PLAN.md', plans.workstream)
  trial.behave('thread-01-02-01', `idle=yes; extra='printf "## P: BLOCKED\\nreason: say \\"no\\"\\n"'`)
  trial.run('run')
  expect(trial.record('--write').code).toBe(0)
  const { threads } = JSON.parse(trial.read('work/017-limiter/threads.json'))
  expect(threads).toMatchObject([
    {
      threadId: '01.01.01',
      synthesis: { output: 'kept as it is' },
      status: 'completed',
      report: 'Proven: `src/limit/bucket.ts`.',
    },
    { threadId: '01.02.01', threadName: 'Clock', sessions: [], status: 'blocked' },
  ])
  expect(threads[1].report).toContain('the agent reports BLOCKED: say "no"')
  const tasks = trial.read('work/017-limiter/TASKS.md')
  expect(tasks).toContain('- [x] Task 01.01.01.01: Write it')
  expect(tasks).toContain('- [ ] Task 01.02.01.01: Write it')
  const streams = () => JSON.parse(trial.read('work/index.json')).streams
  expect(streams()).toMatchObject([{ status: 'in_progress' }, { id: '017-limiter', status: 'in_progress' }])
  trial.behave('thread-01-02-01', '')
  expect(trial.run('resume')).toBe(0)
  expect(trial.record('--write').code).toBe(0)
  expect(streams()[1].status).toBe('completed')
  expect(trial.record()).toMatchObject({ code: 0, output: '' })
})

test('a thread that was handed over has its new agent, and threads.json is made where there is none', () => {
  const { 'work/017-limiter/threads.json': _, 'work/017-limiter/TASKS.md': __, ...files } = plans.workstream
  const trial = trialOf('work/017-limiter/PLAN.md', {
    ...files,
    'work/agents.yaml':
      'agents:\n  - { name: system-engineer-codex, description: a, best_for: a, models: [a/b] }\n  - { name: system-engineer-opus, description: a, best_for: a, models: [a/b] }\n',
  })
  trial.behave('thread-01-01-01', '[ "$PLAN_TASK_AGENT" = system-engineer-opus ] || code=3')
  expect(trial.run('run')).toBe(0)
  expect(trial.record('--write').code).toBe(0)
  expect(JSON.parse(trial.read('work/017-limiter/threads.json'))).toMatchObject({
    version: '1.0.0',
    stream_id: '017-limiter',
    threads: [{ threadId: '01.01.01', assignedAgent: 'system-engineer-opus' }, { threadId: '01.02.01' }],
  })
  expect(trial.record()).toMatchObject({ code: 0, output: '' })
})
