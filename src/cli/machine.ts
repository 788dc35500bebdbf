/** The world outside, as far as commands see it. */
export interface Machine {
  readonly folder: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Results. */
  readonly output: Output
  /** Messages about the work itself. */
  readonly messages: Output
  readInput(): Uint8Array
}

export interface Output {
  readonly isTerminal: boolean
  readonly columns: number | undefined
  write(text: string): void
}
