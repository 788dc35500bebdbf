import { listsIn, type Mention } from './mentioned.ts'

/** What is said of a list of tasks, or of one list with another. */
export interface Clause {
  readonly kind: 'waits' | 'precedes' | 'free' | 'chain' | 'parallel'
  readonly left: readonly Mention[]
  /** Empty where the clause has no object. */
  readonly right: readonly Mention[]
  /** Where its words end. */
  readonly end: number
}

/** Longer than this, what stands between two tasks is no verb. */
const longest = 120

/**
 * Reads lists of tasks and the words between them: "Task 2 depends on Task 1, Task 3 depends on Task 2".
 * `lines`: short lines such as `Task 3: Tasks 1, 2` say it too.
 */
export function clausesIn(plain: string, lines: boolean): readonly Clause[] {
  const lists = listsIn(plain)
  const links = lists.map((list, index) => verbBetween(plain, list, lists[index + 1]))
  let subject = lists[0] ?? []
  return lists.flatMap((list, index): readonly Clause[] => {
    const left = subject
    const following = lists[index + 1]
    const link = links[index]
    // The last of the objects begins the next clause, if that has a verb and it has the word `Task`.
    const cut =
      following === undefined || link === undefined || !speaks(plain, following, links[index + 1])
        ? -1
        : startOfClause(following)
    subject = cut > 0 ? (following?.slice(cut) ?? []) : (following ?? [])
    const right = cut > 0 ? following?.slice(0, cut) : following
    if (link !== undefined && right !== undefined)
      return [{ kind: link, left, right, end: right.at(-1)?.end ?? 0 }]
    const tail = tailOf(plain, list, following)
    const kind = kindOfTail(tail)
    if (kind !== undefined) return [{ kind, left, right: [], end: (list.at(-1)?.end ?? 0) + tail.length }]
    return lines &&
      lists.length === 2 &&
      index === 0 &&
      following !== undefined &&
      isLine(plain, list, following)
      ? [{ kind: 'waits', left, right: following, end: following.at(-1)?.end ?? 0 }]
      : []
  })
}

const start = String.raw`^(?:[:—–-] ?)?(?:\w{1,20} ){0,3}?`
const waits = new RegExp(
  `${start}(?:depends? (?:\\w{1,20} ){0,2}?on|requires?|needs?|waits? (?:for|on)|blocked by|(?:runs?|starts?|begins?|executes?|spawns?|only|be (?:run|started|done)) after)(?: both| the)?$`,
  'i',
)
const precedes =
  /^(?:(?:must|has to|have to|needs? to|should|will) (?:\w{1,20} ){0,4}?before|(?:un)?blocks?|precedes?)$/i
const parallel =
  /^(?:(?:can|may|will|to) )?(?:\w{1,20} ){0,3}?(?:in parallel|concurrently|simultaneously) with$/i
const denied = /\b(?:not|never|no longer|cannot|could)\b|n['’]t\b/i

function verbBetween(
  plain: string,
  left: readonly Mention[],
  right: readonly Mention[] | undefined,
): Clause['kind'] | undefined {
  const words = right === undefined ? undefined : wordsBetween(plain, left, right)
  if (words === undefined || denied.test(words)) return undefined
  if (waits.test(words)) return 'waits'
  if (precedes.test(words)) return 'precedes'
  return parallel.test(words) ? 'parallel' : undefined
}

function wordsBetween(
  plain: string,
  left: readonly Mention[],
  right: readonly Mention[],
): string | undefined {
  const words = plain.slice(left.at(-1)?.end, right[0]?.start).replace(/\s+/g, ' ').trim()
  return words.length <= longest ? words : undefined
}

/** Whether a list is the subject of a clause of its own. */
function speaks(plain: string, list: readonly Mention[], link: Clause['kind'] | undefined): boolean {
  return (
    link !== undefined ||
    kindOfTail(tailOf(plain, list, undefined)) !== undefined ||
    /^ ?(?:is|are|must|can|has|have|runs?)\b/i.test(tailOf(plain, list, undefined))
  )
}

/** The index of the last mention with a word of its own, behind the first. */
function startOfClause(list: readonly Mention[]): number {
  return list.findLastIndex(({ worded }, index) => worded && index > 0)
}

/** What follows a list, up to the next one, on one line. */
function tailOf(plain: string, list: readonly Mention[], following: readonly Mention[] | undefined): string {
  const end = list.at(-1)?.end ?? 0
  const until = Math.min(following?.[0]?.start ?? plain.length, end + 2 * longest)
  return plain.slice(end, until).replace(/\s+/g, ' ').slice(0, longest)
}

const free =
  /^ ?(?:[:—–-] ?)?(?:\w{1,20} ){0,3}?(?:no (?:\w{1,20} ){0,2}?dependenc|independent\b(?! of)|none\b)/i
const chain =
  /^ ?(?:are|run|execute|must (?:be|run)|should (?:be|run)) (?:\w{1,20} ){0,2}?(?:sequential(?:ly)?|in (?:order|sequence)|serial(?:ly)?|one after (?:another|the other))\b/i
const alongside =
  /^ ?(?:(?:can|may|will|to) )?(?:\w{1,20} ){0,3}?(?:in parallel|concurrently|simultaneously)\b/i

function kindOfTail(tail: string): 'free' | 'chain' | 'parallel' | undefined {
  if (free.test(tail)) return 'free'
  if (chain.test(tail)) return 'chain'
  return alongside.test(tail) && !denied.test(tail) ? 'parallel' : undefined
}

/** The whole text is `Task 3: Tasks 1 and 2`. */
function isLine(plain: string, left: readonly Mention[], right: readonly Mention[]): boolean {
  const before = plain.slice(0, left[0]?.start).trim()
  const behind = plain.slice(right.at(-1)?.end).trim()
  return (
    before === '' &&
    /^[.;]?$/.test(behind) &&
    /^\s*(?::|←|<-|—|–)\s*$/.test(plain.slice(left.at(-1)?.end, right[0]?.start))
  )
}
