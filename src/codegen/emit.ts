import { type FileTree, fileTree } from './artifact.ts'
import type { EmitInput, Target } from './target.ts'

/** Runs the back ends; the files are in memory, nothing is written. */
export function emit(input: EmitInput, targets: readonly Target[]): FileTree {
  return fileTree(targets.flatMap((target) => [...target.emit(input)]))
}
