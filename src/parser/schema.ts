import type { Report, Signature } from '../diagnostics/diagnostic.ts'
import type { SchemaProblem, Validator } from '../generated/schemas.js'
import type { SourceSpan } from '../source/span.ts'
import type { Entry, Value } from './section.ts'

/**
 * Checks a value of front matter or of a data file against a schema of `schemas/`, and reports each fault at the
 * place where it is written. What a schema leaves open (unknown keys, say) is the dialect's to judge.
 */
export function validate(validator: Validator, value: Value, signature: Signature, report: Report): void {
  if (validator(plainOf(value))) return
  const problems = validator.errors ?? []
  const whole = problems.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf')
  for (const problem of problems) {
    // The branches of a choice all complain; the choice itself says it once.
    if (problem.keyword === 'enum' && isMistyped(problem, problems)) continue
    if (problem.keyword === 'if' || whole.some((choice) => choice !== problem && covers(choice, problem)))
      continue
    const place = placeOf(value, problem)
    report(signature, { span: place.span, message: messageOf(problem, place) })
  }
}

/** As JSON would have it. A key that is written twice counts as YAML counts it: the last one stands. */
export function plainOf(value: Value): unknown {
  switch (value.kind) {
    case 'scalar':
      return value.value
    case 'list':
      return value.items.map(plainOf)
    case 'map':
      // No prototype: a key may be called `__proto__`.
      return value.entries.reduce<Record<string, unknown>>((map, { key, value: inner }) => {
        map[key.value] = plainOf(inner)
        return map
      }, Object.create(null))
  }
}

/** A list where one of some words is wanted: one complaint is enough. */
function isMistyped({ instancePath }: SchemaProblem, problems: readonly SchemaProblem[]): boolean {
  return problems.some((other) => other.keyword === 'type' && other.instancePath === instancePath)
}

function covers(choice: SchemaProblem, { instancePath, keyword }: SchemaProblem): boolean {
  if (instancePath === choice.instancePath) return keyword !== choice.keyword
  return instancePath.startsWith(`${choice.instancePath}/`)
}

interface Place {
  readonly span: SourceSpan
  /** The key, or the key of the list: what the message is about. */
  readonly name: string
  readonly value: Value
}

/** Follows a pointer as far as the text goes: what is missing is placed at what should hold it. */
function placeOf(root: Value, { instancePath }: SchemaProblem): Place {
  let place: Place = { span: headOf(root, root.span), name: '', value: root }
  for (const part of instancePath.split('/').slice(1)) {
    const step = part.replaceAll('~1', '/').replaceAll('~0', '~')
    const { value } = place
    if (value.kind === 'map') {
      const entry = value.entries.findLast(({ key }) => key.value === step)
      if (entry === undefined) break
      place = { span: spanOf(entry), name: entry.key.value, value: entry.value }
    } else {
      const item = value.kind === 'list' ? value.items[Number(step)] : undefined
      if (item === undefined) break
      place = { span: headOf(item, item.span), name: place.name, value: item }
    }
  }
  return place
}

/** A scalar that is wrong is the place; of a list or map its key is. */
function spanOf({ key, value }: Entry): SourceSpan {
  return value.kind === 'scalar' && value.source !== '' ? value.span : key.span
}

/** Not the whole of a map, but its first key. */
function headOf(value: Value, span: SourceSpan): SourceSpan {
  if (value.kind === 'map') return value.entries[0]?.key.span ?? span
  if (value.kind === 'list') return value.items[0] === undefined ? span : headOf(value.items[0], span)
  return span
}

function messageOf({ keyword, params, message }: SchemaProblem, { name, value }: Place): string {
  const subject = name === '' ? 'The file' : `\`${name}\``
  switch (keyword) {
    case 'required':
      return name === ''
        ? `\`${String(params['missingProperty'])}\` is missing`
        : `${subject} has no \`${String(params['missingProperty'])}\``
    case 'type':
      return `${subject} is ${kindOf(value)}, not ${typesIn(params['type'])}`
    case 'enum':
      return `${subject} is ${kindOf(value)}, not one of ${listOf(params['allowedValues'])}`
    case 'const':
      return `${subject} is ${kindOf(value)}, not \`${String(params['allowedValue'])}\``
    case 'anyOf':
    case 'oneOf':
      return `${subject} is ${kindOf(value)}, which has no meaning here`
    case 'additionalProperties':
      return `\`${String(params['additionalProperty'])}\` is not a key that is known here`
    case 'minItems':
      return `${subject} names too few: ${String(params['limit'])} is the least`
    case 'minLength':
      return `${subject} is empty`
    case 'pattern':
      return `${subject} is ${kindOf(value)}, which is not written as such values are`
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return `${subject} is ${kindOf(value)}, but has to be ${String(params['comparison'])} ${String(params['limit'])}`
    default:
      return `${subject} ${message ?? 'is not as it should be'}`
  }
}

function kindOf(value: Value): string {
  switch (value.kind) {
    case 'list':
      return 'a list'
    case 'map':
      return 'a list of keys and values'
    case 'scalar':
      return value.value === null ? 'empty' : `\`${shortened(value.source)}\``
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: '`true` or `false`',
  array: 'a list',
  object: 'a list of keys and values',
  null: 'empty',
}

function typesIn(types: unknown): string {
  const names = Array.isArray(types) ? types : [types]
  return names.map((name) => typeNames[String(name)] ?? String(name)).join(' or ')
}

function listOf(values: unknown): string {
  return Array.isArray(values) ? values.map((value) => `\`${String(value)}\``).join(', ') : String(values)
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}
