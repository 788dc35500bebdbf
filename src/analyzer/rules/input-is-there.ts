import { patternsMeet } from '../../plan/globs.ts'
import { leadsOutside, type PathPattern } from '../../plan/paths.ts'
import { nodesOf } from '../../plan/walk.ts'
import type { Repository } from '../../plan/workspace.ts'
import type { Located } from '../../source/span.ts'
import { isAbout, type Writer, writersOf } from '../foreseen.ts'
import { ticked } from '../naming.ts'
import { recordsOf } from '../records.ts'
import type { Rule, RuleInput } from '../rule.ts'

export const inputIsThere: Rule = {
  code: 'PC332',
  name: 'input-is-there',
  severity: 'warning',
  checklist: false,
  summary: 'What a task is to read is in the repository, or a task of the plan writes it.',
  *check(input) {
    const { repository } = input.workspace
    if (repository === undefined) return
    const inputs = [...ofWorkstream(input), ...ofDirectory(input)]
    if (inputs.length === 0 || isAbout(repository, input.tasks) === 'no') return
    const writers = writersOf(input.tasks)
    const missing = new Map<string, Located<string>[]>()
    for (const one of inputs) {
      if (!isKnown(one.value, repository, writers))
        missing.set(one.value, [...(missing.get(one.value) ?? []), one])
    }
    for (const [path, [first, ...others]] of missing) {
      if (first === undefined) continue
      yield {
        span: first.span,
        message: `${ticked(path)} is to be read, but it is not there, and no task writes it`,
        help: 'Correct the path, or let a task that comes before write the file.',
        related: others.slice(0, 20).map(({ span }) => ({ span, message: 'here too' })),
      }
    }
  },
}

/** Of stages and of contracts. */
function ofWorkstream({ plan }: RuleInput): readonly Located<string>[] {
  if (plan.dialect !== 'workstream') return []
  return nodesOf(plan).flatMap((node) => (node.kind === 'gate' ? [] : (node.inputs?.value ?? [])))
}

/** Product context, patterns and research of a plan that is a folder. */
function ofDirectory(input: RuleInput): readonly Located<string>[] {
  return recordsOf(input).flatMap(({ record: { productContext, patterns, research } }) =>
    [productContext, patterns, research].flatMap((pointers) =>
      (pointers?.value ?? []).map(({ path, span }) => ({ value: path, span })),
    ),
  )
}

/** Paths may begin at a package of the repository; what a pattern or an address means, nobody looks up. */
function isKnown(path: string, { at, files }: Repository, writers: readonly Writer[]): boolean {
  if (/[*?{}<>]|:\/\//.test(path) || leadsOutside(path) || at(path) !== 'absent') return true
  const wanted: PathPattern = { path, kind: path.endsWith('/') ? 'directory' : 'file' }
  const isWritten = writers.some(
    ({ file }) => patternsMeet(file, wanted) || `/${file.path}`.endsWith(`/${path}`),
  )
  const tail = `/${path.replace(/\/$/, '')}`
  return isWritten || files().some((file) => `/${file}`.endsWith(tail) || `/${file}`.includes(`${tail}/`))
}
