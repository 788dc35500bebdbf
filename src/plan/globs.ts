import { isWild, type PathPattern, segmentsOf } from './paths.ts'

/**
 * Whether some path can be named by both. Exact for files, directories, `**`, `*`, `?`, `[a-z]` and `{a,b}`.
 * Where a glob can be read in several ways (`[id]` is a folder's name to one framework and a set of characters
 * to a shell) every reading counts, and what is too wild to follow (`+(a|b)`, hundreds of alternatives) is
 * taken in its widest sense: "no" is always true.
 */
export function patternsMeet(a: PathPattern, b: PathPattern, { caseInsensitive = false } = {}): boolean {
  const fold = ({ path, kind }: PathPattern) => ({ path: caseInsensitive ? path.toLowerCase() : path, kind })
  const right = compile(fold(b))
  return compile(fold(a)).some((one) =>
    right.some((other) => listsMeet(one, other, anySegments, segmentsMeet)),
  )
}

/** Any number of segments, none included. */
const anySegments = '**'
/** Any number of characters, none included. */
const anyText = '*'

/** A literal name, `**`, or each way to read a pattern within one segment. */
type Segment = string | readonly Reading[]
type Reading = readonly (typeof anyText | Characters)[]
/** Code points from-to, both included, ascending. */
type Characters = readonly (readonly [number, number])[]

const lastCodePoint = 0x10ffff
const anyCharacter: Characters = [[0, lastCodePoint]]

function compile({ path, kind }: PathPattern): readonly (readonly Segment[])[] {
  const below = kind === 'directory' || (kind === 'glob' && path.endsWith('/')) ? [anySegments] : []
  if (!isWild({ path, kind })) return [[...segmentsOf(path), ...below]]
  return alternatives(path).map((glob) => [...segmentsOf(glob).map(compileSegment), ...below])
}

/** `a/{b,c/d}` is `a/b` and `a/c/d`; a brace without a comma may be a range. */
function alternatives(glob: string): readonly string[] {
  const done: string[] = []
  let open = [glob]
  while (open.length > 0) {
    if (open.length + done.length > 100) return [glob.replace(/[^/]*\{.*\}[^/]*/s, '**')]
    open = open.flatMap((text) => {
      const brace = /\{(?<inside>[^{}]*)\}/.exec(text)
      if (brace === null) {
        done.push(text)
        return []
      }
      const before = text.slice(0, brace.index)
      const after = text.slice(brace.index + brace[0].length)
      const inside = brace.groups?.['inside'] ?? ''
      return inside.includes(',')
        ? inside.split(',').map((option) => before + option + after)
        : [`${before}*${after}`]
    })
  }
  return done
}

const token = /[@!+?*]\([^()]*\)|\*+|\[[!^]?\]?[^\]]*\]|./gsu

function compileSegment(segment: string): Segment {
  if (segment === anySegments || !/[*?[(]/.test(segment)) return segment
  const readings: Reading[number][][] = [[]]
  for (const [text] of segment.matchAll(token)) {
    const [first = [], second] = readings.length > 16 ? [[anyText] as const] : readingsOf(text)
    if (second !== undefined) readings.push(...readings.map((reading) => [...reading, ...second]))
    const width = second === undefined ? readings.length : readings.length / 2
    for (const reading of readings.slice(0, width)) reading.push(...first)
  }
  return readings
}

function readingsOf(text: string): readonly Reading[] {
  if (text === '?') return [[anyCharacter]]
  if (text.startsWith('*') || /^[@!+?]\(/.test(text)) return [[anyText]]
  if (text.length > 2 && text.startsWith('[')) return [[characterSet(text)], literally(text)]
  return [literally(text)]
}

function literally(text: string): Reading {
  return Array.from(text, (character) => [[code(character), code(character)]] as const)
}

function code(character: string): number {
  return character.codePointAt(0) ?? 0
}

/** `[a-z_]`, `[!a-z]`; a named class (`[:alpha:]`) may be anything. */
function characterSet(text: string): Characters {
  const inside = text.slice(1, -1)
  if (inside.includes('[:')) return anyCharacter
  const negated = /^[!^]/.test(inside)
  const ranges: (readonly [number, number])[] = []
  for (const [range] of inside.slice(negated ? 1 : 0).matchAll(/.-.|./gsu)) {
    const [from, , to = from] = Array.from(range).map(code)
    if (from !== undefined && to !== undefined) ranges.push(from <= to ? [from, to] : [0, lastCodePoint])
  }
  ranges.sort((a, b) => a[0] - b[0])
  return negated ? complement(ranges) : ranges
}

function complement(ranges: Characters): Characters {
  const outside: (readonly [number, number])[] = []
  let next = 0
  for (const [from, to] of ranges) {
    if (from > next) outside.push([next, from - 1])
    next = Math.max(next, to + 1)
  }
  return next > lastCodePoint ? outside : [...outside, [next, lastCodePoint]]
}

function segmentsMeet(a: Segment, b: Segment): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a === b
  const right = typeof b === 'string' ? [literally(b)] : b
  const left = typeof a === 'string' ? [literally(a)] : a
  return left.some((one) => right.some((other) => listsMeet(one, other, anyText, charactersMeet)))
}

function charactersMeet(a: Reading[number], b: Reading[number]): boolean {
  if (a === anyText || b === anyText) return true
  return a.some(([from, to]) => b.some(([start, end]) => from <= end && start <= to))
}

/**
 * Whether two lists, in which `wild` stands for any run, can name one sequence. Filled from the ends, row by row:
 * `row[j]` says whether the rest of `a` from `i` and the rest of `b` from `j` can.
 */
function listsMeet<Part>(
  a: readonly Part[],
  b: readonly Part[],
  wild: Part,
  meet: (a: Part, b: Part) => boolean,
): boolean {
  if (a.length * b.length > 1_000_000) return true
  let below: readonly boolean[] = []
  for (let i = a.length; i >= 0; i--) {
    const row: boolean[] = []
    for (let j = b.length; j >= 0; j--) {
      const left = a[i]
      const right = b[j]
      if (left === wild) row[j] = below[j] === true || row[j + 1] === true
      else if (right === wild) row[j] = row[j + 1] === true || below[j] === true
      else if (left === undefined || right === undefined) row[j] = left === right
      else row[j] = below[j + 1] === true && meet(left, right)
    }
    below = row
  }
  return below[0] === true
}
