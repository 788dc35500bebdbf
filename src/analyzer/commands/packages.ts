import type { Repository } from '../../plan/workspace.ts'

/** A package of JavaScript, as its `package.json` has it. */
export interface Package {
  /** Of its `package.json`. */
  readonly path: string
  /** Its folder; the root is the empty path. */
  readonly folder: string
  readonly name: string | undefined
  readonly scripts: Readonly<Record<string, string>>
}

/** `undefined`: there is no such file, or it is no JSON, and then nothing is known about it. */
export function packageAt(path: string, { text }: Repository): Package | undefined {
  const contents = text(path)
  if (contents === undefined) return undefined
  try {
    const manifest: unknown = JSON.parse(contents)
    if (!isRecord(manifest)) return undefined
    const { name, scripts } = manifest
    return {
      path,
      folder: path.replace(/\/?package\.json$/, ''),
      name: typeof name === 'string' ? name : undefined,
      scripts: isRecord(scripts) ? stringsOf(scripts) : {},
    }
  } catch {
    return undefined
  }
}

/** Every package of the repository. */
export function packagesOf(repository: Repository): readonly Package[] {
  const manifests = repository.files().filter((path) => /(?:^|\/)package\.json$/.test(path))
  return manifests.flatMap((path) => packageAt(path, repository) ?? [])
}

function stringsOf(record: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  )
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
