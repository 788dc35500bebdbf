import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { complaintIn } from './complaint.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { type Machine, notify } from './machine.ts'

/** What one look gave, and where a change would make another one worth while. */
export interface Look {
  readonly code: ExitCode
  /** Files, as the user would write them. */
  readonly files: readonly string[]
}

/**
 * Looks, and looks again when a file beside those that were read changes, until the user ends it. What cannot be looked
 * at is told and waited for: editors delete a file and write it anew. `operands` as the user wrote them.
 */
export async function watching(
  machine: Machine,
  operands: readonly string[],
  look: () => Promise<Look>,
): Promise<ExitCode> {
  let code: ExitCode = exitCodes.clean
  let files: readonly string[] = []
  const appeared = new Set<string>()
  for (;;) {
    const begun = Date.now()
    try {
      const seen = await look()
      code = seen.code
      files = seen.files
    } catch (error) {
      const complaint = complaintIn(error)
      if (complaint === undefined) throw error
      notify(machine, complaint)
      code = exitCodes.usage
    }
    const folders = foldersFor(machine.folder, ['.', ...operands, ...files])
    const change = changeIn(folders)
    // Watched from here on: what was written while we looked was seen by nobody.
    const read = new Set(files.map((file) => resolve(machine.folder, file)))
    const isMissed = (path: string) => isWrittenSince(begun, path)
    const others = documentsIn(folders.keys()).filter((path) => !read.has(path) && !appeared.has(path))
    const news = others.filter(isMissed)
    // Once each: a report that every look writes anew would keep us looking for ever.
    for (const path of news) appeared.add(path)
    if (news.length > 0 || [...read].some(isMissed)) change.hasten()
    // Said once it is so: whoever waits for this line may change a file at once.
    notify(machine, 'waiting for changes; Ctrl-C ends')
    if ((await change.seen) === 'ended') return code
  }
}

/** The clock of a disk is behind that of a process by some milliseconds. */
const clockMilliseconds = 50

/** One that is gone is found out by the next look, if it was there for this one: its folder is watched. */
function isWrittenSince(moment: number, path: string): boolean {
  try {
    return statSync(path).ctimeMs >= moment - clockMilliseconds
  } catch {
    return false
  }
}

/** What plans and configurations are written in. */
const documentName = /\.(?:md|markdown|jsonc?|ya?ml)$/i

function documentsIn(folders: Iterable<string>): readonly string[] {
  return [...folders].flatMap((folder) =>
    namesIn(folder)
      .filter((name) => documentName.test(name))
      .map((name) => join(folder, name)),
  )
}

/** None where the folder is gone, or closed to us: the next look says so. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** The folders to watch, each with names that matter in it besides those of plans and configurations. */
function foldersFor(root: string, paths: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const folders = new Map<string, Set<string>>()
  for (const path of paths) {
    const { folder, name } = standing(resolve(root, path))
    const names = folders.get(folder) ?? new Set()
    if (name !== undefined) names.add(name)
    folders.set(folder, names)
  }
  return folders
}

/** The nearest folder that is there, and what in it leads to `path`. */
function standing(path: string, name?: string): { readonly folder: string; readonly name?: string } {
  if (dirname(path) === path || isFolder(path)) return { folder: path, ...(name !== undefined && { name }) }
  return standing(dirname(path), basename(path))
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

/** Editors write in several steps: what comes within a moment is one change. */
const momentMilliseconds = 100

interface Change {
  readonly seen: Promise<'changed' | 'ended'>
  /** As if one had been seen. */
  hasten(): void
}

function changeIn(folders: ReadonlyMap<string, ReadonlySet<string>>): Change {
  let timer: NodeJS.Timeout | undefined
  let notice = () => {}
  const seen = new Promise<'changed' | 'ended'>((resolveChange) => {
    const watchers: FSWatcher[] = []
    const finish = (how: 'changed' | 'ended') => {
      clearTimeout(timer)
      process.off('SIGINT', end)
      for (const watcher of watchers) watcher.close()
      resolveChange(how)
    }
    const end = () => finish('ended')
    notice = () => {
      clearTimeout(timer)
      timer = setTimeout(finish, momentMilliseconds, 'changed')
    }
    process.once('SIGINT', end)
    for (const [folder, names] of folders) {
      const watcher = watch(folder, (_, name) => {
        if (name !== null && !names.has(name) && !documentName.test(name)) return
        notice()
      })
      // A folder that goes away is a change, too.
      watcher.on('error', () => finish('changed'))
      watchers.push(watcher)
    }
  })
  return { seen, hasten: notice }
}
