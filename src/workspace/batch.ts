import { mkdirSync, rmdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Artifact } from '../codegen/artifact.ts'
import { type Staged, stage, sweep } from './staging.ts'
import { codeOf, touching } from './unusable-path.ts'

/** Changes that belong together; all paths are relative to `root`. */
export interface Batch {
  readonly root: string
  readonly writes: readonly Artifact[]
  readonly removals: readonly string[]
  /** Folders that may go once they are empty, with what is below them. */
  readonly owned: readonly string[]
  /** One file, as it is from before the first change to after the last, and as it is then. */
  readonly journal: Artifact
  readonly record: Artifact
}

/**
 * As close to all or nothing as a file system allows: everything is written beside its place first, so that a full
 * disk changes nothing; then each file is put in place by a rename, so that nobody ever sees half of one. A run that
 * is killed between two renames leaves old and new files, and a journal that knows both.
 */
export function carryOut({ root, writes, removals, owned, journal, record }: Batch): void {
  const staged = stageAll(root, [journal, ...writes, record])
  try {
    const [first, ...others] = staged
    const last = others.pop()
    first?.putInPlace()
    for (const file of others) file.putInPlace()
    for (const path of removals) touching(path, () => rmSync(join(root, path), { force: true }))
    for (const path of removals) removeEmptyFolders(root, dirname(path), owned)
    last?.putInPlace()
  } finally {
    for (const file of staged) file.discard()
  }
}

/** Leaves nothing behind where one of them cannot be written. */
function stageAll(root: string, artifacts: readonly Artifact[]): readonly Staged[] {
  const made: string[] = []
  const staged: Staged[] = []
  try {
    for (const folder of new Set(artifacts.map(({ path }) => dirname(path)))) {
      const first = touching(folder, () => mkdirSync(join(root, folder), { recursive: true }))
      if (first !== undefined) made.push(first)
      sweep(join(root, folder))
    }
    for (const [index, artifact] of artifacts.entries()) staged.push(stage(root, artifact, index))
    return staged
  } catch (error) {
    for (const file of staged) file.discard()
    for (const folder of made) rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

function removeEmptyFolders(root: string, folder: string, owned: readonly string[]): void {
  for (let at = folder; owned.some((own) => at === own || at.startsWith(`${own}/`)); at = dirname(at)) {
    try {
      rmdirSync(join(root, at))
    } catch (error) {
      const code = codeOf(error)
      if (code === 'ENOENT') continue
      if (code !== undefined) return
      throw error
    }
  }
}
