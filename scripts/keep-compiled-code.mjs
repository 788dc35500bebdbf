/**
 * node scripts/keep-compiled-code.mjs PROGRAM PLAN
 *
 * Runs `check PLAN` as `src/cli/hasten.ts` does, and writes what V8 has compiled for it to PROGRAM.cache: after the run,
 * when the flags are those that the program has set, under which alone V8 takes the code again.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { Script } from 'node:vm'

const [program = '', plan = ''] = process.argv.slice(2)
const path = resolve(program)
const script = new Script(readFileSync(path, 'latin1'), { filename: path })
/** @type {{ start(): Promise<void> }} */
const { start } = script.runInThisContext()(createRequire(path))
process.argv.splice(2, 2, 'check', plan)
await start()
writeFileSync(`${path}.cache`, script.createCachedData())
