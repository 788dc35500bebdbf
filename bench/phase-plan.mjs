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
 * A phase plan without a fault, of at least `size` bytes: each phase waits for the one before and writes its own file.
 *
 * @param {number} size
 */
export function phasePlan(size) {
  let text =
    '# Ledger in a file\n\nA small ledger learns to read, keep and show its entries, one step after another.\n\n## Phases\n'
  for (let number = 1; text.length < size; number += 1) text += `\n${phase(number)}`
  return text
}

/** @param {number} number counted from 1 */
function phase(number) {
  const subject = subjects[(number - 1) % subjects.length]
  const file = `src/${subject?.toLowerCase()}-${number}.ts`
  return `### Phase ${number}: ${subject}

**Goal:** The ledger has a ${subject?.toLowerCase()} that later phases build on.
**Principal Owner:** typescript-developer
**Dependencies:** ${number === 1 ? 'None' : `Phase ${number - 1}`}
**Blast Radius:** \`npm test -- ${subject?.toLowerCase()}\`

**Files to create/modify:**

- \`${file}\` (create)
- \`${file.replace('.ts', '.test.ts')}\` (create)

**Acceptance Criteria:**

- [ ] Every entry of the sample ledger comes through unchanged
- [ ] An entry without a date is refused with its line number
- [ ] \`npm test\` passes
`
}
