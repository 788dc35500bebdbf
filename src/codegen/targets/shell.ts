import { assets } from '../../generated/assets.js'
import { meaningOf } from '../../plan/meaning.ts'
import type { FileChange, Plan, Task } from '../../plan/plan.ts'
import { isProven } from '../../plan/proof.ts'
import { claimOf, isSettled } from '../../plan/settled.ts'
import { filesOf } from '../../plan/walk.ts'
import { sha256 } from '../../source/sha256.ts'
import { isAgentClient } from '../agent-clients.ts'
import type { Artifact } from '../artifact.ts'
import type { ClosingNode } from '../closing-nodes.ts'
import { md, shown } from '../escape.ts'
import { goalPromptsOf } from '../goal-prompts.ts'
import { graphOf } from '../graph.ts'
import { groupsOf } from '../group-table.ts'
import { permissionsPath, slugOf } from '../layout.ts'
import { permissionsOf } from '../permissions.ts'
import { promptsOf } from '../prompts.ts'
import { proofCommandsOf } from '../proof.ts'
import { requirementTable } from '../requirement-table.ts'
import type { Row } from '../row.ts'
import type { EmitInput, RunSettings, Target } from '../target.ts'
import { papersIn } from '../team-papers.ts'
import { teamsFile } from '../team-table.ts'
import { linesOf } from '../words.ts'

/** The execution script, the same bytes for every plan, and its data: docs/runtime.md describes both. */
export const shell: Target = {
  id: 'shell',
  summary: 'The script that runs the plan, and its data',
  written: true,
  *emit(input) {
    const { folder } = input
    const slots = runsIn(input)
    const { rows, checks, closings } = graphOf(input)
    const papers = papersIn(input)
    const data = [
      tasksFile(rows, folder),
      ...teamsFile(input),
      ...slots.flatMap(({ task, policy: { team } }) => [
        ...checksOf(task, input),
        ...permissionsOf(task, input, { team, papers: papers.get(task.id) }),
      ]),
      ...closings.flatMap(({ nodes }) => nodes.flatMap((node) => closingChecks(node, folder))),
      ...checks.map(({ row, commands }) => commandsFile(`${folder}/checks/${row.key}`, commands)),
    ]
    yield { path: `${folder}/run.sh`, contents: script(), executable: true }
    yield { path: `${folder}/settings.tsv`, contents: settings(input) }
    yield* groupsFile(input)
    yield* requirementTable(input)
    yield* data
    yield* slots.flatMap(({ task }) => claimFile(task, input))
    yield {
      path: `${folder}/plan.hash`,
      contents: `sha256:${identity([...data, ...promptsOf(input), ...goalPromptsOf(input)])}\n`,
    }
    yield { path: `${folder}/meaning.hash`, contents: `sha256:${sha256(meaningOf(input.plan))}\n` }
  },
}

function script(): string {
  const contents = assets['shell/run.sh']
  if (contents === undefined) throw new Error('the build left out templates/shell/run/')
  return contents
}

function runsIn({ schedule }: EmitInput) {
  return schedule.waves.flatMap(({ slots }) =>
    slots.filter((slot) => slot.kind === 'run').filter(({ task }) => !isSettled(task)),
  )
}

function tasksFile(rows: readonly Row[], folder: string): Artifact {
  const lines = ['plan-compile-tasks 1', ...rows.map(printRow)]
  return { path: `${folder}/tasks.tsv`, contents: lines.map((line) => `${line}\n`).join('') }
}

function groupsFile({ plan, slugs, folder }: EmitInput): readonly Artifact[] {
  const rows = groupsOf(plan, slugs).map(({ key, kind, members, title }) =>
    [key, kind, members.join(','), md(title) || '-'].join('\t'),
  )
  if (rows.length === 0) return []
  const contents = ['plan-compile-groups 1', ...rows].map((line) => `${line}\n`).join('')
  return [{ path: `${folder}/groups.tsv`, contents }]
}

/** No part of the plan's identity: whoever marks a task while the plan runs does not change what is to be done. */
function claimFile(task: Task, { plan, sources, folder, slugs }: EmitInput): readonly Artifact[] {
  const span = claimOf(task, plan)
  if (span === undefined) return []
  const { first } = linesOf(sources, span)
  const path = `${folder}/checks/${slugOf(slugs, task.id)}.claim`
  return [{ path, contents: `${shown(span.path)}, line ${first}\n` }]
}

function commandsFile(path: string, commands: readonly string[]): Artifact {
  return { path: `${path}.commands`, contents: commands.map((command) => `${command}\n`).join('') }
}

/** How the plan is run, where the user says nothing else: no part of the plan's identity. */
function settings({ plan, agentCommand, runSettings = [] }: EmitInput): string {
  const lines = [
    [isAgentClient(agentCommand) ? 'agent' : 'agent-command', agentCommand],
    ...runSettings,
    ...projectSettings(plan, runSettings),
    ['plan', shown(plan.path)],
    ['status', plan.status?.value ?? ''],
  ]
  return ['plan-compile-settings 1', ...lines.map((cells) => cells.join('\t'))]
    .map((line) => `${line}\n`)
    .join('')
}

/** What the project asks for, where the user says nothing else. */
function projectSettings({ project }: Plan, said: RunSettings): RunSettings {
  const asked: RunSettings = [
    ...(project?.branch === undefined ? [] : [['branch', project.branch.value] as const]),
    ...(project?.team?.value === true ? [['one-per-agent', 'yes'] as const] : []),
  ]
  return asked.filter(([name]) => !said.some(([other]) => other === name))
}

function printRow({ key, kind, wave, needs, agent, deputy, timeoutSeconds, attempts, title }: Row): string {
  const cells = [key, kind, wave, needs.join(','), agent, deputy, timeoutSeconds, attempts, title]
  return cells.map((cell) => md(String(cell ?? '')) || '-').join('\t')
}

function checksOf(task: Task, { folder, slugs }: EmitInput): readonly Artifact[] {
  const path = `${folder}/checks/${slugOf(slugs, task.id)}`
  const files = filesOf(task).filter(isProven).map(printFile)
  const commands = proofCommandsOf(task).map(shown)
  return [{ path: `${path}.files`, contents: files.join('') }, commandsFile(path, commands)].filter(
    ({ contents }) => contents !== '',
  )
}

/** A path that leads out of the repository proves nothing, and may not be written. */
function closingChecks(
  { row: { key, title }, commands, writes, asksPerson = false }: ClosingNode,
  folder: string,
): readonly Artifact[] {
  const path = `${folder}/checks/${key}`
  const proof = [
    ...(commands.length === 0 ? [] : [commandsFile(path, commands)]),
    ...(asksPerson ? [{ path: `${path}.person`, contents: `${md(title ?? key)}\n` }] : []),
  ]
  if (writes === undefined) return proof
  return [
    { path: `${folder}/checks/${key}.files`, contents: `write\t${shown(writes)}\n` },
    ...proof,
    { path: permissionsPath(folder, key), contents: `edit\tfile\t${shown(writes)}\n` },
  ]
}

/** A path with a control character exists under no name that a table can hold: shown, it is not proven. */
function printFile({ mode, path, kind }: FileChange): string {
  return `${mode}\t${shown(kind === 'directory' && !path.endsWith('/') ? `${path}/` : path)}\n`
}

function identity(files: readonly Artifact[]): string {
  return sha256(files.map(({ path, contents }) => `${path}\n${sha256(contents)}\n`).join(''))
}
