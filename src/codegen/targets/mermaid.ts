import { md } from '../escape.ts'
import { drawnNodes, type GraphNode, labelOf, wavesOf } from '../graph.ts'
import type { Target } from '../target.ts'

/** A flowchart: waves as boxes, arrows from what is needed to what waits for it. */
export const mermaid: Target = {
  id: 'mermaid',
  summary: 'The schedule as a mermaid flowchart',
  written: false,
  *emit(input) {
    const nodes = drawnNodes(input)
    const lines = [
      'flowchart TD',
      ...wavesOf(nodes).flatMap(({ number, nodes }) => [
        `  subgraph wave_${number}["Wave ${number}"]`,
        ...nodes.map((node) => `    ${nameOf(node.row.key)}${shapeOf(node)}`),
        '  end',
      ]),
      ...nodes.flatMap(({ row }) => row.needs.map((need) => `  ${nameOf(need)} --> ${nameOf(row.key)}`)),
    ]
    yield { path: 'plan.mmd', contents: lines.map((line) => `${line}\n`).join('') }
  },
}

/** A gate has six corners, a check double sides, what is done before round ends; a barrier is a dot. */
function shapeOf(node: GraphNode): string {
  const text = label(labelOf(node))
  switch (node.row.kind) {
    case 'task':
      return `["${text}"]`
    case 'check':
      return `[["${text}"]]`
    case 'gate':
      return `{{"${text}"}}`
    case 'barrier':
      return text === '' ? '((" "))' : `(["${text}"])`
  }
}

/** Hyphens could be read as the start of an arrow. */
function nameOf(key: string): string {
  return key.replaceAll('-', '_')
}

/** Everything that is not plainly text becomes an entity: quotes, brackets, ticks, `%%{init}%%`. */
function label(text: string): string {
  return md(text).replace(
    /[^\p{L}\p{M}\p{N} .,:!?“”’–—/_+-]/gu,
    (character) => `#${character.codePointAt(0)};`,
  )
}
