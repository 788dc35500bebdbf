import { check } from '../compile.ts'
import {
  type Form,
  type Placed,
  type Wish,
  wishesFor,
  withComments,
} from '../diagnostics/added-suppressions.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { identitiesOf, identityKey } from '../diagnostics/identity.ts'
import type { Plan } from '../plan/plan.ts'
import { visible } from '../reporters/visible.ts'
import { counted } from '../source/counted.ts'
import { positionAt, type SourceFile } from '../source/source-file.ts'
import { compareSpans } from '../source/span.ts'
import { withFile } from '../workspace/disk.ts'
import { type Rewriting, rewriteAll } from '../workspace/rewrite.ts'
import type { Arguments } from './arguments.ts'
import { type Inspected, inspectorOf, stdin } from './inspect.ts'
import { type Machine, notify } from './machine.ts'
import { UsageError } from './usage-error.ts'

/**
 * Writes a comment for each finding of `wanted` that one can silence, and gives the plans as they are then. A comment
 * is only written where the plan says the same with it as without it.
 */
export async function addSuppressions(
  plans: readonly Inspected[],
  wanted: readonly Diagnostic[],
  { given, machine }: Asked,
): Promise<readonly Inspected[]> {
  const reason = reasonIn(given)
  const after: Inspected[] = []
  const rewritings = new Map<string, Rewriting>()
  for (const plan of plans) {
    let now = plan
    for (const source of plan.sources.values()) {
      if (!/\.(?:md|markdown)$/i.test(source.path) || rewritings.has(source.path)) continue
      const search: Search = {
        plan: now,
        source,
        wanted,
        reason,
        look: lookerAt(plan, source, { given, machine }),
      }
      const found = await place(search)
      if (found === undefined) continue
      now = found.plan
      rewritings.set(source.path, { path: source.path, before: source.text, after: found.text })
      notify(machine, `${counted(found.comments, 'comment')} put into ${visible(source.path)}`)
    }
    after.push(now)
  }
  rewriteAll(machine.folder, [...rewritings.values()])
  return after
}

export interface Asked {
  readonly given: Arguments
  readonly machine: Machine
}

interface Search {
  readonly plan: Inspected
  readonly source: SourceFile
  /** What is to be silenced. */
  readonly wanted: readonly Diagnostic[]
  readonly reason: string
  /** The plan as it is with this text of the document. */
  look(text: string): Promise<Inspected>
}

interface Found {
  readonly text: string
  readonly plan: Inspected
  readonly comments: number
}

/** First all above their lines, which nearly always is right; where it is not, one after the other. */
async function place(search: Search): Promise<Found | undefined> {
  const { plan, source, wanted } = search
  const targets = plan.diagnostics.filter(
    (one) => one.by.suppressible !== false && wanted.some((other) => isSame(one, other)),
  )
  const wishes = wishesFor(source, targets)
  if (wishes.length === 0) return undefined
  const all = wishes.map((wish): Placed => ({ ...wish, form: 'next-line' }))
  const atOnce = await tried(search, all)
  return atOnce ?? (await oneByOne(search, wishes))
}

async function oneByOne(search: Search, wishes: readonly Wish[]): Promise<Found | undefined> {
  let placed: readonly Placed[] = []
  let found: Found | undefined
  for (const wish of wishes) {
    for (const form of formsFor(wish)) {
      const next = await tried(search, [...placed, { ...wish, form }])
      if (next === undefined) continue
      placed = [...placed, { ...wish, form }]
      found = next
      break
    }
  }
  return found
}

/** What is said of the first line is said of the whole. */
function formsFor({ line }: Wish): readonly Form[] {
  return line === 1 ? ['file', 'line'] : ['next-line', 'line', 'file']
}

/** `undefined` where a comment would do more than silence what it is for, or less. */
async function tried(search: Search, placed: readonly Placed[]): Promise<Found | undefined> {
  const { plan, source, reason } = search
  const text = withComments(source, placed, reason)
  const now = await search.look(text)
  if (shapeOf(now.plan) !== shapeOf(plan.plan)) return undefined
  const expected = plan.diagnostics.filter((one) => !placed.some((comment) => silences(comment, one, source)))
  if (keysOf(now.diagnostics) !== keysOf(expected)) return undefined
  // What is gone because the text has become another is not silenced.
  const gone = plan.diagnostics.length - expected.length
  if (now.silenced.length !== plan.silenced.length + gone) return undefined
  return { text, plan: now, comments: placed.length }
}

function isSame(one: Diagnostic, other: Diagnostic): boolean {
  return (
    one.by.code === other.by.code && one.message === other.message && compareSpans(one.span, other.span) === 0
  )
}

function silences({ line, codes, form }: Placed, { by, span }: Diagnostic, source: SourceFile): boolean {
  if (span.path !== source.path || !codes.includes(by.code)) return false
  return form === 'file' || positionAt(source, span.start).line === line
}

/** What is found, whatever lines it is found in. */
function keysOf(diagnostics: readonly Diagnostic[]): string {
  return identitiesOf(diagnostics)
    .map((identity) => identityKey({ ...identity, occurrence: 1 }))
    .sort()
    .join('\n')
}

/** What a plan says, whatever lines it is said in. */
function shapeOf(plan: Plan | undefined): string {
  return JSON.stringify(plan, (_, value: unknown) => (isSpan(value) ? undefined : value)) ?? ''
}

function isSpan(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'start' in value && 'end' in value && 'path' in value
}

function lookerAt({ path }: Inspected, source: SourceFile, { given, machine }: Asked): Search['look'] {
  return async (text) => {
    const bytes = new TextEncoder().encode(text)
    const inspect = await inspectorOf(given, machine, {
      look: (entry, host, checker) => check(entry, withFile(host, source.path, bytes), checker),
    })
    return await inspect(path, given.operands.includes(path))
  }
}

function reasonIn(given: Arguments): string {
  if (given.operands.includes(stdin)) throw new UsageError('--add-suppressions needs a file to write into')
  const reason = given.value('add-suppressions') ?? 'not looked at yet'
  if (reason.trim() !== '' && !/--|[\p{Cc}<>]/u.test(reason)) return reason.trim()
  throw new UsageError('--add-suppressions needs a reason of one line, without -- and < >')
}
