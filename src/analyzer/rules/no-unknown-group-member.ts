import { unitsOf } from '../../plan/walk.ts'
import { renamed } from '../fixes/rename.ts'
import { declaredGroups, groupName } from '../groups.ts'
import { isSameId, meaningAmong } from '../meant.ts'
import { capitalised, nameOf, ticked } from '../naming.ts'
import type { Rule } from '../rule.ts'
import { headingOf } from '../seats.ts'

export const noUnknownGroupMember: Rule = {
  code: 'PC206',
  name: 'no-unknown-group-member',
  severity: 'warning',
  checklist: false,
  summary: 'Every member of a parallel group is a task of the plan.',
  *check(input) {
    const { plan, graph } = input
    const units = unitsOf(plan)
    const meaning = meaningAmong(units)
    const known = new Set(units.map(({ id }) => id))
    for (const group of declaredGroups(plan)) {
      for (const { id, span } of group.members) {
        if (known.has(id) || graph.verticesOf(id).length > 0) continue
        const meant = meaning(id)
        const edits = meant === undefined ? [] : renamed(input, span, id, meant.id)
        const safety = meant !== undefined && isSameId(id, meant.id) ? 'safe' : 'unsafe'
        yield {
          span,
          message: `${capitalised(groupName(group))} holds ${ticked(id)}, and nothing in this plan has that id`,
          help:
            meant === undefined
              ? 'Name a task of this plan, or take it out.'
              : `Did you mean ${nameOf(meant)}?`,
          ...(meant && { related: [{ span: headingOf(meant), message: 'the closest is here' }] }),
          ...(meant && edits.length > 0 && { fix: { safety, title: `Name ${meant.id}`, edits } }),
        }
      }
    }
  },
}
