import type { Slot } from '../../plan/schedule.ts'
import { md } from '../escape.ts'
import { slugOf } from '../layout.ts'
import type { EmitInput, Target } from '../target.ts'
import { nameOf } from '../words.ts'

/** A digraph: waves as clusters, arrows from what is needed to what waits for it. */
export const dot: Target = {
  id: 'dot',
  summary: 'The schedule as a Graphviz digraph',
  written: false,
  *emit(input) {
    const lines = [
      'digraph plan {',
      '  rankdir=LR',
      '  node [shape=box]',
      ...input.schedule.waves.flatMap(({ number, slots }) => [
        `  subgraph cluster_${number} {`,
        `    label="Wave ${number}"`,
        ...slots.map((slot) => `    ${printSlot(slot, input)}`),
        '  }',
      ]),
      ...input.schedule.waves.flatMap(({ slots }) => slots.flatMap((slot) => printEdges(slot, input))),
      '}',
    ]
    yield { path: 'plan.dot', contents: lines.map((line) => `${line}\n`).join('') }
  },
}

function printSlot(slot: Slot, { slugs }: EmitInput): string {
  switch (slot.kind) {
    case 'run':
      return `"${slugOf(slugs, slot.task.id)}" [label="${label(nameOf(slot.task))}"]`
    case 'ask':
      return `"${slugOf(slugs, slot.gate.id)}" [label="${label(slot.gate.title.value)}" shape=hexagon]`
  }
}

function printEdges(slot: Slot, { schedule, slugs }: EmitInput): readonly string[] {
  const { id } = slot.kind === 'run' ? slot.task : slot.gate
  const needs = schedule.waitsFor.get(id) ?? []
  return needs.map((needed) => `  "${slugOf(slugs, needed)}" -> "${slugOf(slugs, id)}"`)
}

/** Quotes end a string, a backslash starts an escape, an ampersand an HTML entity. */
function label(text: string): string {
  return md(text).replace(/["\\]/g, '\\$&').replaceAll('&', '&amp;')
}
