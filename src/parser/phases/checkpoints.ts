import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Checkpoint } from '../../plan/plan.ts'
import type { MarkdownDocument } from '../dialect.ts'
import type { Source } from '../place.ts'
import { checkpointIsUnderstood } from '../problems.ts'
import type { Entry, Section, Value } from '../section.ts'
import { normalId } from '../values/identifier.ts'
import type { Names } from '../values/references.ts'
import { workStatus } from '../values/status.ts'

const title = /^\s*(?:##\s*)?execution checkpoints\s*$/i

/**
 * `## Execution Checkpoints` with raw YAML below it, with a fence below it, or inside the fence: the seed
 * shows the last form, and agents write all three.
 */
export function readCheckpoints(
  { path, source, outline, yaml }: MarkdownDocument,
  names: Names,
  report: Report,
): readonly Checkpoint[] {
  return yamlOf({ path, text: source.text }, outline).flatMap(({ text, offset }) => {
    const value = yaml?.readYaml(text, path, offset).value
    if (value?.kind !== 'list') return []
    return value.items.flatMap((item) =>
      item.kind === 'map' ? item.entries.flatMap((entry) => checkpoint(entry, names, report)) : [],
    )
  })
}

interface Yaml {
  readonly text: string
  readonly offset: number
}

function yamlOf(source: Source, section: Section): readonly Yaml[] {
  const own = section.blocks.flatMap((block) => {
    if (block.kind !== 'code' || !/^ya?ml$/i.test(block.language)) return []
    const [first = ''] = block.code.value.split('\n')
    if (!title.test(first)) return []
    return [{ text: blankLine(block.code.value, 0), offset: block.code.span.start }]
  })
  const below = section.children.flatMap((child) =>
    child.heading !== undefined && title.test(child.heading.plain)
      ? [sectionYaml(source, child)]
      : yamlOf(source, child),
  )
  return [...own, ...below]
}

/** The text under the heading, its fences blanked, so that places stay right. */
function sectionYaml({ text }: Source, { heading, span }: Section): Yaml {
  const offset = heading?.span.end ?? span.start
  const below = text.slice(offset, span.end)
  const end = /\n---+[^\S\n]*(?:\n|$)/.exec(below)?.index ?? below.length
  return {
    text: below.slice(0, end).replace(/^[^\S\n]*(?:```|~~~).*$/gm, (line) => ' '.repeat(line.length)),
    offset,
  }
}

function blankLine(text: string, line: number): string {
  return text
    .split('\n')
    .map((one, index) => (index === line ? ' '.repeat(one.length) : one))
    .join('\n')
}

function checkpoint({ key, value }: Entry, names: Names, report: Report): readonly Checkpoint[] {
  const written = key.value.replace(/^(?:phase|task|step|stage)[_ -]?/i, '')
  const id = names.ids.get(normalId(written))
  const fields = value.kind === 'map' ? value.entries : []
  const status = workStatus(scalar(fields, 'status') ?? '')
  if (status === undefined || id === undefined) {
    report(checkpointIsUnderstood, {
      span: key.span,
      message:
        id === undefined
          ? `\`${key.value}\` names no task of this plan`
          : `\`${key.value}\` has no status that is known`,
      help: 'Write a list of `- phase_<id>:` with `status: complete` or `status: failed` below each.',
    })
    return []
  }
  return [
    {
      task: { id, span: key.span, by: 'name', soft: false },
      status,
      artifacts: listOf(fields, 'artifacts'),
      error: scalar(fields, 'error'),
      lastSuccessfulStep: scalar(fields, 'last_successful_step'),
      span: { ...key.span, end: value.span.end },
    },
  ]
}

function find(fields: readonly Entry[], name: string): Value | undefined {
  return fields.find(({ key }) => key.value === name)?.value
}

function scalar(fields: readonly Entry[], name: string): string | undefined {
  const value = find(fields, name)
  return value?.kind === 'scalar' && value.value !== null ? String(value.value) : undefined
}

function listOf(fields: readonly Entry[], name: string): readonly string[] {
  const value = find(fields, name)
  return value?.kind === 'list'
    ? value.items.flatMap((item) => (item.kind === 'scalar' ? [String(item.value)] : []))
    : []
}
