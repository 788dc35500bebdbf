import { type SpawnSyncOptions, spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

export const program = resolve('dist/cli/main.js')

export interface Ended {
  readonly code: number | null
  readonly output: string
  readonly messages: string
}

/** Runs the built program in a process of its own. */
export function running(
  args: readonly string[],
  options: SpawnSyncOptions & { readonly cwd: string },
): Ended {
  const { NO_COLOR: _, FORCE_COLOR: __, PLAN_COMPILE_FORMAT: ___, ...environment } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    ...options,
    env: { ...environment, ...options.env },
    maxBuffer: 256 * 1024 * 1024,
  })
  return { code: status, output: String(stdout), messages: String(stderr) }
}
