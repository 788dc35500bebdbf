import { leadsOutside } from '../plan/paths.ts'
import type { FileChange, Task } from '../plan/plan.ts'
import { isProven } from '../plan/proof.ts'
import { filesOf } from '../plan/walk.ts'
import type { Artifact } from './artifact.ts'
import { shown } from './escape.ts'
import { permissionsPath, slugOf } from './layout.ts'
import type { EmitInput } from './target.ts'

/**
 * What the agent of a task may write, one line for each: verb, kind, path. Data for the adapters of the execution
 * script, which say it in the words of a client; docs/adapters.md describes it. What lies outside of the repository is
 * nobody's to allow; without a line there is no file.
 */
export function permissionsOf(
  task: Task,
  { folder, slugs }: Pick<EmitInput, 'folder' | 'slugs'>,
): readonly Artifact[] {
  const files = filesOf(task).filter(isInside)
  const forbidden = (task.forbidden?.value ?? []).filter(isInside)
  const namesNone = task.files === undefined && filesOf(task).length === 0
  const lines = [
    ...(namesNone ? ['edit\tanywhere\t-'] : files.map((file) => `${verbFor(file)}\t${printFile(file)}`)),
    ...forbidden.map((file) => `forbid\t${printFile(file)}`),
  ]
  const contents = [...new Set(lines)].map((line) => `${line}\n`).join('')
  return contents === '' ? [] : [{ path: permissionsPath(folder, slugOf(slugs, task.id)), contents }]
}

function isInside({ path }: FileChange): boolean {
  return !leadsOutside(path)
}

function verbFor({ mode }: FileChange): 'delete' | 'edit' {
  return mode === 'delete' ? 'delete' : 'edit'
}

/** Prose may name a file by the end of its path only. */
function printFile(file: FileChange): string {
  const { path, kind, inferred } = file
  if (kind === 'glob') return `glob\t${shown(plainGlob(path))}`
  if (kind === 'directory') return `folder\t${shown(path.replace(/\/*$/, '/'))}`
  if (inferred) return `ending\t${shown(path)}`
  return isProven(file) ? `file\t${shown(path)}` : `glob\t${shown(filledIn(path))}`
}

/** With `*`, `**` and `?` alone, which every client knows; the rest becomes wider. */
function plainGlob(glob: string): string {
  return glob
    .replace(/[@!+?*]\([^)]*\)/g, '*')
    .replace(/\{[^}]*\}/g, '*')
    .replace(/\[[^\]]*\]/g, '?')
}

/** `migrations/YYYYMMDD_add_cache.sql` is `migrations/*_add_cache.sql`. */
function filledIn(path: string): string {
  return path.replace(/<[^>]*>|\{[^}]*\}|TIMESTAMP|(?:YYYY|MM|DD|HH|SS|NNN+|XXX+)+/g, '*')
}
