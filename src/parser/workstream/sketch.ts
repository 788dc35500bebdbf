import type { MarkdownDocument } from '../dialect.ts'
import type { Section } from '../section.ts'
import type { LadderHeading } from './heading.ts'

/** `plan`: one PLAN.md; `stage`: a PLAN.md for each stage; `tasks`: TASKS.md. */
export type Form = 'plan' | 'stage' | 'tasks'

export interface ThreadSketch {
  readonly kind: 'thread'
  /** `01.02.03`; a repeated one gets `#2`. */
  readonly id: string
  readonly heading: LadderHeading
  readonly section: Section
}

export interface BatchSketch {
  readonly kind: 'batch'
  readonly id: string
  readonly heading: LadderHeading
  readonly section: Section
  readonly threads: readonly ThreadSketch[]
}

export interface StageSketch {
  readonly id: string
  /** `undefined` where a thread or batch stands in no stage. */
  readonly heading: LadderHeading | undefined
  readonly section: Section
  /** In text order; a thread among them stands in no batch. */
  readonly body: readonly (BatchSketch | ThreadSketch)[]
}

export interface Ladder {
  readonly document: MarkdownDocument
  readonly form: Form
  readonly stages: readonly StageSketch[]
  /** Headings that look like a unit and are not read. */
  readonly left: number
}
