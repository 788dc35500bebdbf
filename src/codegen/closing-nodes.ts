import type { PhaseGoal } from '../plan/contract.ts'
import type { Task } from '../plan/plan.ts'
import { policyFor } from '../plan/policy.ts'
import { sh, shown } from './escape.ts'
import { nobody, type Row } from './row.ts'

/** Whether phases are verified and accepted; `undefined` = the user did not say. */
export interface ClosingWishes {
  readonly verifier?: boolean
  readonly review?: boolean
}

/** What stands after the last plan of one phase, each node after the one before. */
export interface Closing {
  readonly phase: PhaseGoal
  readonly tasks: readonly Task[]
  /** Keys of its plans. */
  readonly members: ReadonlySet<string>
  readonly nodes: readonly ClosingNode[]
}

/** A node whose place, wave and needs follow from the plans before it. */
export interface ClosingNode {
  readonly row: Omit<Row, 'wave' | 'needs'>
  readonly commands: readonly string[]
  /** What its agent writes, and nothing else. */
  readonly writes?: string
  /** Whether it waits for a person where its commands say no, as a gate does. */
  readonly asksPerson?: boolean
}

/** Where the verification of a phase is told: `.planning/phases/03-feed/03-VERIFICATION.md`. */
export function verificationPath({ folder, id }: PhaseGoal): string {
  return `${folder}${id}-VERIFICATION.md`
}

/** An agent compares what there is with what the phase is for. That it found a verdict is its proof, not which one. */
export function verification(phase: PhaseGoal, suffix: string): ClosingNode {
  const { agent, attempts, timeoutSeconds } = policyFor(phase.verifier)
  const title = `Is the goal of ${named(phase)} reached?`
  return {
    row: {
      ...nobody,
      key: `verify-goal${suffix}`,
      kind: 'task',
      agent,
      attempts,
      timeoutSeconds: Math.round(timeoutSeconds),
      title,
    },
    commands: [verdictIs(phase, 'passed|human_needed|gaps_found')],
    writes: verificationPath(phase),
  }
}

/** Gaps stop what comes after: they call for plans that close them. */
export function goalCheck(phase: PhaseGoal, suffix: string): ClosingNode {
  const title = `No gaps in ${named(phase)}; where there are: write plans with gap_closure: true for them, and compile again`
  return {
    row: { ...check, key: `goal-reached${suffix}`, title },
    commands: [verdictIs(phase, 'passed|human_needed')],
  }
}

/** Passes by itself where no person is needed; else a person looks, and approves it. */
export function peopleCheck(phase: PhaseGoal, suffix: string): ClosingNode {
  const title = `Nothing in ${named(phase)} is left for a person to look at, or somebody has looked and approves this`
  return {
    row: { ...check, key: `looked-at${suffix}`, title },
    commands: [verdictIs(phase, 'passed')],
    asksPerson: true,
  }
}

/** A person says whether the direction is right. */
export function acceptance(phase: PhaseGoal, suffix: string, verified: boolean): ClosingNode {
  const where = verified ? ` What was verified: ${verificationPath(phase)}` : ''
  const title = `Does the direction of ${named(phase)} look right?${where}`
  return { row: { ...nobody, key: `acceptance${suffix}`, kind: 'gate', title }, commands: [] }
}

const check = { ...nobody, kind: 'check', timeoutSeconds: 60, attempts: 1 } as const

function named({ id, name }: PhaseGoal): string {
  return `phase ${id}${name.value === '' ? '' : `: ${name.value}`}`
}

/** The first `status:` at the beginning of a line counts, as other tools read it; a file that is not there has none. */
function verdictIs(phase: PhaseGoal, verdicts: string): string {
  const file = sh(shown(`./${verificationPath(phase)}`))
  return `case "$(sed -n 's/^status:[^a-z]*\\([a-z_]*\\).*/\\1/p' ${file} | sed -n 1p)" in ${verdicts}) ;; *) false ;; esac`
}
