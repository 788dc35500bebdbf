import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { dialects } from '../parser/dialects/index.ts'
import { visibleWithin } from '../reporters/visible.ts'
import { counted } from '../source/counted.ts'
import { type Discovery, discover, type Shut } from '../workspace/discover.ts'
import { matcher } from '../workspace/glob.ts'
import { pathBelow } from '../workspace/path-below.ts'
import { planFolder } from '../workspace/plan-name.ts'
import { UnusablePath } from '../workspace/unusable-path.ts'
import type { Arguments } from './arguments.ts'
import { configurationOf } from './configuration-of.ts'
import { type Inspected, inspectorOf, pathOf, stdin, type Ways } from './inspect.ts'
import type { Machine } from './machine.ts'
import { UsageError } from './usage-error.ts'

interface Found extends Discovery {
  readonly shut: number
}

async function discoveryOf(given: Arguments, machine: Machine): Promise<Found> {
  const operands = operandsOf(given).filter((operand) => !isUnmatched(operand, given, machine))
  const files = operands.filter((operand) => operand !== stdin)
  const isShut = await shutOf(given, machine)
  let shut = 0
  const { candidates, refused } = discover(machine.folder, files, (path, isFolder) => {
    const verdict = isShut(path, isFolder)
    if (verdict) shut++
    return verdict
  })
  const input = { path: pathOf(stdin, given, machine), named: true }
  const all = files.length === operands.length ? candidates : [...candidates, input]
  return { candidates: all, refused, shut }
}

/** Where hooks name files that are gone, or patterns that mean none, the user may say that this is no fault. */
function isUnmatched(operand: string, given: Arguments, { folder }: Machine): boolean {
  if (operand === stdin || !given.has('no-error-on-unmatched-pattern')) return false
  return !existsSync(resolve(folder, planFolder(folder, operand)))
}

/** What git ignores, and what the configuration leaves out. */
async function shutOf(given: Arguments, machine: Machine): Promise<Shut> {
  const { folder } = machine
  const configuration = await configurationOf(given, machine)
  const excludes = matcher(configuration?.exclude ?? [])
  const home = dirname(resolve(folder, configuration?.path ?? '.'))
  const isExcluded = (path: string) => excludes(pathBelow(home, path))
  const hasExcludes = (configuration?.exclude ?? []).length > 0
  if (given.has('no-gitignore')) return hasExcludes ? isExcluded : () => false
  const { ignoredBelow } = await import('../workspace/ignored.ts')
  const isIgnored = ignoredBelow(folder)
  return (path, isFolder) => isIgnored(path, isFolder) || (hasExcludes && isExcluded(path))
}

function operandsOf({ operands }: Arguments): readonly string[] {
  return operands.length > 0 ? operands : ['.']
}

export interface Looks {
  readonly plans: readonly Inspected[]
  /** Found in a folder, and no plan. */
  readonly others: readonly Inspected[]
  /** Found in a folder, and closed to us. */
  readonly refused: readonly UnusablePath[]
  /** How many files and folders git ignores, or the configuration leaves out. */
  readonly shut: number
}

/** Looks at the files that the command line names, and at those in the folders that it names; each plan once. */
export async function lookAtAll(given: Arguments, machine: Machine, ways: Ways = {}): Promise<Looks> {
  const discovery = await discoveryOf(given, machine)
  const inspect = await inspectorOf(given, machine, ways)
  const plans: Inspected[] = []
  const others: Inspected[] = []
  const refused = [...discovery.refused]
  const read = new Set<string>()
  for (const { path, named } of entriesFirst(discovery.candidates)) {
    if (!named && read.has(path)) continue
    try {
      const inspected = await inspect(path, named)
      if (named || inspected.plan) plans.push(inspected)
      else others.push(inspected)
      if (inspected.plan) for (const document of inspected.sources.keys()) read.add(document)
    } catch (error) {
      if (named || !(error instanceof UnusablePath)) throw error
      refused.push(error)
    }
  }
  const place = new Map(discovery.candidates.map(({ path }, index) => [path, index]))
  const inOrder = (a: Inspected, b: Inspected) => (place.get(a.path) ?? 0) - (place.get(b.path) ?? 0)
  return { plans: plans.sort(inOrder), others, refused, shut: discovery.shut }
}

/**
 * Files that dialects look for in folders go first: what they read as companions, such as the road map above some
 * phases, is then no plan of its own.
 */
function entriesFirst(candidates: Discovery['candidates']): Discovery['candidates'] {
  const isEntry = matcher(dialects.flatMap(({ entries }) => entries ?? []))
  const first = new Set(candidates.filter(({ path, named }) => named || isEntry(path)))
  return [...first, ...candidates.filter((candidate) => !first.has(candidate))]
}

export function noPlanIn(given: Arguments, looked: number, shut: number): UsageError {
  const operands = visibleWithin(operandsOf(given).join(' '), 200)
  const isOpen = shut === 0 || given.has('no-gitignore')
  const hint = isOpen ? '' : '; --no-gitignore looks at what git ignores, too'
  return new UsageError(`no plan found in ${operands} (${counted(looked, 'Markdown file')} looked at)${hint}`)
}
