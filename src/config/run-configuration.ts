/** How plans are run, as the key `run` of a configuration says it; see `schemas/config.schema.json`. */
export interface RunConfiguration {
  /** For one attempt at a task: `90s`, `45m`, `2h`. */
  readonly timeout?: string
  readonly attempts?: number
  readonly jobs?: number
  readonly timeLimit?: string
  /** In dollars. */
  readonly budget?: number
  /** A commit for each task that is done. */
  readonly commit?: boolean
  /** The one that runs work on, made where it is not there. */
  readonly branch?: string
  /** `0`: silence ends no attempt. */
  readonly idleLimit?: string
  readonly usage?: UsageMode
  readonly usageCommand?: string
  /** Soft and hard limit of a window, in percent. */
  readonly usageLimits?: Readonly<Partial<Record<'5h' | '7d', readonly [number, number]>>>
  readonly tokensPerTask?: number
  /** In dollars. */
  readonly costPerTask?: number
  readonly build?: readonly string[]
  readonly lint?: readonly string[]
  readonly test?: readonly string[]
}

/** What becomes of a run when the limits of the account come near. */
export type UsageMode = 'push-through' | 'pause' | 'wait'

export const usageModes: readonly UsageMode[] = ['push-through', 'pause', 'wait']

export const runKeys: readonly string[] = [
  'timeout',
  'attempts',
  'jobs',
  'timeLimit',
  'budget',
  'commit',
  'branch',
  'idleLimit',
  'usage',
  'usageCommand',
  'usageLimits',
  'tokensPerTask',
  'costPerTask',
  'build',
  'lint',
  'test',
]

/** A later file goes before an earlier one, key by key. */
export function mergedRun(files: readonly { readonly run?: RunConfiguration }[]): RunConfiguration {
  return Object.assign({}, ...files.map(({ run }) => run))
}

/** `90`, `90s`, `45m`, `2h` in seconds. */
export function secondsIn(time: string): number {
  const unit = { m: 60, h: 3600 }[time.slice(-1)] ?? 1
  return Number.parseInt(time, 10) * unit
}
