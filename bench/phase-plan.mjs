const subjects = [
  'Parser',
  'Printer',
  'Cache',
  'Index',
  'Search',
  'Import',
  'Export',
  'Report',
  'Archive',
  'Digest',
]

/**
 * A phase plan without a fault, of at least `size` bytes: one phase for all others to build on, then all at once,
 * each with files of its own.
 *
 * @param {number} size
 */
export function phasePlan(size) {
  let phases = ''
  let count = 0
  while (phases.length + 300 < size) phases += `\n${phase(++count)}`
  const others = Array.from({ length: count - 1 }, (_, index) => index + 2)
  return `# Ledger in a file

**Status:** Reviewed - Ready for Implementation

A small ledger learns to read, keep and show its entries, one step after another.

## Parallelization

| Parallel Group | Phases |
| -------------- | ------ |
| A              | 1      |
| B              | ${others.join(', ')} |

## Phases
${phases}`
}

/** @param {number} number counted from 1 */
function phase(number) {
  const subject = subjects[(number - 1) % subjects.length] ?? ''
  const name = subject.toLowerCase()
  return `### Phase ${number}: ${subject}

**Goal:** The ledger has a ${name} that later phases build on.
**Principal Owner:** typescript-developer
**Dependencies:** ${number === 1 ? 'None' : 'Phase 1'}
**Blast Radius:** \`npm test -- ${name}\`

**Files to create/modify:**

- \`src/${name}-${number}.ts\` (create)
- \`src/${name}-${number}.test.ts\` (create)

**Acceptance Criteria:**

- [ ] Every entry of the sample ledger comes through unchanged
- [ ] An entry without a date is refused with its line number
- [ ] \`npm test\` passes
`
}
