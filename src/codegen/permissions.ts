import { leadsOutside } from '../plan/paths.ts'
import type { FileChange, Task } from '../plan/plan.ts'
import type { Team } from '../plan/policy.ts'
import { isProven } from '../plan/proof.ts'
import { filesOf } from '../plan/walk.ts'
import type { Artifact } from './artifact.ts'
import { shown } from './escape.ts'
import { permissionsPath, slugOf } from './layout.ts'
import type { EmitInput } from './target.ts'
import type { Papers } from './team-papers.ts'
import { membersOf } from './team-view.ts'

/** What is known of a task's team: who is in it, and what its executor writes besides the work. */
export interface Company {
  readonly team: Team | undefined
  readonly papers: Papers | undefined
}

/**
 * What the agents of a task may write, one line for each: verb, kind, path. Data for the adapters of the execution
 * script, which say it in the words of a client; docs/adapters.md describes it. What lies outside of the repository is
 * nobody's to allow; without a line there is no file. A reviewer writes notes and nothing else, a tester tests.
 */
export function permissionsOf(
  task: Task,
  { folder, slugs }: Pick<EmitInput, 'folder' | 'slugs'>,
  { team, papers }: Company = { team: undefined, papers: undefined },
): readonly Artifact[] {
  const slug = slugOf(slugs, task.id)
  const forbidden = (task.forbidden?.value ?? []).filter(isInside).map((file) => `forbid\t${printFile(file)}`)
  const members = membersOf(team).flatMap((member) => {
    const lines = [...(member === 'test' ? testLines(task) : []), ...forbidden]
    return permissionsFile(permissionsPath(folder, slug, member), lines)
  })
  const paperLines =
    papers === undefined ? [] : [papers.approach, papers.result].map((path) => `edit\tfile\t${path}`)
  const own = permissionsFile(permissionsPath(folder, slug), [
    ...workLines(task),
    ...paperLines,
    ...forbidden,
  ])
  return [...own, ...members]
}

function workLines(task: Task): readonly string[] {
  const namesNone = task.files === undefined && filesOf(task).length === 0
  if (namesNone) return ['edit\tanywhere\t-']
  return filesOf(task)
    .filter(isInside)
    .map((file) => `${verbFor(file)}\t${printFile(file)}`)
}

/** The tests among the files of the task, and whatever is called like a test wherever it is. */
function testLines(task: Task): readonly string[] {
  const own = filesOf(task).filter((file) => isInside(file) && file.mode !== 'delete' && TEST.test(file.path))
  return [...own.map((file) => `edit\t${printFile(file)}`), ...TESTS.map((glob) => `edit\tglob\t${glob}`)]
}

/** As the usual runners find them; twice, because to one client two stars and a slash are no folder, to another at least one. */
const TESTS = [
  ...['*.test.*', '*.spec.*', '*_test.*', '*_spec.*', 'test_*.*', '*Test.*', '*Tests.*'],
  ...['test/**', 'tests/**', '__tests__/**', 'spec/**', 'e2e/**'],
].flatMap((glob) => [glob, `**/${glob}`])

const TEST = /(?:^|[/_.-])(?:tests?|specs?|__tests__|e2e)(?=[/_.-]|$)|Tests?\.[^/]*$/

function permissionsFile(path: string, lines: readonly string[]): readonly Artifact[] {
  const contents = [...new Set(lines)].map((line) => `${line}\n`).join('')
  return contents === '' ? [] : [{ path, contents }]
}
function isInside({ path }: FileChange): boolean {
  return path !== '' && !leadsOutside(path)
}

function verbFor({ mode }: FileChange): 'delete' | 'edit' {
  return mode === 'delete' ? 'delete' : 'edit'
}

/** Prose may name a file by the end of its path only. */
function printFile(file: FileChange): string {
  const { path, kind, inferred } = file
  if (kind === 'glob') return `glob\t${shown(plainGlob(path))}`
  if (kind === 'directory') return `folder\t${shown(path.replace(/\/*$/, '/'))}`
  if (inferred) return `ending\t${shown(path)}`
  return isProven(file) ? `file\t${shown(path)}` : `glob\t${shown(filledIn(path))}`
}

/** With `*`, `**` and `?` alone, which every client knows; the rest becomes wider. */
function plainGlob(glob: string): string {
  return glob
    .replace(/[@!+?*]\([^)]*\)/g, '*')
    .replace(/\{[^}]*\}/g, '*')
    .replace(/\[[^\]]*\]/g, '?')
}

/** `migrations/YYYYMMDD_add_cache.sql` is `migrations/*_add_cache.sql`. */
function filledIn(path: string): string {
  return path.replace(/<[^>]*>|\{[^}]*\}|TIMESTAMP|(?:YYYY|MM|DD|HH|SS|NNN+|XXX+)+/g, '*')
}
