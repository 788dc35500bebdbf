import { closeSync, fchmodSync, openSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Artifact } from '../codegen/artifact.ts'
import { touching } from './unusable-path.ts'

/** A file that is written but not yet where it is to be. */
export interface Staged {
  /** Replaces what is there, in one step. */
  putInPlace(): void
  /** Does nothing once it is in place. */
  discard(): void
}

const TEMPORARY = /^\.(\d+)-\d+\.plan-compile\.tmp$/

/** Writes beside the place, because a rename is atomic only within a file system. `mode`: where it is to be another one. */
export function stage(
  root: string,
  { path, contents, executable }: Artifact,
  index: number,
  mode?: number,
): Staged {
  const place = join(root, path)
  const temporary = join(dirname(place), `.${process.pid}-${index}.plan-compile.tmp`)
  touching(path, () => {
    const handle = openSync(temporary, 'wx', executable ? 0o755 : 0o644)
    try {
      writeFileSync(handle, contents)
      if (mode !== undefined) fchmodSync(handle, mode)
    } catch (error) {
      rmSync(temporary, { force: true })
      throw error
    } finally {
      closeSync(handle)
    }
  })
  return {
    putInPlace: () => touching(path, () => renameSync(temporary, place)),
    discard: () => rmSync(temporary, { force: true }),
  }
}

/** Removes what an earlier run left behind when it was killed. */
export function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const owner = TEMPORARY.exec(name)?.[1]
    if (owner !== undefined && !isRunning(Number(owner))) rmSync(join(folder, name), { force: true })
  }
}

/** Our own id counts as gone: what bears it was left by an earlier process, since a run sweeps before it stages. */
function isRunning(processId: number): boolean {
  if (processId === process.pid) return false
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
