/** A file to be written. `path` is relative to the repository, with `/`. */
export interface Artifact {
  readonly path: string
  readonly contents: string
  /** May be run: mode 755. */
  readonly executable?: boolean
}
