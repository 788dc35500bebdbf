/** A plan without a finding, even under `--strict`: two phases side by side, one that joins them. */
export const goodPlan = `# Height map

**Status:** Reviewed - Ready for Implementation

## Phases

${phase(1, 'Types', 'None', 'src/types.rs')}
${phase(2, 'Noise', 'Phase 1', 'src/noise.rs')}
${phase(3, 'Colours', 'Phase 1', 'src/colours.rs')}
## Parallel Execution Groups

| Parallel Group | Phases | Reason |
|---|---|---|
| A | Phase 1 | The others use its types |
| B | Phase 2, Phase 3 | They share no file |
`

/** The same, and Phase 2 depends on a phase that there is not. */
export const badPlan = goodPlan.replace('**Dependencies:** Phase 1\n', '**Dependencies:** Phase 7\n')

function phase(number: number, title: string, needs: string, path: string): string {
  return `### Phase ${number}: ${title}

**Principal Owner:** Rust Developer

**Goal:** ${title} work.

**Dependencies:** ${needs}

**Blast Radius:** \`cargo test ${title.toLowerCase()}\`

**Files to create/modify:**

- \`${path}\` (new)

**Acceptance Criteria:**

- [ ] \`cargo test ${title.toLowerCase()}\` runs 3+ tests

`
}
