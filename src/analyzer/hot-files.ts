import { normalisePath } from '../plan/paths.ts'

const manifests: Readonly<Record<string, string>> = {
  'package.json': 'npm',
  'package-lock.json': 'npm',
  'npm-shrinkwrap.json': 'npm',
  'pnpm-lock.yaml': 'npm',
  'yarn.lock': 'npm',
  'bun.lock': 'npm',
  'bun.lockb': 'npm',
  'deno.json': 'deno',
  'deno.lock': 'deno',
  'Cargo.toml': 'cargo',
  'Cargo.lock': 'cargo',
  'pyproject.toml': 'python',
  'requirements.txt': 'python',
  'poetry.lock': 'python',
  'uv.lock': 'python',
  Pipfile: 'python',
  'Pipfile.lock': 'python',
  'go.mod': 'go',
  'go.sum': 'go',
  Gemfile: 'ruby',
  'Gemfile.lock': 'ruby',
  'composer.json': 'php',
  'composer.lock': 'php',
  'pubspec.yaml': 'dart',
  'pubspec.lock': 'dart',
}

/**
 * What tools write together, although tasks name different files: a manifest and its lock file, the numbered files of
 * a folder of migrations. Two paths with the same key are one place to write; `undefined` = only the path itself is.
 */
export interface HotPlace {
  readonly kind: 'manifest' | 'migrations'
  readonly key: string
}

export function hotPlace(path: string): HotPlace | undefined {
  const segments = normalisePath(path).split('/').filter(Boolean)
  const name = segments.at(-1) ?? ''
  const tool = Object.hasOwn(manifests, name) ? manifests[name] : undefined
  if (tool !== undefined) return { kind: 'manifest', key: `${tool} ${segments.slice(0, -1).join('/')}` }
  const folder = segments.slice(0, -1)
  const numbered = /^(?:v?\d|[\dXx]{3}|<)/i.test(name)
  if (numbered && /^migrat(?:ions?|e)$/i.test(folder.at(-1) ?? '')) {
    return { kind: 'migrations', key: folder.join('/') }
  }
  return undefined
}

/** Written by every second task: a manifest, a lock file, a list of exports. */
export function isHotFile(path: string): boolean {
  return (
    hotPlace(path) !== undefined || /(?:^|\/)(?:index\.[cm]?[jt]sx?|mod\.rs|lib\.rs|__init__\.py)$/.test(path)
  )
}
