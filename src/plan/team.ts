import type { Located } from '../source/span.ts'
import type { Plan, Task } from './plan.ts'
import type { Models, Team } from './policy.ts'
import type { Schedule, Slot } from './schedule.ts'
import type { TaskRecord } from './task-directory.ts'

/** What a repository or a command line says about teams; what it leaves out is as the dialect has it. */
export interface TeamWishes {
  readonly isOn?: boolean | undefined
  /** An agent; `true`, the client's own; `false`: the team has no such member. */
  readonly reviewer?: string | boolean | undefined
  readonly tester?: string | boolean | undefined
  readonly cycles?: number | undefined
  readonly models?: Models | undefined
}

/** The client's own agent, as the execution script calls it. */
export const clientsOwn = 'default'
export const defaultCycles = 10

/**
 * The schedule with a team for each task that is to have one: by default those of task directories, whose authors count
 * on it. Who is asked for by nobody is nobody.
 */
export function withTeams(schedule: Schedule, plan: Plan, wishes: TeamWishes = {}): Schedule {
  const records = new Map(plan.directory?.records.map((record) => [record.id, record]))
  const isOn = wishes.isOn ?? plan.directory !== undefined
  const teamed = (slot: Slot): Slot => {
    if (slot.kind === 'ask') return slot
    const record = records.get(slot.task.id)
    const team = isOn ? fullTeam(slot.task, record, plan, wishes) : alone(record, wishes)
    return team === undefined ? slot : { ...slot, policy: { ...slot.policy, team } }
  }
  const waves = schedule.waves.map(({ number, slots }) => ({ number, slots: slots.map(teamed) }))
  return { ...schedule, waves }
}

/** Operations are carried out and change no code; a design is read by a reviewer, and there is nothing to test. */
function fullTeam(task: Task, record: TaskRecord | undefined, plan: Plan, wishes: TeamWishes): Team {
  const { reviewer, tester, cycles = defaultCycles } = wishes
  const isOps = kindOf(record) === 'ops'
  const models = { ...(plan.directory && seedModels(isOps)), ...wishes.models, ...writtenModel(record) }
  return {
    reviewer: isOps ? undefined : memberFor(reviewer),
    tester: isOps || task.purpose === 'design' ? undefined : memberFor(tester),
    models,
    cycles,
  }
}

function memberFor(wished: string | boolean = true): string | undefined {
  if (typeof wished === 'string') return wished
  return wished ? clientsOwn : undefined
}

/** As the instructions have it that task directories are written for. */
function seedModels(isOps: boolean): Models {
  return { executor: isOps ? 'sonnet' : 'opus', reviewer: 'sonnet', tester: 'sonnet' }
}

/** A task without a team may have a model all the same. */
function alone(record: TaskRecord | undefined, { models }: TeamWishes): Team | undefined {
  const { executor } = { ...models, ...writtenModel(record) }
  if (executor === undefined) return undefined
  return { reviewer: undefined, tester: undefined, models: { executor }, cycles: defaultCycles }
}

function writtenModel(record: TaskRecord | undefined): Models {
  const model = record?.model && modelIn(record.model.value)
  return model === undefined ? {} : { executor: model }
}

/** The name of a model as a client is told it; `undefined`: these words are none. Claude's own are written small. */
export function modelIn(words: string): string | undefined {
  if (/^(?:opus|sonnet|haiku|fable)$/i.test(words)) return words.toLowerCase()
  return modelName.test(words) ? words : undefined
}

/** `sonnet`, `claude-opus-4-1`, `acme/large:free`: nothing that a command line takes for an option. */
const modelName = /^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,99}$/

/** `undefined`: the author says neither of the two words that there are. */
export function kindIn(type: Located<string>): 'code' | 'ops' | undefined {
  const word = type.value.toLowerCase()
  return word === 'code' || word === 'ops' ? word : undefined
}

/** A task that says nothing, or nothing that is known, is built. */
export function kindOf(record: TaskRecord | undefined): 'code' | 'ops' {
  return (record?.type && kindIn(record.type)) ?? 'code'
}
