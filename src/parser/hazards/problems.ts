import type { Signature } from '../../diagnostics/diagnostic.ts'

/** What in a text is not what it looks like: to people, or to the clients that agents run in. */
export const noHiddenCharacter: Signature = {
  code: 'PC016',
  name: 'no-hidden-character',
  severity: 'warning',
  summary: 'Every character of a plan can be seen, or belongs to the script that it stands in.',
}
export const noHiddenInstruction: Signature = {
  code: 'PC017',
  name: 'no-hidden-instruction',
  severity: 'warning',
  summary: 'What only an agent sees, such as a comment, tells it nothing to do.',
}
export const noClientSyntax: Signature = {
  code: 'PC018',
  name: 'no-client-syntax',
  severity: 'info',
  summary: 'A plan holds no text that a coding client runs or attaches by itself.',
}
export const toolExists: Signature = {
  code: 'PC019',
  name: 'tool-exists',
  severity: 'info',
  summary: 'A tool of a coding client that a plan speaks of still exists.',
}

/** By code. */
export const hazardProblems: readonly Signature[] = [
  noHiddenCharacter,
  noHiddenInstruction,
  noClientSyntax,
  toolExists,
]
