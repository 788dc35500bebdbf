/** A plan of each dialect, small, with two tasks of which the second needs the first. */

export const phases = {
  'plan.md': `# Cache layer

**Status:** Reviewed - Ready for Implementation

## Phases

### Phase 1: Types

**Principal Owner:** Rust Developer
**Status:** Pending
**Goal:** Define the key.
**Dependencies:** None
**Blast Radius:** \`test -s src/types.rs\`
**Files:** \`src/types.rs\` (new), \`src/lib.rs\`

**Acceptance Criteria:**

- [ ] File \`src/types.rs\` exists
- [ ] \`test -s src/lib.rs\` passes
- [ ] The names follow the glossary

### Phase 2: Eviction

**Principal Owner:** Rust Developer
**Goal:** Evict.
**Dependencies:** Phase 1
**Blast Radius:** \`test -s src/evict.rs\`
**Files:** \`src/evict.rs\`
`,
  'src/lib.rs': 'mod a;\n',
}

const wavePlan = (number: number) => `---
phase: 03-feed
plan: 0${number}
type: execute
wave: ${number}
depends_on: [${number === 1 ? '' : '"03-01"'}]
files_modified: [src/part-${number}.ts]
autonomous: true
requirements: [FEED-0${number}]
must_haves:
  truths: ["Readers see the newest post first"]
---

<objective>
Build part ${number} of the feed.
</objective>

<tasks>
  <task type="auto">
    <name>Task 1: Build</name>
    <files>src/part-${number}.ts</files>
    <action>Keep it small.</action>
    <verify>\`test -s src/part-${number}.ts\`</verify>
    <done>The newest post comes first.</done>
  </task>
</tasks>
`

export const waves = {
  '.planning/phases/03-feed/03-01-PLAN.md': wavePlan(1),
  '.planning/phases/03-feed/03-02-PLAN.md': wavePlan(2),
  '.planning/phases/02-login/02-01-PLAN.md': wavePlan(1).replaceAll('03-feed', '02-login'),
  '.planning/phases/02-login/02-01-SUMMARY.md': '---\nphase: 02-login\nplan: 01\n---\n\n# Summary\n',
  '.planning/STATE.md': `# Project State

## Current Position

Phase: 2 of 8 (Login)
Plan: 1 of 1 in current phase
Status: Ready to execute
Last activity: 2026-01-26 — Completed 02-01-PLAN.md

Progress: [███░░░░░░░] 33%

## Notes

Status: this is another one

### Blockers/Concerns

None yet.

## Session Continuity

Last session: 2026-01-26
Stopped at: Completed 02-01-PLAN.md
`,
  '.planning/ROADMAP.md': `# Roadmap: App

## Phases

- [x] **Phase 2: Login** - People come in
- [ ] **Phase 3: Feed** - People read
- [ ] **Phase 4: Mail** - People write

### Phase 3: Feed
**Goal**: People read
**Depends on**: Phase 2
**Requirements**: FEED-01, FEED-02
**Plans**: 0/2 plans executed

Plans:
- [ ] 03-01-PLAN.md — Part 1
- [ ] 03-02-PLAN.md — Part 2

## Progress

| Phase    | Plans Complete | Status      | Completed  |
|----------|----------------|-------------|------------|
| 2. Login | 1/1            | Complete    | 2026-01-26 |
| 3. Feed  | 0/2            | Not started | -          |
| 4. Mail  | 0/?            | Not started | -          |
`,
  '.planning/REQUIREMENTS.md': `# Requirements

- [ ] **FEED-01**: The newest post comes first
- [ ] **FEED-02**: Page by page
- [ ] **MAIL-01**: Letters

## Traceability

| Requirement | Phase   | Status  | Evidence |
|-------------|---------|---------|----------|
| FEED-01     | Phase 3 | Pending | -        |
| FEED-02     | Phase 3 | Pending | -        |
| MAIL-01     | Phase 4 | Pending | -        |
`,
}

export const taskDirectory = {
  'documentation/plans/030-audit/README.md': `# Plan: Audit log

> **Execute:** \`/uc:plan-execution 030\`
> Status: Approved

## Task List

### Task 1: Table <!-- status:pending -->

- [ ] **Complete**

### Task 2: Page <!-- status:pending -->

- [ ] **Complete**
`,
  'documentation/plans/030-audit/plan.json': `{
\t"name": "030-audit",
\t"status": "approved",
\t"started_at": null,
\t"completed_tasks": 0,
\t"pending_tasks": 2,
\t"tasks": [
\t\t{ "task_id": "task-1", "task_name": "Table", "status": "pending", "dependencies": [], "retry_count": 0 },
\t\t{ "task_id": "task-2", "task_name": "Page", "status": "pending", "dependencies": ["task-1"] }
\t]
}`,
  'documentation/plans/030-audit/tasks/task-1/task.md': brief(1, 'Table', 'None'),
  'documentation/plans/030-audit/tasks/task-2/task.md': brief(2, 'Page', '`task-1`'),
}

function brief(number: number, title: string, needs: string): string {
  return `# Task ${number}: ${title}

**Description:** Make it.

**Files:**

- \`src/audit-${number}.ts\`

**Patterns:** None identified

**Research:** None applicable

**Success criteria:**

1. It is there

**Dependencies:** ${needs}
`
}

export const workstream = {
  'work/017-limiter/PLAN.md': `# Plan: Rate limiter

## Summary

A token bucket for the public API.

## Stages

### Stage 01: Core

#### Stage Definition

The library only.

#### Stage Batches

##### Batch 01: Primitives

###### Thread 01: Bucket @agent:system-engineer-codex

**Summary:** A pure token bucket.

**Details:**

- Files: \`src/limit/bucket.ts\` (new)

##### Batch 02: Time

###### Thread 01: Clock @agent:system-engineer-codex

**Summary:** A clock.

**Details:**

- Files: \`src/limit/clock.ts\` (new)
`,
  'work/017-limiter/TASKS.md': `# Tasks: Rate limiter

## Stage 01: Core

### Batch 01: Primitives

#### Thread 01: Bucket @agent:system-engineer-codex
- [ ] Task 01.01.01.01: Write it

### Batch 02: Time

#### Thread 01: Clock @agent:system-engineer-codex
- [ ] Task 01.02.01.01: Write it
`,
  'work/017-limiter/threads.json': `{
  "version": "1.0.0",
  "stream_id": "017-limiter",
  "last_updated": "2026-01-02T10:00:00.000Z",
  "threads": [
    {
      "threadId": "01.01.01",
      "sessions": [],
      "synthesis": { "output": "kept as it is" }
    }
  ]
}
`,
  'work/index.json': `{
  "version": "1.0.0",
  "last_updated": "2026-01-02T10:00:00.000Z",
  "streams": [
    { "id": "016-other", "status": "in_progress" },
    { "id": "017-limiter", "name": "limiter", "updated_at": "2026-01-02T10:00:00.000Z" }
  ]
}
`,
}
