import type { TextEdit } from '../../diagnostics/fix.ts'
import type { Reference, Task } from '../../plan/plan.ts'
import { worksOf } from '../../plan/walk.ts'
import type { RuleInput } from '../rule.ts'
import { lineEndOf, lineStartOf, nextLineOf } from './lines.ts'
import { isValue } from './shape.ts'
import { isInYaml } from './yaml-place.ts'

/**
 * Takes one of several dependencies out, with the comma, word or line that parts it from the others;
 * `undefined` where it is not clear what goes with it.
 */
export function leavingOut(input: RuleInput, task: Task, reference: Reference): TextEdit | undefined {
  const needs = worksOf(task).find((work) => work.needs?.value.includes(reference))?.needs
  const text = input.sources.get(reference.span.path)?.text
  if (needs === undefined || text === undefined || reference.by !== 'name') return undefined
  const list = needs.value.filter(({ span }) => span.path === reference.span.path)
  const stretch = { span: needs.span, written: text.slice(needs.span.start, needs.span.end), text }
  if (!isInYaml(stretch) && !isValue(text, needs.span)) return undefined
  // A reason in parentheses is there for readers.
  if (/^["'*_`]*[ \t]*\(/.test(text.slice(reference.span.end, needs.span.end))) return undefined
  const isListed = list.every(
    ({ by, soft }, index) => by === 'name' && !soft && isBehind(list[index - 1], list[index]),
  )
  if (!isListed || list.length < 2) return undefined
  const at = list.indexOf(reference)
  return line(text, reference, list) ?? part(text, { before: list[at - 1], reference, after: list[at + 1] })
}

function isBehind(before: Reference | undefined, one: Reference | undefined): boolean {
  return before === undefined || one === undefined || before.span.end <= one.span.start
}

/** A list item that holds nothing else, without lines below. */
function line(text: string, { span }: Reference, list: readonly Reference[]): TextEdit | undefined {
  const start = lineStartOf(text, span.start)
  const end = nextLineOf(text, span.start)
  if (!/^[ \t>]*(?:[-*+]|\d+[.)])[ \t]+["'*_`]*$/.test(text.slice(start, span.start))) return undefined
  if (!/^["'*_`]*[ \t]*$/.test(text.slice(span.end, lineEndOf(text, span.end)))) return undefined
  const others = list.filter((one) => one.span.start >= start && one.span.end <= end)
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0].length ?? 0
  const below = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0
  const isNested = below > indent && text.slice(end, lineEndOf(text, end)).trim() !== ''
  if (others.length > 1 || isNested || end === text.length) return undefined
  return { span: { path: span.path, start, end }, text: '' }
}

interface Part {
  readonly before: Reference | undefined
  readonly reference: Reference
  readonly after: Reference | undefined
}

const aside = '["\'*_`]*(?:[ \\t]*\\([^()\\r\\n]*\\))?'
const between = new RegExp(
  `^${aside}[ \\t]*(?:,|;|&|\\+|,?[ \\t]*(?:and|plus)[ \\t])[ \\t]*(?:and[ \\t]+)?["'*_\`]*$`,
  'i',
)

/** Up to the next one; the last one from the end of the one before. */
function part(text: string, { before, reference, after }: Part): TextEdit | undefined {
  const { path, start, end } = reference.span
  if (after !== undefined) {
    const parting = text.slice(end, after.span.start)
    if (!between.test(parting)) return undefined
    // `Phases 1, 2`: the word belongs to both.
    const number = /\d[\w.-]*$/.exec(text.slice(start, end))
    const isShared =
      /^\d/.test(text.slice(after.span.start, after.span.end)) && number !== null && number.index > 0
    return { span: { path, start: isShared ? start + number.index : start, end: after.span.start }, text: '' }
  }
  if (before === undefined) return undefined
  const gap = text.slice(before.span.end, start)
  if (!between.test(gap)) return undefined
  const kept = new RegExp(`^${aside}`).exec(gap)?.[0].replace(/["'*_`]*$/, '').length ?? 0
  const gone = new RegExp(`^${aside}`).exec(text.slice(end, lineEndOf(text, end)))?.[0] ?? ''
  const marks = /^["'*_`]*/.exec(gap)?.[0].length ?? 0
  return { span: { path, start: before.span.end + Math.max(kept, marks), end: end + gone.length }, text: '' }
}
