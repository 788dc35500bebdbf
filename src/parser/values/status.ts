import type { PlanStatus, WorkStatus } from '../../plan/plan.ts'

/** Emoji, bold and case make no difference; prose such as "Phase 4 Complete - ALL PHASES COMPLETE" is met. */
export function planStatus(text: string): PlanStatus {
  const words = text.replace(/[*_`]|\p{Extended_Pictographic}|\uFE0F/gu, ' ').toLowerCase()
  if (/pending|awaiting|ready_for_approval|not ready/.test(words)) return 'draft'
  if (
    /\ball phases complete|^\W*(?:\[x\]\W*)?(?:fully )?(?:implemented|done|complete[d]?|executed|closed|success)\b|→\W*implemented/.test(
      words,
    )
  )
    return 'implemented'
  if (/in[ _-]progress|executing|phase \S+ (?:is )?complete|active|started/.test(words)) return 'in_progress'
  if (/reviewed|ready|approved/.test(words)) return 'ready'
  if (/draft|planning|clarifying|proposed|stub/.test(words)) return 'draft'
  return 'unknown'
}

const workStatuses: readonly (readonly [RegExp, WorkStatus])[] = [
  [/\bpartial(?:ly)?\b/i, 'partial'],
  [/\bnot started\b|\bpending\b|\bto ?do\b|\bready\b|⏸|⏳/iu, 'pending'],
  [/\bin[ _-]progress\b|\brunning\b|\bexecuting\b|🚧|🔄/iu, 'running'],
  [/\bblocked\b|🚫/iu, 'blocked'],
  [/\btime(?:d )?-?out\b/i, 'timeout'],
  [/\bfail(?:ed|ure)\b|❌/iu, 'failed'],
  [/\bskip(?:ped)?\b|\bdeferred\b|\bremoved\b|\bcancel(?:l)?ed\b|\bsuperseded\b|\bobsolete\b/i, 'skipped'],
  [/\bcomplete[d]?\b|\bdone\b|\bimplemented\b|\bshipped\b|\bsuccess\b|✅|✔|☑/iu, 'completed'],
]

/** The one status that a word, emoji or bracket names; `undefined` where it names none. */
export function workStatus(text: string): WorkStatus | undefined {
  return workStatuses.find(([pattern]) => pattern.test(text))?.[1]
}
