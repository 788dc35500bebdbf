import type { Severity } from '../diagnostics/diagnostic.ts'

export type Paint = (text: string) => string

export interface Palette {
  readonly severity: Readonly<Record<Severity, Paint>>
  readonly strong: Paint
  readonly dim: Paint
  readonly other: Paint
  readonly good: Paint
  /** Text that a terminal opens a page for; just the text where there is no page, or no such terminal. */
  readonly link: (url: string | undefined, text: string) => string
}

/** The only place that knows about colour and links. */
export function palette(color: boolean, links = false): Palette {
  const paint = (code: string): Paint => (color ? (text) => `\x1b[${code}m${text}\x1b[0m` : (text) => text)
  return {
    severity: { error: paint('1;31'), warning: paint('1;33'), info: paint('1;36') },
    strong: paint('1'),
    dim: paint('2'),
    other: paint('34'),
    good: paint('32'),
    link: (url, text) => (links && url !== undefined ? `\x1b]8;;${url}\x1b\\${text}\x1b]8;;\x1b\\` : text),
  }
}
