import { day, duration } from '../dates.ts'
import type { Desk } from '../desk.ts'
import { code, markdown, yaml } from '../inert.ts'
import { isProven, type ProvenFile, type Result } from '../results.ts'
import { created, type Strokes } from '../stroke.ts'
import { type PlanRecord, summaryPath } from './phase.ts'

/** `03-02-SUMMARY.md` of a plan that is done and has none: what was proven, and no more. An agent's own stays. */
export function* summaryStrokes({ documents, present }: Desk, plans: readonly PlanRecord[]): Strokes {
  for (const plan of plans) {
    const path = summaryPath(plan.place)
    if (plan.result?.verdict !== 'completed' || documents.has(path) || present.includes(path)) continue
    yield created(path, [...head(plan, plan.result), '', ...body(plan, plan.result), ''].join('\n'))
  }
}

function head({ task, place }: PlanRecord, result: Result): readonly string[] {
  const { files, began, ended } = result
  const { contract } = task
  const folder = place.folder.slice(0, -1).split('/').at(-1) ?? ''
  const requirements = isProven(result) ? (contract?.requirements?.value ?? []) : []
  const time = began === undefined || ended === undefined ? undefined : duration(ended - began)
  return [
    '---',
    `phase: ${yaml(contract?.phase?.value ?? folder)}`,
    `plan: ${yaml(contract?.number?.value ?? place.number ?? task.id)}`,
    'key-files:',
    ...listOf(
      'created',
      files.filter(({ isNew }) => isNew),
    ),
    ...listOf(
      'modified',
      files.filter(({ isNew }) => !isNew),
    ),
    ...(requirements.length === 0 ? [] : ['requirements_covered:']),
    ...requirements.flatMap(({ value }) => [
      `  - id: ${yaml(value)}`,
      `    evidence: ${yaml(evidenceIn(files))}`,
    ]),
    ...(time === undefined ? [] : [`duration: ${yaml(time)}`]),
    ...(ended === undefined ? [] : [`completed: ${day(ended)}`]),
    '---',
  ]
}

function listOf(key: string, files: readonly ProvenFile[]): readonly string[] {
  if (files.length === 0) return [`  ${key}: []`]
  return [`  ${key}:`, ...files.map(({ path }) => `    - ${yaml(path)}`)]
}

function evidenceIn(files: readonly ProvenFile[]): string {
  if (files.length === 0) return 'its commands passed'
  return files
    .slice(0, MOST)
    .map(({ path }) => path)
    .join(', ')
}

const MOST = 5

function body({ task, place }: PlanRecord, result: Result): readonly string[] {
  const { files, commits, starts, deputy } = result
  const issues = [
    ...(starts > 1 ? [`Its agent was started ${starts} times.`] : []),
    ...(deputy === undefined ? [] : [`${markdown(deputy)} took it over.`]),
  ]
  return [
    `# Phase ${markdown(place.phase ?? '')} Plan ${markdown(place.number ?? task.id)}: ${markdown(task.title.value.replace(/\.$/, ''))} Summary`,
    '',
    `**${markdown(task.goal?.value ?? task.title.value)}**`,
    '',
    'Recorded by `plan-compile record` from what was proven after the run; no report of an agent is repeated here.',
    '',
    '## What was proven',
    '',
    ...files.map(({ path, isNew }) => `- ${code(path)} was ${isNew ? 'created' : 'modified'} and is there`),
    `- ${saidOf(result)}`,
    '',
    '## Task Commits',
    '',
    ...(commits.length === 0
      ? ['None is known.']
      : commits.map(({ name, title }) => `- ${code(name)} ${markdown(title)}`)),
    '',
    '## Issues Encountered',
    '',
    ...(issues.length === 0 ? ['None.'] : issues.map((issue) => `- ${issue}`)),
    '',
    ...(isProven(result)
      ? ['## Self-Check: PASSED', '', 'The files above were looked for when this was written.']
      : [
          '## Self-Check',
          '',
          'Nothing was declared that could be looked at: it is done by the word of its agent.',
        ]),
  ]
}

function saidOf({ commands }: Result): string {
  switch (commands) {
    case 'none':
      return 'It has no commands to prove it'
    case 'passed':
      return 'Its commands passed'
    case 'skipped':
      return 'Its commands were not run: nobody had accepted them'
  }
}
