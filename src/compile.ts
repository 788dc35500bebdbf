import { analyze } from './analyzer/analyze.ts'
import type { Rule } from './analyzer/rule.ts'
import { type Diagnostic, type Report, sign, sortDiagnostics } from './diagnostics/diagnostic.ts'
import { type Silence, type Silenced, silence } from './diagnostics/suppression.ts'
import { load } from './load.ts'
import type { Dialect, Document } from './parser/dialect.ts'
import {
  problems as everyProblem,
  noUnusedSuppression,
  planHasTasks,
  suppressionIsClear,
} from './parser/problems.ts'
import type { Plan } from './plan/plan.ts'
import type { Schedule } from './plan/schedule.ts'
import { type SkillWords, withSkills } from './plan/skills.ts'
import { type TeamWishes, withTeams } from './plan/team.ts'
import { unitFinder } from './plan/unit-at.ts'
import { tasksOf } from './plan/walk.ts'
import { type Wishes, withWishes } from './plan/wishes.ts'
import type { Workspace } from './plan/workspace.ts'
import type { Host } from './source/host.ts'
import type { SourceFile } from './source/source-file.ts'

/** What checking needs; passed in, so that a test or a configuration can choose. */
export interface Checker {
  readonly dialects: readonly Dialect[]
  readonly rules: readonly Rule[]
  readonly workspace: Workspace
  /** Looks at the repository around a plan once it is read; without it, `workspace` is all that is known. */
  readonly lookAround?: (plan: Plan) => Promise<Workspace>
  /** Words in tasks that call for a skill. */
  readonly skills?: SkillWords
  /** Who works on a task, where it is not as the dialect has it. */
  readonly team?: TeamWishes
  /** What the user wants of every task. */
  readonly wishes?: Wishes
  /** Rules that there are and that do not look: a comment that silences one is not called useless. */
  readonly silent?: readonly Rule[]
  /** What the parser found, as it is to be said; `undefined`: not at all. */
  readonly weigh?: (problem: Diagnostic) => Diagnostic | undefined
}

/** `plan` and `schedule` are `undefined` where the entry is no plan that can be read. */
export interface Checked {
  readonly plan: Plan | undefined
  readonly schedule: Schedule | undefined
  /** Sorted by place. */
  readonly diagnostics: readonly Diagnostic[]
  /** What comments in the documents silence. */
  readonly silenced: readonly Silenced[]
  /** The documents of the plan, and the files that findings point into, by path. */
  readonly sources: ReadonlyMap<string, SourceFile>
}

/** Reads the plan at `entry`, and all that belongs to it, and says what is wrong with it. */
export async function check(entry: string, host: Host, checker: Checker): Promise<Checked> {
  const {
    dialects,
    rules,
    workspace,
    lookAround = async () => workspace,
    weigh = same,
    skills,
    team,
    wishes,
  } = checker
  const problems: Diagnostic[] = []
  const report: Report = (by, finding) => {
    const said = weigh(sign(by, finding))
    if (said !== undefined) problems.push(said)
  }
  const { dialect, documents, sources, neighbours, whole } = await load(entry, host, dialects, report)
  if (dialect === undefined || !isPlan(documents)) {
    const diagnostics = sortDiagnostics(problems)
    return { plan: undefined, schedule: undefined, diagnostics, silenced: [], sources }
  }
  const lower = await dialect.frontEnd()
  const read = lower(documents, report, neighbours)
  const asked = whole ? unfocused(read) : read
  const plan = skills ? withSkills(asked, skills, (path) => sources.get(path)?.text ?? '') : asked
  if (tasksOf(plan).length === 0) report(planHasTasks, noTasks(plan))
  const around = await lookAround(plan)
  const { schedule: alone, diagnostics } = analyze(plan, rules, around, sources)
  const schedule = withWishes(withTeams(alone, plan, team), wishes)
  const unitAt = unitFinder(plan)
  const found = [...problems, ...diagnostics].map((one) => ({ ...one, unit: unitAt(one.span)?.id }))
  const { kept, silenced } = quieted(found, documents, checker)
  const known = new Map([...sources, ...pointedAt(kept, around)])
  return { plan, schedule, diagnostics: sortDiagnostics(kept), silenced, sources: known }
}

/** What the comments in the documents leave of the findings, and what is to be said about the comments. */
function quieted(
  found: readonly Diagnostic[],
  documents: readonly Document[],
  { rules, silent = [], weigh = same }: Checker,
): Pick<Silence, 'kept' | 'silenced'> {
  const suppressions = documents.flatMap((one) => (one.kind === 'markdown' ? one.suppressions : []))
  const { kept, silenced, unclear, unused } = silence(found, suppressions, {
    known: [...everyProblem, ...rules, ...silent],
    silent: new Set(silent.map(({ code }) => code)),
  })
  const remarks = [
    ...unclear.map((finding) => sign(suppressionIsClear, finding)),
    ...unused.map((finding) => sign(noUnusedSuppression, finding)),
  ]
  return { kept: [...kept, ...remarks.flatMap((one) => weigh(one) ?? [])], silenced }
}

function same(problem: Diagnostic): Diagnostic {
  return problem
}

/** The files of the repository that findings point into. */
function pointedAt(diagnostics: readonly Diagnostic[], { repository }: Workspace) {
  const paths = new Set(diagnostics.flatMap(({ related }) => related.map(({ span }) => span.path)))
  return [...(repository?.sources ?? [])].filter(([path]) => paths.has(path))
}

function isPlan(documents: readonly Document[]): documents is readonly [Document, ...Document[]] {
  return documents.length > 0
}

/** Who asks for a folder asks for all that is in it. */
function unfocused({ focus, ...rest }: Plan): Plan {
  return rest
}

function noTasks({ span }: Plan) {
  return {
    span,
    message: 'No task is found in this plan',
    help: 'Head each task with a line such as `### Phase 1: Name`.',
  }
}
