import type { TextEdit } from '../../diagnostics/fix.ts'
import type { Task } from '../../plan/plan.ts'
import type { Located } from '../../source/span.ts'
import type { RuleInput } from '../rule.ts'
import { beforeBreak, isBlankAt, lineEndOf, lineStartOf, nextLineOf } from './lines.ts'
import { type Shape, shapeOf } from './shape.ts'

/** What a task should say, in the order in which phase plans do. */
export const fieldNames = ['owner', 'needs', 'files', 'criteria', 'blastRadius'] as const
export type FieldName = (typeof fieldNames)[number]

/**
 * Writes a field that a task of a phase plan does not have as the other tasks write it, and where they do; in the
 * common way where none has it. `undefined`: the task has its label already, or there is no clear way.
 */
export function fieldLike(
  input: RuleInput,
  task: Task,
  name: FieldName,
  value: string,
): TextEdit | undefined {
  const text = input.sources.get(task.span.path)?.text
  if (text === undefined || input.plan.dialect !== 'phases' || task[name] !== undefined) return undefined
  if (
    task.heading.path !== task.span.path ||
    !/^#{1,6}[ \t]/.test(text.slice(lineStartOf(text, task.heading.start)))
  )
    return undefined
  const model = modelOf(input, task, name, text)
  const shape = model?.shapes.get(name) ?? usual(input, name, text)
  if (shape === undefined || says(text, task, shape)) return undefined
  return placed({ text, task, shape, order: orderIn(model, name) }, `${shape.lead}${value}${shape.tail}`)
}

type Shapes = ReadonlyMap<keyof Task, Shape>

interface Model {
  readonly shapes: Shapes
}

/** How far away a model may stand. */
const most = 30

const places = new WeakMap<readonly Task[], ReadonlyMap<Task, number>>()

/** Counted once for all tasks of a plan. */
function placesOf(tasks: readonly Task[]): ReadonlyMap<Task, number> {
  const known = places.get(tasks) ?? new Map(tasks.map((task, index) => [task, index]))
  places.set(tasks, known)
  return known
}

/** The nearest task of the document that has the field. */
function modelOf({ tasks }: RuleInput, task: Task, name: FieldName, text: string): Model | undefined {
  const at = placesOf(tasks).get(task) ?? 0
  for (let distance = 1; distance <= most; distance++) {
    for (const other of [tasks[at - distance], tasks[at + distance]]) {
      if (other === undefined || other.span.path !== task.span.path) continue
      const shapes = shapesOf(other, text)
      const shape = shapes.get(name)
      if (shape !== undefined && isOf(name, shape)) return { shapes }
    }
  }
  return undefined
}

const anchors = [
  'goal',
  'status',
  'owner',
  'needs',
  'parallel',
  'files',
  'criteria',
  'blastRadius',
  'onFailure',
] as const

/** In text order. */
function shapesOf(task: Task, text: string): Shapes {
  const found = anchors.flatMap((name): readonly (readonly [keyof Task, Shape])[] => {
    const value: Located<unknown> | undefined = task[name]
    if (value === undefined || value.span.path !== task.span.path) return []
    if (value.span.start < task.heading.end || value.span.end > task.span.end) return []
    const shape = shapeOf(text, value.span)
    return shape === undefined ? [] : [[name, shape]]
  })
  return new Map(found.sort(([, a], [, b]) => a.start - b.start))
}

/** `- Create: src/a.ts` is a part of a list of files, not its label. */
function isOf(name: FieldName, { lead }: Shape): boolean {
  return (
    name !== 'files' || !/^[\W_]*(?:add|create|delete|edit|modify|test|update)\b(?!.*\bfiles?\b)/i.test(lead)
  )
}

const usualLeads: Readonly<Record<FieldName, string>> = {
  owner: '**Owner:** ',
  needs: '**Dependencies:** ',
  files: '**Files to create/modify:**\n\n- ',
  criteria: '**Acceptance criteria:**\n\n- [ ] ',
  blastRadius: '**Blast radius:** ',
}

/** Only where no task of the plan writes its fields in another way. */
function usual({ tasks }: RuleInput, name: FieldName, text: string): Shape | undefined {
  const shapes = tasks.slice(0, most).flatMap((task) => [...shapesOf(task, text).values()])
  const isUsual = shapes.every(({ kind, lead }) => kind !== 'row' && lead.startsWith('**'))
  const lead = usualLeads[name]
  return isUsual
    ? { kind: lead.includes('\n') ? 'list' : 'line', lead, tail: '', start: 0, end: 0 }
    : undefined
}

/** What is to stand before it and behind it, the nearest first. */
interface Order {
  readonly before: readonly (keyof Task)[]
  readonly after: readonly (keyof Task)[]
}

function orderIn(model: Model | undefined, name: FieldName): Order {
  const own = orderAmong([...(model?.shapes.keys() ?? [])], name)
  const common = orderAmong(anchors, name)
  return { before: [...own.before, ...common.before], after: [...own.after, ...common.after] }
}

function orderAmong(names: readonly (keyof Task)[], name: FieldName): Order {
  const at = names.indexOf(name)
  return { before: names.slice(0, Math.max(0, at)).reverse(), after: names.slice(at + 1) }
}

function says(text: string, { span }: Task, { lead }: Shape): boolean {
  const words = (lead.split('\n')[0] ?? lead)
    .replace(/[^\p{L}\p{N}/]+/gu, ' ')
    .trim()
    .toLowerCase()
  const lines = text.slice(span.start, span.end).split(/[\r\n]+/)
  return lines.some((line) => {
    const said = line
      .replace(/[^\p{L}\p{N}/]+/gu, ' ')
      .trim()
      .toLowerCase()
    return said === words || said.startsWith(`${words} `)
  })
}

interface Place {
  readonly text: string
  readonly task: Task
  readonly shape: Shape
  readonly order: Order
}

function placed({ text, task, shape, order }: Place, words: string): TextEdit | undefined {
  const own = shapesOf(task, text)
  const at = (offset: number, inserted: string) => ({
    span: { path: task.span.path, start: offset, end: offset },
    text: inserted,
  })
  const before = order.before.map((name) => own.get(name)).find((one) => one !== undefined)
  const after = order.after.map((name) => own.get(name)).find((one) => one !== undefined)
  const neighbour = before ?? after
  if (neighbour === undefined) {
    if (shape.kind === 'row') return undefined
    const end = lineEndOf(text, task.heading.end)
    return at(end, `\n\n${words}${closed(text, end, 'list')}`)
  }
  if ((neighbour.kind === 'row') !== (shape.kind === 'row')) return undefined
  const gap = shape.kind === 'list' || neighbour.kind === 'list' ? '\n\n' : gapAt(text, neighbour)
  if (before !== undefined) return at(before.end, `${gap}${words}${closed(text, before.end, shape.kind)}`)
  return at(aboveComments(text, neighbour.start), `${words}${gap}`)
}

/** A comment that is about the next line stays above it. */
function aboveComments(text: string, lineStart: number): number {
  if (lineStart === 0) return lineStart
  const above = lineStartOf(text, beforeBreak(text, lineStart))
  const isComment = /^[\s>]*<!--\s*plan-disable-next-line\b/.test(text.slice(above, lineStart))
  return isComment ? aboveComments(text, above) : lineStart
}

/** Lines that stand together stay together. */
function gapAt(text: string, { kind, start, end }: Shape): string {
  if (kind === 'row') return '\n'
  const isAlone =
    isBlankAt(text, nextLineOf(text, end)) && (start === 0 || isBlankAt(text, lineStartOf(text, start - 1)))
  return isAlone ? '\n\n' : '\n'
}

/** A list, and what stands under a heading, is parted from what follows. */
function closed(text: string, end: number, kind: Shape['kind']): string {
  return kind === 'list' && !isBlankAt(text, nextLineOf(text, end)) ? '\n' : ''
}
