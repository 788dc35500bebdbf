import { closeSync, openSync, readSync } from 'node:fs'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { Host } from '../source/host.ts'
import { slashed } from './path-below.ts'
import { codeOf, touching, UnusablePath } from './unusable-path.ts'

/** More than the parser accepts, so that it is the parser who says "too large", and less than memory. */
export const mostBytes = 16 * 1024 * 1024
const CHUNK_BYTES = 64 * 1024

/**
 * Files below `root`; an absolute path is taken as it is. What does not exist is `undefined`; what exists and cannot
 * be read throws an `UnusablePath`.
 */
export function diskHost(root: string): Host {
  return {
    read: async (path) => readBytes(path, resolve(root, path)),
    glob: async (pattern) => {
      const { glob } = await import('./glob.ts')
      return glob(root, pattern)
    },
  }
}

/** A host with one file that is not read from disk. */
export function withFile(host: Host, path: string, bytes: Uint8Array): Host {
  return { read: async (wanted) => (wanted === path ? bytes : await host.read(wanted)), glob: host.glob }
}

/** How the user would write a path: relative where it is below `root`, else absolute; always with `/`. */
export function displayPath(root: string, path: string): string {
  const absolute = resolve(root, path)
  const inside = relative(root, absolute)
  return slashed(leavesRoot(inside) ? absolute : inside || '.')
}

/** Whether a path as `relative` gives it lies outside. */
export function leavesRoot(path: string): boolean {
  return path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path)
}

function readBytes(path: string, file: string): Uint8Array | undefined {
  return touching(path, () => {
    const handle = openIfThere(file)
    if (handle === undefined) return undefined
    try {
      return firstBytes(handle)
    } finally {
      closeSync(handle)
    }
  })
}

function openIfThere(file: string): number | undefined {
  try {
    return openSync(file, 'r')
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw error
  }
}

/**
 * The text of a file that has to be there; `shown` as the user would write it. No more than any file of the user's is
 * read: `/dev/zero` has no end. `what` completes “is too large for …”.
 */
export function wholeText(shown: string, file: string, what: string): string {
  return touching(shown, () => {
    const handle = openSync(file, 'r')
    try {
      const bytes = firstBytes(handle)
      if (bytes.length >= mostBytes) throw new UnusablePath(shown, `is too large for ${what}`)
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
    } finally {
      closeSync(handle)
    }
  })
}

/** All that a file or pipe gives, but no more than `mostBytes`: `/dev/zero` has no end. */
export function firstBytes(handle: number): Uint8Array {
  const chunks: Uint8Array[] = []
  let length = 0
  while (length < mostBytes) {
    const chunk = new Uint8Array(CHUNK_BYTES)
    const count = readSync(handle, chunk)
    if (count === 0) break
    chunks.push(chunk.subarray(0, count))
    length += count
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
}
