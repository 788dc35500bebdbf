import { type SpawnSyncOptions, spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { agentVariables } from '../../src/cli/agent.ts'

export const program = resolve('dist/cli/main.js')

export interface Ended {
  readonly code: number | null
  readonly output: string
  readonly messages: string
}

/** Runs the built program in a process of its own, as a person would who has set nothing. */
export function running(
  args: readonly string[],
  options: SpawnSyncOptions & { readonly cwd: string },
): Ended {
  const unset = ['NO_COLOR', 'FORCE_COLOR', 'PLAN_COMPILE_FORMAT', ...agentVariables]
  const environment = Object.entries(process.env).filter(([name]) => !unset.includes(name))
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    ...options,
    env: { ...Object.fromEntries(environment), ...options.env },
    maxBuffer: 256 * 1024 * 1024,
  })
  return { code: status, output: String(stdout), messages: String(stderr) }
}
