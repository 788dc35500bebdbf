import type { Entry } from '../parser/section.ts'
import { entriesIn, textIn, valueAt } from '../parser/values.ts'
import type { AgentDefinition } from '../plan/workspace.ts'
import { type SourceFile, startOf } from '../source/source-file.ts'
import { located } from '../source/span.ts'
import { type Client, writesOf } from './agent-tools.ts'

/** Reads YAML or JSON with places; loaded where there is something to read. */
export type ReadEntries = (text: string, path: string, offset: number) => readonly Entry[]

/** A folder in which a client looks for agents, and the ending of their files. */
export interface AgentFolder {
  readonly client: Client
  readonly folder: string
  readonly ending: string
}

/** What each client reads, in a repository or, below the home folder, for all of a user's. */
export const agentFolders: readonly AgentFolder[] = [
  { client: 'claude', folder: '.claude/agents', ending: '.md' },
  { client: 'opencode', folder: '.opencode/agent', ending: '.md' },
  { client: 'opencode', folder: '.opencode/agents', ending: '.md' },
  { client: 'opencode', folder: '.config/opencode/agent', ending: '.md' },
  { client: 'opencode', folder: '.config/opencode/agents', ending: '.md' },
  { client: 'codex', folder: '.codex/agents', ending: '.toml' },
  { client: 'copilot', folder: '.github/agents', ending: '.md' },
  { client: 'copilot', folder: '.copilot/agents', ending: '.md' },
  { client: 'cursor', folder: '.cursor/agents', ending: '.md' },
  { client: 'gemini', folder: '.gemini/agents', ending: '.md' },
]

/** The files in which OpenCode's settings may define agents. */
export const agentSettings: readonly string[] = [
  'opencode.json',
  'opencode.jsonc',
  '.opencode/opencode.json',
  '.opencode/opencode.jsonc',
]

export interface AgentFile {
  readonly client: Client
  /** Its path below the folder for agents. */
  readonly inside: string
}

/**
 * The agent that a file defines: `a/b.md` is called `a/b`, `b`, or what its front matter says. Most clients take a
 * file without a name for something else, and nobody takes a README for an agent.
 */
export function agentIn(
  source: SourceFile,
  { client, inside }: AgentFile,
  read: ReadEntries,
): readonly AgentDefinition[] {
  const entries = client === 'codex' ? tomlEntries(source, read) : frontMatterOf(source, read)
  const path = inside.replace(/(?:\.agent)?\.\w+$/, '')
  const stem = path.slice(path.lastIndexOf('/') + 1)
  const name = textIn(valueAt(entries, 'name'))
  const isNamedByFile = client !== 'claude' && client !== 'cursor' && client !== 'gemini'
  if (name === undefined && (!isNamedByFile || /^readme$/i.test(stem))) return []
  const { writes, span } = writesOf(entries, client)
  const names = [...new Set([...(name ? [name.value] : []), path, stem])]
  return [{ names, span: span ?? name?.span ?? startOf(source), writes }]
}

/** `{"agent": {"reviewer": {…}}}`. */
export function agentsInSettings(source: SourceFile, read: ReadEntries): readonly AgentDefinition[] {
  const settings = read(withoutComments(source.text), source.path, 0)
  return entriesIn(valueAt(settings, 'agent')).map(({ key, value }) => {
    const { writes, span } = writesOf(entriesIn(value), 'opencode')
    return { names: [key.value], span: span ?? key.span, writes }
  })
}

/** As long as before, so that places stay right. */
function withoutComments(json: string): string {
  return json.replace(/("(?:\\.|[^"\\\n])*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (all, text?: string) =>
    text === undefined ? all.replace(/[^\n]/g, ' ') : all,
  )
}

/** What is longer was not written by a person. */
const LONGEST = 100_000

export function frontMatterOf({ path, text }: SourceFile, read: ReadEntries): readonly Entry[] {
  const found = /^---[ \t]*\r?\n(?<yaml>[\s\S]*?)^---[ \t]*$/m.exec(text)
  const yaml = found?.index === 0 ? found.groups?.['yaml'] : undefined
  return yaml === undefined || yaml.length > LONGEST ? [] : read(yaml, path, text.indexOf('\n') + 1)
}

/** The keys that stand before the first table, with values on one line: those are all that decide here. */
function tomlEntries({ path, text }: SourceFile, read: ReadEntries): readonly Entry[] {
  const [head = ''] = text.split(/^\s*\[/m)
  const pairs = [...head.matchAll(/^(?<key>name|sandbox_mode)\s*=\s*(?<value>"[^"\n]*"|'[^'\n]*')/gm)]
  return pairs.flatMap(({ index, 0: line, groups }) => {
    const { key = '', value = '' } = groups ?? {}
    const keySpan = { path, start: index, end: index + key.length }
    const [scalar] = read(`${key}: ${value}`, path, index)
    if (scalar === undefined) return []
    return [
      {
        key: located(key, keySpan),
        value: { ...scalar.value, span: { path, start: index, end: index + line.length } },
      },
    ]
  })
}
