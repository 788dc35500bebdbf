import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { byPath } from './groups.ts'
import { sentenceOf } from './line.ts'
import { type Palette, palette } from './palette.ts'
import { placeOf } from './place.ts'
import type { Account, Reporter } from './reporter.ts'
import { summaryOf } from './summary.ts'
import { visible } from './visible.ts'

/** The findings of each file under its path: for many findings in many files. */
export const grouped: Reporter = {
  id: 'grouped',
  report(account, { color, quiet }) {
    const colors = palette(color)
    const blocks = [...byPath(account.diagnostics)].map(([path, diagnostics]) => [
      colors.strong(visible(path)),
      ...rowsOf(diagnostics, account, colors),
    ])
    const closing = quiet ? [] : [summaryOf(account, colors)]
    return [...blocks, ...closing].map((lines) => `${lines.join('\n')}\n`).join('\n')
  },
}

function rowsOf(
  diagnostics: readonly Diagnostic[],
  { sources }: Account,
  { severity: paints, dim }: Palette,
): readonly string[] {
  const places = diagnostics.map(({ span }) => {
    const { line, column } = placeOf(sources, span).start
    return `${line}:${column}`
  })
  const width = (words: readonly string[]) => Math.max(0, ...words.map((word) => word.length))
  const placeWidth = width(places)
  const nameWidth = width(diagnostics.map(({ by }) => by.name))
  return diagnostics.map(({ by, severity, message }, index) => {
    const place = (places[index] ?? '').padEnd(placeWidth)
    const level = paints[severity](severity.padEnd(SEVERITY_WIDTH))
    return `  ${place}  ${level}  ${dim(by.code)}  ${by.name.padEnd(nameWidth)}  ${sentenceOf(message)}`
  })
}

const SEVERITY_WIDTH = 'warning'.length
