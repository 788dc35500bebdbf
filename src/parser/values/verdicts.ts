import { looksLikeCommand } from './commands.ts'

/**
 * Whether a command line tells by its exit code that the work is done, wherever it stands: not where its output is
 * thrown at a program that is always content, where it ends in an order to be content, never ends, or is a part of one.
 */
export function tellsByExit(command: string): boolean {
  const bare = withoutQuotes(command)
  if (bare === undefined || PLACEHOLDER.test(bare) || HALF.test(bare) || SHRUG.test(bare)) return false
  const words = bare.split(/\s+/)
  if (words.some((word) => ENDLESS.has(word.replace(/^.*:/, '')))) return false
  const pipe = bare.replace(/\|\|/g, '  ').lastIndexOf('|')
  return pipe < 0 || JUDGE.test(bare.slice(pipe + 1))
}

/** Whether it runs tests, a linter, a compiler or the like, whose only purpose is to pass. */
export function isRunner(command: string): boolean {
  const own = command.trim().replace(/^cd\s+[\w./-]+\s*&&\s*/, '')
  const bare = withoutQuotes(own)?.replace(/^(?:[A-Z_][A-Z0-9_]*=\S*\s+)+/, '')
  return bare !== undefined && looksLikeCommand(own) && !LOOKER.test(bare) && RUNNER.test(bare)
}

/** Blanks in place of what is quoted, so that it counts as nothing; `undefined` where a quote is never closed. */
function withoutQuotes(command: string): string | undefined {
  const bare = command.replace(/\\.|'[^']*'|"(?:\\.|[^"\\])*"/gs, (quoted) => 'q'.repeat(quoted.length))
  return /['"`]/.test(bare) ? undefined : bare
}

/** `...`, `<name>`, `{id}`. */
const PLACEHOLDER = /(?:^|\s|=)(?:\.\.\.|…)|(?:\.\.\.|…)(?:\s|$)|<[A-Za-z][\w -]*>|(?<!\$)\{[a-z][\w-]*\}/
/** Only a part of what is to be run: the line before or after it belongs to it. */
const HALF =
  /^\s*(?:if|for|while|until|case|do|done|then|else|elif|fi|esac|function|[{}()])(?:\s|$)|(?:\\|&&|\|\||\||&|[({])\s*$|<<|^\s*(?:cd|export|source|\.)\s+[^&;|]*$|^\s*\w+=\S*\s*$/
/** `|| true`, `; echo done`. */
const SHRUG = /(?:\|\||;)\s*(?::|true|echo|exit 0)(?:\s|$)/
const ENDLESS = new Set('dev start serve preview watch --watch storybook up'.split(' '))
/** What stands behind a pipe and says yes or no. */
const JUDGE = /^\s*(?:(?:e|f)?grep\s+(?!-\w*v)|rg\s|test\s|jq\s+-e|diff\s|cmp\s|xargs\s)/
/** Shows something that somebody has to judge. */
const LOOKER =
  /^\s*(?:!\s*)?(?:e?grep|rg|ls|cat|find|wc|head|tail|sed|awk|echo|git|diff|curl|du|stat|tree|jq|psql|sqlite3|docker|kubectl|helm|perl|open|node\s+-e|python3?\s+-c|(?:npm|pnpm|yarn|bun|uv)\s+(?:ls|list|why|view|info|add|install|i|ci|sync))\b/
const RUNNER =
  /(?:^|[\s/:])(?:tests?|lint|build|check|type-?check|types|tsc|vitest|jest|mocha|ava|playwright|cypress|eslint|prettier|biome|ruff|mypy|pyright|pytest|rspec|rubocop|brakeman|phpunit|phpstan|clippy|vet|shellcheck|validate|analyze|unittest|py_compile|deps:cycles|(?:bash|sh|ruby|node) (?:-n|-c|--check)|[\w:]*(?:compile|assemble|test)\w*)(?=$|[\s:])/i
