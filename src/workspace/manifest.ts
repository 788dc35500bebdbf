import { createHash } from 'node:crypto'

/** What we wrote last time, so that the next time knows what is ours and unchanged. */
export interface Manifest {
  /** The plan's path when it was compiled. */
  readonly plan: string
  /**
   * SHA-256 of the contents by path. Two while files are being replaced: a run that is killed in the middle leaves
   * some of the old and some of the new, all of them ours.
   */
  readonly files: ReadonlyMap<string, readonly string[]>
}

export const manifestName = '.plan-compile.json'

const NOTE = 'Written by plan-compile: tells files that were edited by hand from those that may be replaced.'

export function serializeManifest({ plan, files }: Manifest): string {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1))
  const hashes = sorted.map(([path, known]) => [path, known.length === 1 ? known[0] : known] as const)
  return `${JSON.stringify({ note: NOTE, version: 1, plan, files: Object.fromEntries(hashes) }, null, 2)}\n`
}

/** `undefined` where the text is no manifest: then nothing in the folder counts as ours. */
export function parseManifest(text: string): Manifest | undefined {
  const value = parsed(text)
  if (!isRecord(value) || value['version'] !== 1 || typeof value['plan'] !== 'string') return undefined
  const files = isRecord(value['files']) ? Object.entries(value['files']) : []
  return { plan: value['plan'], files: new Map(files.map(([path, hashes]) => [path, textsIn(hashes)])) }
}

export function hashOf(contents: string | Uint8Array): string {
  return createHash('sha256').update(contents).digest('hex')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textsIn(value: unknown): readonly string[] {
  return [value].flat().filter((text) => typeof text === 'string')
}
