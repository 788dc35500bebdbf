/** A file to be written. `path` is relative to the repository, with `/`. */
export interface Artifact {
  readonly path: string
  readonly contents: string
  /** May be run: mode 755. */
  readonly executable?: boolean
}

/** All files of a compilation by path, in the order in which they were made. */
export type FileTree = ReadonlyMap<string, Artifact>

/** Throws where a target names a path that is not safe everywhere, or one path twice: that is our own fault. */
export function fileTree(artifacts: Iterable<Artifact>): FileTree {
  const tree = new Map<string, Artifact>()
  const places = new Map<string, 'file' | 'folder'>()
  for (const artifact of artifacts) {
    const { path } = artifact
    if (!isSafePath(path)) throw new Error(`a target writes to ${JSON.stringify(path)}, which is not safe`)
    for (const folder of foldersOf(path)) {
      if (places.get(folder) === 'file') throw new Error(`a target writes below the file ${folder}`)
      places.set(folder, 'folder')
    }
    const place = placeOf(path)
    if (places.has(place)) throw new Error(`two artifacts have the path ${path}`)
    places.set(place, 'file')
    tree.set(path, artifact)
  }
  return tree
}

/** What Windows keeps for devices, with any extension. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i

/** Whether a path stays below its root and can be written under every file system that we know. */
export function isSafePath(path: string): boolean {
  return path.length <= 240 && path.split('/').every(isSafeSegment)
}

function isSafeSegment(segment: string): boolean {
  if (segment === '' || segment === '.' || segment === '..') return false
  if (/[\p{Cc}\p{Surrogate}<>:"|?*\\]/u.test(segment) || /[. ]$/.test(segment)) return false
  return !DEVICE.test(segment)
}

/** The same text for paths that some file system takes for one. */
function placeOf(path: string): string {
  return path.normalize('NFC').toLowerCase()
}

function foldersOf(path: string): readonly string[] {
  const segments = placeOf(path).split('/').slice(0, -1)
  return segments.map((_, index) => segments.slice(0, index + 1).join('/'))
}
