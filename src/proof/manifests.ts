/** The packages that a manifest names as dependencies, each as `packageName` spells it. */
export function packagesIn(path: string, text: string): ReadonlySet<string> {
  switch (path.slice(path.lastIndexOf('/') + 1)) {
    case 'package.json':
      return new Set(npmPackages(text).map(packageName))
    case 'go.mod':
      return new Set(linesOf(text).flatMap(required).map(packageName))
    case 'Cargo.toml':
      return new Set(keysIn(text, CARGO).map(packageName))
    case 'pyproject.toml':
      return new Set([...keysIn(text, POETRY), ...requirementsIn(text)].map(packageName))
    default:
      return new Set()
  }
}

export const manifestNames: ReadonlySet<string> = new Set([
  'package.json',
  'Cargo.toml',
  'pyproject.toml',
  'go.mod',
])

/** The name in what a plan writes: `zod@^3`, `serde = "1.0"`, `requests>=2`, `tokio (full)`; one spelling for all. */
export function packageName(written: string): string {
  const name = /^@?[\w./-]+/.exec(written.trim())?.[0] ?? ''
  return name.toLowerCase().replace(/[-_.]+/g, '-')
}

/** What is longer is no line of a manifest that a person wrote. */
function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.length <= 1000)
}

/** `require github.com/a/b v1.2.3`, in a block of them without the word. */
function required(line: string): readonly string[] {
  const [path = '', version = ''] = line
    .trim()
    .replace(/^require\s+\(?/, '')
    .split(/\s+/)
  return /^[\w-]+\.\S/.test(path) && /^v\d/.test(version) ? [path] : []
}

function npmPackages(text: string): readonly string[] {
  const keys = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies', 'catalog']
  try {
    const manifest: unknown = JSON.parse(text)
    return isRecord(manifest) ? keys.flatMap((key) => Object.keys(asRecord(manifest[key]))) : []
  } catch {
    return []
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {}
}

/** `[target.'cfg(unix)'.dependencies]` too; `[dependencies.serde]` names one in its heading. */
const CARGO = /(?:^|\.)(?:dev-|build-)?dependencies(?:\.|$)/
const POETRY = /^tool\.poetry(?:\.group\.[^.]+)?\.(?:dev-)?dependencies(?:\.|$)/

function keysIn(text: string, section: RegExp): readonly string[] {
  const keys: string[] = []
  let inside = false
  for (const line of linesOf(text)) {
    const heading = headingIn(line)
    if (heading !== undefined) {
      const found = section.exec(heading)
      inside = found !== null
      const own = found && heading.slice(found.index + found[0].length)
      if (own) keys.push(unquoted(own))
      if (own) inside = false
      continue
    }
    const key = /^\s*("[^"]+"|[\w-]+)\s*[.=]/.exec(line)?.[1]
    if (inside && key !== undefined) keys.push(unquoted(key))
  }
  return keys
}

function headingIn(line: string): string | undefined {
  return /^\s*\[{1,2}([^[\]]*)\]/.exec(line)?.[1]?.trim()
}

function unquoted(key: string): string {
  return key.replace(/^["']|["']$/g, '')
}

/** Lists of requirements: `dependencies = ["requests>=2"]`, and each list below a heading that collects them. */
function requirementsIn(text: string): readonly string[] {
  const found: string[] = []
  let heading = ''
  let open = false
  for (const line of linesOf(text)) {
    if (!open) {
      heading = headingIn(line) ?? heading
      const key = /^\s*([\w-]+|"[^"]+")\s*=\s*\[/.exec(line)?.[1]
      if (key === undefined || !collects(heading, key)) continue
    }
    const value = line.replace(/^\s*[\w-]+\s*=\s*/, '')
    found.push(...[...value.matchAll(/"([^"]*)"|'([^']*)'/g)].map(([, a, b]) => a ?? b ?? ''))
    open = !/\]\s*(?:#.*)?$/.test(line)
  }
  return found
}

function collects(heading: string, key: string): boolean {
  if (heading === 'project') return key === 'dependencies'
  return /^(?:project\.optional-dependencies|dependency-groups|tool\.uv)$/.test(heading)
}
