import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import {
  newFolder,
  type PlanFolder,
  type PlanNode,
  type PlanTeam,
  planFolder,
  textOf,
} from './plan-folder.ts'
import { type Ended, run, type Variables } from './run-script.ts'

export type Client = 'claude' | 'opencode'

/** How a client behaves once. */
export interface Behaviour {
  readonly client: Client
  /** One of `answers/<client>/`, as the real client has printed it; none: it prints nothing. */
  readonly answer?: string
  readonly code?: number
  readonly message?: string
  /** Whether it leaves what the task declares. */
  readonly works?: boolean
  /** Shell, before it answers. */
  readonly does?: string
}

export interface Trial {
  /** Lines of `permissions/only.tsv`. */
  readonly permissions?: readonly string[]
  readonly files?: readonly string[]
  readonly commands?: readonly string[]
  readonly agent?: string
  /** Files of the repository. */
  readonly around?: Readonly<Record<string, string>>
  readonly timeout?: number
  readonly team?: PlanTeam
  /** Further nodes of the plan, behind its first task. */
  readonly behind?: readonly PlanNode[]
  readonly words?: readonly string[]
  readonly variables?: Variables
}

export interface Tried extends Ended {
  readonly folder: PlanFolder
  /** Of the one task. */
  readonly outcome: { readonly status: string; readonly report: string; readonly reason: string }
  /** The words of its command line, what it was told, and what it may do if that stood in the environment. */
  readonly called: readonly string[]
  readonly told: string
  readonly permission: string
}

/** A plan of one task, run by the real script with a stand-in for a client, found in the PATH. */
export async function tryClient(behaviour: Behaviour, trial: Trial = {}): Promise<Tried> {
  const { files = ['create\tout/only.txt'], commands = [], agent = '-', timeout = 600 } = trial
  const team = trial.team === undefined ? {} : { team: trial.team }
  const node = { key: 'only', files, commands, agent, timeout, ...team }
  const folder = planFolder([node, ...(trial.behind ?? [])])
  const { permissions = files.map((line) => `edit\tfile\t${line.split('\t')[1]}`) } = trial
  mkdirSync(join(folder.root, '.plan/trial/permissions'))
  writeFileSync(
    join(folder.root, '.plan/trial/permissions/only.tsv'),
    permissions.map((line) => `${line}\n`).join(''),
  )
  for (const [path, contents] of Object.entries(trial.around ?? {})) {
    mkdirSync(dirname(join(folder.root, path)), { recursive: true })
    writeFileSync(join(folder.root, path), contents)
  }
  const programs = newFolder()
  writeFileSync(join(programs, behaviour.client), script(behaviour), { mode: 0o755 })
  const path = `${programs}${delimiter}${process.env['PATH']}`
  const words = ['run', '--agent', behaviour.client, ...(trial.words ?? [])]
  const ended = await run(folder, words, { PATH: path, PLAN_AGENT: '', HOME: programs, ...trial.variables })
  const seen = (name: string) => textOf(join(folder.root, '.stand-in', name)) ?? ''
  return {
    ...ended,
    folder,
    outcome: JSON.parse(readFileSync(join(folder.state, 'outcomes.json'), 'utf8'))[0],
    called: seen('words').split('\0').slice(0, -1),
    told: seen('told'),
    permission: seen('permission'),
  }
}

function script({ client, answer, code = 0, message = '', works = false, does = '' }: Behaviour): string {
  const answers = join(import.meta.dirname, 'answers', client, `${answer}.jsonl`)
  return `#!/usr/bin/env bash
printf '%s\\0' "$@" >.stand-in/words
cat >.stand-in/told
printf '%s' "\${OPENCODE_PERMISSION-}" >.stand-in/permission
${does}
${works ? '[ "$PLAN_MEMBER" != executor ] || { mkdir -p out && echo made >out/only.txt; }' : ':'}
${answer === undefined ? ':' : `cat '${answers}'`}
printf '%s' '${message}' >&2
exit ${code}
`
}
