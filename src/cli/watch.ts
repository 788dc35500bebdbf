import { type FSWatcher, watch } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import type { Machine } from './machine.ts'
import { UsageError } from './usage-error.ts'

/** What one look gave, and where a change would make another one worth while. */
export interface Look {
  readonly code: ExitCode
  /** Files, as the user would write them. */
  readonly files: readonly string[]
}

/** Looks, and looks again when a file beside those that were read changes, until the user ends it. */
export async function watching(machine: Machine, look: () => Promise<Look>): Promise<ExitCode> {
  let code: ExitCode = exitCodes.clean
  let files: readonly string[] = []
  for (;;) {
    try {
      const seen = await look()
      code = seen.code
      files = seen.files
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      machine.messages.write(`plan-compile: ${error.message}\n`)
      code = exitCodes.usage
    }
    machine.messages.write('plan-compile: waiting for changes; Ctrl-C ends\n')
    const folders = new Set([machine.folder, ...files.map((file) => dirname(resolve(machine.folder, file)))])
    if ((await changeIn([...folders])) === 'ended') return code
  }
}

/** Editors write in several steps: what comes within a moment is one change. */
const momentMilliseconds = 100

function changeIn(folders: readonly string[]): Promise<'changed' | 'ended'> {
  return new Promise((resolveChange) => {
    const watchers: FSWatcher[] = []
    let timer: NodeJS.Timeout | undefined
    const finish = (how: 'changed' | 'ended') => {
      clearTimeout(timer)
      process.off('SIGINT', end)
      for (const watcher of watchers) watcher.close()
      resolveChange(how)
    }
    const end = () => finish('ended')
    process.once('SIGINT', end)
    for (const folder of folders) {
      const watcher = watch(folder, (_, name) => {
        if (name !== null && !/\.(?:md|markdown|jsonc?|ya?ml)$/i.test(name)) return
        clearTimeout(timer)
        timer = setTimeout(finish, momentMilliseconds, 'changed')
      })
      // A folder that goes away is a change, too.
      watcher.on('error', () => finish('changed'))
      watchers.push(watcher)
    }
  })
}
