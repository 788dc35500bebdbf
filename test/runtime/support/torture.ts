import { rmSync } from 'node:fs'
import { instrument, journal, type PlanFolder, type PlanNode, planFolder } from './plan-folder.ts'
import { beginRepository } from './repository.ts'
import {
  kill,
  pause,
  processesOf,
  type Role,
  type Running,
  type Started,
  start,
  until,
} from './run-script.ts'
import { Witness } from './witness.ts'

/** Kills random parts of running plans with `kill -9`, runs them again, and looks whether a promise was broken. */
export interface Torture {
  readonly kills: number
  readonly seed: number
  readonly tasks: number
  /** The longest that a stand-in agent may work, in seconds. */
  readonly seconds: number
  /** The longest time between two kills, in milliseconds. */
  readonly pause: number
  /** Makes the script pause at random commands: every race window gets wider. */
  readonly hesitant: boolean
  /** Each task works in a git work tree of its own. */
  readonly worktrees?: boolean
  /** Every other task has a team, whose judges are hard to please. */
  readonly teams?: boolean
}

export interface Findings {
  /** Broken promises; empty is good. */
  readonly broken: readonly string[]
  /** How often what happened. */
  readonly counts: ReadonlyMap<string, number>
}

type Random = () => number
type Variables = Readonly<Record<string, string>>

export async function torture({
  kills,
  seed,
  tasks,
  seconds,
  hesitant,
  worktrees = false,
  teams = false,
  pause: longest,
}: Torture): Promise<Findings> {
  const tally = new Tally()
  const random = randomFrom(seed)
  let broken: readonly string[] = []
  while (tally.of('kills') < kills && broken.length === 0) {
    const folder = planFolder(layeredPlan(tasks, random).map(teams ? withTeam : (node) => node))
    if (hesitant) instrument(folder, hesitation)
    const variables = { PLAN_MAX_LOSSES: '100000', STAND_IN_SECONDS: (random() * seconds).toFixed(3) }
    if (worktrees) beginRepository(folder)
    const words = ['run', '--jobs', '4', '--quiet', ...(worktrees ? ['--worktrees'] : [])]
    const trial = new Trial({ folder, random, tally, longest, variables, words })
    await trial.run(() => tally.of('kills') < kills)
    broken = await trial.lastLook(tasks)
    if (broken.length === 0) rmSync(folder.root, { recursive: true, force: true })
  }
  return { broken, counts: tally.counts }
}

/** Pauses at random commands. */
const hesitation = "set -T; trap '(( RANDOM % 40 )) || sleep 0.0$((RANDOM % 9))$((RANDOM % 9))' DEBUG"

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

const pickyTeam = {
  cycles: 100_000,
  behaviours: { review: '(( RANDOM % 3 )) || verdict=FAIL', test: '(( RANDOM % 4 )) || verdict=FAIL' },
}

function withTeam(node: PlanNode, index: number): PlanNode {
  return index % 2 === 0 ? { ...node, team: pickyTeam } : node
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

class Tally {
  readonly counts = new Map<string, number>()

  add(what: string, by = 1): void {
    this.counts.set(what, this.of(what) + by)
  }

  of(what: string): number {
    return this.counts.get(what) ?? 0
  }
}

interface TrialOf {
  readonly words: readonly string[]
  readonly folder: PlanFolder
  readonly random: Random
  readonly tally: Tally
  readonly longest: number
  readonly variables: Variables
}

/** One plan, run and killed until it is done. */
class Trial {
  readonly #folder: PlanFolder
  readonly #random: Random
  readonly #tally: Tally
  readonly #longest: number
  readonly #variables: Variables
  readonly #words: readonly string[]
  readonly #witness: Witness

  constructor({ folder, random, tally, longest, variables, words }: TrialOf) {
    this.#words = words
    this.#longest = longest
    this.#folder = folder
    this.#random = random
    this.#tally = tally
    this.#variables = variables
    this.#witness = new Witness(folder)
  }

  async run(mayKill: () => boolean): Promise<void> {
    for (;;) {
      const runner = await this.#startRunner()
      const code = await this.#disturb(runner, mayKill)
      this.#tally.add('runs')
      if (code === 0) return
      // 137: we killed it; 3: another was faster; 12: we killed a helper that it could not do without
      if ([137, 3, 12].includes(code)) continue
      const { stderr } = await runner.ended
      this.#witness.broken.push(`the runner ended with ${code}: ${stderr}`)
      return
    }
  }

  async lastLook(tasks: number): Promise<readonly string[]> {
    const broken = await this.#witness.lastLook(tasks)
    this.#tally.add('plans')
    this.#tally.add('tasks', tasks)
    this.#tally.add(
      'agent starts',
      [...this.#witness.starts().values()].reduce((sum, starts) => sum + starts, 0),
    )
    for (const { event, recovered } of journal(this.#folder)) {
      if (['lost', 'adopted', 'code-complete', 'cycle'].includes(event)) this.#tally.add(event)
      if (recovered) this.#tally.add('journal lines recovered')
    }
    return broken
  }

  /** Sometimes two at the same moment, of which at most one may stay. */
  async #startRunner(): Promise<Started> {
    const first = this.#start()
    if (this.#random() > 0.3) return first
    this.#tally.add('double starts')
    const second = this.#start()
    await until('one of two runs gave way', () => isOver(first) || isOver(second))
    const [loser, winner] = isOver(first) ? [first, second] : [second, first]
    const { code, stderr } = await loser.ended
    if (![0, 3, 12].includes(code)) this.#witness.broken.push(`the second run ended with ${code}: ${stderr}`)
    return winner
  }

  #start(): Started {
    return start(this.#folder, this.#words, this.#variables)
  }

  /** Kills now and then until the runner is over; gives its exit code. */
  async #disturb(runner: Started, mayKill: () => boolean): Promise<number> {
    while (!isOver(runner)) {
      await Promise.race([runner.ended, pause(this.#random() * (this.#random() < 0.3 ? 80 : this.#longest))])
      if (!isOver(runner) && mayKill()) this.#killSomething()
      this.#witness.look()
    }
    return (await runner.ended).code
  }

  #killSomething(): void {
    const killed = this.#victims(processesOf(this.#folder)).filter(({ pid }) => kill(pid))
    for (const { role } of killed) this.#tally.add(`killed ${role}`)
    if (killed.length > 0) this.#tally.add('kills')
  }

  /** All, the runner with its supervisors, any one, or one of a role. */
  #victims(running: readonly Running[]): readonly Running[] {
    const roles = [...new Set(running.map(({ role }) => role))]
    const choice = pick<Role | 'all' | 'upper' | 'any'>([...roles, 'all', 'upper', 'any'], this.#random)
    if (choice === 'all' || running.length === 0) return running
    if (choice === 'upper') return running.filter(({ role }) => role === 'runner' || role === 'supervisor')
    const candidates = running.filter(({ role }) => choice === 'any' || role === choice)
    return [pick(candidates, this.#random)]
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
