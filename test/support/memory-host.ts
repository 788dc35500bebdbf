import picomatch from 'picomatch'
import type { Host } from '../../src/source/host.ts'

/** Files by path, as a host. */
export function memoryHost(files: ReadonlyMap<string, string | Uint8Array>): Host {
  const encoder = new TextEncoder()
  return {
    async read(path) {
      const contents = files.get(path)
      return typeof contents === 'string' ? encoder.encode(contents) : contents
    },
    async glob(pattern) {
      const matches = picomatch(pattern, { dot: true })
      return [...files.keys()].filter((path) => matches(path)).sort()
    },
  }
}
