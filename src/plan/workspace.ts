/** The facts that rules may ask about the repository; the edge fills it. `undefined` = not looked at. */
export interface Workspace {
  /** Slugs of the agents that are defined on disk. */
  readonly agents: ReadonlySet<string> | undefined
  /** Whether paths that differ only in case are one file. */
  readonly caseInsensitive: boolean
}

export const noWorkspace: Workspace = { agents: undefined, caseInsensitive: false }
