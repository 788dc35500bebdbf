import type { FileChange } from '../../plan/plan.ts'
import type { Located } from '../../source/span.ts'
import type { Text } from '../section.ts'
import { looksLikePath, normalPath, pathKind } from '../values/paths.ts'
import type { Entry } from './entries.ts'

type Mode = FileChange['mode']

/** A path in a line of details, and what the line does with it. */
export interface Named {
  readonly path: Located<string>
  /** Inline code, or a path with a folder: no bare word such as `package.json` in prose. */
  readonly certain: boolean
  readonly mode: Mode
}

const label =
  /^[\s\W]*(?:working (?:files?|packages?|director(?:y|ies))|(?:key |affected |target )?files?(?: to \w+)?|(?:new|modified|updated|changed|deleted|removed|renamed|created|added|create|modify|update|delete|remove|edit|register|add)(?: files?| modules?)?)\s*:/i
const verb =
  /^[^\p{L}`]*(?:(?:then|also|first|finally|optionally)\s+)?(?<verb>add|adjust|append|apply|build|change|clean up|consolidate|convert|create(?:[/,] ?(?:or )?update)?|define|delete|deprecate|drop|edit|enhance|expand|export|extend|extract|fix|generate|implement|improve|insert|integrate(?! with)|introduce|merge|migrate|modify|move|new|port|re-export|refactor|register|remove|rename|replace|rewrite|scaffold|set ?up|simplify|split|store|strip|touch|updated?|modified|created|added|removed|deleted|renamed|extended|refactored|fixed|wire|write|cleaned(?: up)?)(?![\w-])/iu
const intent = /^[\p{L}\s]{1,40}?\bto (?:create|add|modify|update|edit|change|delete|remove)\b/iu
const inside = /^[^\p{L}`]*(?:in|within|inside)\s+(?:the\s+)?(?:file\s+)?$/iu

/** Paths that a line is about to write: "Create `a.ts` with …", "Working file: `b.md`", "In `c.ts`:". */
export function writtenIn({ text, below }: Entry): readonly Named[] {
  const masked = maskCodes(text)
  const listed = label.exec(masked)
  if (listed !== null) {
    const named = labelled(text, listed[0])
    return named.length > 0
      ? named
      : below.flatMap((item) => (item.text === undefined ? [] : leadingIn(item.text)))
  }
  const doing = verb.exec(masked) ?? intent.exec(masked)
  if (doing !== null) {
    const named = objectsOf(text, masked, doing)
    const lists = named.length === 0 && doing.groups?.['verb'] === undefined
    return lists ? below.flatMap((item) => (item.text === undefined ? [] : leadingIn(item.text))) : named
  }
  const [first] = tokensIn(text)
  if (first === undefined || !inside.test(masked.slice(0, first.path.span.start - text.span.start))) return []
  const rest = masked.slice(first.path.span.end - text.span.start)
  const acts = below.length > 0 || /:\s*$/.test(rest) || verb.test(rest.replace(/^\s*,/, ''))
  return acts ? [{ ...first, mode: 'modify' }] : []
}

/** The path in code that a line begins with: "`a.ts` - the parser". */
export function leadingIn(text: Text): readonly Named[] {
  const [first] = tokensIn(text)
  if (first === undefined || !first.certain || first.path.span.start > text.span.start) return []
  return [{ ...first, mode: 'write' }]
}

/** A list behind a label; a remark behind each path ends at the next comma. `Working packages:` may be files. */
function labelled(text: Text, head: string): readonly Named[] {
  const mode = modeOf(head)
  const packages = /\b(?:packages?|director)/i.test(head)
  const start = text.span.start + head.length
  const remark = /\s[-–—]+\s|\s→\s/.exec(text.plain.slice(head.length))
  const end = remark === null ? text.span.end : start + remark.index
  return tokensIn(text)
    .filter(({ path }) => path.span.start >= start - 1 && path.span.end <= end)
    .filter(({ path }) => !packages || pathKind(normalPath(path.value)) === 'file')
    .filter(({ path }) => !packages || /\.\w+$/.test(path.value))
    .map((token) => ({ ...token, mode }))
}

/** Where the object of a sentence ends: a remark, a purpose, a comparison. */
const tail =
  /\s[-–—]+\s|\s?→|:\s|\b(?:with|using|via|like|such as|e\.g\.|i\.e\.|pointing to|points? to|based on|similar to|so that|when|if|after|before|while|during|instead of|in place of|and (?:use|call|import|read|reuse)s?|following|which|that|where|consistent with|about|regarding|according to|as in|called by|used (?:in|by)|output(?:s)? to)\b/iu
/** "to create it", but neither "to the parser" nor "to StageApproval" nor "to package.json". */
const purpose =
  /\sto\s+(?!(?:the|a|an|its|their|our|new|existing|main|root|each|all|both)\b|[\w-]*[./`])[a-z]+(?![\w])/
const takesFrom =
  /^(?:remove|delete|drop|export|re-export|extract|move|strip|clean|deprecate|migrate|port|split|removed|deleted)/i

function objectsOf(text: Text, masked: string, doing: RegExpExecArray): readonly Named[] {
  const from = doing[0].length
  const rest = masked.slice(from)
  const end = text.span.start + from + Math.min(endOf(rest, tail), endOf(rest, purpose))
  const word = doing.groups?.['verb'] ?? ''
  const tokens = tokensIn(text).filter(
    ({ path }) => path.span.start >= text.span.start + from && path.span.end <= end,
  )
  const named = tokens.flatMap((token, index) => {
    const before = tokens[index - 1]?.path.span.end ?? text.span.start + from
    const gap = masked.slice(before - text.span.start, token.path.span.start - text.span.start)
    if (/\b(?:for|of|by|see)\s*(?:the\s*)?$/i.test(gap)) return []
    const lead = masked.slice(from, token.path.span.start - text.span.start)
    if (!token.certain && /\bfor\s+\w+ing\b/i.test(lead)) return []
    const isSource = /\bfrom\s*(?:the\s*)?$/i.test(gap)
    if (isSource && (!takesFrom.test(word) || /\(\s*from\b/i.test(gap))) return []
    return [{ ...token, mode: modeAt(index, gap, word), gap }]
  })
  return joined(named)
}

function endOf(words: string, pattern: RegExp): number {
  return pattern.exec(words)?.index ?? words.length
}

/** Of what stands right behind the verb the verb tells; what it stands in, or is moved to, is modified. */
function modeAt(index: number, gap: string, verb: string): Mode {
  const moves = /^(?:move|rename)/i.test(verb)
  if (index > 0 && moves && /^\s*(?:→|->|to)\s*$/i.test(gap)) return 'create'
  const direct =
    index === 0
      ? /^\s*(?:(?:a|an|the|new|default|empty|file)\s+)*$/i.test(gap)
      : /^\s*(?:,|and|or|&)*\s*$/i.test(gap)
  if (!direct) return 'modify'
  return moves ? 'delete' : modeOf(verb)
}

/** "`clock.ts` in `src/time/`" is one path. */
function joined(named: readonly (Named & { readonly gap: string })[]): readonly Named[] {
  return named.flatMap(({ gap, ...one }, index): readonly Named[] => {
    const before = named[index - 1]
    const next = named[index + 1]
    const inFolder = (file: Named | undefined, folder: Named | undefined, between: string | undefined) =>
      file !== undefined &&
      folder?.path.value.endsWith('/') === true &&
      !file.path.value.includes('/') &&
      /^\s*in\s*(?:the\s*)?$/i.test(between ?? '')
    if (inFolder(before, one, gap)) return []
    if (!inFolder(one, next, next?.gap)) return [one]
    const value = `${next?.path.value ?? ''}${one.path.value}`
    return [{ ...one, path: { ...one.path, value } }]
  })
}

function modeOf(words: string): Mode {
  if (/\b(?:delet|remov|drop)/i.test(words)) return 'delete'
  if (/\bcreate[/,] ?(?:or )?update/i.test(words)) return 'write'
  if (/\b(?:creat|new\b|scaffold|generat)/i.test(words)) return 'create'
  return /\b(?:add|write|implement|defin|introduc|build|move|rename|extract|working|files?)/i.test(words)
    ? 'write'
    : 'modify'
}

type Token = Omit<Named, 'mode'>

/** Every path of a text, code or prose, in text order. */
export function tokensIn(text: Text): readonly Token[] {
  const coded = text.codes
    .filter(({ value }) => looksLikePath(value) && !/[{}]/.test(value) && !isMember(value))
    .map(({ value, span }) => ({ path: { value, span }, certain: true }))
  return [...coded, ...bareTokens(text)].sort((a, b) => a.path.span.start - b.path.span.start)
}

/** `.part.text` is code, `.gitignore` and `.env.local` are files. */
function isMember(value: string): boolean {
  return (
    /^\.[\w.-]+$/.test(value) &&
    !/^\.(?:env|[a-z]+ignore|[a-z]+rc|[a-z]*config|git[a-z]+)(?:\.\w+)*$/i.test(value)
  )
}

const products =
  /^(?:node|next|vue|nuxt|express|three|d3|react|ember|backbone|socket|chart|moment|day|alpine|solid|p5)\.js$/i

function bareTokens(text: Text): readonly Token[] {
  const { span } = text
  return [...maskCodes(text).matchAll(/[^\s,;()"'“”`[\]<>]+/g)].flatMap(({ index, 0: written }) => {
    const value = written.replace(/[.:!?]+$/, '').replace(/'s$/, '')
    if (!/\.[a-z][a-z0-9]{0,5}$/i.test(value) || /[{}]/.test(value)) return []
    if (!looksLikePath(value) || products.test(value)) return []
    const start = span.start + index
    const place = { path: span.path, start, end: start + value.length }
    return [{ path: { value, span: place }, certain: value.includes('/') }]
  })
}

/** Inline code as back-ticks of the same length, so that no word of it is taken for the author's. */
function maskCodes({ plain, codes, span }: Text): string {
  const pieces: string[] = []
  let cursor = 0
  for (const { span: place } of codes) {
    const [from, to] = [Math.max(cursor, place.start - span.start), place.end - span.start]
    pieces.push(plain.slice(cursor, from), '`'.repeat(Math.max(0, to - from)))
    cursor = Math.max(cursor, to)
  }
  pieces.push(plain.slice(cursor))
  return pieces.join('')
}
