/**
 * A phase plan of `count` tasks, ten of them abreast, with the five faults of {@link faults}: each layer waits for two
 * tasks of the one before it.
 *
 * @param {number} count at least 10
 */
export function faultyPlan(count) {
  const tasks = Array.from({ length: count }, (_, index) => taskOf(index + 1))
  const [second, third, fourth, fifth, sixth, seventh] = tasks.slice(1)
  if (!second || !third || !fourth || !fifth || !sixth || !seventh) throw new Error('ten tasks at least')
  second.needs = 'Phase 3'
  third.needs = 'Phase 4'
  fourth.needs = 'Phase 2' // a cycle of three
  fifth.needs = 'Phase 90000' // there is none
  sixth.criteria = ''
  seventh.file = 'src/part-1.ts' // at the same time as phase 1
  tasks.push({ ...taskOf(9), name: 'Part nine, again' })
  return `# A plan with faults\n\n## Phases\n${tasks.map(textOf).join('')}`
}

/** What is wrong with it, by the names of our rules. */
export const faults = [
  'no-dependency-cycle',
  'no-unknown-dependency',
  'no-duplicate-id',
  'task-has-criteria',
  'no-parallel-write',
]

/** @param {number} number counted from 1 */
function taskOf(number) {
  const before = number - 10
  return {
    number,
    name: `Part ${number}`,
    needs: before < 1 ? 'None' : `Phase ${before}, Phase ${before % 10 === 0 ? before - 9 : before + 1}`,
    file: `src/part-${number}.ts`,
    criteria: `- [ ] \`npm test -- part-${number}\` passes`,
  }
}

/** @param {ReturnType<typeof taskOf>} task */
function textOf({ number, name, needs, file, criteria }) {
  return `
### Phase ${number}: ${name}

**Principal Owner:** typescript-developer
**Dependencies:** ${needs}
**Blast Radius:** \`npm test -- part-${number}\`

**Files to create/modify:**

- \`${file}\` (create)
${criteria === '' ? '' : `\n**Acceptance Criteria:**\n\n${criteria}\n`}`
}
