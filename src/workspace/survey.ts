import type { Artifact, FileTree } from '../codegen/artifact.ts'
import { type Entry, entryAt } from './entry.ts'
import { hashOf, type Manifest } from './manifest.ts'

/** What is to happen at a path, and what stands in the way. */
export interface Verdict {
  readonly path: string
  readonly act: 'write' | 'remove' | 'keep'
  readonly obstacle?: Obstacle
}

export interface Obstacle {
  /** Completes a sentence that begins with the path. */
  readonly reason: string
  /** Whether the user's `--force` gets past it. */
  readonly forcible: boolean
}

/** Compares what is to be with what is there and with what we left there; by path. */
export function survey(root: string, tree: FileTree, before: Manifest): readonly Verdict[] {
  const stale = [...before.files.keys()].filter((path) => !tree.has(path))
  const verdicts = [
    ...[...tree.values()].map((artifact) => judge(artifact, entryAt(root, artifact.path), before)),
    ...stale.map((path) => judgeStale(path, entryAt(root, path), before)),
  ]
  return verdicts.sort((a, b) => (a.path < b.path ? -1 : 1))
}

function judge({ path, contents, executable = false }: Artifact, entry: Entry, before: Manifest): Verdict {
  switch (entry.kind) {
    case 'absent':
      return { path, act: 'write' }
    case 'blocked':
      return { path, act: 'write', obstacle: { reason: entry.reason, forcible: false } }
    case 'link':
      return { path, act: 'write', obstacle: { reason: 'is a symbolic link', forcible: true } }
    case 'file':
      if (entry.hash === hashOf(contents)) {
        return { path, act: executable === entry.executable || !hasModes ? 'keep' : 'write' }
      }
      return isAsLeft(path, entry.hash, before)
        ? { path, act: 'write' }
        : { path, act: 'write', obstacle: { reason: whoseIs(path, before), forcible: true } }
  }
}

function judgeStale(path: string, entry: Entry, before: Manifest): Verdict {
  switch (entry.kind) {
    case 'absent':
    case 'blocked':
      return { path, act: 'keep' }
    case 'link':
      return { path, act: 'remove', obstacle: { reason: 'is a symbolic link', forcible: true } }
    case 'file':
      return isAsLeft(path, entry.hash, before)
        ? { path, act: 'remove' }
        : { path, act: 'remove', obstacle: { reason: whoseIs(path, before), forcible: true } }
  }
}

function isAsLeft(path: string, hash: string, { files }: Manifest): boolean {
  return files.get(path)?.includes(hash) ?? false
}

function whoseIs(path: string, { files }: Manifest): string {
  return files.has(path) ? 'was edited by hand' : 'was not written by plan-compile'
}

/** Windows has no executable bit. */
const hasModes = process.platform !== 'win32'
