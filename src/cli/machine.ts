/** The world outside, as far as commands see it. */
export interface Machine {
  readonly folder: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Results. */
  readonly output: Output
  /** Messages about the work itself. */
  readonly messages: Output
  readInput(): Uint8Array
  /** Runs a module by its URL, as `import()` does, and gives what it exports. */
  importModule(url: string): Promise<unknown>
}

/** Says a line about the work itself. */
export function notify({ messages }: Machine, line: string): void {
  messages.write(`plan-compile: ${line}\n`)
}

export interface Output {
  readonly isTerminal: boolean
  readonly columns: number | undefined
  write(text: string): void
}
