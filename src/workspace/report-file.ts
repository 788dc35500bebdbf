import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { type Staged, stage } from './staging.ts'
import { touching, UnusablePath } from './unusable-path.ts'

export interface ReportFile {
  /** As the user names it. */
  readonly path: string
  readonly contents: string
}

/** Writes all or none of them, each in one step; folders on the way are made. What stands there is replaced. */
export function writeReports(root: string, reports: readonly ReportFile[]): void {
  const staged: Staged[] = []
  try {
    for (const [index, report] of reports.entries()) staged.push(prepare(root, report, index))
    for (const one of staged) one.putInPlace()
  } finally {
    for (const one of staged) one.discard()
  }
}

/** Whether two names mean one file. */
export function isSameFile(root: string, one: string, other: string): boolean {
  const [a, b] = [resolve(root, one), resolve(root, other)]
  return a === b || (existsSync(a) && existsSync(b) && realpathSync(a) === realpathSync(b))
}

/** The file that a report would replace, behind all links; `undefined`: there is none. */
export function replacedBy(root: string, path: string): string | undefined {
  const place = resolve(root, path)
  return touching(path, () =>
    statSync(place, { throwIfNoEntry: false })?.isFile() ? realpathSync(place) : undefined,
  )
}

/** The first letters of a file. */
export function beginningOf(file: string): string {
  return touching(file, () => {
    const handle = openSync(file, 'r')
    try {
      const letters = Buffer.alloc(64)
      return letters.toString('utf8', 0, readSync(handle, letters))
    } finally {
      closeSync(handle)
    }
  })
}

function prepare(root: string, { path, contents }: ReportFile, index: number): Staged {
  return naming(path, () => {
    const place = resolve(root, path)
    const status = statSync(place, { throwIfNoEntry: false })
    if (status?.isDirectory()) throw new UnusablePath(path, 'is a folder')
    // Before links are followed: that of `/dev/stdout` to a pipe leads to no file.
    if (status && !status.isFile()) return straight(place, contents, path)
    const target = status ? realpathSync(place) : place
    mkdirSync(dirname(target), { recursive: true })
    const { putInPlace, discard } = stage(
      dirname(target),
      { path: basename(target), contents, executable: false },
      index,
    )
    return { putInPlace: () => naming(path, putInPlace), discard }
  })
}

/** What goes wrong on the way goes wrong with the path that the user named. */
function naming<T>(path: string, step: () => T): T {
  try {
    return touching(path, step)
  } catch (error) {
    throw error instanceof UnusablePath ? new UnusablePath(path, error.reason) : error
  }
}

/** A pipe or a device, such as `/dev/stderr`, is written to and not replaced. */
function straight(target: string, contents: string, path: string): Staged {
  return { putInPlace: () => touching(path, () => writeFileSync(target, contents)), discard: () => {} }
}
