import type { Criterion, FileChange, Node, Plan, Reference, Step, Task, Work } from './plan.ts'

/**
 * What a plan asks for, as text that can be compared: its units, their order, files, criteria and scopes of tests.
 * How far the work has come is left out, because that is written into the documents while the plan is carried out:
 * status, ticks, reports, checkpoints, and who has taken a task over.
 */
export function meaningOf({ dialect, title, body }: Plan): string {
  return JSON.stringify([dialect, title?.value, body.map(meaningOfNode)])
}

function meaningOfNode(node: Node): unknown {
  switch (node.kind) {
    case 'group':
      return [
        node.kind,
        node.id,
        node.title.value,
        node.order,
        idsOf(node.needs),
        node.body.map(meaningOfNode),
      ]
    case 'gate':
      return [node.kind, node.id, idsOf(node.needs)]
    case 'task':
      return [
        ...meaningOfWork(node),
        ...meaningOfTask(node),
        node.steps.map((step: Step) => meaningOfWork(step)),
      ]
  }
}

function meaningOfWork(work: Work): readonly unknown[] {
  const { id, word, title, owner, goal, needs, files, criteria, blastRadius } = work
  return [
    [id, word, title.value, owner?.value, goal?.value, idsOf(needs)],
    files?.value.map(meaningOfFile),
    criteria?.value.map(meaningOfCriterion),
    blastRadius?.value,
  ]
}

function meaningOfTask({ purpose, packages, wave, human, contract }: Task): readonly unknown[] {
  return [
    [purpose, human, wave?.value, packages.map(({ value }) => value)],
    contract?.truths?.value.map(({ value }) => value),
    contract?.requirements?.value.map(({ value }) => value),
    contract?.artifacts.map(({ path, minimumLines, exports, contains }) => [
      path.value,
      minimumLines,
      exports,
      contains,
    ]),
    contract?.links.map(({ from, to, pattern }) => [from.value, to.value, pattern?.value]),
  ]
}

function meaningOfFile({ path, mode, kind }: FileChange): readonly unknown[] {
  return [path, mode, kind]
}

function meaningOfCriterion({ text, proof }: Criterion): readonly unknown[] {
  return [text, proof]
}

function idsOf(needs: { readonly value: readonly Reference[] } | undefined): readonly unknown[] | undefined {
  return needs?.value.map(({ id, soft }) => [id, soft])
}
