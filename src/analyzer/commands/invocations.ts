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
  // The folder of each level of parentheses: what is done inside does not last.
  const folders: string[] = ['']
  for (const { words, depth } of commandsIn(command)) {
    while (folders.length <= depth) folders.push(folders.at(-1) ?? '')
    folders.length = depth + 1
    const [program, ...args] = withoutPrefix(words)
    if (program === undefined) continue
    const folder = program === 'cd' ? below(folders[depth], args[0]) : folders[depth]
    if (folder === undefined || UNREADABLE.test(program)) return invocations
    if (program === 'cd') folders[depth] = folder
    else invocations.push({ folder, program, args })
  }
  return invocations
}

/** `npx vitest run a` is `vitest run a`: without the programs that only start another, of which nobody needs ten. */
export function unwrapped(invocation: Invocation): Invocation {
  let inner = invocation
  for (let depth = 0; depth < 10; depth++) {
    const skipped = wrapping(inner)
    if (skipped === undefined) return inner
    const first = inner.args.findIndex((word, index) => index >= skipped && !word.startsWith('-'))
    const [program, ...args] = first < 0 ? [] : inner.args.slice(first)
    if (program === undefined) return inner
    inner = { folder: inner.folder, program, args }
  }
  return inner
}

/** How many words of a program that starts another come before that one, options aside. */
function wrapping({ program, args: [first] }: Invocation): number | undefined {
  if (/^(?:npx|bunx|uvx|time|env|sudo)$/.test(program)) return 0
  if (/^(?:uv|poetry|pipenv|hatch|rye|pdm)$/.test(program) && first === 'run') return 1
  if (/^(?:npm|pnpm|yarn|bun)$/.test(program) && /^(?:exec|dlx|x)$/.test(first ?? '')) return 1
  if (/^python3?$/.test(program) && first === '-m') return 1
  return program === 'bundle' && first === 'exec' ? 1 : undefined
}

/** The folder `path` as seen from `folder`; `undefined` where only a shell can tell. */
export function below(folder: string | undefined, path: string | undefined): string | undefined {
  if (folder === undefined || path === undefined || /[$~`*]/.test(path)) return undefined
  const inside = normalisePath(path.startsWith('/') || folder === '' ? path : `${folder}/${path}`)
  return leadsOutside(inside) ? undefined : inside.replace(/\/$/, '')
}

const UNREADABLE = /[$`]|^(?:for|while|if|case|until|function|eval|source|\.)$/

const token = /"(?:\\.|[^"\\])*"|'[^']*'|&&|\|\||[;|&\n()]|\\.|[^\s"';|&\\()]+|\s+|./gs

interface Command {
  readonly words: string[]
  /** How many parentheses it stands in. */
  readonly depth: number
}

function commandsIn(line: string): readonly Command[] {
  const commands: Command[] = []
  let current: Command = { words: [], depth: 0 }
  let word: string | undefined
  const next = (depth: number) => {
    if (word !== undefined) current.words.push(word)
    word = undefined
    commands.push(current)
    current = { words: [], depth }
  }
  for (const [part] of line.matchAll(token)) {
    if (/^(?:&&|\|\||[;|&\n])$/.test(part) || (part === '+' && word === undefined)) next(current.depth)
    else if (part === '(' && word === undefined && current.words.length === 0) next(current.depth + 1)
    else if (part === ')' && current.depth > 0) next(current.depth - 1)
    // A remark.
    else if (/^[(#]/.test(part) && word === undefined) break
    else if (!/^\s/.test(part)) word = (word ?? '') + unquoted(part)
    else if (word !== undefined) {
      current.words.push(word)
      word = undefined
    }
  }
  next(0)
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
