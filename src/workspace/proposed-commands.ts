import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryAt } from './repository.ts'

export type Purpose = 'build' | 'lint' | 'test'

const PURPOSES: readonly Purpose[] = ['build', 'lint', 'test']

/** What a file of the repository offers for building, linting and testing. */
export interface Proposal {
  /** The file that says so. */
  readonly from: string
  readonly commands: Readonly<Partial<Record<Purpose, string>>>
}

/** By the repository's own files, in a fixed order: a proposal, which a person has to look at. */
export function proposedCommands(folder: string): readonly Proposal[] {
  const { text } = repositoryAt(folder)
  const isThere = (name: string) => existsSync(join(folder, name))
  return [
    proposal('package.json', (purpose) => scriptFor(purpose, text('package.json'), isThere)),
    ...['GNUmakefile', 'makefile', 'Makefile'].map((name) =>
      proposal(name, (purpose) =>
        hasTarget(purpose, '[^:=\\n]*', text(name)) ? `make ${purpose}` : undefined,
      ),
    ),
    ...['justfile', 'Justfile', '.justfile'].map((name) =>
      proposal(name, (purpose) =>
        hasTarget(purpose, '[^:\\n]*', text(name)) ? `just ${purpose}` : undefined,
      ),
    ),
    proposal('Cargo.toml', (purpose) => (isThere('Cargo.toml') ? CARGO[purpose] : undefined)),
    proposal('go.mod', (purpose) => (isThere('go.mod') ? GO[purpose] : undefined)),
  ].filter(({ commands }) => Object.keys(commands).length > 0)
}

const CARGO: Readonly<Record<Purpose, string>> = {
  build: 'cargo build',
  lint: 'cargo clippy',
  test: 'cargo test',
}

const GO: Readonly<Record<Purpose, string>> = {
  build: 'go build ./...',
  lint: 'go vet ./...',
  test: 'go test ./...',
}

function proposal(from: string, commandFor: (purpose: Purpose) => string | undefined): Proposal {
  const found = PURPOSES.flatMap((purpose) => {
    const command = commandFor(purpose)
    return command === undefined ? [] : [[purpose, command] as const]
  })
  return { from, commands: Object.fromEntries(found) }
}

/** A script that `npm init` has left behind fails whatever is so: it is none. */
function scriptFor(
  purpose: Purpose,
  text: string | undefined,
  isThere: (name: string) => boolean,
): string | undefined {
  const script = scriptsIn(text)[purpose]
  if (typeof script !== 'string' || /no test specified/.test(script)) return undefined
  return `${runnerOf(isThere)} ${purpose}`
}

function runnerOf(isThere: (name: string) => boolean): string {
  if (isThere('pnpm-lock.yaml')) return 'pnpm run'
  if (isThere('yarn.lock')) return 'yarn run'
  if (isThere('bun.lock') || isThere('bun.lockb')) return 'bun run'
  return 'npm run'
}

function scriptsIn(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const manifest: unknown = JSON.parse(text ?? '')
    const scripts = isRecord(manifest) ? manifest['scripts'] : undefined
    return isRecord(scripts) ? scripts : {}
  } catch {
    return {}
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Of a makefile or a justfile: a line that begins with the name, and no assignment. Parameters may have defaults. */
function hasTarget(purpose: Purpose, parameters: string, text = ''): boolean {
  return new RegExp(`^@?${purpose}(?:[ \\t]${parameters})?:(?!=)`, 'm').test(text)
}
