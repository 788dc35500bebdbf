/** The way in: how the core asks for files. Paths are relative to the host's root, with `/`. */
export interface Host {
  /** The bytes as they are, or `undefined` where no such file exists. */
  read(path: string): Promise<Uint8Array | undefined>
  /** The paths that match a glob, sorted; empty where nothing does. */
  glob(pattern: string): Promise<readonly string[]>
}
