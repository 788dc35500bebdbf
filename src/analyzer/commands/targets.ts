import type { Repository } from '../../plan/workspace.ts'
import { ticked } from '../naming.ts'
import { below, type Invocation } from './invocations.ts'
import { type Lack, noFile } from './lack.ts'

/** What a command of `make` lacks: a target, or a makefile at all. */
export function lackingTarget(
  { folder, program, args }: Invocation,
  repository: Repository,
): Lack | undefined {
  if (program !== 'make' && program !== 'gmake') return undefined
  const { targets, folder: inner, file } = callIn(args)
  const here = below(folder, inner)
  if (here === undefined) return undefined
  const inside = (name: string) => (here === '' ? name : `${here}/${name}`)
  const path = (file === undefined ? FILES : [file]).map(inside).find((one) => repository.at(one) === 'file')
  if (path === undefined) return noFile(targets[0] ?? 'make', inside(file ?? 'Makefile'))
  const known = targetsIn(repository.text(path) ?? '')
  const subject = targets.find((one) => known && !known.has(one) && repository.at(inside(one)) === 'absent')
  if (known === undefined || subject === undefined) return undefined
  const names = [...known].filter((name) => !name.startsWith('.'))
  return { subject, what: `names no target of ${ticked(path)}`, names, definedIn: path }
}

/** As make looks for them. */
const FILES = ['GNUmakefile', 'makefile', 'Makefile']

function callIn(args: readonly string[]) {
  const targets: string[] = []
  let folder = '.'
  let file: string | undefined
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? ''
    if (word === '-C' || word === '--directory') folder = args[++index] ?? '.'
    else if (word.startsWith('--directory=')) folder = word.slice('--directory='.length)
    else if (word === '-f' || word === '--file') file = args[++index]
    else if (/^-(?:I|o|W|l)$/.test(word)) index++
    else if (!/^-|=|^\d+$|[$*`<>{}]/.test(word)) targets.push(word)
  }
  return { targets, folder, file }
}

/** `undefined`: variables, patterns and files that are included may define any target. */
function targetsIn(makefile: string): ReadonlySet<string> | undefined {
  const targets = new Set<string>()
  for (const line of makefile.replace(/\\\n/g, ' ').split('\n')) {
    if (line.length > 1000) return undefined
    if (/^(?:-|s)?include\s|^\s*\$\(eval/.test(line)) return undefined
    const names = /^(?<names>[^\s#:=][^#:=]*?)\s*::?(?![:=])/.exec(line)?.groups?.['names']
    if (names === undefined) continue
    if (/[%$]/.test(names)) return undefined
    for (const name of names.split(/\s+/)) targets.add(name)
  }
  return targets
}
