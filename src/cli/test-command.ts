import { sh } from '../codegen/escape.ts'
import type { Affected, AffectedTest, Code, TestRunner } from '../plan/workspace.ts'

/** One command that runs these tests, and no other where their runner allows it; `undefined`: there is none. */
export function commandFor(tests: readonly AffectedTest[]): string | undefined {
  return joined(groupsOf(tests), ({ folder }, paths) => paths.map((path) => relativeTo(folder, path)))
}

/** The same for every test of the packages whose settings change. */
export function commandForAll({ settings }: Affected, code: Code): string | undefined {
  const folders = settings.map((path) => path.replace(/[^/]*$/, ''))
  const { tests } = code.affected([{ path: '**', kind: 'glob' }])
  const meant = tests.filter(({ path }) => folders.some((folder) => path.startsWith(folder)))
  return joined(groupsOf(meant), ({ words, folder }, paths) =>
    words.length > 0 ? [] : paths.map((path) => relativeTo(folder, path)),
  )
}

interface TestGroup {
  readonly runner: TestRunner
  readonly paths: readonly string[]
}

/** By runner, in the order of the folders; the paths sorted. */
function groupsOf(tests: readonly AffectedTest[]): readonly TestGroup[] {
  const groups = new Map<string, { runner: TestRunner; paths: string[] }>()
  for (const { path, runner } of tests) {
    const key = `${runner.folder} ${runner.words.join(' ')}`
    const known = groups.get(key)
    if (known) known.paths.push(path)
    else groups.set(key, { runner, paths: [path] })
  }
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1))
  return sorted.map(([, { runner, paths }]) => ({ runner, paths: paths.sort() }))
}

/** Where no runner is known, the paths are all that can be said. */
function joined(
  groups: readonly TestGroup[],
  argumentsOf: (runner: TestRunner, paths: readonly string[]) => readonly string[],
): string | undefined {
  const commands = groups.map(({ runner, paths }) => {
    const line = [...runner.words, ...argumentsOf(runner, paths)].map(word).join(' ')
    return runner.folder === '' || runner.words.length === 0 ? line : `(cd ${word(runner.folder)} && ${line})`
  })
  return commands.length === 0 ? undefined : commands.join(' && ')
}

function relativeTo(folder: string, path: string): string {
  const inside = folder === '' ? path : path.slice(folder.length + 1)
  return inside.startsWith('-') ? `./${inside}` : inside
}

/** Names of files are not ours: what a shell might take for more than a name is quoted. */
function word(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : sh(text)
}
