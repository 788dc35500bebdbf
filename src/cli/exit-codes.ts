/** What the program ends with: the same for the same plan in every output format. */
export const exitCodes = {
  clean: 0,
  findings: 1,
  usage: 2,
  fault: 3,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** As the help and the documentation say it. */
export const exitCodeMeanings: Readonly<Record<keyof typeof exitCodes, string>> = {
  clean: 'nothing was found at or above the level of --fail-on, and what was asked is done',
  findings: 'findings at or above that level; compile then writes nothing',
  usage: 'it could not be done as asked: unknown option, no such file, files in the way',
  fault: 'a bug of plan-compile',
}
