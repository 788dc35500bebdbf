import type { RunSettings } from '../codegen/target.ts'
import { type RunConfiguration, secondsIn, usageModes } from '../config/run-configuration.ts'
import type { Wishes } from '../plan/wishes.ts'
import type { Arguments } from './arguments.ts'
import { UsageError } from './usage-error.ts'

interface Form {
  readonly form: RegExp
  readonly such: string
}

const time: Form = { form: /^[1-9]\d{0,6}[smh]?$/, such: 'a time such as 90s, 45m or 2h' }

/** Options of `compile` that say how a plan is run, and what each has to look like. */
const FORMS: Readonly<Record<string, Form>> = {
  jobs: { form: /^[1-9]\d{0,8}$/, such: 'a number from 1' },
  'time-limit': time,
  budget: { form: /^(?:\d{1,9}(?:\.\d*)?|\.\d+)$/, such: 'a number of dollars, such as 5 or 2.50' },
  branch: {
    form: /^(?![-/.]|@$|HEAD$)(?!.*(?:\.\.|@\{|\/\/|\/\.|\.lock(?:\/|$)|[/.]$))[^\s~^:?*[\\\p{C}]+$/u,
    such: 'a name that a branch may have',
  },
  timeout: time,
  attempts: { form: /^[1-9]\d?$/, such: 'a number from 1' },
  usage: { form: new RegExp(`^(?:${usageModes.join('|')})$`), such: usageModes.join(', ') },
}

/** How the plan is to be run where nobody says otherwise: names and values of settings.tsv, in a fixed order. */
export function runSettingsIn(given: Arguments, run: RunConfiguration = {}): RunSettings {
  const { '5h': short, '7d': long } = run.usageLimits ?? {}
  for (const [soft = 0, hard = 100] of [short ?? [], long ?? []]) {
    if (soft > hard)
      throw new UsageError(`run.usageLimits: the soft limit ${soft} is above the hard one, ${hard}`)
  }
  const settings: readonly (readonly [string, string | undefined])[] = [
    ['jobs', option('jobs', given) ?? run.jobs?.toString()],
    ['time-limit', option('time-limit', given) ?? run.timeLimit],
    ['budget', option('budget', given) ?? amount(run.budget)],
    ['branch', option('branch', given) ?? run.branch],
    ['commit', commits(given, run) ? 'yes' : undefined],
    ['one-per-agent', given.has('one-per-agent') ? 'yes' : undefined],
    ['usage', option('usage', given) ?? run.usage],
    ['usage-command', run.usageCommand],
    ['usage-5h', short?.join('/')],
    ['usage-7d', long?.join('/')],
    ['idle-limit', run.idleLimit],
    ['tokens-per-task', run.tokensPerTask?.toString()],
    ['cost-per-task', amount(run.costPerTask)],
  ]
  return settings.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
}

function commits(given: Arguments, run: RunConfiguration): boolean {
  if (given.has('commit') && given.has('no-commit'))
    throw new UsageError('--commit and --no-commit contradict each other: leave one of them out')
  return !given.has('no-commit') && (given.has('commit') || run.commit === true)
}

/** What every task gets, by the command line and then by the configuration. */
export function wishesIn(given: Arguments, run: RunConfiguration = {}): Wishes {
  const timeout = option('timeout', given) ?? run.timeout
  const attempts = option('attempts', given) ?? run.attempts
  return {
    timeoutSeconds: timeout === undefined ? undefined : secondsIn(timeout),
    attempts: attempts === undefined ? undefined : Number(attempts),
  }
}

function option(name: string, given: Arguments): string | undefined {
  const value = given.value(name)
  const { form, such } = FORMS[name] ?? { form: /^/, such: '' }
  if (value !== undefined && !form.test(value)) throw new UsageError(`--${name} needs ${such}`)
  return value
}

/** Dollars without an exponent: the script reads them digit by digit. */
function amount(dollars: number | undefined): string | undefined {
  return dollars?.toFixed(6).replace(/\.?0+$/, '')
}
