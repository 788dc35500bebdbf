import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/** The real just, from the package `rust-just`. */
export const justBinary = resolve('node_modules/.bin/just')

/** Does something with real files, a script among them can be run, and takes them away again. */
export function inFolder<T>(files: Readonly<Record<string, string>>, work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'plan-compile-'))
  try {
    for (const [path, contents] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), contents, { mode: contents.startsWith('#!') ? 0o755 : 0o644 })
    }
    return work(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
