import { dialects } from '../parser/dialects/index.ts'
import { visibleWithin } from '../reporters/visible.ts'
import { type Discovery, discover } from '../workspace/discover.ts'
import { matcher } from '../workspace/glob.ts'
import { UnusablePath } from '../workspace/unusable-path.ts'
import type { Arguments } from './arguments.ts'
import { type Inspected, inspectorOf, pathOf, stdin, type Ways } from './inspect.ts'
import type { Machine } from './machine.ts'
import { UsageError } from './usage-error.ts'

function discoveryOf(given: Arguments, machine: Machine): Discovery {
  const operands = operandsOf(given)
  const files = operands.filter((operand) => operand !== stdin)
  const { candidates, refused } = discover(machine.folder, files)
  if (files.length === operands.length) return { candidates, refused }
  return { candidates: [...candidates, { path: pathOf(stdin, given, machine), named: true }], refused }
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
}

/** Looks at the files that the command line names, and at those in the folders that it names; each plan once. */
export async function lookAtAll(given: Arguments, machine: Machine, ways: Ways = {}): Promise<Looks> {
  const discovery = discoveryOf(given, machine)
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
  return { plans: plans.sort(inOrder), others, refused }
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

export function noPlanIn(given: Arguments, looked: number): UsageError {
  const operands = visibleWithin(operandsOf(given).join(' '), 200)
  return new UsageError(
    `no plan found in ${operands} (${looked} Markdown file${looked === 1 ? '' : 's'} looked at)`,
  )
}
