/** Programs that begin a command line; a plan's own binaries are not known, so they are no proof. */
const programs = new Set(
  (
    'ava bash bats black bun bundle bunx cargo cat clang clippy cmake composer curl cypress dart deno diff docker dotnet du echo elixir ' +
    'eslint find flake8 flutter git go golangci-lint gradle grep helm isort java jest jq just kubectl ls make mix mocha mvn mypy node npm ' +
    'npx nx perl php phpunit playwright pnpm poetry prettier psql pyright pytest python python3 rake rg rspec ruby ruff rustc sed sh ' +
    'shellcheck sqlite3 stat swift swiftlint task tauri terraform test tox tree tsc turbo uv uvx vite vitest wc wrangler xcodebuild yarn ' +
    'zig ./gradlew ./mvnw bin/rails rails'
  ).split(' '),
)

/** Whether a code span is a command line that a shell could run. */
export function looksLikeCommand(text: string): boolean {
  const words = text.trim().split(/\s+/)
  const program = words.find((word) => !/^[A-Z_][A-Z0-9_]*=/.test(word))
  if (program === undefined) return false
  if (programs.has(program))
    return (
      words.length > 1 || /^(?:pytest|vitest|jest|tox|eslint|tsc|mypy|make|ruff|rspec|phpunit)$/.test(program)
    )
  return (
    /^\.{0,2}\/?(?:[\w.-]+\/)*[\w.-]+\.(?:sh|py|js|mjs|ts|rb)$/.test(program) &&
    (words.length > 1 || program.startsWith('./'))
  )
}
