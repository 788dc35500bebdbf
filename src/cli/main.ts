#!/usr/bin/env node
import module from 'node:module'
import { version } from '../generated/version.js'

// Next to nothing is loaded before it is known what to do.
const [first, ...others] = process.argv.slice(2)
if ((first === '--version' || first === '-V') && others.length === 0) {
  process.stdout.write(`${version}\n`)
} else {
  // From Node 22.8 on; the types are those of Node 20.
  if ('enableCompileCache' in module && typeof module.enableCompileCache === 'function')
    module.enableCompileCache()
  const { start } = await import('./start.ts')
  await start()
}
