import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff'
import { visible } from '../reporters/visible.ts'
import type { Output } from './machine.ts'

/** A text that is to change; `before` is `undefined` where it is new. */
export interface Difference {
  readonly path: string
  readonly before: string | undefined
  readonly after: string
}

/** As `git apply` takes it. On a terminal what would move its cursor or colour it is shown and not done. */
export function patchesOf(differences: readonly Difference[], { isTerminal }: Output): string {
  const patch = differences.map(patchOf).join('')
  return isTerminal ? patch.split('\n').map(visible).join('\n') : patch
}

function patchOf({ path, before, after }: Difference): string {
  const name = visible(path.replace(/^\/+/, ''))
  const from = before === undefined ? '/dev/null' : `a/${name}`
  const options = { headerOptions: FILE_HEADERS_ONLY }
  return createTwoFilesPatch(from, `b/${name}`, before ?? '', after, undefined, undefined, options)
}
