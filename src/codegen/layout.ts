/**
 * Where things lie in the folder of a compiled plan, for every target that points there. The script's own data is
 * described in docs/runtime.md, "The data beside the script".
 */

export function promptPath(folder: string, slug: string): string {
  return `${folder}/prompts/${slug}.md`
}

/** What the agent of a task may write, as data for the adapters. */
export function permissionsPath(folder: string, slug: string): string {
  return `${folder}/permissions/${slug}.tsv`
}

/** Where the agent of a task writes its notes. */
export function notesPath(folder: string, slug: string): string {
  return `${folder}/notes/${slug}.md`
}

export function slugOf(slugs: ReadonlyMap<string, string>, id: string): string {
  const slug = slugs.get(id)
  if (slug === undefined) throw new Error(`no slug for ${JSON.stringify(id)}`)
  return slug
}
