/**
 * How templates are compiled, said once: the build precompiles with these options, `src/codegen/templates.ts`
 * registers a helper for each name, and a test holds the two together.
 *
 * Nothing is escaped by itself (`noEscape`): output is never HTML, so each value in a code place goes through
 * the helper of its language. A name that the view does not have is an error (`strict`), and so is a helper
 * that is not listed here (`knownHelpersOnly`).
 */
export const helperNames = /** @type {const} */ ([
  'sh',
  'just',
  'justString',
  'yaml',
  'toml',
  'js',
  'md',
  'code',
  'fence',
  'name',
  'path',
])

export const templateOptions = {
  noEscape: true,
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(helperNames.map((name) => [name, true])),
}
