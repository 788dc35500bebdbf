/**
 * What `npm run new` writes: a file that type-checks and a page that does not hold yet.
 *
 * @typedef {{ readonly name: string, readonly identifier: string, readonly code: string }} Names
 * @typedef {{ readonly file: string, readonly page: string }} Texts
 */

const plan = `# Ship it

## Phases

### Phase 1: Parser

**Principal Owner:** rust-developer
**Dependencies:** None
**Blast Radius:** \`cargo test parser\`

**Files to create/modify:**

- \`src/parser.rs\` (create)

**Acceptance Criteria:**

- [ ] \`cargo test parser\` passes
`

/** @type {(names: Names) => Texts} */
export function ruleSkeleton({ name, identifier, code }) {
  return {
    file: `import type { Rule } from '../rule.ts'

export const ${identifier}: Rule = {
  code: '${code}',
  name: '${name}',
  severity: 'warning',
  checklist: false,
  summary: 'What is always so, in one sentence.',
  *check({ tasks }) {
    for (const task of tasks) {
      yield {
        span: task.heading,
        message: \`“\${task.title.value}” is not as it should be\`,
        help: 'What the author does next.',
      }
    }
  },
}
`,
    page: `# ${name} (${code})

What is always so, in one sentence.
Then why: what goes wrong where it is not.

To mend it, say the author's next move.

## A plan that breaks it

${planFence()}

\`\`\`diagnostics
plan.md:5:5 warning ${code} ${name}: “Parser” is not as it should be
\`\`\`

## A near miss

${planFence()}

\`\`\`diagnostics
\`\`\`

## When to switch it off

Where what it asks for is not wanted, and for what reason.

## Related

[the-name-of-another-rule](the-name-of-another-rule.md)
`,
  }
}

/** @type {(names: Names) => Texts} */
export function dialectSkeleton({ name, identifier }) {
  return {
    file: `import type { Plan } from '../../plan/plan.ts'
import { startOf } from '../../source/source-file.ts'
import type { Dialect, Document } from '../dialect.ts'

/** What one of these plans looks like, in one sentence. */
export const ${identifier}: Dialect = {
  id: '${name}',
  summary: 'What one of these plans looks like',
  recognises: () => 0,
  frontEnd:
    async () =>
    ([entry]) =>
      lowerEntry(entry),
}

function lowerEntry({ path, source }: Document): Plan {
  return {
    kind: 'plan',
    dialect: ${identifier}.id,
    path,
    span: startOf(source),
    title: undefined,
    status: undefined,
    body: [],
    claims: [],
    checkpoints: [],
    context: [],
    coverage: { found: 0, understood: 0 },
  }
}
`,
    page: `# ${name}

What one of these plans looks like, who writes them, and how it is told from the other dialects.

## The smallest plan

${planFence()}

\`\`\`text plan.txt
\`\`\`
`,
  }
}

/** @type {(names: Names) => Texts} */
export function targetSkeleton({ name, identifier }) {
  return {
    file: `import type { Target } from '../target.ts'

/** What it prints, and which tool reads it. */
export const ${identifier}: Target = {
  id: '${name}',
  summary: 'What it prints',
  written: false,
  *emit({ plan, folder }) {
    yield { path: \`\${folder}/${name}.txt\`, contents: \`\${plan.dialect}\\n\` }
  },
}
`,
    page: `# ${name}

What it prints, which tool reads it, and where that tool's format is described.

## One task

${planFence()}

\`\`\`text ${name}.txt
\`\`\`
`,
  }
}

function planFence() {
  return `\`\`\`\`plan\n${plan}\`\`\`\``
}
