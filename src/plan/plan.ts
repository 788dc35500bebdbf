import type { Located, SourceSpan } from '../source/span.ts'
import type { Contract, PhaseGoal, Project, Requirements, StepForm } from './contract.ts'
import type { TaskDirectory } from './task-directory.ts'

/**
 * What the author wrote, in the terms of the house. Ids are text. `undefined` is "did not say";
 * an empty list is "said none".
 */
export interface Plan {
  readonly kind: 'plan'
  /** The dialect that read it, e.g. `phases`. */
  readonly dialect: string
  /** Path of the entry document. */
  readonly path: string
  /** The first line of the entry: where findings about the plan as a whole point. */
  readonly span: SourceSpan
  readonly title: Located<string> | undefined
  readonly status: Located<PlanStatus> | undefined
  readonly body: readonly Node[]
  readonly claims: readonly Claim[]
  readonly checkpoints: readonly Checkpoint[]
  /** What every agent should know: executive summary, architecture, constraints; in text order. */
  readonly context: readonly Passage[]
  /** The agents that the plan's own files define; absent where no such file was found. */
  readonly agents?: readonly Agent[]
  /** What the files of a plan that is a folder say besides; absent for plans of other kinds. */
  readonly directory?: TaskDirectory
  readonly coverage: Coverage
  /** The document that was asked for, of several that make the plan: only its units are shown. */
  readonly focus?: string
  readonly requirements?: Requirements
  readonly project?: Project
  /** The phases whose plans these are; absent where the dialect knows no goals beyond tasks. */
  readonly phases?: readonly PhaseGoal[]
}

export type Node = Group | Task | Gate

/** What has an id of its own and can be named. */
export type Unit = Group | Task | Step | Gate

/** A container: wave, stage, batch, sprint. */
export interface Group {
  readonly kind: 'group'
  readonly id: string
  /** What the author calls it, capitalised: `Wave`, `Stage`, `Batch`, `Sprint`. */
  readonly word: string
  readonly title: Located<string>
  readonly span: SourceSpan
  /** `sequence`: each child waits for the one before; `parallel`: children wait only for what they name. */
  readonly order: 'sequence' | 'parallel'
  readonly needs: Located<readonly Reference[]> | undefined
  readonly goal?: Located<string> | undefined
  /** What it as a whole brings forth; its tasks name their own files. */
  readonly files?: Located<readonly FileChange[]> | undefined
  /** What its tasks are to read. */
  readonly inputs?: Located<readonly Located<string>[]> | undefined
  /** Asked about it, answered or open; absent where the dialect knows no questions. */
  readonly questions?: readonly Question[]
  /** What it says to all that it holds. */
  readonly passages?: readonly Passage[]
  /** A person has approved what came of it. */
  readonly approved?: Located<true>
  /** `true`: not a unit of the text, it follows from what the dialect means by its units. */
  readonly implied?: boolean
  readonly body: readonly Node[]
}

/** What a person was asked before the work began. */
export interface Question {
  readonly text: string
  readonly span: SourceSpan
  readonly answered: boolean
  /** What was decided, where it is written below the question. */
  readonly answer: Located<string> | undefined
}

/** What a task and each of its steps can say. */
export interface Work {
  /** Unique in the plan, as written without its word: `3`, `1.5`, `7a`; a repeated id gets `#2`. */
  readonly id: string
  /** What the author calls it, capitalised: `Phase`, `Task`, `Step`, `Unit`. */
  readonly word: string
  readonly title: Located<string>
  /** Where it is named: its heading line, list item, row or tag. */
  readonly heading: SourceSpan
  /** All that belongs to it, its heading first. */
  readonly span: SourceSpan
  readonly owner: Located<string> | undefined
  readonly goal: Located<string> | undefined
  readonly needs: Located<readonly Reference[]> | undefined
  readonly files: Located<readonly FileChange[]> | undefined
  readonly criteria: Located<readonly Criterion[]> | undefined
  readonly blastRadius: Located<BlastRadius> | undefined
  /** Entries of the blast radius that are not in it: prose beside commands, paths beside the names of tests. */
  readonly beside?: readonly Located<string>[]
  readonly status: Located<WorkStatus> | undefined
  /** What was said about its outcome after the work: a report, no evidence. */
  readonly report?: Located<string> | undefined
  /** How its author means to see that it is done; the span is all that is said about it. */
  readonly verification?: Located<Verification> | undefined
}

export interface Verification {
  /** The command lines in it. */
  readonly commands: readonly string[]
  /** Those of them whose exit code tells whether it is done; the others have output that somebody has to judge. */
  readonly proofs: readonly string[]
}

/** The unit that is scheduled: one agent, one prompt. */
export interface Task extends Work {
  readonly kind: 'task'
  /** Who does it, where another file than the plan itself decides that; goes before `owner`. */
  readonly agent?: Located<string> | undefined
  readonly purpose: 'design' | 'implementation'
  /** The task's own steps, in order; done by the same agent. */
  readonly steps: readonly Step[]
  readonly skills: readonly Located<string>[]
  /** What to do when it fails, as written. */
  readonly onFailure: Located<string> | undefined
  /** Packages that the manifest must name afterwards. */
  readonly packages: readonly Located<string>[]
  /** Claimed; the analyzer computes its own. */
  readonly wave: Located<number> | undefined
  /** Claimed; checked against the dependencies. */
  readonly parallel: Located<ParallelHint> | undefined
  /** Steps that a person has to carry out. */
  readonly human: boolean
  /** What is read and not changed. */
  readonly inputs?: Located<readonly Located<string>[]> | undefined
  /** Paths that it must not write. */
  readonly forbidden?: Located<readonly FileChange[]> | undefined
  /** Files that its text speaks of without saying that they are its own to write. */
  readonly mentions?: readonly Mention[]
  /** What another file of its own says about it. */
  readonly passages?: readonly Passage[]
  /** Where a task is a file with front matter. */
  readonly contract?: Contract
}

/** A file that is spoken of. */
export interface Mention {
  /** As written, without `./`: often a bare name. */
  readonly path: string
  readonly span: SourceSpan
  /** `true`: the sentence speaks of a change to it, such as "Add a script to package.json". */
  readonly change: boolean
}

export interface Step extends Work {
  readonly kind: 'step'
  readonly checked: boolean | undefined
  /** What stands in brackets behind its number: `P`, `US1`. */
  readonly marks?: readonly Located<string>[]
  /** Where a step is a tag. */
  readonly form?: StepForm
}

/** A place where a person decides. */
export interface Gate {
  readonly kind: 'gate'
  readonly id: string
  readonly title: Located<string>
  readonly span: SourceSpan
  readonly needs: Located<readonly Reference[]>
  /** `true`: not a unit of the text, it follows from what the dialect means by its units. */
  readonly implied?: boolean
  /** What has to be answered before anybody can pass. */
  readonly questions?: readonly Question[]
  /** `completed` where the plan's files say that it was passed. */
  readonly status?: Located<WorkStatus> | undefined
}

/** One edge as written: the named unit must be complete first. */
export interface Reference {
  /** The id that is named; it need not exist. */
  readonly id: string
  /** The words that name it. */
  readonly span: SourceSpan
  /** `range`, `all` and `family` (3 for 3a, 3b) are expanded; `implied` comes from the order of the text. */
  readonly by: 'name' | 'range' | 'all' | 'family' | 'implied'
  /** `true`: "None (but should run after Phase 4)", an order without a need. */
  readonly soft: boolean
  /** Where the author calls it by another name than its id: `2` for `03-02`. */
  readonly written?: string
  /** It is no part of this plan, but of one that is known: whether that is done. */
  readonly outside?: 'open' | 'done'
}

export interface FileChange {
  /** Relative to the repository, `/`, without `./`; `..` only where it leads out. */
  readonly path: string
  /** `write` = the author did not say whether it is created or modified. */
  readonly mode: 'create' | 'modify' | 'delete' | 'write'
  readonly kind: 'file' | 'directory' | 'glob'
  readonly span: SourceSpan
  /** `true`: taken from a deliverable or a step, not from a list of files. */
  readonly inferred: boolean
}

export interface Criterion {
  readonly text: string
  readonly span: SourceSpan
  readonly checked: boolean | undefined
  /** How a machine can see it; `undefined` = someone has to look. */
  readonly proof: Proof | undefined
}

export type Proof =
  | { readonly kind: 'command'; readonly command: string }
  | { readonly kind: 'file'; readonly path: string; readonly minimumLines: number | undefined }

/** The test scope that must stay green. */
export type BlastRadius =
  | { readonly kind: 'everything' }
  | { readonly kind: 'none'; readonly reason: string | undefined }
  | { readonly kind: 'commands'; readonly commands: readonly string[] }
  | { readonly kind: 'paths'; readonly globs: readonly string[] }
  /** Names for the configured test runner, such as `cache::types`. */
  | { readonly kind: 'tests'; readonly patterns: readonly string[] }
  /** Empty in a way that may mean all or nothing, or prose that names no scope. */
  | { readonly kind: 'unclear'; readonly text: string }

export interface ParallelHint {
  readonly answer: 'yes' | 'no'
  readonly peers: readonly Reference[]
}

/** Said about the order elsewhere than at the tasks: checked, never an edge. */
export type Claim =
  | {
      readonly kind: 'group'
      /** `A`, `1`, `PG-1`. */
      readonly id: string
      readonly members: readonly Reference[]
      readonly after: readonly Reference[]
      /** One after another inside the group. */
      readonly sequential: boolean
      /** `nesting`: what stands together in one container runs together, as the dialect has it. */
      readonly source: 'table' | 'list' | 'prose' | 'diagram' | 'nesting' | 'wave'
      readonly span: SourceSpan
    }
  | { readonly kind: 'edge'; readonly from: Reference; readonly to: Reference; readonly span: SourceSpan }

/** One entry of `## Execution Checkpoints`. */
export interface Checkpoint {
  readonly task: Reference
  readonly status: WorkStatus
  readonly artifacts: readonly string[]
  readonly error: string | undefined
  readonly lastSuccessfulStep: string | undefined
  readonly span: SourceSpan
}

export type WorkStatus =
  | 'pending'
  | 'running'
  | 'completed'
  | 'partial'
  | 'blocked'
  | 'failed'
  | 'timeout'
  | 'skipped'

export type PlanStatus = 'draft' | 'ready' | 'in_progress' | 'implemented' | 'unknown'

/** A titled stretch of the plan's own text. */
export interface Passage {
  readonly title: string
  readonly span: SourceSpan
}

/** Task-like blocks: how many there are, and how many became tasks, steps or groups. */
export interface Coverage {
  readonly found: number
  readonly understood: number
}

/** An agent that a plan's own files define. */
export interface Agent {
  readonly name: Located<string>
  /** `provider/model`, the preferred one first. */
  readonly models: readonly Located<string>[]
}
