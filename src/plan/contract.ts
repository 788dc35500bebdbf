import type { Located, SourceSpan } from '../source/span.ts'

/** What a plan file of a phase says beyond what every task says: the keys of its front matter. */
export interface Contract {
  /** The phase that its author names, and the one that its folder stands for: `03`. */
  readonly phase: Located<string> | undefined
  readonly folderPhase: string | undefined
  /** The number that its author gives it, and the one in its file name: `02`. */
  readonly number: Located<string> | undefined
  readonly fileNumber: string | undefined
  readonly objective: Located<string> | undefined
  /** `false`: a person is needed on the way. */
  readonly autonomous: Located<boolean> | undefined
  /** 0: as planned. 1, 2 …: a later round that closes gaps, with an order of its own. */
  readonly round: number
  /** The user wants it left out of this run, though nobody has done it. */
  readonly leftOut?: true
  /** Ids of requirements that it says it meets. */
  readonly requirements: Located<readonly Located<string>[]> | undefined
  /** What has to be true afterwards. */
  readonly truths: Located<readonly Located<string>[]> | undefined
  readonly artifacts: readonly Deliverable[]
  readonly links: readonly Link[]
  readonly setup: readonly Setup[]
  /** What kind of work it is: `backend`, `testing`. */
  readonly domain?: Located<string> | undefined
  /** The guide to that kind of work, as the author names it. */
  readonly guide?: Located<string> | undefined
  /** Keys that have no meaning here. */
  readonly others: readonly Located<string>[]
  /** Keys that every plan should have and this one has not; empty where it has no front matter at all. */
  readonly missing: readonly string[]
}

/** A file that has to be there afterwards. */
export interface Deliverable {
  readonly path: Located<string>
  readonly provides: string | undefined
  readonly minimumLines: number | undefined
  readonly exports: readonly string[]
  readonly contains: string | undefined
}

/** Two parts that have to be connected afterwards. */
export interface Link {
  readonly from: Located<string>
  readonly to: Located<string>
  readonly via: string | undefined
  /** A regular expression that the connection can be found by. */
  readonly pattern: Located<string> | undefined
}

/** What a person has to prepare outside the repository. */
export interface Setup {
  readonly service: Located<string>
  readonly why: string | undefined
  /** Names of environment variables, accounts, settings: one line each. */
  readonly duties: readonly string[]
}

/** What the tag of a step says. */
export interface StepForm {
  /** `auto`, `tdd`, `checkpoint:decision` …; `undefined` = not said. */
  readonly type: Located<string> | undefined
  /** The parts that are there, with text in them: `name`, `action`, `done` … */
  readonly parts: ReadonlySet<string>
  /** `true`: written with parts of its own, not as prose under a title. */
  readonly structured: boolean
  readonly pause: Pause | undefined
}

/** A step at which the agent stops until a person has answered. */
export interface Pause {
  readonly kind: 'verify' | 'decide' | 'act'
  readonly choices: readonly Choice[]
  /** What the person is asked to type. */
  readonly resume: Located<string> | undefined
}

export interface Choice {
  readonly id: string
  readonly name: string
  readonly span: SourceSpan
}

/** What the files of the project say about the run of its plans. */
export interface Project {
  /** Where the work stands, as written: `3 of 8`, `2 of 4`. */
  readonly phase: Located<string> | undefined
  readonly plan: Located<string> | undefined
  /** `false`: the plans of a wave run one after another. */
  readonly parallel: Located<boolean> | undefined
  readonly mostAgents: Located<number> | undefined
  readonly verdict: Located<Verdict> | undefined
  /** `false`: nobody is to be asked whether the goal of a phase is reached. */
  readonly verifier?: Located<boolean> | undefined
  /** `true`: one agent for each domain does the plans of that domain, one after another. */
  readonly team?: Located<boolean> | undefined
  /** The branch that the work belongs on, worked out from the project's own template. */
  readonly branch?: Located<string> | undefined
}

/** What came of looking whether the goal of a phase is reached. */
export type Verdict = 'passed' | 'gaps_found' | 'human_needed'

/** What the plans of one phase are for together. */
export interface PhaseGoal {
  /** `03`. */
  readonly id: string
  readonly name: Located<string>
  /** The folder of its files, with a final `/`; empty at the root of the repository. */
  readonly folder: string
  /** In the words of the roadmap; `undefined` where that does not say. */
  readonly goal: Located<string> | undefined
  /** Ids of its plans. */
  readonly plans: readonly string[]
  /** How many rounds of gap closure it has had plans for. */
  readonly round: number
  readonly verdict: Located<Verdict> | undefined
  /** Who looks, as the tool of the project calls that agent. */
  readonly verifier: string
}

/** Requirements that the documents round a plan speak of. */
export interface Requirements {
  /** Those that the plan has to meet. */
  readonly wanted: readonly Located<string>[]
  /** Every id that is defined anywhere; empty where no list of them is there. */
  readonly known: ReadonlySet<string>
  /** What they ask for, where a list of them says so. */
  readonly texts?: readonly RequirementText[]
}

export interface RequirementText {
  readonly id: string
  readonly asks: Located<string>
}
