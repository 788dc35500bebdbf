#!/usr/bin/env node
import { version } from '../generated/version.js'

// Next to nothing is loaded before it is known what to do.
const [first, ...others] = process.argv.slice(2)
if ((first === '--version' || first === '-V') && others.length === 0) {
  process.stdout.write(`${version}\n`)
} else {
  const { start } = await import('./start.ts')
  await start()
}
