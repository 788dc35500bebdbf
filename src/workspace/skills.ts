import { textIn, valueAt } from '../parser/values.ts'
import { type SourceFile, startOf } from '../source/source-file.ts'
import { type Located, located } from '../source/span.ts'
import { frontMatterOf, type ReadEntries } from './agents.ts'

/** Where clients look for skills, in a repository or below the home folder: `<folder>/<name>/SKILL.md`. */
export const skillFolders: readonly string[] = [
  ...['.claude/skills', '.agents/skills', '.opencode/skill', '.opencode/skills', '.codex/skills'],
  ...['.gemini/skills', '.github/skills', '.copilot/skills', '.cursor/skills'],
  ...['.config/opencode/skill', '.config/opencode/skills'],
]

/** Commands are called as skills are. */
export const commandFolders: readonly string[] = [
  ...['.claude/commands', '.opencode/command', '.opencode/commands', '.gemini/commands', '.cursor/commands'],
  ...['.config/opencode/command', '.config/opencode/commands'],
]

/** What a skill can be called: its folder, and the name in its front matter. */
export function skillIn(source: SourceFile, inside: string, read: ReadEntries): readonly Located<string>[] {
  const folder = /(?<name>[^/]+)\/SKILL\.md$/i.exec(inside)?.groups?.['name']
  if (folder === undefined) return []
  const name = textIn(valueAt(frontMatterOf(source, read), 'name'))
  return [located(folder, startOf(source)), ...(name ? [name] : [])]
}

/** `a/b.md` is called `a:b` by one client and `a/b` by the other. */
export function commandIn(source: SourceFile, inside: string): readonly Located<string>[] {
  const path = inside.replace(/\.(?:md|toml)$/, '')
  if (path === inside) return []
  return [...new Set([path, path.replaceAll('/', ':')])].map((name) => located(name, startOf(source)))
}
