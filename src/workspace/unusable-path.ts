const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'is a folder',
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  ELOOP: 'is a circle of symbolic links',
  ENAMETOOLONG: 'is too long for a path',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'no space left on the device',
  EROFS: 'is on a read-only file system',
  EMFILE: 'too many open files',
  ENXIO: 'is a device or a socket that cannot be read',
  EIO: 'the device reports an error',
}

/** A path of the user's that cannot be used, and why: not a fault of a plan and not one of ours. */
export class UnusablePath extends Error {
  readonly path: string
  readonly reason: string

  constructor(path: string, reason: string) {
    super(`${path}: ${reason}`)
    this.path = path
    this.reason = reason
  }
}

/** What the file system says, in words; `undefined` where `error` is no answer of a file system. */
export function reasonOf(error: unknown): string | undefined {
  const code = codeOf(error)
  return code === undefined ? undefined : (REASONS[code] ?? code)
}

export function codeOf(error: unknown): string | undefined {
  const known = error instanceof Error && 'code' in error && 'syscall' in error
  return known && typeof error.code === 'string' ? error.code : undefined
}

/** Runs a step that touches `path`; a refusal of the file system becomes an `UnusablePath`. */
export function touching<T>(path: string, step: () => T): T {
  try {
    return step()
  } catch (error) {
    const reason = reasonOf(error)
    if (reason === undefined) throw error
    throw new UnusablePath(path, reason)
  }
}
