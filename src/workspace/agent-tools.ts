import { plainOf } from '../parser/schema.ts'
import type { Entry, Value } from '../parser/section.ts'
import { valueAt } from '../parser/values.ts'
import type { AgentDefinition } from '../plan/workspace.ts'
import type { SourceSpan } from '../source/span.ts'

/** The coding clients that know agents; each has words of its own for what an agent may do. */
export type Client = 'claude' | 'opencode' | 'codex' | 'copilot' | 'cursor' | 'gemini'

export interface Writes {
  readonly writes: AgentDefinition['writes']
  /** The entry that decides. */
  readonly span?: SourceSpan
}

/** Whether an agent's own settings let it write files. What is not restricted is allowed, as all clients have it. */
export function writesOf(entries: readonly Entry[], client: Client): Writes {
  switch (client) {
    case 'claude':
      return ofClaude(entries)
    case 'opencode':
      return ofOpencode(entries)
    case 'codex':
      return blocked(entries, 'sandbox_mode', (value) => value === 'read-only')
    case 'cursor':
      return blocked(entries, 'readonly', (value) => value === true)
    case 'copilot':
    case 'gemini':
      return ofList(entries)
  }
}

const WRITES =
  /^(?:write|edit|multiedit|notebookedit|create|replace|write_file|edit_file|create_file|editfiles|apply_patch|patch|\*|all)$/
const RUNS =
  /^(?:bash|powershell|shell|execute|run_shell_command|runcommands|runinterminal|run_in_terminal|terminal)$/

function ofClaude(entries: readonly Entry[]): Writes {
  const mode = blocked(entries, 'permissionMode', (value) => value === 'plan')
  if (mode.writes === 'no') return mode
  const denied = namesAt(entries, 'disallowedTools')
  const span = valueAt(entries, 'disallowedTools')?.span
  if (span && denied.includes('write') && denied.includes('edit')) {
    const allowed = namesAt(entries, 'tools')
    const runs = allowed.length === 0 ? !denied.includes('bash') : allowed.includes('bash')
    return { writes: runs && !denied.includes('bash') ? 'shell' : 'no', span }
  }
  return ofList(entries)
}

/** A list of the tools that it has; a tool of a server (`mcp__x__y`, `x/y`) may do anything. */
function ofList(entries: readonly Entry[]): Writes {
  const value = valueAt(entries, 'tools')
  const names = value && namesIn(value)
  if (value === undefined || names === undefined) return { writes: 'yes' }
  if (names.some((name) => WRITES.test(name) || isForeign(name))) return { writes: 'yes', span: value.span }
  return { writes: names.some((name) => RUNS.test(name)) ? 'shell' : 'no', span: value.span }
}

function isForeign(name: string): boolean {
  return /^mcp_|[/*]/.test(name)
}

function namesAt(entries: readonly Entry[], key: string): readonly string[] {
  const value = valueAt(entries, key)
  return (value && namesIn(value)) ?? []
}

/**
 * `Read, Edit(src/**), Bash(npm test:*)` or a list of them, in lower case and without what is in parentheses;
 * `undefined`: neither of them, so that nothing is restricted as far as we know.
 */
function namesIn(value: Value): readonly string[] | undefined {
  const plain = plainOf(value)
  const words: readonly unknown[] | undefined = Array.isArray(plain)
    ? plain
    : plain === null
      ? undefined
      : [plain]
  if (words === undefined || !words.every((word) => typeof word === 'string')) return undefined
  return words
    .flatMap((word) => word.replace(/\([^)]*\)/g, '').split(','))
    .map((word) =>
      word
        .trim()
        .toLowerCase()
        .replace(/^edit\/.*/, 'edit'),
    )
    .filter((word) => word !== '')
}

/** `tools: {write: false}` is the old way to say `permission: {edit: deny}`. */
function ofOpencode(entries: readonly Entry[]): Writes {
  const permission = valueAt(entries, 'permission')
  const rights = permission && plainOf(permission)
  const edit = isMap(rights) ? (rights['edit'] ?? rights['*']) : rights
  if (permission && edit === 'deny') {
    const bash = isMap(rights) ? (rights['bash'] ?? rights['*']) : rights
    return { writes: bash === 'deny' ? 'no' : 'shell', span: permission.span }
  }
  if (permission && edit !== undefined) return { writes: 'yes', span: permission.span }
  const tools = valueAt(entries, 'tools')
  const given = tools && plainOf(tools)
  if (tools === undefined || !isMap(given)) return { writes: 'yes' }
  const said = ['write', 'edit', 'patch', 'multiedit'].map((tool) => given[tool]).filter(isAnswer)
  const all = given['*']
  const denied = said.length > 0 ? said.every((answer) => answer === false) : all === false
  const runs = (given['bash'] ?? all) !== false
  return { writes: denied ? (runs ? 'shell' : 'no') : 'yes', span: tools.span }
}

function isAnswer(value: unknown): value is boolean {
  return typeof value === 'boolean'
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function blocked(entries: readonly Entry[], key: string, isBlock: (value: unknown) => boolean): Writes {
  const value = valueAt(entries, key)
  return value !== undefined && isBlock(plainOf(value))
    ? { writes: 'no', span: value.span }
    : { writes: 'yes' }
}
