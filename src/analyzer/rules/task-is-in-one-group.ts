import type { Finding } from '../../diagnostics/diagnostic.ts'
import { type DeclaredGroup, declaredGroups, groupName, type Member, membersOf } from '../groups.ts'
import { nameOf } from '../naming.ts'
import type { Rule, RuleInput } from '../rule.ts'
import type { Vertex } from '../seats.ts'

/** Only a table is taken to name every task: a sentence or a diagram may speak of some. */
export const taskIsInOneGroup: Rule = {
  code: 'PC207',
  name: 'task-is-in-one-group',
  severity: 'warning',
  checklist: false,
  summary: 'A table of parallel groups holds every task once.',
  *check(input) {
    const groups = declaredGroups(input.plan).filter(({ source }) => source === 'table')
    const places = new Map<Vertex, { readonly group: DeclaredGroup; readonly member: Member }[]>()
    for (const group of groups) {
      for (const member of membersOf(group, input.graph)) {
        places.set(member.vertex, [...(places.get(member.vertex) ?? []), { group, member }])
      }
    }
    if (places.size > 0) yield* inNone(groups, new Set(places.keys()), input)
    for (const [vertex, [first, second]] of places) {
      if (first === undefined || second === undefined) continue
      yield {
        span: second.member.reference.span,
        message: `${nameOf(vertex)} is in ${groupName(first.group)} and in ${groupName(second.group)}`,
        related: [
          {
            span: first.member.reference.span,
            message: `${nameOf(vertex)} is in ${groupName(first.group)} here`,
          },
        ],
        help: 'Leave it in the group in which it runs.',
      }
    }
  },
}

function* inNone(
  groups: readonly DeclaredGroup[],
  held: ReadonlySet<Vertex>,
  { tasks }: RuleInput,
): Generator<Finding> {
  const first = groups[0]
  for (const task of tasks) {
    if (held.has(task)) continue
    yield {
      span: task.heading,
      message: `${nameOf(task)} is in no parallel group`,
      related: first === undefined ? [] : [{ span: first.span, message: 'the groups begin here' }],
      help: 'Add it to the group in which it runs, or give it a group of its own.',
    }
  }
}
