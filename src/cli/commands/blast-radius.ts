import { nameOf } from '../../analyzer/naming.ts'
import type { Task } from '../../plan/plan.ts'
import { filesOf, tasksOf } from '../../plan/walk.ts'
import type { Affected, Code, Import } from '../../plan/workspace.ts'
import { pretty } from '../../reporters/pretty.ts'
import { visible, visibleJson } from '../../reporters/visible.ts'
import { counted } from '../../source/counted.ts'
import { positionAt, type SourceFile } from '../../source/source-file.ts'
import { lookAround } from '../../workspace/around.ts'
import { accountOf } from '../account.ts'
import type { Arguments } from '../arguments.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { inspectPlan } from '../inspect.ts'
import type { Machine } from '../machine.ts'
import { usesColor } from '../reporting.ts'
import { commandFor, commandForAll } from '../test-command.ts'
import { wantedTasks } from '../wanted-tasks.ts'

/** Prints the tests that each task of a plan can affect, as a command that runs them. Runs nothing. */
export async function blastRadius(given: Arguments, machine: Machine): Promise<ExitCode> {
  const inspected = await inspectPlan(given, machine)
  const { plan } = inspected
  if (plan === undefined || tasksOf(plan).length === 0) {
    const color = usesColor(given, machine, machine.messages)
    machine.messages.write(pretty.report(accountOf([inspected]), { color, width: 100, quiet: true }))
    return exitCodes.findings
  }
  const tasks = wantedTasks(plan, given)
  const { repository } = await lookAround({ folder: machine.folder, code: true })(plan)
  if (repository?.code === undefined) throw new Error('the code was asked for and is not there')
  const { code, sources } = repository
  const scopes = tasks.map((task) => scopeOf(task, code))
  machine.output.write(
    given.value('format') === 'json'
      ? visibleJson(`${JSON.stringify(documentOf(plan.path, scopes, code, sources), null, 2)}\n`)
      : scopes.map(paragraph).join('\n'),
  )
  machine.messages.write(noticeOf(code, sources))
  return exitCodes.clean
}

interface Scope {
  readonly task: Task
  readonly affected: Affected
  /** `undefined`: nothing to run. */
  readonly command: string | undefined
}

function scopeOf(task: Task, code: Code): Scope {
  const affected = code.affected(filesOf(task))
  const command = affected.settings.length > 0 ? commandForAll(affected, code) : commandFor(affected.tests)
  return { task, affected, command }
}

/** What is no command is a comment, so that all of it can be given to a shell. */
function paragraph({ task, affected: { tests, settings, changed }, command }: Scope): string {
  const remark =
    settings.length > 0
      ? `all tests, because of ${visible(settings[0] ?? '')}`
      : tests.length > 0
        ? counted(tests.length, 'test')
        : changed.length > 0
          ? 'no test runs what it changes'
          : 'none of its files is there yet'
  return `# ${visible(nameOf(task))}: ${remark}\n${command === undefined ? '' : `${shown(command)}\n`}`
}

/** A terminal would obey what hides in the names of files, and a shell has no use for a name that is written out. */
function shown(command: string): string {
  return visible(command) === command
    ? command
    : `# ${visible(command)}\n# A name in it has hidden characters: --format json has the command as it is`
}

function documentOf(
  plan: string,
  scopes: readonly Scope[],
  code: Code,
  sources: ReadonlyMap<string, SourceFile>,
) {
  return {
    version: 1,
    plan,
    tasks: scopes.map(({ task, affected: { changed, settings, tests }, command }) => ({
      id: task.id,
      title: task.title.value,
      changed,
      settings,
      tests: tests.map(({ path, chain }) => ({ path, chain: chain().map((step) => stepOf(step, sources)) })),
      command: command ?? null,
    })),
    unfollowed: code.unfollowed.map(({ span }) => pointOf(span, sources)),
  }
}

function stepOf({ from, to, span }: Import, sources: ReadonlyMap<string, SourceFile>) {
  const { line, column } = pointOf(span, sources)
  return { from, to, line, column }
}

function pointOf({ path, start, end }: Import['span'], sources: ReadonlyMap<string, SourceFile>) {
  const source = sources.get(path)
  if (source === undefined) throw new Error(`no source of ${path}`)
  return { path, ...positionAt(source, start), name: source.text.slice(start, end) }
}

/** Behind an import that leads nowhere there may be more. */
function noticeOf({ unfollowed }: Code, sources: ReadonlyMap<string, SourceFile>): string {
  const [first] = unfollowed
  if (first === undefined) return ''
  const { path, line, name } = pointOf(first.span, sources)
  const many = unfollowed.length > 1 ? `${unfollowed.length} imports lead` : '1 import leads'
  return `plan-compile: ${many} nowhere and could not be followed, such as ${visible(name)} in ${visible(path)}:${line}\n`
}
