import type { RuleInput } from './rule.ts'
import { sharedWrites, type Write } from './shared-writes.ts'

/** Of more writers than these one finding names no more. */
const most = 50

/** For each write, in text order, those before it in the text that it meets and that no dependency orders. */
export function unorderedWrites({
  tasks,
  graph,
  schedule,
  workspace,
}: RuleInput): ReadonlyMap<Write, readonly Write[]> {
  const found = new Map<Write, Write[]>()
  const placeOf = ({ task }: Write) => graph.seating.of.get(task)?.entry ?? 0
  const ordered = (a: Write, b: Write) =>
    graph.reaches(placeOf(b), placeOf(a)) || graph.reaches(placeOf(a), placeOf(b))
  const compare = (earlier: Write, later: Write) => {
    const others = found.get(later) ?? []
    if (others.length >= most || earlier.index === later.index || ordered(earlier, later)) return
    others.push(earlier)
    found.set(later, others)
  }
  const waves = new Map(
    schedule.waves.flatMap(({ number, slots }) => slots.map((slot) => [idOf(slot), number])),
  )
  const wave = ({ task }: Write) => waves.get(task.id) ?? 0
  const { same, crossing } = sharedWrites(tasks, workspace.caseInsensitive)
  for (const writes of same) {
    // Writers of one file run in waves of their own: where each is ordered with the next, all are.
    const inTurn = writes.toSorted((a, b) => wave(a) - wave(b))
    if (inTurn.every((write, index) => index === 0 || ordered(inTurn[index - 1] ?? write, write))) continue
    for (const [index, later] of writes.entries()) {
      for (const earlier of writes.slice(0, index)) compare(earlier, later)
    }
  }
  for (const [some, others] of crossing) {
    for (const one of some) {
      for (const other of others) {
        if (one.index < other.index) compare(one, other)
        else compare(other, one)
      }
    }
  }
  return new Map([...found].sort(([a], [b]) => a.index - b.index))
}

function idOf(slot: RuleInput['schedule']['waves'][number]['slots'][number]): string {
  return slot.kind === 'run' ? slot.task.id : slot.gate.id
}
