import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Plan } from '../plan/plan.ts'
import { tasksOf, worksOf } from '../plan/walk.ts'
import {
  type AgentDefinition,
  type Code,
  noWorkspace,
  type Repository,
  type Workspace,
} from '../plan/workspace.ts'
import { type SourceFile, sourceFile } from '../source/source-file.ts'
import type { Located } from '../source/span.ts'
import { agentFolders, agentIn, agentSettings, agentsInSettings, type ReadEntries } from './agents.ts'
import { type Contents, contentsOf } from './contents.ts'
import { displayPath } from './disk.ts'
import { isInstalled } from './installed.ts'
import { commandFolders, commandIn, skillFolders, skillIn } from './skills.ts'

export interface Around {
  /** The folder that the user is in: paths are shown relative to it. */
  readonly folder: string
  /** A home folder to look for agents and skills in, too. */
  readonly home?: string | undefined
  /** Where programs are looked for, as in PATH. */
  readonly programs?: string | undefined
  /** Reads all modules and follows their imports, which takes a while; the folder then counts as a repository. */
  readonly code?: boolean
}

/** The way to look at the repository around a plan: only there, and only for what the plan speaks of. */
export function lookAround(around: Around): (plan: Plan) => Promise<Workspace> {
  const known = new Map<string, Promise<Repository>>()
  return async (plan) => {
    const found = repositoryRoot(dirname(resolve(around.folder, plan.path)))
    const root = found ?? (around.code ? around.folder : undefined)
    if (root === undefined) return noWorkspace
    const names = namesSomebody(plan)
    const key = `${names} ${root}`
    const repository = known.get(key) ?? repositoryIn(root, around, names)
    known.set(key, repository)
    return { ...noWorkspace, repository: await repository }
  }
}

/** The folder that is under version control; a plan that lies nowhere of that kind has no repository. */
export function repositoryRoot(folder: string): string | undefined {
  if (['.git', '.hg', '.jj'].some((mark) => existsSync(join(folder, mark)))) return folder
  const parent = dirname(folder)
  return parent === folder ? undefined : repositoryRoot(parent)
}

function namesSomebody(plan: Plan): boolean {
  return tasksOf(plan).some(
    (task) => task.agent ?? (task.skills.length > 0 || worksOf(task).some(({ owner }) => owner)),
  )
}

async function repositoryIn(root: string, around: Around, names: boolean): Promise<Repository> {
  const { folder, home, programs, code } = around
  const here: Place = { contents: contentsOf(root), shown: (path) => displayPath(folder, join(root, path)) }
  const repository = await repositoryOf([here, ...homePlaces(home)], names)
  return {
    ...repository,
    ...(code && { code: await codeOf(root, here, repository.sources) }),
    ...(programs !== undefined && { installed: (program: string) => isInstalled(program, programs) }),
  }
}

/** What git ignores is made by programs, and nobody's to test. */
async function codeOf(root: string, here: Place, sources: Map<string, SourceFile>): Promise<Code> {
  const [{ codeIn }, { gitAt }] = await Promise.all([import('./code.ts'), import('./git.ts')])
  const git = existsSync(join(root, '.git')) ? gitAt(root) : undefined
  const known = git && [...new Set([...git.tracked(), ...git.untracked()])].sort()
  return codeIn({ ...here, files: known ?? here.contents.below('') }, sources)
}

function homePlaces(home: string | undefined): readonly Place[] {
  if (home === undefined || !existsSync(home)) return []
  return [{ contents: contentsOf(home), shown: (path) => join(home, path) }]
}

/** Files to look into, and what their paths are in findings. */
export interface Place {
  readonly contents: Contents
  shown(path: string): string
}

/** The facts about a repository, the first of the places; the others only define agents and skills. */
export async function repositoryOf(places: readonly [Place, ...Place[]], names: boolean) {
  const [first] = places
  const sources = new Map<string, SourceFile>()
  let files: readonly string[] | undefined
  const repository = {
    at: first.contents.at,
    text: first.contents.text,
    files: () => (files ??= first.contents.below('')),
    sources,
  }
  return names ? { ...repository, ...(await definitions(places, sources)) } : repository
}

/** A file that defines agents or skills, and how it is read. */
interface Definition {
  readonly place: Place
  readonly path: string
  define(source: SourceFile, read: ReadEntries): Defined
}

interface Defined {
  readonly agents?: readonly AgentDefinition[]
  readonly skills?: readonly Located<string>[]
}

async function definitions(places: readonly Place[], sources: Map<string, SourceFile>) {
  const files = places.flatMap(definitionsIn)
  const read = files.length > 0 ? await reader() : () => []
  const defined = files.map(({ place, path, define }) => {
    const source = sourceFile(place.shown(path), place.contents.text(path) ?? '')
    sources.set(source.path, source)
    return define(source, read)
  })
  return {
    agents: defined.flatMap(({ agents = [] }) => agents),
    skills: defined.flatMap(({ skills = [] }) => skills),
  }
}

function definitionsIn(place: Place): readonly Definition[] {
  const files = (folder: string, ending: string, define: (inside: string) => Definition['define']) =>
    place.contents
      .below(folder)
      .filter((path) => path.endsWith(ending))
      .map((path) => ({ place, path, define: define(path.slice(folder.length + 1)) }))
  const settings = agentSettings.filter((path) => place.contents.at(path) === 'file')
  return [
    ...agentFolders.flatMap(({ client, folder, ending }) =>
      files(folder, ending, (inside) => (source, read) => ({
        agents: agentIn(source, { client, inside }, read),
      })),
    ),
    ...settings.map((path): Definition => {
      return { place, path, define: (source, read) => ({ agents: agentsInSettings(source, read) }) }
    }),
    ...skillFolders.flatMap((folder) =>
      files(folder, '/SKILL.md', (inside) => (source, read) => ({ skills: skillIn(source, inside, read) })),
    ),
    ...commandFolders.flatMap((folder) =>
      files(folder, '', (inside) => (source) => ({ skills: commandIn(source, inside) })),
    ),
  ]
}

/** The reader of YAML is a tenth of what starting costs. */
async function reader(): Promise<ReadEntries> {
  const { readYaml } = await import('../parser/frontmatter.ts')
  return (text, path, offset) => {
    const { value } = readYaml(text, path, offset)
    return value?.kind === 'map' ? value.entries : []
  }
}
