import type { Finding } from '../../diagnostics/diagnostic.ts'
import type { Task } from '../../plan/plan.ts'
import { filesOf } from '../../plan/walk.ts'
import type { SourceSpan } from '../../source/span.ts'
import { type DeclaredGroup, declaredGroups, groupName, membersOf } from '../groups.ts'
import { hotPlace } from '../hot-files.ts'
import { listed, nameOf, ticked } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const noParallelMention: Rule = {
  code: 'PC330',
  name: 'no-parallel-mention',
  severity: 'warning',
  checklist: false,
  summary: 'Tasks that run at the same time do not speak of the same file.',
  *check({ plan, graph }) {
    for (const group of declaredGroups(plan)) {
      if (group.sequential) continue
      const vertices = membersOf(group, graph).map(({ vertex }) => vertex)
      const tasks = vertices.filter((vertex) => vertex.kind === 'task')
      for (const spoken of sharedBy(tasks)) yield* findingOf(spoken, group)
    }
  },
}

/** One place where a task names a file. */
interface Spoken {
  readonly task: Task
  readonly path: string
  readonly span: SourceSpan
  readonly change: boolean
  /** Among the files that it writes: where all are, the overlap of what is written is found elsewhere. */
  readonly written: boolean
}

function spokenIn(task: Task): readonly Spoken[] {
  return [
    ...filesOf(task).map(({ path, span }) => ({ task, path, span, change: true, written: true })),
    ...(task.mentions ?? [])
      .filter(({ path }) => !isData(path))
      .map(({ path, span, change }) => ({ task, path, span, change, written: false })),
  ]
}

/** `tasks.json` in a sentence is what a program reads and writes, not a file of the task's. */
function isData(path: string): boolean {
  return !path.includes('/') && /\.(?:json|md|ya?ml|txt|log)$/.test(path) && hotPlace(path) === undefined
}

/** `package.json` and `packages/web/package.json`: a short name may be any file that ends so. */
function sharedBy(tasks: readonly Task[]): readonly (readonly Spoken[])[] {
  const groups = new Map<string, Spoken[]>()
  const shortestFirst = tasks.flatMap(spokenIn).toSorted((a, b) => a.path.length - b.path.length)
  for (const spoken of shortestFirst) {
    const known = endingsOf(spoken.path).find((ending) => groups.has(ending)) ?? spoken.path
    const group = groups.get(known) ?? []
    groups.set(known, group)
    group.push(spoken)
  }
  return [...groups.values()].filter((group) => new Set(group.map(({ task }) => task)).size > 1)
}

/** `a/b/c`: `a/b/c`, `b/c`, `c`. */
function endingsOf(path: string): readonly string[] {
  const segments = path.split('/').slice(-20)
  return [path, ...segments.map((_, index) => segments.slice(index).join('/'))]
}

function* findingOf(spoken: readonly Spoken[], group: DeclaredGroup): Generator<Finding> {
  const changing = new Set(spoken.flatMap(({ task, change }) => (change ? [task] : []))).size
  // What nobody changes does no harm.
  if (changing === 0 || (changing === 1 && !spoken.some(({ written }) => written))) return
  const inText = spoken.toSorted((a, b) => a.span.start - b.span.start)
  const mention = inText.findLast(({ written, task }) => !written && !writes(spoken, task))
  if (mention === undefined) return
  const others = new Set(inText.flatMap(({ task }) => (task === mention.task ? [] : [task])))
  yield {
    span: mention.span,
    message: `${ticked(mention.path)} is spoken of by ${listed([...others, mention.task].map(nameOf))}, which ${groupName(group)} runs at the same time`,
    help: 'Say who writes it: name it as a file of that one, and let the others leave it alone.',
    related: inText
      .filter((one) => one !== mention)
      .slice(0, 20)
      .map(({ task, span, change }) => ({
        span,
        message: `${nameOf(task)} ${change ? 'changes' : 'speaks of'} it here`,
      })),
    ...severityOf(changing, inText),
  }
}

function writes(spoken: readonly Spoken[], task: Task): boolean {
  return spoken.some((one) => one.task === task && one.written)
}

/** Two that change it are as bad as two that write it; a name without its folder may be that of another file. */
function severityOf(changing: number, spoken: readonly Spoken[]): Pick<Finding, 'severity'> {
  if (new Set(spoken.map(({ path }) => path)).size > 1) return { severity: 'info' }
  return changing > 1 ? { severity: 'error' } : {}
}
