import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { FileTree } from '../codegen/artifact.ts'
import { assets } from '../generated/assets.js'
import { type Course, courseIn } from './course.ts'
import { isBelowGit } from './git.ts'
import { type Interruption, listenForInterruption } from './interruption.ts'
import { commitAll, type RehearsalFolder, rehearsalFolder } from './rehearsal-folder.ts'

export interface Play {
  /** The folder that the user is in, which counts as the repository. */
  readonly here: string
  /** The files of the compiled plan. */
  readonly tree: FileTree
  /** The plan's folder, relative to `here`. */
  readonly folder: string
  /** Keys of the tasks whose agent is to fail. */
  readonly fails: readonly string[]
  /** How long the agent of a task is to take, by its key; others take no time. */
  readonly seconds: ReadonlyMap<string, number>
  readonly jobs: number | undefined
  /** Where programs are found. */
  readonly path: string
}

export interface Rehearsal extends Course {
  /** What the script ended with. */
  readonly code: number | undefined
  /** What it said, where it ended before any task. */
  readonly trouble: string
  /** Whether there is a repository, and git has given no copy of it. */
  readonly withoutCopy: boolean
  /** Whether a signal ended it early. */
  readonly interrupted: boolean
}

/**
 * Runs the execution script in a folder that is gone afterwards, with a stand-in for the agent. No command of the plan
 * runs, nothing but programs is taken over from the environment.
 */
export async function rehearse(play: Play): Promise<Rehearsal> {
  const interruption = listenForInterruption()
  const place = await rehearsalFolder(play.here, interruption)
  try {
    write(play, place)
    if (place.isCopy) await commitAll(place, interruption)
    const { code, messages } = await run(play, place, interruption)
    const course = courseIn(join(place.here, play.folder, 'state'))
    const withoutCopy = !place.isCopy && isBelowGit(play.here)
    const interrupted = interruption.signal !== undefined
    return { ...course, code, trouble: messages, withoutCopy, interrupted }
  } finally {
    place.remove()
    interruption.stopListening()
  }
}

function write({ tree, seconds }: Play, { top, here }: RehearsalFolder): void {
  for (const { path, contents, executable } of tree.values())
    writeFile(join(here, path), contents, executable)
  const rows = [...seconds].map(([key, time]) => `${key}\t${time.toFixed(2)}\n`)
  writeFile(join(top, 'seconds.tsv'), rows.join(''))
  writeFile(join(top, 'stand-in.sh'), assets['rehearsal/stand-in.sh'] ?? '')
}

function writeFile(file: string, contents: string | Uint8Array, executable = false): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, contents, { mode: executable ? 0o755 : 0o644 })
}

function run(
  { folder, fails, jobs, path }: Play,
  { top, root, here }: RehearsalFolder,
  interruption: Interruption,
) {
  const words = [join(here, folder, 'run.sh'), 'run', '--root', root, '--yes', '--quiet', '--allow-dirty']
  const agent = ['--agent-command', 'bash "$REHEARSAL/stand-in.sh"']
  const options = jobs === undefined ? [] : ['--jobs', String(jobs)]
  const environment = { PATH: path, HOME: top, LC_ALL: 'C', REHEARSAL: top, REHEARSAL_FAILS: fails.join(',') }
  const child = spawn('bash', [...words, ...agent, ...options], { cwd: here, env: environment })
  return interruption.ended(child)
}
