import type { Slot } from '../../plan/schedule.ts'
import { md } from '../escape.ts'
import { slugOf } from '../layout.ts'
import type { EmitInput, Target } from '../target.ts'
import { nameOf } from '../words.ts'

/** A flowchart: waves as boxes, arrows from what is needed to what waits for it. */
export const mermaid: Target = {
  id: 'mermaid',
  summary: 'The schedule as a mermaid flowchart',
  written: false,
  *emit(input) {
    const lines = [
      'flowchart TD',
      ...input.schedule.waves.flatMap(({ number, slots }) => [
        `  subgraph wave_${number}["Wave ${number}"]`,
        ...slots.map((slot) => `    ${printSlot(slot, input)}`),
        '  end',
      ]),
      ...input.schedule.waves.flatMap(({ slots }) => slots.flatMap((slot) => printEdges(slot, input))),
    ]
    yield { path: 'plan.mmd', contents: lines.map((line) => `${line}\n`).join('') }
  },
}

function printSlot(slot: Slot, { slugs }: EmitInput): string {
  switch (slot.kind) {
    case 'run':
      return `${node(slot.task.id, slugs)}["${label(nameOf(slot.task))}"]`
    case 'ask':
      return `${node(slot.gate.id, slugs)}{{"${label(slot.gate.title.value)}"}}`
  }
}

function printEdges(slot: Slot, { schedule, slugs }: EmitInput): readonly string[] {
  const { id } = slot.kind === 'run' ? slot.task : slot.gate
  return (schedule.waitsFor.get(id) ?? []).map((needed) => `  ${node(needed, slugs)} --> ${node(id, slugs)}`)
}

/** Hyphens could be read as the start of an arrow. */
function node(id: string, slugs: ReadonlyMap<string, string>): string {
  return slugOf(slugs, id).replaceAll('-', '_')
}

/** Everything that is not plainly text becomes an entity: quotes, brackets, ticks, `%%{init}%%`. */
function label(text: string): string {
  return md(text).replace(
    /[^\p{L}\p{M}\p{N} .,:!?“”’–—/_+-]/gu,
    (character) => `#${character.codePointAt(0)};`,
  )
}
