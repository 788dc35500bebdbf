import { type Checked, type Checker, check } from '../compile.ts'
import type { Host } from '../source/host.ts'
import { isFolder } from '../workspace/discover.ts'
import { diskHost, displayPath, withFile } from '../workspace/disk.ts'
import { planFolder } from '../workspace/plan-name.ts'
import { UnusablePath } from '../workspace/unusable-path.ts'
import type { Arguments } from './arguments.ts'
import { checkersOf } from './checkers.ts'
import type { Machine } from './machine.ts'
import { UsageError } from './usage-error.ts'

/** A plan file, looked at. */
export interface Inspected extends Checked {
  readonly path: string
}

/** Looks at one file. `named`: by the user, so that it has to be a plan. */
export type Inspect = (path: string, named: boolean) => Promise<Inspected>

/** Other ways to look than the usual one. */
export interface Ways {
  readonly adapt?: ((checker: Checker) => Checker) | undefined
  readonly look?: typeof check | undefined
}

/** Stands for standard input on the command line. */
export const stdin = '-'

/** The way to look at plans that the command line asks for. */
export async function inspectorOf(
  given: Arguments,
  machine: Machine,
  { adapt = (checker) => checker, look = check }: Ways = {},
): Promise<Inspect> {
  const checkerAt = await checkersOf(given, machine)
  const host = hostOf(given, machine)
  return async (path, named) => {
    const checked = await look(path, host, adapt(checkerAt(path, named)))
    if (!checked.sources.has(path)) throw new UnusablePath(path, 'does not exist')
    return { ...checked, path }
  }
}

/** Looks at the only plan that the command takes. */
export async function inspectPlan(given: Arguments, machine: Machine, look = check): Promise<Inspected> {
  const [operand = stdin] = given.operands
  const path =
    operand === stdin
      ? pathOf(stdin, given, machine)
      : pathOf(planFolder(machine.folder, operand), given, machine)
  if (operand !== stdin && isFolder(machine.folder, path))
    return await inspectFolder(path, { given, machine, look })
  const inspect = await inspectorOf(given, machine, { look })
  return await inspect(path, true)
}

/** Some dialects are folders: the plan is all that is in it. */
async function inspectFolder(
  path: string,
  {
    given,
    machine,
    look,
  }: { readonly given: Arguments; readonly machine: Machine; readonly look: typeof check },
): Promise<Inspected> {
  const folder = path === '.' ? './' : path.replace(/\/*$/, '/')
  const checkerAt = await checkersOf(given, machine)
  const checked = await look(folder, hostOf(given, machine), checkerAt(folder, true))
  if (checked.plan !== undefined) return { ...checked, path: checked.plan.path }
  throw new UsageError(`${path} is a folder: name one plan in it; plan-compile check ${path} finds them`)
}

/** How a file on the command line is called everywhere else. */
export function pathOf(operand: string, given: Arguments, { folder }: Machine): string {
  return displayPath(folder, operand === stdin ? (given.value('stdin-filename') ?? 'stdin.md') : operand)
}

function hostOf(given: Arguments, machine: Machine): Host {
  const disk = diskHost(machine.folder)
  if (given.operands.includes(stdin))
    return withFile(disk, pathOf(stdin, given, machine), machine.readInput())
  if (given.has('stdin-filename'))
    throw new UsageError('--stdin-filename goes with -, which reads standard input')
  return disk
}
