import type { Repository } from '../../plan/workspace.ts'
import { ticked } from '../naming.ts'
import { below, type Invocation } from './invocations.ts'
import { type Lack, nearest, noFile } from './lack.ts'

/** What a command of `just` lacks: a recipe, or a justfile at all. */
export function lackingRecipe(
  { folder, program, args }: Invocation,
  repository: Repository,
): Lack | undefined {
  if (program !== 'just') return undefined
  const call = callIn(args)
  if (call === undefined) return undefined
  const { recipe, file } = call
  const path = file === undefined ? nearest(folder, FILES, repository)?.path : below(folder, file)
  if (path === undefined) return file === undefined ? noFile(recipe, 'justfile') : undefined
  if (repository.at(path) === 'absent') return noFile(recipe, path)
  const justfile = readJustfile(path, repository)
  const [first = ''] = recipe.split('::')
  if (justfile === undefined || justfile.recipes.has(recipe) || justfile.modules.has(first)) return undefined
  return {
    subject: recipe,
    what: `names no recipe of ${ticked(path)}`,
    names: [...justfile.recipes].filter((name) => !name.startsWith('_')),
    definedIn: path,
  }
}

const FILES = ['justfile', 'Justfile', 'JUSTFILE', '.justfile']

interface JustCall {
  readonly recipe: string
  readonly file: string | undefined
}

/** The first recipe; its own arguments follow it, so that no more can be told. */
function callIn(args: readonly string[]): JustCall | undefined {
  let file: string | undefined
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? ''
    if (word === '-f' || word === '--justfile') file = args[++index]
    else if (word.startsWith('--justfile=')) file = word.slice('--justfile='.length)
    else if (/^(?:-n|--dry-run|-q|--quiet|-v|--verbose|--yes|--no-deps)$/.test(word)) continue
    else if (/^[A-Za-z_][\w-]*=/.test(word)) continue
    // Other options do something else than running a recipe, or somewhere else.
    else return /^[A-Za-z_][\w-]*(?:::[\w-]+)*$/.test(word) ? { recipe: word, file } : undefined
  }
  return undefined
}

interface Justfile {
  readonly recipes: ReadonlySet<string>
  readonly modules: ReadonlySet<string>
}

/** `undefined`: something that it imports cannot be read, so that it may hold any recipe. */
function readJustfile(path: string, repository: Repository, depth = 0): Justfile | undefined {
  const text = repository.text(path)
  if (text === undefined || depth > 5) return undefined
  const recipes = new Set<string>()
  const modules = new Set<string>()
  for (const line of text.split('\n')) {
    const name = /^@?(?<name>[A-Za-z_][\w-]*)(?:\s[^:]*)?:(?!=)/.exec(line)?.groups?.['name']
    const alias = /^alias\s+(?<name>[A-Za-z_][\w-]*)\s*:=/.exec(line)?.groups?.['name']
    if (alias ?? name) recipes.add(alias ?? name ?? '')
    const module = /^mod\??\s+(?<name>[A-Za-z_][\w-]*)/.exec(line)?.groups?.['name']
    if (module) modules.add(module)
    const imported = /^import(?<optional>\?)?\s+(?:'(?<a>[^']*)'|"(?<b>[^"]*)")/.exec(line)?.groups
    if (imported === undefined) continue
    const folder = path.replace(/\/?[^/]*$/, '')
    const other = below(folder, imported['a'] ?? imported['b'])
    const inner = other === undefined ? undefined : readJustfile(other, repository, depth + 1)
    if (inner === undefined) return undefined
    for (const recipe of inner.recipes) recipes.add(recipe)
    for (const one of inner.modules) modules.add(one)
  }
  return { recipes, modules }
}
