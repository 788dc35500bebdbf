import { signatures } from '../../config/signatures.ts'
import { pages } from '../../generated/pages.js'
import type { Arguments } from '../arguments.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import type { Machine } from '../machine.ts'
import { printPage } from '../page.ts'
import { usesColor } from '../reporting.ts'
import { unknown } from '../usage-error.ts'

/** Prints the page of a rule, or a line for each rule. Needs no network. */
export async function explain(given: Arguments, machine: Machine): Promise<ExitCode> {
  const [wanted] = given.operands
  machine.output.write(
    wanted === undefined ? list() : page(wanted, usesColor(given, machine, machine.output)),
  )
  return exitCodes.clean
}

function list(): string {
  const width = Math.max(...signatures.map(({ name }) => name.length))
  const lines = signatures.map(
    ({ code, name, severity, summary }) =>
      `${code}  ${severity.padEnd(7)}  ${name.padEnd(width)}  ${summary}\n`,
  )
  return lines.join('')
}

function page(wanted: string, color: boolean): string {
  const signature = signatures.find(({ code, name }) =>
    [code.toLowerCase(), name].includes(wanted.toLowerCase()),
  )
  if (signature === undefined) {
    throw unknown(
      'rule',
      wanted,
      signatures.flatMap(({ code, name }) => [name, code]),
    )
  }
  const { code, name, severity, summary } = signature
  return printPage(pages[name] ?? `# ${name} (${code})\n\n${summary}\n`, severity, color)
}
