import type { Repository } from '../../plan/workspace.ts'
import { ticked } from '../naming.ts'
import type { Invocation } from './invocations.ts'

/** What a command asks for by name, and the repository does not have. */
export interface Lack {
  /** The name. */
  readonly subject: string
  /** Completes a sentence that begins with the command: `names no script of package.json`. */
  readonly what: string
  /** What there is instead. */
  readonly names: readonly string[]
  /** The file that would have to define it; where a task writes that, it may yet come. */
  readonly definedIn: string
  /** `true`: there is no such file; a plan for another repository would lack it, too. */
  readonly wholeFile?: boolean
  /** The next move, where it is more than to choose another name. */
  readonly help?: string
}

/** Knows one kind of program: what its command line lacks; `undefined`: nothing, or nothing is known. */
export type Lacking = (invocation: Invocation, repository: Repository) => Lack | undefined

/** The first of these files in a folder or one above it. */
export function nearest(
  folder: string,
  names: readonly string[],
  { at }: Repository,
): { readonly path: string; readonly folder: string } | undefined {
  for (let here = folder; ; here = here.replace(/\/?[^/]*$/, '')) {
    const paths = names.map((name) => (here === '' ? name : `${here}/${name}`))
    const path = paths.find((one) => at(one) === 'file')
    if (path !== undefined) return { path, folder: here }
    if (here === '') return undefined
  }
}

/** Where there is no such file at all. */
export function noFile(subject: string, file: string): Lack {
  return {
    subject,
    what: `needs a ${ticked(file)}, and the repository has none`,
    names: [],
    definedIn: file,
    wholeFile: true,
    help: `Add ${ticked(file)} to the files of a task that comes first, or run what the repository has.`,
  }
}
