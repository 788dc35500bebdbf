import { join } from 'node:path'
import { pathBelow } from './path-below.ts'
import { repositoryAt } from './repository.ts'
import { filesBelow } from './walk.ts'

/** The files of a repository; paths are relative to its root, with `/`. */
export interface Contents {
  at(path: string): 'absent' | 'file' | 'folder' | 'outside'
  /** `undefined`: no file, or no text. */
  text(path: string): string | undefined
  /** The files below a folder, sorted; the root is the empty path. None where there is no such folder. */
  below(folder: string): readonly string[]
}

export function contentsOf(root: string): Contents {
  const { at, text } = repositoryAt(root)
  return {
    at: (path) => standing(at(path)),
    text,
    below: (folder) => {
      if (folder !== '' && standing(at(folder)) !== 'folder') return []
      const files = [...filesBelow(join(root, folder), () => {})]
      return files.map((file) => pathBelow(root, file)).sort()
    },
  }
}

/** What may not be looked at is there all the same. */
function standing(found: ReturnType<ReturnType<typeof repositoryAt>['at']>): ReturnType<Contents['at']> {
  switch (found) {
    case 'absent':
    case 'outside':
    case 'folder':
      return found
    case 'file':
    case 'empty':
    case 'special':
    case 'unreadable':
      return 'file'
  }
}
