import type { Command } from './command.ts'
import { exitCodeMeanings, exitCodes } from './exit-codes.ts'
import type { Option } from './options.ts'

/** The help of the whole program. */
export function programHelp(commands: readonly Command[]): string {
  return text([
    'Checks Markdown plans for coding agents and compiles them into files that run.',
    '',
    'Usage:',
    ...commands.map(({ usage }) => `  ${usage}`),
    '',
    'Commands:',
    ...table(commands.map(({ name, summary }) => [name, summary])),
    '',
    'Exit codes:',
    ...exitCodeLines(),
    '',
    'plan-compile help COMMAND lists the options of a command.',
  ])
}

export function commandHelp({ summary, usage, options, exitCodes: meanings }: Command): string {
  return text([
    `${summary}.`,
    '',
    `Usage: ${usage}`,
    '',
    'Options:',
    ...table(options.map((option) => [spelling(option), option.summary])),
    '',
    'Exit codes:',
    ...exitCodeLines(meanings),
  ])
}

function exitCodeLines(meanings: Command['exitCodes'] = {}): readonly string[] {
  const { clean, findings, usage, fault } = { ...exitCodeMeanings, ...meanings }
  return table([
    [String(exitCodes.clean), clean],
    [String(exitCodes.findings), findings],
    [String(exitCodes.usage), usage],
    [String(exitCodes.fault), fault],
  ])
}

function spelling({ name, short, value, optional }: Option): string {
  if (value && optional) return `    --${name}[=${value}]`
  return `${short ? `-${short}, ` : '    '}--${name}${value ? ` ${value}` : ''}`
}

/** What is longer on the left has a line of its own, so that there is room on the right. */
const widest = 29

function table(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length).filter((length) => length <= widest))
  const margin = ' '.repeat(width + 4)
  return rows.map(([left, right]) => {
    const start = left.length <= width ? `  ${left.padEnd(width)}  ` : `  ${left}\n${margin}`
    return `${start}${right.replaceAll('\n', `\n${margin}`)}`
  })
}

function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('')
}
