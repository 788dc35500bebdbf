import type { DataDocument } from '../../parser/dialect.ts'
import { timestamp } from '../dates.ts'
import type { Desk } from '../desk.ts'
import { code, markdown } from '../inert.ts'
import { isJson } from '../json.ts'
import { isProven, type ProvenFile, type Result, type Run } from '../results.ts'
import { remark, type Stroke } from '../stroke.ts'

/** A data file that may be written into; else what is to be said about it, if it is there at all. */
export function writable({ documents }: Desk, path: string): DataDocument | Stroke | undefined {
  const document = documents.get(path)
  if (document?.kind !== 'data') return undefined
  return isJson(document) ? document : remark(`${path} cannot be read as JSON, and is left as it is`)
}

/** `01.02.03`, whatever the padding of its parts. */
export function padded(id: string): string {
  return id
    .split('.')
    .map((part) => part.padStart(2, '0'))
    .join('.')
}

/** Times of this tool have milliseconds. */
export function moment(seconds: number | undefined): string | undefined {
  return seconds === undefined ? undefined : timestamp(seconds).replace('Z', '.000Z')
}

export function latest({ results }: Run): string | undefined {
  const ends = [...results.values()].flatMap(({ ended }) => ended ?? [])
  return ends.length === 0 ? undefined : moment(Math.max(...ends))
}

/** One or two sentences, as `work update --report` takes them: what was proven, or why it is not done. */
export function reportOf(result: Result): string {
  const { verdict, why, files, commands, deputy } = result
  if (verdict !== 'completed') return markdown(why)
  const said = { none: '', passed: ' Its commands passed.', skipped: ' Its commands were not run.' }[commands]
  const taken = deputy === undefined ? '' : ` ${markdown(deputy)} took it over.`
  if (!isProven(result)) return `Unproven: it declares no file.${said}${taken}`
  return `${filesIn(files)}${said}${taken}`.trim()
}

function filesIn(files: readonly ProvenFile[]): string {
  const named = files
    .slice(0, MOST)
    .map(({ path }) => code(path))
    .join(', ')
  const more = files.length > MOST ? ` and ${files.length - MOST} more` : ''
  return named === '' ? '' : `Proven: ${named}${more}.`
}

const MOST = 5
