import type { Deliverable } from '../plan/contract.ts'
import type { Checked } from '../plan/judgement.ts'
import { normalisePath } from '../plan/paths.ts'
import type { Task } from '../plan/plan.ts'
import { criteriaOf } from '../plan/proof.ts'
import { type Evidence, isModule } from './evidence.ts'
import { standingFault } from './files.ts'

type Promised = Pick<Deliverable, 'path' | 'minimumLines' | 'exports' | 'contains'>

/** The files that a plan's contract and its criteria describe. */
export function checkArtifacts(task: Task, evidence: Evidence): readonly Checked[] {
  const criteria = criteriaOf(task).flatMap(({ proof, span }): readonly Promised[] =>
    proof?.kind === 'file'
      ? [
          {
            path: { value: proof.path, span },
            minimumLines: proof.minimumLines,
            exports: [],
            contains: undefined,
          },
        ]
      : [],
  )
  return [...(task.contract?.artifacts ?? []), ...criteria].map((promised) => {
    const reason = faultOf(promised, evidence)
    const { value: subject, span } = promised.path
    return { kind: 'artifact', subject, state: reason === undefined ? 'proven' : 'failed', reason, span }
  })
}

function faultOf(
  { path, minimumLines, exports, contains }: Promised,
  evidence: Evidence,
): string | undefined {
  const file = normalisePath(path.value)
  const fault = standingFault(evidence.at(file))
  if (fault !== undefined) return fault
  if (minimumLines === undefined && exports.length === 0 && contains === undefined) return undefined
  const text = evidence.text(file)
  if (text === undefined) return 'cannot be read as text'
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
  if (minimumLines !== undefined && lines < minimumLines) return `has ${lines} of ${minimumLines} lines`
  const missing = exports.filter((name) => !isExported(name, file, text, evidence))
  if (missing.length > 0) return `does not export ${missing.map((name) => `\`${name}\``).join(', ')}`
  if (contains !== undefined && !text.includes(contains)) return `does not contain \`${contains}\``
  return undefined
}

function isExported(name: string, path: string, text: string, evidence: Evidence): boolean {
  return isModule(path) ? exportedBy(name, path, text, evidence, new Set()) : declares(text, name)
}

/** Also by way of modules of the repository that are exported whole. */
function exportedBy(
  name: string,
  path: string,
  text: string,
  evidence: Evidence,
  visited: Set<string>,
): boolean {
  if (visited.has(path) || visited.size > 100) return false
  visited.add(path)
  const facts = evidence.module(path, text)
  if (facts === undefined) return declares(text, name)
  if (facts.exports.has(name)) return true
  return facts.stars.some((star) => {
    const place = placesOf(star, path).find((candidate) => evidence.at(candidate) === 'file')
    const inner = place && evidence.text(place)
    return place !== undefined && inner !== undefined && exportedBy(name, place, inner, evidence, visited)
  })
}

function placesOf(star: string, from: string): readonly string[] {
  if (!star.startsWith('.')) return []
  const path = normalisePath(`${from.slice(0, from.lastIndexOf('/') + 1)}${star}`)
  const stem = path.replace(/\.[cm]?jsx?$/, '')
  const endings = ['.ts', '.tsx', '.js', '.jsx', '.mts', '.mjs', '/index.ts', '/index.tsx', '/index.js']
  return [path, ...endings.map((ending) => `${stem}${ending}`)]
}

const WORDS =
  /^(?:def|class|func|fn|function|struct|enum|trait|type|interface|const|static|let|var|val|mod|module|macro_rules!|record|object|protocol|export|table|model)$/i

/** A name of one letter is everywhere. */
const MOST_TRIES = 10_000

/** In a language that we do not parse: a word that declares, then the name; or the name, then `=` or `:`. */
function declares(text: string, name: string): boolean {
  if (name === '') return true
  let at = text.indexOf(name)
  for (let tries = 0; at >= 0 && tries < MOST_TRIES; tries++, at = text.indexOf(name, at + name.length)) {
    const [before, after] = [
      text.slice(Math.max(0, at - 80), at),
      text.slice(at + name.length, at + name.length + 80),
    ]
    if (/[\w$]$/.test(before) || /^[\w$]/.test(after)) continue
    const word = /([\w!]+)\s+(?:\([^()]*\)\s*)?$/.exec(before)?.[1]
    const opensLine = /(?:^|\n)[ \t]*$/.test(before) && /^\s*(?::[^:=\n]*)?=|^\s*\(\)\s*\{/.test(after)
    if (opensLine || (word !== undefined && WORDS.test(word))) return true
  }
  return false
}
