import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Mention, Step, WorkStatus } from '../../plan/plan.ts'
import { type Located, located, type SourceSpan } from '../../source/span.ts'
import { taskIsUnderstood } from '../problems.ts'
import type { ListItem, Section, Text } from '../section.ts'
import { slice, trimmed, wordsOf } from '../text.ts'
import { listsIn } from './entries.ts'
import { filesOfEntries } from './files.ts'
import { padded, titleIn } from './heading.ts'
import { bare, type Ids } from './ids.ts'
import { noPlaceholder, statusIsUnderstood, taskIdMatchesHeadings } from './problems.ts'
import type { ThreadSketch } from './sketch.ts'
import { shortened } from './words.ts'

export interface TaskReading {
  /** The whole document. */
  readonly source: string
  /** Ids in use in the whole plan. */
  readonly ids: Ids
  readonly report: Report
}

export interface ReadTask {
  readonly step: Step
  /** Files that it speaks of. */
  readonly mentions: readonly Mention[]
}

/** The items below a thread of TASKS.md: `- [~] Task 01.01.02.03: Inject the clock`. */
export function readTasks({ id, section }: ThreadSketch, reading: TaskReading): readonly ReadTask[] {
  return itemsOf(section).flatMap((item) => {
    const { text } = item
    return text === undefined ? [] : readTask(item, text, { ...reading, thread: bare(id) })
  })
}

function itemsOf({ blocks, children }: Section): readonly ListItem[] {
  const own = blocks.flatMap((block) => (block.kind === 'list' ? block.items : []))
  return [...own, ...children.filter(({ heading }) => !isThread(heading)).flatMap(itemsOf)]
}

function isThread(heading: Text | undefined): boolean {
  return heading !== undefined && /^\s*(?:stage|batch|thread)\s+\d/i.test(heading.plain)
}

const states: Readonly<Record<string, WorkStatus>> = {
  ' ': 'pending',
  x: 'completed',
  '~': 'running',
  '!': 'blocked',
  '-': 'skipped',
}
const box = /^\s*\[(.)\]\s*/u
const grammar = /^\s*Task\s+(?<id>\d+(?:\.\d+)*)\s*(?<colon>[:：]?)\s*/i

function readTask(
  item: ListItem,
  text: Text,
  reading: TaskReading & { readonly thread: string },
): readonly ReadTask[] {
  const { source, ids, report, thread } = reading
  const mark = item.checked === undefined ? box.exec(text.plain) : null
  const state = item.checked === undefined ? mark?.[1]?.toLowerCase() : item.checked ? 'x' : ' '
  const from = text.span.start + (mark?.[0].length ?? 0)
  const match = grammar.exec(text.plain.slice(from - text.span.start))
  const written = match?.groups?.['id']
  const place = { ...text.span, start: from + (match?.[0].length ?? 0) }
  const title = titleIn(withoutComments(source.slice(place.start, place.end)), place)
  if (state === undefined && written === undefined) {
    reportText(text, report)
    return []
  }
  const heading: SourceSpan = { ...item.span, end: text.span.end }
  const status = state === undefined ? undefined : states[state]
  if (status === undefined) reportState(text, mark?.[1], report)
  const id = ids(idOf(written, thread, { text, report }))
  if (title.value === '') {
    report(noPlaceholder, {
      span: text.span,
      message: `Task ${id} does not say what to do`,
      help: 'Describe it behind the colon, or delete the line.',
    })
  }
  const { files, mentions } = filesOfEntries([
    { text: slice(text, place.start, place.end), below: listsIn(item.blocks), item: undefined },
  ])
  const first = files[0]
  const step: Step = {
    kind: 'step',
    id,
    word: 'Task',
    title,
    heading,
    span: item.span,
    owner: undefined,
    goal: undefined,
    needs: undefined,
    files: first && located(files, { ...first.span, end: files.at(-1)?.span.end ?? first.span.end }),
    criteria: undefined,
    blastRadius: undefined,
    status: status && located(status, boxSpan(text, mark?.[0].length)),
    checked: state === 'x' ? true : state === ' ' ? false : undefined,
    report: reportIn(item),
  }
  return [{ step, mentions }]
}

function reportText({ span, plain }: Text, report: Report): void {
  report(taskIsUnderstood, {
    span,
    message: `“${shortened(plain)}” stands where tasks stand, but has neither a box nor an id`,
    help: 'Make it a task, `- [ ] Task 01.01.01.01: …`, or put the remark below one.',
  })
}

/** `[x]`; the parser has taken a box that it knows off the text. */
function boxSpan({ span }: Text, length: number | undefined): SourceSpan {
  if (length !== undefined) return { ...span, end: span.start + 3 }
  return { ...span, start: Math.max(0, span.start - 4), end: Math.max(0, span.start - 1) }
}

function reportState({ span, plain }: Text, written: string | undefined, report: Report): void {
  report(statusIsUnderstood, {
    span: { ...span, end: written === undefined ? span.end : span.start + 3 },
    message:
      written === undefined
        ? `“${shortened(plain)}” has no check box, so its state is not known`
        : `\`[${written}]\` is no state of a task`,
    help: 'Write `[ ]` pending, `[~]` in progress, `[x]` completed, `[!]` blocked or `[-]` cancelled.',
  })
}

interface Said {
  readonly text: Text
  readonly report: Report
}

/** Of four numbers; a task without one gets `01.01.01.?`, which nothing can name. */
function idOf(written: string | undefined, thread: string, { text, report }: Said): string {
  const id = written?.split('.').map(padded).join('.')
  const parts = id?.split('.').length ?? 0
  if (id === undefined || parts !== 4) {
    report(taskIdMatchesHeadings, {
      span: text.span,
      message:
        id === undefined
          ? `“${shortened(text.plain)}” has no task id`
          : `\`${written}\` is no task id: it has ${parts} numbers, not four`,
      help: `Write \`Task ${thread}.01: …\`, counting up within the thread.`,
    })
    return id ?? `${thread}.?`
  }
  if (!id.startsWith(`${thread}.`)) {
    report(taskIdMatchesHeadings, {
      span: text.span,
      message: `Task ${id} stands below thread ${thread}`,
      help: `Move it to its thread, or give it an id that begins with \`${thread}.\`.`,
    })
  }
  return id
}

function withoutComments(written: string): string {
  return written.replace(/<!--[\s\S]*?(?:-->|$)/g, (comment) => ' '.repeat(comment.length))
}

/** `> Report: done, with tests` below the task. */
function reportIn({ blocks }: ListItem): Located<string> | undefined {
  for (const block of blocks) {
    if (block.kind !== 'quote') continue
    for (const inner of block.blocks) {
      const match = inner.kind === 'paragraph' ? /^\s*Report:\s*/i.exec(inner.text.plain) : null
      if (match === null || inner.kind !== 'paragraph') continue
      const said = trimmed(slice(inner.text, inner.text.span.start + match[0].length, inner.text.span.end))
      if (said !== undefined) return located(wordsOf(said), said.span)
    }
  }
  return undefined
}
