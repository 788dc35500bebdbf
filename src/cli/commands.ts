import type { Command } from './command.ts'
import {
  blastRadiusOptions,
  checkOptions,
  commonOptions,
  compileOptions,
  explainOptions,
  listOptions,
  recordOptions,
  rehearseOptions,
  showOptions,
  verifyOptions,
} from './options.ts'

/** What happens where no command is named. */
export const compile: Command = {
  name: 'compile',
  usage: 'plan-compile [compile] PLAN [options]',
  summary: 'Check a plan, then write its prompts, justfile, run script and slash commands',
  options: [...compileOptions, ...commonOptions],
  operands: { least: 1, most: 1 },
  load: async () => (await import('./commands/compile.ts')).compile,
}

/** The exit codes of a command that only prints. */
function printing(missing: string): NonNullable<Command['exitCodes']> {
  return {
    clean: 'it is printed',
    findings: 'not used: nothing is checked',
    usage: `it could not be done as asked: unknown option, ${missing}`,
  }
}

/** In the order in which people meet them. */
export const commands: readonly Command[] = [
  compile,
  {
    name: 'check',
    usage: 'plan-compile check [PATH…] [options]',
    summary: 'Say what is wrong with plans; a folder stands for all plans in it (default .)',
    options: [...checkOptions, ...commonOptions],
    operands: { least: 0, most: Number.POSITIVE_INFINITY },
    load: async () => (await import('./commands/check.ts')).check,
  },
  {
    name: 'list',
    usage: 'plan-compile list [DIR…] [options]',
    summary: 'List the plans in folders: dialect, tasks, progress and status (default .)',
    options: [...listOptions, ...commonOptions],
    operands: { least: 0, most: Number.POSITIVE_INFINITY },
    exitCodes: {
      clean: 'plans were found',
      findings: 'not used: a list finds no fault',
      usage: 'no plan was found, or it could not be done as asked',
    },
    load: async () => (await import('./commands/list.ts')).list,
  },
  {
    name: 'show',
    usage: 'plan-compile show PLAN [options]',
    summary: 'Print what was read and the order in which it will run',
    options: [...showOptions, ...commonOptions],
    operands: { least: 1, most: 1 },
    load: async () => (await import('./commands/show.ts')).show,
  },
  {
    name: 'rehearse',
    usage: 'plan-compile rehearse PLAN [options]',
    summary: 'Run a plan in a throw-away copy with a stand-in for the agents, and draw what happened',
    options: [...rehearseOptions, ...commonOptions],
    operands: { least: 1, most: 1 },
    exitCodes: {
      clean: 'every task was completed',
      findings: 'a task was not completed, or the plan has errors',
      usage: 'it could not be done as asked: unknown option, no such file, the script did not run',
    },
    load: async () => (await import('./commands/rehearse.ts')).rehearsePlan,
  },
  {
    name: 'verify',
    usage: 'plan-compile verify PLAN [options]',
    summary: 'Say which tasks of a plan are proven by what is on disk',
    options: [...verifyOptions, ...commonOptions],
    operands: { least: 1, most: 1 },
    exitCodes: {
      clean: 'every task is proven',
      findings: 'a task is not proven',
      usage: 'it could not be done as asked: unknown option, no such file, no such commit',
    },
    load: async () => (await import('./commands/verify.ts')).verify,
  },
  {
    name: 'record',
    usage: 'plan-compile record PLAN [options]',
    summary: 'Bring what a run has left into the documents of its plan, when asked to with --write',
    options: [...recordOptions, ...commonOptions],
    operands: { least: 1, most: 1 },
    exitCodes: {
      clean: 'the documents say all that the run has left',
      findings: 'there is something to write, or a task that was done whose files are gone',
      usage: 'it could not be done as asked: nothing was compiled, or the plan asks for something else now',
    },
    load: async () => (await import('./commands/record.ts')).recordPlan,
  },
  {
    name: 'blast-radius',
    usage: 'plan-compile blast-radius PLAN [options]',
    summary: 'Print the tests that each task can affect, by the imports of the code, as a command',
    options: [...blastRadiusOptions, ...commonOptions],
    operands: { least: 1, most: 1 },
    exitCodes: {
      clean: 'the tests of every task are printed',
      findings: 'this is no plan, or it has no task',
    },
    load: async () => (await import('./commands/blast-radius.ts')).blastRadius,
  },
  {
    name: 'explain',
    usage: 'plan-compile explain [CODE|NAME|FAMILY] [options]',
    summary: 'Print the page of a rule, such as PC302; of a family, such as PC3, or of all a line for each',
    options: [...explainOptions, ...commonOptions],
    operands: { least: 0, most: 1 },
    exitCodes: printing('no such rule'),
    load: async () => (await import('./commands/explain.ts')).explain,
  },
  {
    name: 'init',
    usage: 'plan-compile init [options]',
    summary: 'Look at the repository and write a configuration; never over one that is there',
    options: commonOptions,
    operands: { least: 0, most: 0 },
    exitCodes: {
      clean: 'a configuration was written',
      findings: 'not used: what is found is told, and is no fault here',
      usage: 'it could not be done as asked: unknown option, or there is a configuration',
    },
    load: async () => (await import('./commands/init.ts')).init,
  },
  {
    name: 'schema',
    usage: 'plan-compile schema [NAME] [options]',
    summary: 'Print a JSON schema: config (default), baseline, report, plan and others',
    options: commonOptions,
    operands: { least: 0, most: 1 },
    exitCodes: printing('no such schema'),
    load: async () => (await import('./commands/schema.ts')).schema,
  },
  {
    name: 'completions',
    usage: 'plan-compile completions bash|zsh|fish',
    summary: 'Print what a shell needs to complete commands and options',
    options: commonOptions,
    operands: { least: 1, most: 1, called: 'a shell' },
    exitCodes: printing('no such shell'),
    load: async () => (await import('./commands/completions.ts')).completionsOf(commands),
  },
  {
    name: 'help',
    usage: 'plan-compile help [COMMAND]',
    summary: 'Print the help of a command',
    options: commonOptions,
    operands: { least: 0, most: 1 },
    load: undefined,
  },
]
