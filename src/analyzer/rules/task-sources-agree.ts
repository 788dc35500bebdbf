import type { Finding } from '../../diagnostics/diagnostic.ts'
import type { Task } from '../../plan/plan.ts'
import type { Saying } from '../../plan/task-directory.ts'
import { listed, nameOf, shortened } from '../naming.ts'
import { recordsOf } from '../records.ts'
import type { Rule, RuleInput } from '../rule.ts'

export const taskSourcesAgree: Rule = {
  code: 'PC240',
  name: 'task-sources-agree',
  severity: 'warning',
  checklist: false,
  summary: "The README, a task's own file and the state file tell of the same tasks in the same order.",
  *check(input) {
    for (const { task, record } of recordsOf(input)) {
      for (const saying of record.sayings ?? []) {
        yield* otherTitle(task, saying)
        yield* otherNeeds(task, saying, input)
      }
    }
    yield* strays(input)
    yield* forgotten(input)
  },
}

const places: Readonly<Record<Saying['from'], string>> = {
  heading: 'The README',
  index: 'The list of tasks',
  section: 'This sentence',
  state: 'The state file',
}

function* otherTitle(task: Task, { from, title }: Saying): Generator<Finding> {
  if (title === undefined || plain(title.value) === plain(task.title.value)) return
  yield {
    span: title.span,
    message: `${places[from]} calls ${nameOf(task)} “${shortened(title.value)}”`,
    related: [{ span: task.title.span, message: 'its title' }],
    help: 'Give it one title.',
    severity: 'info',
  }
}

/** Sentences may speak of some dependencies only, and of those that follow from others. */
function* otherNeeds(task: Task, { from, needs }: Saying, { graph }: RuleInput): Generator<Finding> {
  if (needs === undefined || task.needs === undefined) return
  const own = task.needs.value.filter(({ soft }) => !soft).map(({ id }) => id)
  const told = needs.value.map(({ value }) => value)
  const more = told.filter((id) => !own.includes(id) && !(from === 'section' && graph.waitsFor(task.id, id)))
  const less = from === 'section' ? [] : own.filter((id) => !told.includes(id))
  if (more.length === 0 && less.length === 0) return
  yield {
    span: needs.span,
    message: `${places[from]} lets ${nameOf(task)} wait for ${idsOf(told)}, and the task itself for ${idsOf(own)}`,
    related: [{ span: task.needs.span, message: 'what the task itself says; it counts' }],
    help: 'Make them say the same: one of them is what runs, another what was agreed.',
  }
}

function idsOf(ids: readonly string[]): string {
  return ids.length === 0 ? 'nothing' : `task${ids.length === 1 ? '' : 's'} ${listed(ids.map(shortened))}`
}

const strayKinds = {
  state: 'The state file tells of',
  approach: 'An approach was written for',
  result: 'An implementation was reported for',
} as const

function* strays({ plan }: RuleInput): Generator<Finding> {
  for (const { kind, id, span } of plan.directory?.strays ?? []) {
    yield {
      span,
      message: `${strayKinds[kind]} task ${shortened(id)}, which the plan does not have`,
      help: 'Add the task to the README, or take it out here.',
    }
  }
}

/** Tasks that the state file leaves out, where it lists any. */
function* forgotten(input: RuleInput): Generator<Finding> {
  const records = recordsOf(input)
  // Files of teams come one by one, as teams are started.
  const known = records.map(({ task, record }) => {
    return {
      task,
      saying: record.sayings?.find(({ from, span }) => from === 'state' && !span.path.includes('/teams/')),
    }
  })
  const listing = known.find(({ saying }) => saying !== undefined)?.saying
  if (listing === undefined) return
  for (const { task, saying } of known) {
    if (saying !== undefined) continue
    yield {
      span: task.heading,
      message: `The state file does not list ${nameOf(task)}`,
      related: [{ span: listing.span, message: 'it lists others here' }],
      help: 'Add it there: what is not listed is not started.',
    }
  }
}

/** Marks, quotes, dashes and case make no other title. */
function plain(title: string): string {
  return (title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
}
