import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { proposedCommands } from '../../src/workspace/proposed-commands.ts'
import { emptyFolder } from './folder.ts'

function proposedFor(files: Readonly<Record<string, string>>) {
  const folder = emptyFolder()
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return proposedCommands(folder)
}

test('what the files of a repository call build, lint and test is proposed', () => {
  const scripts = { build: 'tsc', test: 'vitest', 'lint:fix': 'eslint --fix' }
  expect(proposedFor({ 'package.json': JSON.stringify({ scripts }), 'pnpm-lock.yaml': '' })).toEqual([
    { from: 'package.json', commands: { build: 'pnpm run build', test: 'pnpm run test' } },
  ])
  expect(proposedFor({ Makefile: 'test = x\nlint: a b\n\tlinter\nbuild-all:\n', 'go.mod': '' })).toEqual([
    { from: 'Makefile', commands: { lint: 'make lint' } },
    { from: 'go.mod', commands: { build: 'go build ./...', lint: 'go vet ./...', test: 'go test ./...' } },
  ])
  expect(proposedFor({ justfile: 'test := "x"\nbuild target="all":\n  make\n', 'Cargo.toml': '' })).toEqual([
    { from: 'justfile', commands: { build: 'just build' } },
    { from: 'Cargo.toml', commands: { build: 'cargo build', lint: 'cargo clippy', test: 'cargo test' } },
  ])
})

test('nothing is made up', () => {
  const scripts = { test: 'echo "Error: no test specified" && exit 1', build: ['x'] }
  expect(proposedFor({ 'package.json': JSON.stringify({ scripts }) })).toEqual([])
  expect(proposedFor({ 'package.json': '{"scripts": {"build"' })).toEqual([])
  expect(proposedFor({})).toEqual([])
})
