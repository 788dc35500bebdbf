import fc from 'fast-check'
import { expect, test } from 'vitest'
import { invocationsIn, unwrapped } from '../../src/analyzer/commands/invocations.ts'

function read(command: string): readonly string[] {
  return invocationsIn(command)
    .map(unwrapped)
    .map(({ folder, program, args }) => `${folder}: ${[program, ...args].join('|')}`)
}

test.each([
  ['npm test', [': npm|test']],
  ['cd app && CI=1 npm test', ['app: npm|test']],
  ['(cd app; make) && make', ['app: make', ': make']],
  ['make && (cd app && make) && make', [': make', 'app: make', ': make']],
  ['npx -v', [': npx|-v']],
  ['npx vitest run a', [': vitest|run|a']],
  ['uv run -q pytest "a b.py"', [': pytest|a b.py']],
  ['npm exec -- jest a', [': jest|a']],
  ['python3 -m pytest tests', [': pytest|tests']],
  ['cargo test --lib (all of it)', [': cargo|test|--lib']],
  ['cargo test --lib + cargo test --test a', [': cargo|test|--lib', ': cargo|test|--test|a']],
  ["echo 'a && b'; ls", [': echo|a && b', ': ls']],
  ['cd $HOME && make', []],
  ['cd .. && make', []],
  ['for x in a b; do make; done', []],
  ['$(which make) all', []],
  ['', []],
])('%s', (command, expected) => {
  expect(read(command)).toEqual(expected)
})

test('no text takes long, or throws', () => {
  fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => void read(text)))
  for (const text of ['npx '.repeat(20_000), '"'.repeat(50_001), '('.repeat(50_000), 'a'.repeat(200_000)]) {
    const start = performance.now()
    read(text)
    expect(performance.now() - start).toBeLessThan(2000)
  }
})
