#!/usr/bin/env node
import { version } from '../generated/version.js'
import { hasten } from './hasten.ts'

void main(process.argv.slice(2))

/** Next to nothing is loaded before it is known what to do. */
async function main([first, ...others]: readonly string[]): Promise<void> {
  if ((first === '--version' || first === '-V') && others.length === 0) {
    process.stdout.write(`${version}\n`)
  } else if (first !== 'check' || !(await hasten(new URL('check.cjs', import.meta.url)))) {
    const { start } = await import('./start.ts')
    await start()
  }
}
