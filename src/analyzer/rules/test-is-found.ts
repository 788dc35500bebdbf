import type { Finding } from '../../diagnostics/diagnostic.ts'
import { patternsMeet } from '../../plan/globs.ts'
import { leadsOutside } from '../../plan/paths.ts'
import { worksOf } from '../../plan/walk.ts'
import type { Repository } from '../../plan/workspace.ts'
import type { SourceSpan } from '../../source/span.ts'
import { commandsOf } from '../commands/of-plan.ts'
import { type NamedTest, patternOf, testRunsIn } from '../commands/tests.ts'
import { isAbout, isThere, type Writer, writersOf } from '../foreseen.ts'
import { nameOf, ticked } from '../naming.ts'
import type { Rule, RuleInput } from '../rule.ts'

export const testIsFound: Rule = {
  code: 'PC505',
  name: 'test-is-found',
  severity: 'warning',
  checklist: false,
  summary: 'The tests that a task names are in the repository, or a task of the plan writes them.',
  *check(input) {
    const { repository } = input.workspace
    if (repository === undefined) return
    const named = [...ofBlastRadii(input), ...ofCommands(input, repository)]
    if (named.length === 0 || isAbout(repository, input.tasks) === 'no') return
    const writers = writersOf(input.tasks)
    const missing = new Map<string, Named[]>()
    for (const one of named) {
      if (!isKnown(one.test, repository, writers))
        missing.set(one.test.written, [...(missing.get(one.test.written) ?? []), one])
    }
    for (const places of missing.values()) yield notFound(places)
  },
}

interface Named {
  readonly test: NamedTest
  readonly span: SourceSpan
  readonly who: string
}

function ofBlastRadii({ tasks }: RuleInput): readonly Named[] {
  return tasks.flatMap(worksOf).flatMap((work) => {
    const { blastRadius } = work
    if (blastRadius?.value.kind !== 'paths') return []
    return blastRadius.value.globs.map((written): Named => {
      const test: NamedTest = { by: 'path', pattern: patternOf(written), written }
      return { test, span: blastRadius.span, who: nameOf(work) }
    })
  })
}

function ofCommands({ tasks }: RuleInput, repository: Repository): readonly Named[] {
  return commandsOf(tasks).flatMap(({ command, span, work }) =>
    testRunsIn(command, repository)
      .runs.flatMap(({ named }) => named)
      .map((test) => ({ test, span, who: nameOf(work) })),
  )
}

function isKnown(test: NamedTest, repository: Repository, writers: readonly Writer[]): boolean {
  switch (test.by) {
    case 'path':
      return (
        leadsOutside(test.pattern.path) ||
        isThere(test.pattern, repository) ||
        writers.some(({ file }) => patternsMeet(file, test.pattern))
      )
    case 'part': {
      const holds = (path: string) => path.toLowerCase().includes(test.part.toLowerCase())
      const inside = (path: string) => test.folder === '' || path.startsWith(`${test.folder}/`)
      const paths = [...repository.files(), ...writers.map(({ file }) => file.path)]
      return (
        paths.some((path) => inside(path) && holds(path)) || writers.some(({ file }) => file.kind === 'glob')
      )
    }
  }
}

function notFound([first, ...others]: readonly Named[]): Finding {
  if (first === undefined) throw new Error('no test that is missing')
  const { test, span, who } = first
  return {
    span,
    subject: test.written,
    message: `${who} names ${ticked(test.written)} as tests, which matches nothing in the repository and nothing that a task writes`,
    help: 'Mend the path, or add the test to the files of the task that writes it.',
    related: others.slice(0, 20).map((other) => ({ span: other.span, message: `${other.who} does so, too` })),
  }
}
