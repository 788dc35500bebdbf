import type { Labels } from '../profile.ts'
import type { Section } from '../section.ts'
import { readPartHeading } from '../values/unit-heading.ts'
import { type Candidate, countFields } from './candidate.ts'

/** Headings below a unit that go on with its number are its parts: `#### 2.1 Loader` below `### Phase 2`. */
export function numberedParts(
  { children }: Section,
  whole: string,
  reading: { readonly source: string; readonly labels: Labels },
): readonly Candidate[] {
  return children.flatMap((child) => {
    const heading = child.heading && readPartHeading(child.heading, reading.source, whole)
    if (heading === undefined) return numberedParts(child, whole, reading)
    const parts = numberedParts(child, heading.id, reading)
    return [{ heading, section: child, fields: countFields(child, reading.labels), children: parts }]
  })
}

export function isPart({ heading }: Candidate, { heading: { id } }: Candidate): boolean {
  return heading.word === 'Step' && heading.id.toLowerCase().startsWith(`${id.toLowerCase()}.`)
}
