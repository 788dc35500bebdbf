import { agentClients } from '../codegen/agent-clients.ts'

/** An option of the command line, for the parser and for the help. */
export interface Option {
  readonly name: string
  readonly short?: string
  /** What its value is called; none: it is a switch. */
  readonly value?: string
  /** Whether it may stand without its value, which then follows a `=`. */
  readonly optional?: boolean
  /** The only values that it takes. */
  readonly choices?: readonly string[]
  /** Whether a choice may go on with `=FILE`. */
  readonly toFile?: boolean
  readonly summary: string
}

const strict: Option = { name: 'strict', summary: 'Make the whole validation checklist errors' }
const dialect: Option = {
  name: 'dialect',
  value: 'ID',
  summary: 'Read the plan in this dialect instead of asking which one it is',
}
/** What the repository has decided about plans, and whether to follow it. */
const configuration: readonly Option[] = [
  { name: 'config', value: 'FILE', summary: 'Follow this configuration instead of the nearest one' },
  { name: 'no-config', summary: 'Follow none' },
]
/** What of the world around a plan counts. */
const userAgents: Option = {
  name: 'user-agents',
  summary: 'Agents and skills of your own folder count as the repository’s do',
}
const stdinFilename: Option = {
  name: 'stdin-filename',
  value: 'PATH',
  summary: 'The name of the plan that - reads from standard input',
}

/** How findings are told, and which of them make the run fail. */
const reporting: readonly Option[] = [
  {
    name: 'format',
    value: 'FORMAT[=FILE]',
    choices: [
      'pretty',
      'concise',
      'grouped',
      'markdown',
      'json',
      'jsonl',
      'sarif',
      'github',
      'gitlab',
      'junit',
      'checkstyle',
      'rdjson',
      'agent',
    ],
    toFile: true,
    summary: [
      'How to print: pretty (default), concise, grouped, markdown, json,',
      'jsonl, sarif, github, gitlab, junit, checkstyle, rdjson or agent',
      '(default where an agent runs this); with =FILE into that file, too',
    ].join('\n'),
  },
  { name: 'output-file', value: 'FILE', summary: 'Print there instead of on standard output' },
  strict,
  {
    name: 'fail-on',
    value: 'LEVEL',
    choices: ['error', 'warning', 'info', 'never'],
    summary: 'What makes the run fail: error (default), warning, info or never',
  },
  { name: 'max-warnings', value: 'N', summary: 'Fail too where there are more than N warnings' },
  { name: 'quiet', short: 'q', summary: 'Print findings and nothing else' },
  dialect,
  userAgents,
  ...configuration,
  stdinFilename,
]

export const compileOptions: readonly Option[] = [
  { name: 'output', short: 'o', value: 'DIR', summary: 'Write there instead of .plan/<name>' },
  { name: 'dry-run', summary: 'Write nothing, list what would be written and removed' },
  { name: 'force', summary: 'Replace and remove also files that were edited by hand or are not ours' },
  {
    name: 'agent',
    value: 'NAME',
    choices: agentClients,
    summary: 'The client that the run script starts: claude (default) or opencode',
  },
  { name: 'agent-command', value: 'CMD', summary: 'Any other client, by its command line' },
  { name: 'team', summary: 'Each task has a reviewer and a tester, too' },
  { name: 'no-team', summary: 'No task has (default outside of task directories)' },
  { name: 'jobs', value: 'N', summary: 'Let the script run so many tasks at the same time' },
  { name: 'time-limit', value: 'TIME', summary: 'Let it stop after 90s, 45m or 2h' },
  { name: 'commit', summary: 'Let it make a commit for each task that is done' },
  { name: 'no-commit', summary: 'Let it make none (default)' },
  { name: 'branch', value: 'NAME', summary: 'Let it work on this branch, which it makes' },
  { name: 'budget', value: 'DOLLARS', summary: 'Let it start nothing more when that is spent' },
  { name: 'one-per-agent', summary: 'Let it never run two tasks of one agent at the same time' },
  { name: 'no-verifier', summary: 'Ask no agent whether the goal of a phase is reached' },
  { name: 'gaps-only', summary: 'Run the plans with gap_closure: true alone; the others count as done' },
  { name: 'no-review', summary: 'Ask no person whether a finished phase goes in the right direction' },
  { name: 'timeout', value: 'TIME', summary: 'What one attempt at a task may take (default 10m)' },
  { name: 'attempts', value: 'N', summary: 'Starts of an agent while it fails by chance (default 2)' },
  {
    name: 'usage',
    value: 'MODE',
    choices: ['push-through', 'pause', 'wait'],
    summary: 'Near the limits of the account: push-through (default), pause or wait',
  },
  ...reporting,
]

/** Which files of folders are looked at. */
const discovery: readonly Option[] = [
  { name: 'no-gitignore', summary: 'Look also at what git is told to ignore' },
  {
    name: 'no-error-on-unmatched-pattern',
    summary: 'A path that is not there, or a folder without a plan, is no error',
  },
]

export const checkOptions: readonly Option[] = [
  ...reporting,
  {
    name: 'blast-radius',
    summary: 'Read the code: which tests does the blast radius of a task leave out?',
  },
  {
    name: 'select',
    value: 'RULES',
    summary: 'Look by these rules only; codes, names and families, between commas',
  },
  { name: 'ignore', value: 'RULES', summary: 'Do not look by these rules' },
  {
    name: 'add-suppressions',
    value: 'REASON',
    optional: true,
    summary: 'Write a comment for each finding into its plan, which silences it',
  },
  {
    name: 'baseline',
    value: 'FILE',
    summary: 'Leave out what this file knows (default plan-baseline.json)',
  },
  { name: 'no-baseline', summary: 'Leave out nothing' },
  { name: 'baseline-write', summary: 'Let the baseline know all that is found now' },
  { name: 'baseline-prune', summary: 'Take out of the baseline what is not found any more' },
  { name: 'fix', summary: 'Mend what can be mended without changing what the plan means' },
  { name: 'unsafe-fixes', summary: 'With --fix or --diff: also by what may change its meaning' },
  { name: 'placeholders', summary: 'With --fix or --diff: also by blanks for you to fill in' },
  { name: 'diff', summary: 'Print what --fix would change, and change nothing' },
  ...discovery,
  { name: 'show-files', summary: 'List the plans that are found, and say nothing of them' },
  { name: 'staged', summary: 'Only plans that the next commit changes, as it will have them' },
  { name: 'changed', summary: 'Only plans that differ from a commit (default HEAD), new ones included' },
  { name: 'since', value: 'REF', summary: 'The commit that --changed compares with' },
  { name: 'print-config', value: 'PLAN', summary: 'Print what the configuration comes to for this plan' },
  { name: 'watch', summary: 'Look again whenever a file beside those that were read changes' },
  { name: 'statistics', summary: 'Say how often each rule spoke' },
  { name: 'timing', summary: 'Say how long each rule took' },
  { name: 'exit-zero', summary: 'End with 0 although there are findings' },
]

export const explainOptions: readonly Option[] = [
  { name: 'all', summary: 'Print the page of every rule, or of every rule of the family' },
  { name: 'format', value: 'FORMAT', choices: ['text', 'json'], summary: 'Print text (default) or json' },
]

export const listOptions: readonly Option[] = [
  {
    name: 'format',
    value: 'FORMAT',
    choices: ['table', 'json'],
    summary: 'Print table (default) or json',
  },
  dialect,
  ...discovery,
  ...configuration,
]

export const showOptions: readonly Option[] = [
  {
    name: 'format',
    value: 'FORMAT',
    choices: ['text', 'json', 'mermaid', 'dot'],
    summary: 'Print text (default), json, mermaid or dot',
  },
  dialect,
  ...configuration,
  stdinFilename,
]

export const rehearseOptions: readonly Option[] = [
  { name: 'fail', value: 'IDS', summary: 'The agents of these tasks fail; ids or keys, between commas' },
  { name: 'jobs', value: 'N', summary: 'How many tasks may run at the same time' },
  dialect,
  ...configuration,
  stdinFilename,
]

export const verifyOptions: readonly Option[] = [
  {
    name: 'task',
    value: 'ID',
    summary: 'Look at this task alone; by its id, or its key in the script',
  },
  { name: 'base', value: 'REV', summary: 'Compare with this commit (default: where the work began)' },
  { name: 'run-commands', summary: 'Run the blast radius and the commands of the criteria, too' },
  { name: 'command-timeout', value: 'SECONDS', summary: 'How long one command may take (default 600)' },
  { name: 'allow-unproven', summary: 'A task with nothing to check does not make the run fail' },
  { name: 'format', value: 'FORMAT', choices: ['pretty', 'json'], summary: 'Print pretty (default) or json' },
  { name: 'json', summary: 'The same as --format json' },
  dialect,
  ...configuration,
  stdinFilename,
]

export const blastRadiusOptions: readonly Option[] = [
  { name: 'task', value: 'ID', summary: 'This task alone; by its id, or its key in the script' },
  { name: 'format', value: 'FORMAT', choices: ['text', 'json'], summary: 'Print text (default) or json' },
  dialect,
  ...configuration,
  stdinFilename,
]

export const recordOptions: readonly Option[] = [
  { name: 'diff', summary: 'Print what would be written, and write nothing (default)' },
  { name: 'write', summary: 'Write it' },
  { name: 'commit', summary: 'With --write: commit what is written, and nothing else' },
  { name: 'format', value: 'FORMAT', choices: ['diff', 'json'], summary: 'Print diff (default) or json' },
  {
    name: 'output',
    short: 'o',
    value: 'DIR',
    summary: 'Where the plan was compiled, instead of .plan/<name>',
  },
  dialect,
  ...configuration,
]

/** For every command. */
export const commonOptions: readonly Option[] = [
  { name: 'color', summary: 'Use colours even where the output is no terminal (or FORCE_COLOR)' },
  { name: 'no-color', summary: 'Use none (or NO_COLOR)' },
  { name: 'help', short: 'h', summary: 'Print this help' },
  { name: 'version', short: 'V', summary: 'Print the version' },
]
