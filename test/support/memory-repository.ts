import type { Workspace } from '../../src/plan/workspace.ts'
import { type Place, repositoryOf } from '../../src/workspace/around.ts'
import type { Contents } from '../../src/workspace/contents.ts'
import type { Options } from './page.ts'

/** The world around a plan of a page: what its fences `file` hold is the repository. */
export async function workspaceOf(
  files: ReadonlyMap<string, string>,
  { caseInsensitive = false, code = false, programs }: Options,
): Promise<Workspace> {
  if (files.size === 0 && programs === undefined) return { caseInsensitive }
  const place: Place = { contents: memoryContents(files), shown: (path) => path }
  const repository = await repositoryOf([place], true)
  const paths = [...files.keys()].sort()
  const installed = programs && ((program: string) => programs.includes(program))
  const { codeIn } = code ? await import('../../src/workspace/code.ts') : {}
  const read = codeIn?.({ ...place, files: paths }, repository.sources)
  const facts = { ...repository, ...(installed && { installed }), ...(read && { code: read }) }
  return { caseInsensitive, repository: facts }
}

export function memoryContents(files: ReadonlyMap<string, string>): Contents {
  const paths = [...files.keys()].sort()
  const below = (folder: string) => paths.filter((path) => folder === '' || path.startsWith(`${folder}/`))
  return {
    at: (path) =>
      files.has(path) ? 'file' : below(path.replace(/\/$/, '')).length > 0 ? 'folder' : 'absent',
    text: (path) => files.get(path),
    below,
  }
}
