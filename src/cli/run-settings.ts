import type { RunSettings } from '../codegen/target.ts'
import type { Arguments } from './arguments.ts'
import { UsageError } from './usage-error.ts'

/** Options of `compile` that the execution script reads from settings.tsv, and what each has to look like. */
const FORMS: Readonly<Record<string, { readonly form: RegExp; readonly such: string }>> = {
  jobs: { form: /^[1-9]\d{0,8}$/, such: 'a number from 1' },
  'time-limit': { form: /^[1-9]\d{0,6}[smh]?$/, such: 'a time such as 90s, 45m or 2h' },
  budget: { form: /^(?:\d{1,9}(?:\.\d*)?|\.\d+)$/, such: 'a number of dollars, such as 5 or 2.50' },
  branch: {
    form: /^(?![-/.])(?!.*(?:\.\.|@\{|\.lock$|\/$|\.$))[^\s~^:?*[\\\p{C}]+$/u,
    such: 'a name that a branch may have',
  },
}

/** Options without a value. */
const SWITCHES = ['commit', 'one-per-agent']

/** How the plan is to be run where nobody says otherwise: names and values, in a fixed order. */
export function runSettingsIn(given: Arguments): RunSettings {
  const said = Object.entries(FORMS).flatMap(([name, { form, such }]) => {
    const value = given.value(name)
    if (value === undefined) return []
    if (!form.test(value)) throw new UsageError(`--${name} needs ${such}`)
    return [[name, value] as const]
  })
  const switched = SWITCHES.filter((name) => given.has(name)).map((name) => [name, 'yes'] as const)
  return [...said, ...switched]
}
