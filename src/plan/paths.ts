/** What a list of files can name: one file, a directory with all below it, or a glob. */
export interface PathPattern {
  readonly path: string
  readonly kind: 'file' | 'directory' | 'glob'
}

/**
 * One spelling for one file: no back-ticks, `\` as `/`, no `./`, no `//`, `..` resolved as far as it goes.
 * A final `/` stays. What leads out of the repository stays visible: `../x`, `/x`, `~/x`.
 */
export function normalisePath(written: string): string {
  const path = written.replaceAll('`', '').trim().replaceAll('\\', '/')
  const kept: string[] = []
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue
    if (segment === '..' && kept.length > 0 && kept.at(-1) !== '..') kept.pop()
    else kept.push(segment)
  }
  const lead = path.startsWith('/') ? '/' : ''
  const tail = kept.length > 0 && /\/\.?$/.test(path) ? '/' : ''
  return `${lead}${kept.join('/')}${tail}`
}

/** Whether a normalised path leaves the repository: absolute, a drive, a home folder, or more `..` than folders. */
export function leadsOutside(path: string): boolean {
  return /^(?:\/|~(?:[\w.-]*\/|$)|[A-Za-z]:\/|\.\.(?:\/|$))/.test(path)
}

/** The segments of a path before the first that is a pattern; for a file or a directory all of them. */
export function literalSegments({ path, kind }: PathPattern): readonly string[] {
  const segments = segmentsOf(path)
  if (!isWild({ path, kind })) return segments
  const first = segments.findIndex((segment) => /[*?[\]{}]|[@!+]\(/.test(segment))
  return first < 0 ? segments : segments.slice(0, first)
}

// A folder `packages/*/src/` is a pattern too; a file `app/[id]/page.tsx` is not.
export function isWild({ path, kind }: PathPattern): boolean {
  return kind === 'glob' || (kind === 'directory' && /[*?{]/.test(path))
}

export function segmentsOf(path: string): readonly string[] {
  return normalisePath(path).split('/').filter(Boolean)
}
