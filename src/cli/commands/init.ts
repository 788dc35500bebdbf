import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dialects } from '../../parser/dialects/index.ts'
import { countBySeverity } from '../../reporters/count.ts'
import { counted } from '../../source/counted.ts'
import { configurationsAbove } from '../../workspace/configuration-files.ts'
import { type Purpose, proposedCommands } from '../../workspace/proposed-commands.ts'
import { touching } from '../../workspace/unusable-path.ts'
import type { Arguments } from '../arguments.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import type { Inspected } from '../inspect.ts'
import type { Machine } from '../machine.ts'
import { lookAtAll } from '../survey.ts'
import { UsageError } from '../usage-error.ts'

const name = 'plan-compile.config.jsonc'

/** Looks at the repository, writes a configuration for what is there, and says what can be done next. */
export async function init(given: Arguments, machine: Machine): Promise<ExitCode> {
  const { folder, output } = machine
  const [existing] = configurationsAbove(folder)
  if (existing !== undefined) throw new UsageError(`${existing.path} is there already: nothing is written`)
  const { plans } = await lookAtAll({ ...given, operands: ['.'] }, machine)
  touching(name, () => writeFileSync(join(folder, name), configurationFor(plans, folder), { flag: 'wx' }))
  output.write([`Wrote ${name}`, '', ...nextSteps(plans)].map((line) => `${line}\n`).join(''))
  return exitCodes.clean
}

/** A dialect is only set where all plans are in it: then a file that is in none is not asked about others. */
function configurationFor(plans: readonly Inspected[], folder: string): string {
  const counts = dialects.flatMap(({ id }) => {
    const count = plans.filter(({ plan }) => plan?.dialect === id).length
    return count > 0 ? [{ id, count }] : []
  })
  const [only, ...others] = counts
  const presets = ['recommended', ...(only !== undefined && others.length === 0 ? [only.id] : [])]
  const found = counts.map(({ id, count }) => `${count} of ${id}`).join(', ')
  const schema = 'node_modules/plan-compile/schemas/config.schema.json'
  return [
    '{',
    ...(existsSync(join(folder, schema)) ? [`  "$schema": "./${schema}",`] : []),
    `  // Plans that were found: ${found || 'none'}.`,
    `  "extends": [${presets.map((preset) => JSON.stringify(preset)).join(', ')}],`,
    ...runLines(folder),
    '  // By name, code or family: "off", "info", "warning" or "error". `plan-compile explain` lists them.',
    '  "rules": {}',
    '}',
    '',
  ].join('\n')
}

/** Which commands have to pass is the repository's owner's to say: what is found is only written down. */
function runLines(folder: string): readonly string[] {
  const proposals = proposedCommands(folder)
  if (proposals.length === 0) return []
  const commands = (purpose: Purpose) => proposals.flatMap(({ commands: { [purpose]: one } }) => one ?? [])
  const keys = (['build', 'lint', 'test'] as const).flatMap((purpose) => {
    const found = commands(purpose)
    return found.length === 0 ? [] : [`"${purpose}": [${found.map((one) => JSON.stringify(one)).join(', ')}]`]
  })
  return [
    `  // What has to pass before the first task and after the last one, by ${proposals.map(({ from }) => from).join(', ')}; take what is right:`,
    `  // "run": { ${keys.join(', ')} },`,
  ]
}

function nextSteps(plans: readonly Inspected[]): readonly string[] {
  const { error, warning } = countBySeverity(plans.flatMap(({ diagnostics }) => diagnostics))
  const total = `${counted(plans.length, 'plan')}, ${counted(error, 'error')}, ${counted(warning, 'warning')}`
  return [
    `Found ${total}.`,
    ...(error + warning > 0
      ? [
          '  plan-compile check                    shows them',
          '  plan-compile check --baseline-write   lets a baseline know them, so that only new ones count',
        ]
      : []),
    'Before each commit, in .git/hooks/pre-commit:',
    '  npx plan-compile check --staged',
    'In package.json:',
    '  "scripts": { "plans": "plan-compile check" }',
  ]
}
