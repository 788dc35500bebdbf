/** A node of the graph as the execution script reads it; `undefined` = nothing to say. */
export interface Row {
  readonly key: string
  readonly kind: 'task' | 'check' | 'gate' | 'barrier'
  readonly wave: number
  readonly needs: readonly string[]
  readonly agent: string | undefined
  readonly deputy: string | undefined
  readonly timeoutSeconds: number | undefined
  readonly attempts: number | undefined
  readonly title: string | undefined
}

/** The columns of a node that no agent works on. */
export const nobody = { agent: undefined, deputy: undefined, timeoutSeconds: undefined, attempts: undefined }
