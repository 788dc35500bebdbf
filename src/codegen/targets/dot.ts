import { md } from '../escape.ts'
import { drawnNodes, type GraphNode, labelOf, wavesOf } from '../graph.ts'
import type { Target } from '../target.ts'

/** A digraph: waves as clusters, arrows from what is needed to what waits for it. */
export const dot: Target = {
  id: 'dot',
  summary: 'The schedule as a Graphviz digraph',
  written: false,
  *emit(input) {
    const nodes = drawnNodes(input)
    const lines = [
      'digraph plan {',
      '  rankdir=LR',
      '  node [shape=box]',
      ...wavesOf(nodes).flatMap(({ number, nodes }) => [
        `  subgraph cluster_${number} {`,
        `    label="Wave ${number}"`,
        ...nodes.map((node) => `    "${node.row.key}" [label="${label(labelOf(node))}"${shapeOf(node)}]`),
        '  }',
      ]),
      ...nodes.flatMap(({ row }) => row.needs.map((need) => `  "${need}" -> "${row.key}"`)),
      '}',
    ]
    yield { path: 'plan.dot', contents: lines.map((line) => `${line}\n`).join('') }
  },
}

/** A gate has six corners, a check a tab, what is done before a dashed line; a barrier is a point. */
function shapeOf({ row: { kind }, slot }: GraphNode): string {
  switch (kind) {
    case 'task':
      return ''
    case 'check':
      return ' shape=component'
    case 'gate':
      return ' shape=hexagon'
    case 'barrier':
      return slot === undefined ? ' shape=point' : ' style=dashed'
  }
}

/** Quotes end a string, a backslash starts an escape, an ampersand an HTML entity. */
function label(text: string): string {
  return md(text).replace(/["\\]/g, '\\$&').replaceAll('&', '&amp;')
}
