import type { Located, SourceSpan } from '../source/span.ts'
import { closestOf } from './closest.ts'
import type { Diagnostic, Finding, Signature } from './diagnostic.ts'
import type { Fix } from './fix.ts'

/** A comment in a plan that silences rules for a stretch of its text, and says why. */
export interface Suppression {
  /** The comment, from `<!--` to `-->`. */
  readonly span: SourceSpan
  /** What goes where it goes: with its line, where nothing else stands there. */
  readonly removal: SourceSpan
  /** Never empty. */
  readonly rules: readonly SilencedRule[]
  readonly reason: string
}

/** A code or a name, as written. */
export interface SilencedRule extends Located<string> {
  /** Its findings that begin here are silenced. */
  readonly covers: SourceSpan
}

export interface Silenced {
  readonly diagnostic: Diagnostic
  readonly by: Suppression
}

export interface Silence {
  readonly kept: readonly Diagnostic[]
  readonly silenced: readonly Silenced[]
  /** What is wrong with the comments themselves: a rule that there is not, or that cannot be silenced. */
  readonly unclear: readonly Finding[]
  /** Each rule that a comment names for nothing. */
  readonly unused: readonly Finding[]
}

interface Rules {
  /** All that can be named. */
  readonly known: readonly Signature[]
  /** Codes of those that did not look: to silence them is not called useless. */
  readonly silent: ReadonlySet<string>
}

/** Applies the comments of a plan's documents to what was found in them. */
export function silence(
  diagnostics: readonly Diagnostic[],
  suppressions: readonly Suppression[],
  { known, silent }: Rules,
): Silence {
  if (suppressions.length === 0) return { kept: diagnostics, silenced: [], unclear: [], unused: [] }
  const orders = suppressions.flatMap((by) => by.rules.map((rule) => orderOf(by, rule, known)))
  const used = new Set<Order>()
  const kept: Diagnostic[] = []
  const silenced: Silenced[] = []
  for (const diagnostic of diagnostics) {
    const applying = orders.filter((order) => applies(order, diagnostic))
    for (const order of applying) used.add(order)
    const [first] = applying
    if (first === undefined) kept.push(diagnostic)
    else silenced.push({ diagnostic, by: first.by })
  }
  const idle = orders.filter(isWilling).filter((order) => !used.has(order))
  const meantBy = closestOf(known.flatMap(({ code, name }) => [code, name]))
  const useless = idle.filter(({ signature }) => !silent.has(signature.code))
  return {
    kept,
    silenced,
    unclear: orders.flatMap((order) => unclear(order, meantBy)),
    unused: useless.map(unused),
  }
}

/** One rule of one comment. */
interface Order {
  readonly by: Suppression
  readonly rule: SilencedRule
  readonly signature: Signature | undefined
}

interface WillingOrder extends Order {
  readonly signature: Signature
}

function orderOf(by: Suppression, rule: SilencedRule, known: readonly Signature[]): Order {
  const signature = known.find(({ code, name }) => code === rule.value.toUpperCase() || name === rule.value)
  return { by, rule, signature }
}

function isWilling(order: Order): order is WillingOrder {
  return order.signature !== undefined && order.signature.suppressible !== false
}

function applies(order: Order, { by, span }: Diagnostic): boolean {
  const { covers } = order.rule
  return (
    isWilling(order) &&
    order.signature.code === by.code &&
    covers.path === span.path &&
    covers.start <= span.start &&
    span.start < covers.end
  )
}

function unclear(
  { rule: { value, span }, signature }: Order,
  meantBy: (written: string) => string | undefined,
): readonly Finding[] {
  if (/^[A-Z]{2,8}\d{0,2}$/i.test(value)) {
    const message = `\`${value}\` means many rules, and only a single one can be silenced`
    return [{ span, message, help: 'Name each by its code or name.' }]
  }
  if (signature === undefined) {
    const meant = meantBy(value)
    const help =
      meant === undefined
        ? 'Name a rule by its code or name; `plan-compile explain` lists them.'
        : `Did you mean \`${meant}\`?`
    const fix: Fix | undefined =
      meant === undefined
        ? undefined
        : { safety: 'unsafe', title: `Name ${meant}`, edits: [{ span, text: meant }] }
    const message = `There is no rule \`${value}\`, so nothing is silenced by it`
    return [{ span, message, help, ...(fix && { fix }) }]
  }
  if (signature.suppressible !== false) return []
  const message = `${signature.code} ${signature.name} cannot be silenced`
  return [{ span, message, help: 'Mend what it finds: what is built of the plan would be wrong.' }]
}

function unused({ by, rule: { value, span }, signature }: WillingOrder): Finding {
  return {
    span,
    message: `${signature.code} ${signature.name} finds nothing that this comment would silence`,
    help: 'Delete it.',
    fix: removalOf(by, { value, span }),
  }
}

/** Of several rules the one, with its comma; of a single one the comment. */
function removalOf({ rules, removal }: Suppression, { value, span }: Located<string>): Fix {
  const at = rules.findIndex((rule) => rule.span.start === span.start)
  const before = rules[at - 1]
  const after = rules[at + 1]
  const gone =
    before !== undefined
      ? { ...span, start: before.span.end }
      : after !== undefined
        ? { ...span, end: after.span.start }
        : removal
  const title = gone === removal ? 'Delete the comment' : `Delete ${value} from the comment`
  return { safety: 'safe', title, edits: [{ span: gone, text: '' }] }
}
