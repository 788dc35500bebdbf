import { describe, expect, it } from 'vitest'
import { isRunner, tellsByExit } from '../../src/parser/values/verdicts.ts'

describe('tellsByExit', () => {
  it.each([
    'npm test',
    'pnpm lint && git diff --exit-code pnpm-lock.yaml',
    '! grep -q "a | head" src/a.ts && echo OK',
    'npx tsc 2>&1 | grep -q "0 errors"',
    'test "$(wc -l < a)" -ge 3',
    'cargo test || exit 1',
    'npm test -- --reporter=dot',
  ])('sees a verdict in: %s', (command) => {
    expect(tellsByExit(command)).toBe(true)
  })

  it.each([
    'npm test | tail -30',
    'npx tsc --noEmit 2>&1 | grep -v bindings.ts',
    'npm test || true',
    'npm test; echo done',
    'npm run dev',
    'npx vitest --watch',
    'npm test &',
    'npm test && \\',
    'cat <<EOF',
    'cd android',
    'export A=1',
    'A=1',
    'if [ -e a ]; then',
    'grep -c "x" ...file',
    'npm test -- <name>',
    'curl /api/{id}',
    'echo "half',
    "it's",
  ])('sees none in: %s', (command) => {
    expect(tellsByExit(command)).toBe(false)
  })
})

describe('isRunner', () => {
  it.each([
    'npm test',
    'pnpm --filter @a/b lint',
    'cd web && npx tsc --noEmit',
    'CI=1 npm run build',
    './gradlew :app:compileDebugKotlin',
    'bin/rails test test/models',
    'cargo clippy',
    'bash -n a.sh',
  ])('knows: %s', (command) => {
    expect(isRunner(command)).toBe(true)
  })

  it.each([
    'grep -rn test src',
    'ls test/',
    'npm ls vitest',
    'cat lint.txt',
    'node -e "test()"',
    'npx convex dev',
    'git diff test/',
    'bin/rails runner "puts 1"',
  ])('knows that this is none: %s', (command) => {
    expect(isRunner(command)).toBe(false)
  })
})
