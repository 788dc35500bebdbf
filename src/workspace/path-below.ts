import { relative, sep } from 'node:path'

/** The way from a folder to a file, as plans write paths: with `/` on every machine. */
export function pathBelow(folder: string, path: string): string {
  return slashed(relative(folder, path))
}

export function slashed(path: string): string {
  return path.split(sep).join('/')
}
