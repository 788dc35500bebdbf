import type { Repository } from '../../plan/workspace.ts'
import { ticked } from '../naming.ts'
import type { Invocation } from './invocations.ts'
import { type Lack, nearest, noFile } from './lack.ts'

/** What a command of `cargo` lacks: the package that it names, or a `Cargo.toml` at all. */
export function lackingCrate(
  { folder, program, args }: Invocation,
  repository: Repository,
): Lack | undefined {
  const verb = args.find((word) => !/^[+-]/.test(word)) ?? ''
  if (program !== 'cargo' || !VERBS.test(verb) || args.some((word) => word.startsWith('--manifest-path')))
    return undefined
  const manifests = repository.files().filter((path) => /(?:^|\/)Cargo\.toml$/.test(path))
  if (nearest(folder, ['Cargo.toml'], repository) === undefined) {
    const help = manifests.length === 1 ? `${ticked(manifests[0] ?? '')} is one: run it there.` : undefined
    return {
      ...noFile('Cargo.toml', folder === '' ? 'Cargo.toml' : `${folder}/Cargo.toml`),
      ...(help && { help }),
    }
  }
  const names = manifests.flatMap((path) => nameIn(repository.text(path) ?? '') ?? [])
  const locked = nearest(folder, ['Cargo.lock'], repository)
  const lock = (locked && repository.text(locked.path)) ?? ''
  const isKnown = (name: string) => names.includes(name) || lock.includes(`\nname = "${name}"`)
  const subject = packagesIn(args).find((name) => !isKnown(name))
  if (subject === undefined) return undefined
  const what = `names ${ticked(subject)}, which is no package of the repository`
  return { subject, what, names, definedIn: 'Cargo.toml' }
}

const VERBS = /^(?:test|t|check|c|build|b|clippy|run|r|bench|doc|d|nextest|fix|rustc)$/

/** Without patterns, versions and addresses: those are cargo's to resolve. */
function packagesIn(args: readonly string[]): readonly string[] {
  const own = args.includes('--') ? args.slice(0, args.indexOf('--')) : args
  const named = own.flatMap((word, index) => {
    if (word === '-p' || word === '--package') return own[index + 1] ?? []
    return /^(?:--package=|-p(?=\w))(?<name>.+)$/.exec(word)?.groups?.['name'] ?? []
  })
  return named.filter((name) => /^[A-Za-z_][\w-]*$/.test(name))
}

/** The name below `[package]`. */
function nameIn(manifest: string): string | undefined {
  const section = /^\[package\][^\n]*\n(?<body>(?:(?!\[)[^\n]*(?:\n|$))*)/m.exec(manifest)?.groups?.['body']
  return /^\s*name\s*=\s*["'](?<name>[^"']+)/m.exec(section ?? '')?.groups?.['name']
}
