import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  journal,
  newFolder,
  notes,
  type PlanFolder,
  type PlanNode,
  planFolder,
  violations,
} from './plan-folder.ts'
import { kill, pause, processesOf, type Role, type Started, start, until } from './run-script.ts'

/** Kills random parts of running plans with `kill -9`, runs them again, and looks whether a promise was broken. */
export interface Torture {
  readonly kills: number
  readonly seed: number
  readonly tasks: number
  /** The runtime; a broken one shows that this notices. */
  readonly script?: string
  /** More variables: a `BASH_ENV` that slows the script down, for example. */
  readonly variables?: Readonly<Record<string, string>>
}

export interface Findings {
  /** Broken promises; empty is good. */
  readonly broken: readonly string[]
  /** How often what happened, for the report. */
  readonly counts: ReadonlyMap<string, number>
}

type Count = (what: string, by?: number) => void
type Random = () => number

export async function torture({ kills, seed, tasks, script, variables = {} }: Torture): Promise<Findings> {
  const counts = new Map<string, number>()
  const broken: string[] = []
  const random = randomFrom(seed)
  const count: Count = (what, by = 1) => counts.set(what, (counts.get(what) ?? 0) + by)
  while ((counts.get('kills') ?? 0) < kills && broken.length === 0) {
    const folder = planFolder(layeredPlan(tasks, random), newFolder(), script)
    const trial = new Trial(folder, random, count, {
      PLAN_MAX_LOSSES: '100000',
      STAND_IN_SECONDS: (random() * 0.3).toFixed(3),
      ...variables,
    })
    await trial.run(() => (counts.get('kills') ?? 0) < kills)
    broken.push(...(await trial.brokenPromises(tasks)))
    count('plans')
    if (broken.length === 0) rmSync(folder.root, { recursive: true, force: true })
  }
  return { broken, counts }
}

/** Waves of five; each task needs two of the wave before. */
export function layeredPlan(tasks: number, random: Random): readonly PlanNode[] {
  return Array.from({ length: tasks }, (_, index) => {
    const wave = Math.floor(index / 5)
    const before = wave === 0 ? [] : [0, 1].map(() => key((wave - 1) * 5 + Math.floor(random() * 5)))
    return {
      key: key(index),
      wave,
      needs: [...new Set(before)],
      title: `Task $(touch pwned) \`id\` ${index}`,
    }
  })
}

function key(index: number): string {
  return `task-${String(index).padStart(3, '0')}`
}

/** Mulberry32: the same numbers for the same seed. */
export function randomFrom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** One plan, run and killed until it is done. Mutable: it remembers what it has seen finished. */
class Trial {
  readonly #folder: PlanFolder
  readonly #random: Random
  readonly #count: Count
  readonly #variables: Readonly<Record<string, string>>
  readonly #broken: string[] = []
  /** Starts of each task when it was first seen finished. */
  readonly #startsWhenDone = new Map<string, number>()

  constructor(folder: PlanFolder, random: Random, count: Count, variables: Readonly<Record<string, string>>) {
    this.#folder = folder
    this.#random = random
    this.#count = count
    this.#variables = variables
  }

  async run(mayKill: () => boolean): Promise<void> {
    for (;;) {
      const runner = await this.#startRunner()
      const code = await this.#disturb(runner, mayKill)
      this.#count('runs')
      if (code === 0) return
      if (code !== 137 && code !== 3 && code !== 12) {
        const { stderr } = await runner.ended
        this.#broken.push(`the runner ended with ${code}: ${stderr}`)
        return
      }
    }
  }

  /** Sometimes two at the same moment, of which at most one may stay. */
  async #startRunner(): Promise<Started> {
    const first = this.#start()
    if (this.#random() > 0.3) return first
    this.#count('double starts')
    const second = this.#start()
    await until('one of two runs gave way', () => isOver(first) || isOver(second))
    const [loser, winner] = isOver(first) ? [first, second] : [second, first]
    const { code, stderr } = await loser.ended
    if (![0, 3, 12].includes(code)) this.#broken.push(`the second run ended with ${code}: ${stderr}`)
    return winner
  }

  #start(): Started {
    return start(this.#folder, ['run', '--jobs', '4', '--quiet'], this.#variables)
  }

  /** Kills now and then until the runner is over; gives its exit code. */
  async #disturb(runner: Started, mayKill: () => boolean): Promise<number> {
    let code: number | undefined
    runner.ended.then((ended) => (code = ended.code))
    while (code === undefined) {
      await Promise.race([runner.ended, pause(this.#random() * (this.#random() < 0.5 ? 80 : 700))])
      if (code === undefined && mayKill()) this.#killSomething()
      this.#look()
    }
    return code
  }

  #killSomething(): void {
    const running = processesOf(this.#folder)
    const roles = [...new Set(running.map(({ role }) => role))]
    if (running.length === 0) return
    const choice = pick<Role | 'everything' | 'runner and supervisors' | 'anything'>(
      [...roles, 'everything', 'runner and supervisors', 'anything'],
      this.#random,
    )
    const chosen = running.filter(
      ({ role }) =>
        choice === 'everything' ||
        role === choice ||
        (choice === 'runner and supervisors' && (role === 'runner' || role === 'supervisor')),
    )
    const victims =
      choice === 'everything' || choice === 'runner and supervisors'
        ? chosen
        : [pick(choice === 'anything' ? running : chosen, this.#random)]
    const killed = victims.filter(({ pid }) => kill(pid))
    for (const { role } of killed) this.#count(`killed ${role}`)
    if (killed.length > 0) this.#count('kills')
  }

  /** What was finished must stay finished, and must not be started again. */
  #look(): void {
    const done = new Set(this.#finished())
    const starts = this.#starts()
    for (const [task, before] of this.#startsWhenDone) {
      if (!done.has(task)) this.#broken.push(`the checkpoint of ${task} was lost`)
      if (starts.get(task) !== before) this.#broken.push(`${task} was done, and was started again`)
    }
    for (const task of done) {
      if (!this.#startsWhenDone.has(task)) this.#startsWhenDone.set(task, this.#starts().get(task) ?? 0)
    }
  }

  #finished(): readonly string[] {
    const folder = join(this.#folder.state, 'tasks')
    if (!existsSync(folder)) return []
    return readdirSync(folder).filter((task) => {
      const text = readFileSync(join(folder, task), 'utf8')
      if (!text.endsWith(' ok\n')) this.#broken.push(`the checkpoint of ${task} is torn: ${text}`)
      return text.startsWith('done ')
    })
  }

  #starts(): ReadonlyMap<string, number> {
    const starts = new Map<string, number>()
    for (const note of notes(this.#folder)) {
      const [word, task] = note.split(' ')
      if (word === 'start' && task !== undefined) starts.set(task, (starts.get(task) ?? 0) + 1)
    }
    return starts
  }

  async brokenPromises(tasks: number): Promise<readonly string[]> {
    await pause(100)
    this.#look()
    const broken = this.#broken
    const finished = this.#finished()
    if (finished.length !== tasks) broken.push(`${finished.length} of ${tasks} are done`)
    for (const task of finished) {
      if (!existsSync(join(this.#folder.root, 'out', `${task}.txt`))) broken.push(`${task} left no file`)
    }
    broken.push(...this.#brokenJournal(finished))
    if (violations(this.#folder) !== '') broken.push(violations(this.#folder))
    if (existsSync(join(this.#folder.root, 'pwned'))) broken.push('a title was run')
    for (const { pid, role } of processesOf(this.#folder)) {
      broken.push(`a ${role} was left running`)
      kill(pid)
    }
    this.#count('tasks', tasks)
    this.#count(
      'agent starts',
      [...this.#starts().values()].reduce((sum, starts) => sum + starts, 0),
    )
    return broken.map((promise) => `${promise} (${this.#folder.root})`)
  }

  #brokenJournal(finished: readonly string[]): readonly string[] {
    const done = journal(this.#folder).filter(({ event }) => event === 'done')
    this.#count('journal lines recovered', done.filter(({ recovered }) => recovered).length)
    for (const event of ['lost', 'adopted']) {
      this.#count(event, journal(this.#folder).filter((entry) => entry.event === event).length)
    }
    return finished.flatMap((task) => {
      const times = done.filter((entry) => entry.task === task).length
      return times === 1 ? [] : [`${task} stands in the journal as done ${times} times`]
    })
  }
}

function isOver({ process }: Started): boolean {
  return process.exitCode !== null || process.signalCode !== null
}

function pick<T>(choices: readonly T[], random: Random): T {
  const choice = choices[Math.floor(random() * choices.length)]
  if (choice === undefined) throw new Error('nothing to pick from')
  return choice
}
