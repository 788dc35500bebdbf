import { families } from '../../config/families.ts'
import { isFamily } from '../../config/selectors.ts'
import { signatures } from '../../config/signatures.ts'
import type { Signature } from '../../diagnostics/diagnostic.ts'
import type { Arguments } from '../arguments.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import type { Machine } from '../machine.ts'
import { printPage } from '../page.ts'
import { usesColor } from '../reporting.ts'
import { accountOf, pageOf, remarksOn } from '../rule-account.ts'
import { unknown } from '../usage-error.ts'

/** Prints the page of a rule, or a line for each rule. Needs no network. */
export async function explain(given: Arguments, machine: Machine): Promise<ExitCode> {
  const [wanted] = given.operands
  const chosen = wanted === undefined ? signatures : chosenBy(wanted)
  const one = chosen.length === 1 && wanted !== undefined
  const color = usesColor(given, machine, machine.output)
  machine.output.write(
    given.value('format') === 'json'
      ? json(chosen)
      : one || given.has('all')
        ? chosen.map((signature) => page(signature, color)).join('\n\n')
        : list(chosen),
  )
  return exitCodes.clean
}

function chosenBy(wanted: string): readonly Signature[] {
  const one = signatures.filter(({ code, name }) => [code.toLowerCase(), name].includes(wanted.toLowerCase()))
  const family = signatures.filter(({ code }) => isFamily(wanted) && code.startsWith(wanted.toUpperCase()))
  const chosen = one.length > 0 ? one : family
  if (chosen.length > 0) return chosen
  throw unknown(
    'rule',
    wanted,
    signatures.flatMap(({ code, name }) => [name, code]),
    'plan-compile explain',
  )
}

function list(chosen: readonly Signature[]): string {
  const width = Math.max(...signatures.map(({ name }) => name.length))
  return families
    .flatMap(([family, about]) => {
      const members = chosen.filter(({ code }) => code.startsWith(family))
      const lines = members.map((one) => {
        const level = one.recommended === false ? 'off' : one.severity
        return `${one.code}  ${level.padEnd(7)}  ${one.name.padEnd(width)}  ${one.summary}\n`
      })
      return members.length === 0 ? [] : [`${family}: ${about}\n${lines.join('')}`]
    })
    .join('\n')
}

function json(chosen: readonly Signature[]): string {
  return `${JSON.stringify({ version: 1, rules: chosen.map(accountOf) }, null, 2)}\n`
}

function page(signature: Signature, color: boolean): string {
  const head = { severity: signature.severity, remarks: remarksOn(signature) }
  return printPage(pageOf(signature), head, color)
}
