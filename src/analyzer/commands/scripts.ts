import { closest } from '../../diagnostics/closest.ts'
import type { Repository } from '../../plan/workspace.ts'
import { ticked } from '../naming.ts'
import { below, type Invocation } from './invocations.ts'
import { type Lack, nearest, noFile } from './lack.ts'
import { type Package, packageAt, packagesOf } from './packages.ts'

/** A script of a `package.json` that a command line runs. */
export interface ScriptCall {
  readonly script: string
  /** What the script is given. */
  readonly args: readonly string[]
  readonly folder: string
  /** The packages that it is to run in, by name or path; none: the one of the folder. */
  readonly chosen: readonly string[]
  /** In all packages that have it. */
  readonly everywhere: boolean
  /** `undefined`: what is no script may be a program of an installed package. */
  readonly certain: boolean
}

/** Reads `npm run x`, `npm test`, `pnpm --filter app run x -- args`, `yarn workspace app x`, `bun run x`. */
export function scriptCallIn({ folder, program, args }: Invocation): ScriptCall | undefined {
  if (!/^(?:npm|pnpm|yarn|bun)$/.test(program)) return undefined
  const options = optionsIn(args)
  const words =
    program === 'yarn' && options.words[0] === 'workspace' ? options.words.slice(2) : options.words
  const chosen =
    program === 'yarn' && options.words[0] === 'workspace' ? options.words.slice(1, 2) : options.chosen
  const [verb = '', named] = words
  const runs = /^(?:run|run-script|rum)$/.test(verb)
  const isScript = runs || (program !== 'bun' && /^(?:test|t|tst|start|stop|restart)$/.test(verb))
  const inside = below(folder, options.folder)
  if (options.optional || inside === undefined) return undefined
  const script = runs ? named : isScript ? verb.replace(/^(?:t|tst)$/, 'test') : verb
  if (script === undefined || script === '' || /[$*`<>{}[]/.test(script)) return undefined
  const certain = isScript && !(runs && (program === 'yarn' || program === 'bun'))
  if (program === 'npm' && !isScript) return undefined
  if (program === 'bun' && (verb === 'test' || /[./]/.test(script))) return undefined
  const rest = words.slice(runs ? 2 : 1)
  return {
    script,
    args: [...rest, ...options.after],
    folder: inside,
    chosen,
    everywhere: options.everywhere,
    certain,
  }
}

/** What a command of a package manager lacks. */
export function lackingScript(invocation: Invocation, repository: Repository): Lack | undefined {
  const call = scriptCallIn(invocation)
  if (call === undefined) return undefined
  if (call.everywhere || call.chosen.length > 0) return lackingChosen(call, repository)
  const manifest = nearest(call.folder, ['package.json'], repository)
  if (manifest === undefined) return call.certain ? noPackage(call, repository) : undefined
  const found = packageAt(manifest.path, repository)
  return found && lackIn(found, call, repository)
}

function noPackage({ script, folder }: ScriptCall, repository: Repository): Lack {
  const path = folder === '' ? 'package.json' : `${folder}/package.json`
  const elsewhere = packagesOf(repository).find(({ scripts }) => script in scripts)
  return elsewhere === undefined ? noFile(script, path) : { ...noFile(script, path), help: moveTo(elsewhere) }
}

function lackIn(found: Package, { script, certain }: ScriptCall, repository: Repository): Lack | undefined {
  const names = Object.keys(found.scripts)
  if (
    names.includes(script) ||
    (script === 'start' && repository.at(inFolder(found, 'server.js')) === 'file')
  )
    return undefined
  // npm stop and restart do without.
  if (script === 'restart' || script === 'stop') return undefined
  // What is no script may be a program of a package: only a slip of the pen is sure to be none.
  if (!certain && (closest(script, names) === undefined || BUILT_IN.test(script))) return undefined
  if (!certain && repository.at(`node_modules/.bin/${script}`) !== 'absent') return undefined
  const elsewhere = packagesOf(repository).find(({ scripts }) => script in scripts)
  return {
    subject: script,
    what: `names no script of ${ticked(found.path)}`,
    names,
    definedIn: found.path,
    ...(elsewhere && { help: moveTo(elsewhere) }),
  }
}

/** Verbs of the package managers that a script's name may be close to. */
const BUILT_IN =
  /^(?:add|audit|bin|cache|ci|config|create|dedupe|deploy|dlx|doctor|env|exec|fetch|import|info|init|install|i|link|list|ls|node|outdated|pack|patch|pm|prune|publish|rebuild|remove|rm|root|setup|store|up|update|upgrade|version|why|workspaces?)$/

function lackingChosen({ script, chosen, everywhere }: ScriptCall, repository: Repository): Lack | undefined {
  const packages = packagesOf(repository)
  const [wanted] = chosen
  // A pattern or a range of packages: whether it means any is the package manager's to say.
  if (chosen.some((one) => /[*!{[^]|\.\.\./.test(one)) || chosen.length > 1) return undefined
  const meant =
    everywhere || wanted === undefined
      ? packages
      : packages.filter(({ name, folder }) => name === wanted || folder === wanted.replace(/^\.\/|\/$/g, ''))
  if (meant.length === 0 && wanted !== undefined) return noSuchPackage(wanted, packages)
  if (meant.length === 0 || meant.some(({ scripts }) => script in scripts)) return undefined
  return {
    subject: script,
    what: `names no script of ${meant.length === 1 ? ticked(meant[0]?.path ?? '') : 'any package'}`,
    names: meant.flatMap(({ scripts }) => Object.keys(scripts)),
    definedIn: meant[0]?.path ?? 'package.json',
  }
}

function noSuchPackage(wanted: string, packages: readonly Package[]): Lack {
  const names = packages.flatMap(({ name }) => name ?? [])
  const what = `names ${ticked(wanted)}, which is no package of the repository`
  return { subject: wanted, what, names, definedIn: 'package.json' }
}

function moveTo({ path, folder }: Package): string {
  const where = folder === '' ? 'at the root' : `in ${ticked(folder)}`
  return `${ticked(path)} has it: run it ${where}.`
}

function inFolder({ folder }: Package, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}

/** Options of the package managers that decide what is run where; what follows `--` is the script's. */
function optionsIn(args: readonly string[]) {
  const words: string[] = []
  const chosen: string[] = []
  let [folder, everywhere, optional] = ['.', false, false]
  const end = args.indexOf('--')
  const own = end < 0 ? args : args.slice(0, end)
  for (let index = 0; index < own.length; index++) {
    const word = own[index] ?? ''
    const [, name = '', value] = /^(--?[\w-]+)(?:=(.*))?$/s.exec(word) ?? []
    const taken = () => value ?? own[++index] ?? ''
    if (/^(?:--workspace|-w|--filter|-F)$/.test(name) && words.length === 0) chosen.push(taken())
    else if (name === '--workspace' || name === '-w') chosen.push(taken())
    else if (/^(?:--prefix|-C|--dir|--cwd)$/.test(name)) folder = taken()
    else if (/^(?:-r|--recursive|--workspaces|-ws)$/.test(name)) everywhere = true
    else if (name === '--if-present') optional = true
    else if (name === '' || words.length > 1) words.push(word)
  }
  return { words, chosen, folder, everywhere, optional, after: end < 0 ? [] : args.slice(end + 1) }
}
