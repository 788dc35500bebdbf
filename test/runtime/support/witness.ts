import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { journal, notes, type PlanFolder, violations } from './plan-folder.ts'
import { kill, pause, processesOf } from './run-script.ts'

/** Watches one plan while it is run, killed and run again, and knows which promises were broken. */
export class Witness {
  readonly broken: string[] = []
  readonly #folder: PlanFolder
  /** Starts of each task when it was first seen finished. */
  readonly #startsWhenDone = new Map<string, number>()

  constructor(folder: PlanFolder) {
    this.#folder = folder
  }

  /** What was finished must stay finished, and must not be started again. */
  look(): void {
    const done = new Set(this.#finished())
    const starts = this.starts()
    for (const [task, before] of this.#startsWhenDone) {
      if (!done.has(task)) this.broken.push(`the checkpoint of ${task} was lost`)
      if (starts.get(task) !== before) this.broken.push(`${task} was done, and was started again`)
    }
    for (const task of done) {
      // read after the checkpoint: a start that is noted later is one too many
      if (!this.#startsWhenDone.has(task)) this.#startsWhenDone.set(task, this.starts().get(task) ?? 0)
    }
  }

  starts(): ReadonlyMap<string, number> {
    const starts = new Map<string, number>()
    for (const note of notes(this.#folder)) {
      const [word, name] = note.split(' ')
      const task = name?.replace(/\.(take|review|test)$/, '')
      if (word === 'start' && task !== undefined) starts.set(task, (starts.get(task) ?? 0) + 1)
    }
    return starts
  }

  /** After a run that ended with 0. */
  async lastLook(tasks: number): Promise<readonly string[]> {
    await this.#waitForLatecomers()
    this.look()
    const finished = this.#finished()
    if (finished.length !== tasks) this.broken.push(`${finished.length} of ${tasks} are done`)
    for (const task of finished) this.#lookAtTask(task)
    if (violations(this.#folder) !== '') this.broken.push(violations(this.#folder))
    if (existsSync(join(this.#folder.root, 'pwned'))) this.broken.push('a title was run')
    this.#endLeftovers()
    return this.broken.map((promise) => `${promise} (${this.#folder.root})`)
  }

  #finished(): readonly string[] {
    const folder = join(this.#folder.state, 'tasks')
    if (!existsSync(folder)) return []
    return readdirSync(folder).filter((task) => {
      const text = readFileSync(join(folder, task), 'utf8')
      if (!text.endsWith(' ok\n')) this.broken.push(`the checkpoint of ${task} is torn: ${text}`)
      return text.startsWith('done ')
    })
  }

  #lookAtTask(task: string): void {
    const times = journal(this.#folder).filter(
      (entry) => entry.event === 'done' && entry.task === task,
    ).length
    if (times !== 1) this.broken.push(`${task} stands in the journal as done ${times} times`)
    if (!this.#hasLeft(`out/${task}.txt`, task)) this.broken.push(`${task} left no file`)
  }

  /** In the folder, or on the branch of the task. */
  #hasLeft(path: string, task: string): boolean {
    const { root, state } = this.#folder
    if (!existsSync(join(state, 'worktrees'))) return existsSync(join(root, path))
    return spawnSync('git', ['cat-file', '-e', `plan/trial/${task}:${path}`], { cwd: root }).status === 0
  }

  /** A supervisor that was slow to start finds nothing to do, and leaves. */
  async #waitForLatecomers(): Promise<void> {
    for (let turns = 0; turns < 200 && processesOf(this.#folder).length > 0; turns++) await pause(50)
  }

  #endLeftovers(): void {
    for (const { pid, role, line } of processesOf(this.#folder)) {
      this.broken.push(`a ${role} was left running: ${line}`)
      kill(pid)
    }
  }
}
