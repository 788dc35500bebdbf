import type { SourceSpan } from '../source/span.ts'

/** What is wrong with a configuration, and where. */
export interface ConfigurationFault {
  readonly span: SourceSpan
  readonly message: string
}

/** A configuration that cannot be followed: nothing is checked by half of what somebody has asked for. */
export class Misconfigured extends Error {
  readonly faults: readonly ConfigurationFault[]

  constructor(faults: readonly ConfigurationFault[]) {
    super(faults.map(({ span, message }) => `${span.path}: ${message}`).join('\n'))
    this.faults = faults
  }
}
