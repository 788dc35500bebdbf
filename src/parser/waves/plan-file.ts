import type { MarkdownDocument } from '../dialect.ts'
import type { Tags } from '../tags/tags.ts'
import { booleanIn, textIn } from '../values.ts'
import { readPlanTags } from './grammar.ts'
import { type Head, headOf, keyIn } from './head.ts'
import { type PlanPath, planId } from './layout.ts'
import { type Body, bodyOf } from './sketch.ts'

/** A plan file as it was found, before its dependencies are looked up. */
export interface PlanFile {
  readonly id: string
  readonly place: PlanPath
  readonly document: MarkdownDocument
  readonly head: Head
  readonly tags: Tags
  readonly body: Body
  /** It closes gaps that a verification found: part of a later round. */
  readonly closesGaps: boolean
}

export function planFile(document: MarkdownDocument, place: PlanPath): PlanFile {
  const head = headOf(document)
  const tags = readPlanTags(document.source, head.bodyStart)
  const said = textIn(keyIn(head, 'plan'))?.value
  return {
    id: planId(place, said),
    place,
    document,
    head,
    tags,
    body: bodyOf(document, head, tags),
    closesGaps: booleanIn(keyIn(head, 'gap_closure'))?.value === true || /gap/i.test(place.number ?? ''),
  }
}
