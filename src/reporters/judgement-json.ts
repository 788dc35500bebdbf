import type { Checked, Judgement, TaskJudgement, Verdict } from '../plan/judgement.ts'
import type { SourceFile } from '../source/source-file.ts'
import type { SourceSpan } from '../source/span.ts'
import { placeOf } from './place.ts'
import { visibleJson } from './visible.ts'

export interface JudgementHead {
  readonly tool: { readonly name: string; readonly version: string }
  /** The path of the plan. */
  readonly plan: string
}

type Sources = ReadonlyMap<string, SourceFile>

/** By `schemas/verification.schema.json`. */
export function serializeJudgement(judgement: Judgement, head: JudgementHead, sources: Sources): string {
  const { base, tasks, strays } = judgement
  const count = (wanted: Verdict) => tasks.filter(({ verdict }) => verdict === wanted).length
  const document = {
    version: 1,
    ...head,
    base: { kind: base.kind, commit: base.commit ?? null },
    summary: {
      tasks: tasks.length,
      proven: count('proven'),
      notProven: count('not-proven'),
      unproven: count('unproven'),
      strays: strays.length,
    },
    tasks: tasks.map((one) => taskOf(one, sources)),
    strays,
  }
  return `${visibleJson(JSON.stringify(document, null, 2))}\n`
}

function taskOf({ task, verdict, checks, commits }: TaskJudgement, sources: Sources) {
  return {
    id: task.id,
    word: task.word,
    title: task.title.value,
    verdict,
    place: pointOf(task.heading, sources),
    checks: checks.map((check) => checkOf(check, sources)),
    commits,
  }
}

function checkOf({ kind, subject, state, reason, line, span }: Checked, sources: Sources) {
  return { kind, subject, state, reason: reason ?? null, line: line ?? null, place: pointOf(span, sources) }
}

function pointOf(span: SourceSpan, sources: Sources) {
  const { path, start } = placeOf(sources, span)
  return { path, line: start.line, column: start.column }
}
