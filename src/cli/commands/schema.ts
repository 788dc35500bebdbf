import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { signatures } from '../../config/signatures.ts'
import type { Arguments } from '../arguments.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import type { Machine } from '../machine.ts'
import { unknown } from '../usage-error.ts'

/** The schemas of files that people write or read; those of dialects are their own. */
const names = ['config', 'baseline', 'report', 'plan', 'outcomes', 'journal', 'verification', 'recording']

/** Prints a JSON schema; that of the configuration with the names of all rules, which editors then offer. */
export async function schema(
  { operands: [name = 'config'] }: Arguments,
  machine: Machine,
): Promise<ExitCode> {
  if (!names.includes(name)) throw unknown('schema', name, names)
  const text = readFileSync(
    createRequire(import.meta.url).resolve(`plan-compile/schemas/${name}.schema.json`),
    'utf8',
  )
  machine.output.write(name === 'config' ? `${JSON.stringify(withRules(JSON.parse(text)), null, 2)}\n` : text)
  return exitCodes.clean
}

function withRules(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('properties' in value)) return value
  const { properties } = value
  if (typeof properties !== 'object' || properties === null || !('rules' in properties)) return value
  const { rules } = properties
  if (typeof rules !== 'object' || rules === null) return value
  const setting = (description: string) => ({ description, $ref: '#/$defs/setting' })
  const known = signatures.map(({ code, name, summary }) => [name, setting(`${code}: ${summary}`)])
  return {
    ...value,
    properties: { ...properties, rules: { ...rules, properties: Object.fromEntries(known) } },
  }
}
