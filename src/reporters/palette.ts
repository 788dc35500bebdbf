import type { Severity } from '../diagnostics/diagnostic.ts'

export type Paint = (text: string) => string

export interface Palette {
  readonly severity: Readonly<Record<Severity, Paint>>
  readonly strong: Paint
  readonly dim: Paint
  readonly other: Paint
  readonly good: Paint
}

/** The only place that knows about colour. */
export function palette(color: boolean): Palette {
  const paint = (code: string): Paint => (color ? (text) => `\x1b[${code}m${text}\x1b[0m` : (text) => text)
  return {
    severity: { error: paint('1;31'), warning: paint('1;33'), info: paint('1;36') },
    strong: paint('1'),
    dim: paint('2'),
    other: paint('34'),
    good: paint('32'),
  }
}
