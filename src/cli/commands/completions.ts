// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is text for shells
import type { Command, Run } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'
import type { Option } from '../options.ts'
import { unknown } from '../usage-error.ts'

type Commands = readonly Command[]

const shells: Readonly<Record<string, (commands: Commands) => readonly string[]>> = { bash, zsh, fish }

/** Prints what a shell needs to complete commands, options and their values. */
export function completionsOf(commands: Commands): Run {
  return async ({ operands: [shell = ''] }, machine) => {
    const lines = Object.hasOwn(shells, shell) ? shells[shell] : undefined
    if (lines === undefined) throw unknown('shell', shell, Object.keys(shells))
    machine.output.write(
      lines(commands)
        .map((line) => `${line}\n`)
        .join(''),
    )
    return exitCodes.clean
  }
}

/** Words only: no text of ours is ever run by the shell. */
function bash(commands: Commands): readonly string[] {
  return [
    '# plan-compile completions bash > ~/.local/share/bash-completion/completions/plan-compile',
    '_plan_compile() {',
    '  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words=',
    '  case ${COMP_WORDS[1]-}:$before in',
    ...chosen(commands).map(
      ({ command, option, values }) => `    ${command}:--${option}) words='${values.join(' ')}' ;;`,
    ),
    '    *)',
    '      if [ "$COMP_CWORD" -eq 1 ]; then',
    `        words='${commands.map(({ name }) => name).join(' ')}'`,
    '      else',
    '        case ${COMP_WORDS[1]} in',
    ...commands.map((command) => `          ${command.name}) words='${flags(command).join(' ')}' ;;`),
    '        esac',
    '      fi ;;',
    '  esac',
    '  COMPREPLY=($(compgen -W "$words" -- "$word"))',
    '}',
    'complete -o default -o bashdefault -F _plan_compile plan-compile',
  ]
}

function zsh(commands: Commands): readonly string[] {
  const described = (option: Option) => `'--${option.name}:${quoted(option.summary)}'`
  return [
    '#compdef plan-compile',
    '# plan-compile completions zsh > "${fpath[1]}/_plan-compile"',
    '_plan_compile() {',
    '  local -a found',
    '  if (( CURRENT == 2 )); then',
    `    found=(${commands.map(({ name, summary }) => `'${name}:${quoted(summary)}'`).join(' ')})`,
    '    _describe command found',
    '    _files',
    '    return',
    '  fi',
    '  case $words[2]:$words[CURRENT-1] in',
    ...chosen(commands).map(
      ({ command, option, values }) =>
        `    ${command}:--${option}) compadd -- ${values.join(' ')}; return ;;`,
    ),
    '  esac',
    '  case $words[2] in',
    ...commands.map(({ name, options }) => `    ${name}) found=(${options.map(described).join(' ')}) ;;`),
    '  esac',
    '  if [[ $PREFIX == -* ]]; then _describe option found; else _files; fi',
    '}',
    'compdef _plan_compile plan-compile',
  ]
}

function fish(commands: Commands): readonly string[] {
  const names = commands.map(({ name }) => name).join(' ')
  return [
    '# plan-compile completions fish > ~/.config/fish/completions/plan-compile.fish',
    ...commands.map(
      ({ name, summary }) =>
        `complete -c plan-compile -n 'not __fish_seen_subcommand_from ${names}' -a ${name} -d '${quoted(summary)}'`,
    ),
    ...commands.flatMap(({ name, options }) => options.map((option) => fishLine(name, option))),
  ]
}

function fishLine(command: string, { name, short, value, optional, choices = [], summary }: Option): string {
  return [
    `complete -c plan-compile -n '__fish_seen_subcommand_from ${command}' -l ${name}`,
    ...(short ? [`-s ${short}`] : []),
    ...(value && !optional ? ['-r'] : []),
    ...(choices.length > 0 ? [`-a '${choices.join(' ')}'`] : []),
    `-d '${quoted(summary)}'`,
  ].join(' ')
}

/** Options whose values are words that we know. */
function chosen(commands: Commands) {
  return commands.flatMap(({ name, options }) =>
    options.flatMap(({ name: option, choices: values }) =>
      values ? [{ command: name, option, values }] : [],
    ),
  )
}

function flags({ options }: Command): readonly string[] {
  return options.map(({ name }) => `--${name}`)
}

/** Our own words in single quotes; a colon would part them. */
function quoted(summary: string): string {
  return summary.replaceAll("'", '’').replaceAll(':', ' -').replaceAll('\n', ' ')
}
