import { leadsOutside, normalisePath } from '../../plan/paths.ts'

/** One program that a command line starts. Nothing is ever run: the line is only read. */
export interface Invocation {
  /** Where it is started, relative to the repository; the root is the empty path. */
  readonly folder: string
  readonly program: string
  readonly args: readonly string[]
}

/**
 * The programs that a command line starts, in order: `cd app && CI=1 npm test` is `npm test` in `app`. What a shell
 * would work out (`$(…)`, variables in a path, loops) is not followed: from there on nothing is known, and nothing
 * is returned. A remark in parentheses, as people append it, ends the line.
 */
export function invocationsIn(command: string): readonly Invocation[] {
  const invocations: Invocation[] = []
  let folder: string | undefined = ''
  for (const words of commandsIn(command)) {
    const [program, ...args] = withoutPrefix(words)
    if (program === undefined) continue
    if (UNREADABLE.test(program)) return invocations
    if (program === 'cd') folder = below(folder, args[0])
    else if (folder !== undefined) invocations.push({ folder, program, args })
    if (folder === undefined) return invocations
  }
  return invocations
}

/** `npx vitest run a` is `vitest run a`: without the program that only starts another. */
export function unwrapped(invocation: Invocation): Invocation {
  const { folder, program, args } = invocation
  const [first, second] = args
  const rest = (skipped: number): Invocation => {
    const [inner, ...others] = args.slice(skipped).filter((word, index) => index > 0 || !word.startsWith('-'))
    return inner === undefined ? invocation : unwrapped({ folder, program: inner, args: others })
  }
  if (/^(?:npx|bunx|uvx|time|env|sudo)$/.test(program)) return rest(0)
  if (/^(?:uv|poetry|pipenv|hatch|rye|pdm)$/.test(program) && first === 'run') return rest(1)
  if (/^(?:npm|pnpm|yarn|bun)$/.test(program) && /^(?:exec|dlx|x)$/.test(first ?? ''))
    return rest(args[1] === '--' ? 2 : 1)
  if (/^python3?$/.test(program) && first === '-m' && second !== undefined) return rest(1)
  if (program === 'bundle' && first === 'exec') return rest(1)
  return invocation
}

/** The folder `path` as seen from `folder`; `undefined` where only a shell can tell. */
export function below(folder: string | undefined, path: string | undefined): string | undefined {
  if (folder === undefined || path === undefined || /[$~`*]/.test(path)) return undefined
  const inside = normalisePath(path.startsWith('/') || folder === '' ? path : `${folder}/${path}`)
  return leadsOutside(inside) ? undefined : inside.replace(/\/$/, '')
}

const UNREADABLE = /[$`]|^(?:for|while|if|case|until|function|eval|source|\.)$/

const token = /"(?:\\.|[^"\\])*"|'[^']*'|&&|\|\||[;|&\n]|\\.|[^\s"';|&\\]+|\s+/g

function commandsIn(command: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]]
  let word: string | undefined
  const end = () => {
    if (word !== undefined) commands.at(-1)?.push(word)
    word = undefined
  }
  for (const [part] of command.replace(/^\s*\(/, '').matchAll(token)) {
    if (/^[ \t\r]/.test(part)) end()
    else if (/^(?:&&|\|\||[;|&\n])$/.test(part)) {
      end()
      commands.push([])
    } else if (word === undefined && part === '+') commands.push([])
    else if (word === undefined && /^(?:\(|#)/.test(part)) return commands
    else word = (word ?? '') + unquoted(part)
  }
  end()
  return commands
}

function unquoted(part: string): string {
  if (/^["']/.test(part)) return part.slice(1, -1)
  return part.startsWith('\\') ? part.slice(1) : part
}

/** Without settings of the environment before the program. */
function withoutPrefix(words: readonly string[]): readonly string[] {
  const first = words.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word))
  return first < 0 ? [] : words.slice(first)
}
