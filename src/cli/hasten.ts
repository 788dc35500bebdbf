import { warmUp } from './warm-up.ts'

/** What `check.cjs`, a function that the build has wrapped around a CommonJS module, gives. */
type Program = (require: NodeJS.Require) => {
  start(importModule: (url: string) => Promise<unknown>): Promise<void>
}

/**
 * Runs the program from the one file that the build makes of it, with the code that V8 compiled for it at that time: a
 * third of what `check` costs is compiling. V8 takes such code only if it is of its own making, by version and flags;
 * else it compiles as always. False: there are no such files, as in the package, which goes to many versions of V8:
 * from Node 22.8 on, Node itself keeps what it compiles ({@link warmUp}).
 */
export async function hasten(file: URL): Promise<boolean> {
  warmUp()
  const script = scriptOf(file)
  if (script === undefined) return false
  const program: Program = script.runInThisContext()
  const { start } = program(process.getBuiltinModule('node:module').createRequire(file))
  // Code that V8 kept from another process has lost its own `import()`, which rules of the user's own need.
  await start((url) => import(url))
  return true
}

/**
 * `undefined`: there is none. The build writes ASCII, so that each byte is a character. Modules of Node are asked for,
 * not imported: an import makes all that they export ready, such as `fs.promises`.
 */
export function scriptOf(file: URL) {
  const { readFileSync } = process.getBuiltinModule('node:fs')
  const { fileURLToPath } = process.getBuiltinModule('node:url')
  const { constants, Script } = process.getBuiltinModule('node:vm')
  try {
    return new Script(readFileSync(file, 'latin1'), {
      filename: fileURLToPath(file),
      cachedData: readFileSync(new URL(`${file.href}.cache`)),
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    })
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
