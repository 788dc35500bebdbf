import type { Severity, Signature } from '../diagnostics/diagnostic.ts'
import { hazardProblems } from './hazards/problems.ts'
import { workstreamProblems } from './workstream/problems.ts'

/** What keeps a plan from being read: no comment in it takes that away. */
function obstacle(code: string, name: string, summary: string): Signature {
  return { code, name, severity: 'error', summary, suppressible: false }
}

/** What can be wrong with the text itself, and what in it was not understood. A page each in `docs/rules/`. */
function problem(code: string, name: string, severity: Severity, summary: string): Signature {
  return { code, name, severity, summary }
}

export const textIsUtf8 = obstacle('PC001', 'text-is-utf8', 'A plan is UTF-8 text.')
export const noNulByte = obstacle('PC002', 'no-nul-byte', 'A plan holds no NUL byte.')
export const noOversizedFile = obstacle('PC003', 'no-oversized-file', 'A plan is at most 1 MiB.')
export const noDeepNesting = obstacle('PC004', 'no-deep-nesting', 'Lists and quotes nest at most 100 deep.')
export const noUnclosedFence = problem('PC005', 'no-unclosed-fence', 'warning', 'Every code fence is closed.')
export const frontMatterIsYaml = problem('PC006', 'front-matter-is-yaml', 'warning', 'Front matter is YAML.')
export const planHasTasks = obstacle('PC007', 'plan-has-tasks', 'A plan has at least one task.')
export const noUnknownDialect = obstacle(
  'PC008',
  'no-unknown-dialect',
  'A file that is named as a plan is one.',
)
export const taskIsUnderstood = problem(
  'PC009',
  'task-is-understood',
  'warning',
  'What looks like a task is read as one.',
)
export const noRepeatedSection = problem(
  'PC010',
  'no-repeated-section',
  'info',
  'A task or table is written once.',
)
export const dependencyIsUnderstood = problem(
  'PC011',
  'dependency-is-understood',
  'info',
  'A dependency names a task.',
)
export const fileIsUnderstood = problem(
  'PC012',
  'file-is-understood',
  'info',
  'An entry in a list of files names a path.',
)
export const checkpointIsUnderstood = problem(
  'PC013',
  'checkpoint-is-understood',
  'warning',
  'A checkpoint names a task and its status.',
)
export const dataIsReadable = problem(
  'PC014',
  'data-is-readable',
  'warning',
  'A companion file of a plan can be read.',
)
export const noExcessiveMarkup = obstacle(
  'PC015',
  'no-excessive-markup',
  'A plan holds at most 50,000 paragraphs, headings and list items, and a paragraph at most 10,000 marks.',
)
export const suppressionIsClear: Signature = {
  ...problem(
    'PC020',
    'suppression-is-clear',
    'warning',
    'A comment that silences a rule names it and says why.',
  ),
  suppressible: false,
}
export const noUnusedSuppression: Signature = {
  ...problem(
    'PC021',
    'no-unused-suppression',
    'warning',
    'A comment that silences a rule silences something.',
  ),
  suppressible: false,
}
export const noStaleBaseline: Signature = {
  ...problem('PC022', 'no-stale-baseline', 'error', 'A baseline names only what is still found.'),
  suppressible: false,
}
export const valueIsExpected = problem(
  'PC030',
  'value-is-expected',
  'warning',
  'A key of front matter or of a companion file has a value of its kind.',
)
export const keyIsKnown = problem(
  'PC031',
  'key-is-known',
  'info',
  'A key, an attribute or a tag has a meaning.',
)
export const tagIsClosed = problem('PC032', 'tag-is-closed', 'warning', 'A tag is whole, and is closed.')
export const frontMatterIsFirst = problem(
  'PC033',
  'front-matter-is-first',
  'warning',
  'A plan file begins with front matter.',
)
export const dependencyIsExact = problem(
  'PC034',
  'dependency-is-exact',
  'info',
  'A dependency names a plan by its id.',
)
export const recordHasPlan = problem(
  'PC035',
  'record-has-plan',
  'warning',
  'What tells of a plan has a plan to tell of.',
)

/** By code. */
export const problems: readonly Signature[] = [
  textIsUtf8,
  noNulByte,
  noOversizedFile,
  noDeepNesting,
  noUnclosedFence,
  frontMatterIsYaml,
  planHasTasks,
  noUnknownDialect,
  taskIsUnderstood,
  noRepeatedSection,
  dependencyIsUnderstood,
  fileIsUnderstood,
  checkpointIsUnderstood,
  dataIsReadable,
  noExcessiveMarkup,
  ...hazardProblems,
  suppressionIsClear,
  noUnusedSuppression,
  noStaleBaseline,
  valueIsExpected,
  keyIsKnown,
  tagIsClosed,
  frontMatterIsFirst,
  dependencyIsExact,
  recordHasPlan,
  ...workstreamProblems,
]
