import type { Task } from '../../plan/plan.ts'
import type { Located } from '../../source/span.ts'
import { located } from '../../source/span.ts'
import type { Element } from '../tags/tags.ts'
import type { PlanFile } from './plan-file.ts'

const reference = /^([ \t]*@)([^\s]+)/gm

/** Files that an agent is told to read: `@path` lines of `<context>`, `<execution_context>`. */
export function inputsOf({ document: { source }, body }: PlanFile): Task['inputs'] {
  const holders = body.sections.filter(({ name }) => name === 'context' || name === 'execution_context')
  const paths = holders.flatMap((element) => referencesIn(element, source.text))
  const [first] = paths
  return first && located(paths, { ...first.span, end: paths.at(-1)?.span.end ?? first.span.end })
}

function referencesIn({ content }: Element, text: string): readonly Located<string>[] {
  const written = text.slice(content.start, content.end)
  return [...written.matchAll(reference)].map(({ index, 1: lead = '', 2: path = '' }) => {
    const start = content.start + index + lead.length
    return located(path, { path: content.path, start, end: start + path.length })
  })
}
