import { type Checked, check } from '../compile.ts'
import { checkerFor, dialectIds } from '../config/toolbox.ts'
import type { Host } from '../source/host.ts'
import { isFolder } from '../workspace/discover.ts'
import { diskHost, displayPath, withFile } from '../workspace/disk.ts'
import { planFolder } from '../workspace/plan-name.ts'
import { UnusablePath } from '../workspace/unusable-path.ts'
import type { Arguments } from './arguments.ts'
import type { Machine } from './machine.ts'
import { UsageError, unknown } from './usage-error.ts'

/** A plan file, looked at. */
export interface Inspected extends Checked {
  readonly path: string
}

/** Looks at one file. `named`: by the user, so that it has to be a plan. */
export type Inspect = (path: string, named: boolean) => Promise<Inspected>

/** Stands for standard input on the command line. */
export const stdin = '-'

/** The way to look at plans that the command line asks for. */
export function inspectorOf(given: Arguments, machine: Machine): Inspect {
  const checkers = { named: checkerOf(given, true), found: checkerOf(given, false) }
  const host = hostOf(given, machine)
  return async (path, named) => {
    const checked = await check(path, host, named ? checkers.named : checkers.found)
    if (!checked.sources.has(path)) throw new UnusablePath(path, 'does not exist')
    return { ...checked, path }
  }
}

/** Looks at the only plan that the command takes. */
export async function inspectPlan(given: Arguments, machine: Machine): Promise<Inspected> {
  const [operand = stdin] = given.operands
  const path =
    operand === stdin
      ? pathOf(stdin, given, machine)
      : pathOf(planFolder(machine.folder, operand), given, machine)
  if (operand !== stdin && isFolder(machine.folder, path)) return await inspectFolder(path, given, machine)
  return await inspectorOf(given, machine)(path, true)
}

/** Some dialects are folders: the plan is all that is in it. */
async function inspectFolder(path: string, given: Arguments, machine: Machine): Promise<Inspected> {
  const folder = path === '.' ? './' : path.replace(/\/*$/, '/')
  const checked = await check(folder, hostOf(given, machine), checkerOf(given, true))
  if (checked.plan !== undefined) return { ...checked, path: checked.plan.path }
  throw new UsageError(`${path} is a folder: name one plan in it; plan-compile check ${path} finds them`)
}

function checkerOf(given: Arguments, certain: boolean): ReturnType<typeof checkerFor> {
  const dialect = given.value('dialect')
  if (dialect !== undefined && !dialectIds.includes(dialect)) throw unknown('--dialect', dialect, dialectIds)
  return checkerFor({ strict: given.has('strict'), dialect, certain })
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
