import { patternsMeet } from '../plan/globs.ts'
import type { BlastRadius } from '../plan/plan.ts'
import type { AffectedTest, Repository } from '../plan/workspace.ts'
import { type NamedTest, patternOf, type TestRun, testRunsIn } from './commands/tests.ts'

/** Whether a blast radius runs a test; `undefined`: that cannot be told from what it says. */
export type Covers = (test: AffectedTest) => boolean

export function coverageOf(declared: BlastRadius, repository: Repository): Covers | undefined {
  switch (declared.kind) {
    case 'everything':
      return () => true
    case 'none':
      return () => false
    case 'unclear':
      return undefined
    case 'paths': {
      const patterns = declared.globs.map(patternOf)
      return ({ path }) => patterns.some((pattern) => patternsMeet({ path, kind: 'file' }, pattern))
    }
    case 'tests':
      // Names of tests, not of files: `cache::types` is the runner's to know.
      return declared.patterns.every((pattern) => /^[\w./-]+$/.test(pattern))
        ? ({ path }) => declared.patterns.some((pattern) => holds(path, pattern))
        : undefined
    case 'commands':
      return ofCommands(declared.commands, repository)
  }
}

function ofCommands(commands: readonly string[], repository: Repository): Covers | undefined {
  const parts = commands.map((command) => testRunsIn(command, repository))
  const runs = parts.flatMap((part) => part.runs)
  if (parts.some(({ isAll }) => !isAll) || runs.some(({ filtered }) => filtered)) return undefined
  return (test) => runs.some((run) => runsIt(run, test))
}

function runsIt({ program, folder, named }: TestRun, { path, runner }: AffectedTest): boolean {
  const isTheirs = runner.words.length === 0 || runner.words.includes(program)
  const isInside = folder === '' || path.startsWith(`${folder}/`)
  return isTheirs && isInside && (named.length === 0 || named.some((one) => means(one, path)))
}

function means(test: NamedTest, path: string): boolean {
  switch (test.by) {
    case 'path':
      return patternsMeet({ path, kind: 'file' }, test.pattern)
    case 'part':
      return holds(path, test.part)
  }
}

function holds(path: string, part: string): boolean {
  return path.toLowerCase().includes(part.toLowerCase())
}
