import type { Finding } from '../../diagnostics/diagnostic.ts'
import { leadsOutside } from '../../plan/paths.ts'
import { worksOf } from '../../plan/walk.ts'
import type { Repository } from '../../plan/workspace.ts'
import type { SourceSpan } from '../../source/span.ts'
import { commandsOf } from '../commands/of-plan.ts'
import { type NamedTest, patternOf, testRunsIn } from '../commands/tests.ts'
import { type Foreseen, foreseen, isAbout, isThere } from '../foreseen.ts'
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
    const isKnown = knowing(repository, foreseen(input.tasks))
    const missing = new Map<string, Named[]>()
    for (const [written, places] of byWords(named)) {
      const unknown = places.filter(({ test }) => !isKnown(test))
      if (unknown.length > 0) missing.set(written, unknown)
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

function byWords(named: readonly Named[]): ReadonlyMap<string, readonly Named[]> {
  const places = new Map<string, Named[]>()
  for (const one of named) {
    const known = places.get(one.test.written)
    if (known) known.push(one)
    else places.set(one.test.written, [one])
  }
  return places
}

/** Whether tests are there or will be; each question is answered once. */
function knowing(repository: Repository, { has, paths }: Foreseen): (test: NamedTest) => boolean {
  const answers = new Map<string, boolean>()
  let all: readonly string[] | undefined
  const find = (test: NamedTest): boolean => {
    if (test.by === 'path') {
      return leadsOutside(test.pattern.path) || isThere(test.pattern, repository) || has(test.pattern)
    }
    all ??= [...repository.files(), ...paths].map((path) => path.toLowerCase())
    const folder = test.folder === '' ? '' : `${test.folder.toLowerCase()}/`
    const part = test.part.toLowerCase()
    return all.some((path) => path.startsWith(folder) && path.includes(part))
  }
  return (test) => {
    const key = JSON.stringify(test)
    const answer = answers.get(key) ?? find(test)
    answers.set(key, answer)
    return answer
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
