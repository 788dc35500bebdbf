import type { Finding, Report } from '../../diagnostics/diagnostic.ts'
import type { Claim, Plan } from '../../plan/plan.ts'
import type { Stray } from '../../plan/task-directory.ts'
import { startOf } from '../../source/source-file.ts'
import { located, type SourceSpan } from '../../source/span.ts'
import type { Document, MarkdownDocument } from '../dialect.ts'
import { fieldsOf, textsOf } from '../lookup.ts'
import { dependencyIsUnderstood } from '../problems.ts'
import type { Section, Text } from '../section.ts'
import { normalId } from '../values/identifier.ts'
import { planStatus } from '../values/status.ts'
import { type Candidate, idOf } from './candidates.ts'
import { readCheckpoint } from './checkpoint.ts'
import type { Chosen } from './choose.ts'
import { type Entry, entriesOf, namesOf } from './entries.ts'
import { readEvidence } from './evidence.ts'
import { groupingsOf, groupNodes } from './groupings.ts'
import { contextOf, readHeader } from './header.ts'
import { folderOf, foldersNamed, planName, type Role, roleOf } from './layout.ts'
import { reportLeftOver } from './left-over.ts'
import { type Elsewhere, type Lowered, lowerEntry } from './lower-entry.ts'
import { readOrder } from './order.ts'
import { type NamedPlan, otherPlansIn } from './other-plans.ts'
import { labels } from './profile.ts'
import { recordOf } from './record.ts'
import { repeatedIn } from './repeated.ts'
import type { Order } from './sentences.ts'
import { orderNeeds } from './sources.ts'
import { readState, type State, type StateTask } from './state.ts'
import { refusedIn } from './take.ts'
import { reportTeamWords } from './team-words.ts'

/** The README and all files of its folder to a plan. */
export function lowerPlan(
  readme: MarkdownDocument,
  others: readonly Document[],
  siblings: readonly string[] | undefined,
  report: Report,
): Plan {
  const { path, source, outline } = readme
  const roles = others.flatMap((document) => roleOf(document, folderOf(path)) ?? [])
  const { entries, chosen } = entriesOf(readme, roles)
  const names = namesOf(entries)
  const header = readHeader(outline)
  const states = roles.flatMap((role) => (role.kind === 'state' ? [readState(role.document, report)] : []))
  const spans = entries.flatMap(({ candidate }) => (candidate === undefined ? [] : [candidate.section.span]))
  const order = readOrder(outline, spans, { source: source.text, names })
  if (names.room.left < 0) report(dependencyIsUnderstood, tooMany(startOf(source)))
  const reading = { labels, names, report }
  const elsewhere = elsewhereOf({ order, states, chosen, first: entries[0]?.id })
  const lowered = entries.map((entry) => lowerEntry(entry, elsewhere(entry), reading))
  const left = reportLeftOver(readme, chosen, report)
  const groupings = groupingsOf(chosen.units, source.text)
  const statuses = [
    ...states.flatMap(({ status }) => status ?? []),
    ...(header.status ? [header.status] : []),
  ]
  const [status] = statuses
  const name = planName(path)
  const folders = siblings?.flatMap((sibling) => planName(sibling) ?? [])
  const twins = (folders ?? []).filter((other) => other !== name && numberOf(other) === numberOf(name))
  const records = lowered.map((one) => record(one, roles))
  reportTeamWords(records, report)
  const checkpoint = roles.filter((role) => role.kind === 'checkpoint').at(-1)
  return {
    kind: 'plan',
    dialect: 'task-directories',
    path,
    span: startOf(source),
    title: header.title,
    status: status && located(planStatus(status.value), status.span),
    body: groupNodes(
      lowered.map(({ task, entry }) => ({
        task,
        grouping: entry.candidate && groupings.get(entry.candidate),
      })),
    ),
    claims: claimsOf(order),
    checkpoints: checkpoint === undefined ? [] : readCheckpoint(checkpoint.document, names, report),
    context: contextOf(outline, spans),
    directory: {
      name,
      twins: some(twins),
      layout: entries.some(({ brief }) => brief !== undefined) ? 'split' : 'embedded',
      statuses: some(statuses),
      unknownStatuses: some(states.flatMap(({ unknown }) => unknown)),
      otherPlans: some(
        [...header.otherPlans, ...lowered.flatMap(otherPlansOf)].map((named) => ({
          ...named,
          folders: folders && foldersNamed(named.id, folders),
        })),
      ),
      groupings: some([...new Set([...groupings.values()].map(({ span }) => span))]),
      sizing: sizingIn(outline)?.span,
      strays: some(straysOf(roles, states, entries)),
      records,
    },
    coverage: { found: entries.length + left, understood: entries.length },
  }
}

function tooMany(span: SourceSpan): Finding {
  return {
    span,
    message:
      'The sentences and diagrams of this plan stand for more than 500,000 dependencies and are not read',
    help: 'Name below each task what it waits for directly; the rest follows.',
    severity: 'error',
  }
}

interface Elsewheres {
  readonly order: Order
  readonly states: readonly State[]
  readonly chosen: Chosen
  /** The id of the first task. */
  readonly first: string | undefined
}

function elsewhereOf({ order, states, chosen: { index }, first }: Elsewheres): (entry: Entry) => Elsewhere {
  const needs = orderNeeds(order, first)
  const sentences = orderNeeds({ ...order, edges: order.edges.filter(({ drawn }) => !drawn) }, undefined)
  const lines = new Map<string, Candidate[]>()
  for (const line of index) lines.set(idOf(line), [...(lines.get(idOf(line)) ?? []), line].slice(0, 10))
  const told = new Map<string, StateTask>()
  for (const task of states.flatMap(({ tasks }) => tasks)) {
    const number = normalId(task.id.value)
    if (!told.has(number)) told.set(number, task)
  }
  return ({ id, number }) => ({
    index: lines.get(number) ?? [],
    sentences: sentences.get(id),
    order: needs.get(id),
    state: told.get(number),
  })
}

/** Arrows are checked against the dependencies as any diagram is; sentences are a source of their own. */
function claimsOf({ edges, parallel }: Order): readonly Claim[] {
  const drawn = edges.filter((edge) => edge.drawn)
  return [
    ...drawn.map(({ waiter, needed }): Claim => {
      const start = Math.min(waiter.span.start, needed.span.start)
      const end = Math.max(waiter.span.end, needed.span.end)
      return { kind: 'edge', from: needed, to: waiter, span: { ...waiter.span, start, end } }
    }),
    ...parallel,
  ]
}

function numberOf(name: string | undefined): string | undefined {
  return name?.split('-')[0]
}

function otherPlansOf({ task, section }: Lowered): readonly NamedPlan[] {
  if (section === undefined) return []
  return fieldsOf(section, labels.needs)
    .flatMap(textsOf)
    .flatMap((text) => otherPlansIn(text, task.id))
}

function record(
  { task, entry, section, place, embedded, openEntry, sayings }: Lowered,
  roles: readonly Role[],
) {
  const fileOf = (kind: 'approach' | 'result' | 'take') => {
    const role = roles.find((one) => one.kind === kind && normalId(one.task) === entry.number)
    return role?.document.kind === 'markdown' ? role.document : undefined
  }
  const [approach, result, take] = [fileOf('approach'), fileOf('result'), fileOf('take')]
  return recordOf({
    task,
    section,
    place,
    embedded,
    openEntry,
    sayings,
    approach: approach && readEvidence(approach),
    result: result && readEvidence(result),
    repeats: approach && section && repeatedIn(approach.outline, section),
    refused: take && some(refusedIn(take)),
  })
}

function straysOf(
  roles: readonly Role[],
  states: readonly State[],
  entries: readonly Entry[],
): readonly Stray[] {
  const known = new Set(entries.map(({ number }) => number))
  const files = roles.flatMap((role): readonly Stray[] =>
    (role.kind === 'approach' || role.kind === 'result') && !known.has(normalId(role.task))
      ? [{ kind: role.kind, id: role.task, span: startOf(role.document.source) }]
      : [],
  )
  const tasks = states.flatMap((state) => state.tasks)
  const told = tasks.filter(({ id }) => !known.has(normalId(id.value)))
  return [...told.map(({ id }): Stray => ({ kind: 'state', id: id.value, span: id.span })), ...files]
}

/** `## Task Sizing`: the reasons for the number of tasks. */
function sizingIn({ children }: Section): Text | undefined {
  for (const child of children) {
    if (child.heading !== undefined && /^\s*task sizing\s*$/i.test(child.heading.plain)) return child.heading
    const inner = child.level === 1 ? sizingIn(child) : undefined
    if (inner !== undefined) return inner
  }
  return undefined
}

function some<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list
}
