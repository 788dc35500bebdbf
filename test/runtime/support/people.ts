import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { type PlanFolder, type PlanNode, standInAgent, textOf } from './plan-folder.ts'
import { type Ended, run, shell, type Variables } from './run-script.ts'

/** What agents read of the answers to this task. */
export function answersTo(folder: PlanFolder, key: string): string {
  return textOf(join(folder.root, `.plan/trial/notes/${key}.answers.md`)) ?? ''
}

export async function status(folder: PlanFolder): Promise<string> {
  return (await run(folder, ['status'])).stdout
}

/** A stand-in that ends with this report, as long as the page of answers does not say postgres. */
export function asks(lines: string, key = 'ask'): string {
  return `extra='grep -qs postgres "$PLAN_DIR/notes/${key}.answers.md" || { printf "## Task: BLOCKED\\n\\nreason: too little is known\\n${lines}\\n"; exit 0; }'`
}

/** One task asks, another needs it. */
export const asking: readonly PlanNode[] = [
  { key: 'ask', agent: 'x', behaviour: asks('question: Which database?') },
  { key: 'behind', wave: 2, needs: ['ask'] },
  { key: 'beside' },
]

/** With words on standard input. */
export function runWith(folder: PlanFolder, words: readonly string[], input: string | Buffer): Ended {
  const { status, stdout, stderr } = spawnSync(shell, [folder.script, ...words], {
    cwd: folder.root,
    input,
    encoding: 'utf8',
  })
  return { code: status ?? 128, stdout, stderr }
}

export interface Outcome {
  readonly thread_id: string
  readonly status: string
  readonly report: string
  readonly next_steps: readonly string[]
  readonly question: string
}

export async function outcomeOf(folder: PlanFolder, key: string): Promise<Outcome | undefined> {
  const outcomes: readonly Outcome[] = JSON.parse((await run(folder, ['outcomes'])).stdout)
  return outcomes.find(({ thread_id }) => thread_id === key)
}

/** Types lines at a pseudo terminal, each when its words have been printed. */
export function typing(
  folder: PlanFolder,
  words: readonly string[],
  talk: readonly (readonly [string, string])[],
  variables: Variables = {},
): Promise<Ended> {
  const line = [shell, folder.script, ...words].map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ')
  const child = spawn('script', ['-qec', line, '/dev/null'], {
    cwd: folder.root,
    env: {
      ...process.env,
      PLAN_AGENT: `"${standInAgent}"`,
      ...variables,
    },
  })
  let stdout = ''
  let said = 0
  child.stdout.on('data', (text) => {
    stdout += text
    const next = talk[said]
    if (next !== undefined && stdout.split(next[0]).length > 1 && stdout.lastIndexOf(next[0]) >= 0) {
      said += 1
      child.stdin.write(`${next[1]}\n`)
    }
  })
  return new Promise((resolve) =>
    child.on('exit', (code) => setImmediate(() => resolve({ code: code ?? 128, stdout, stderr: '' }))),
  )
}

/** Is there the program that makes a pseudo terminal? */
export const terminal = `${spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout}`.includes(
  'util-linux',
)
