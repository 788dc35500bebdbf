/**
 * Where things lie in the folder of a compiled plan, for every target that points there. The script's own data is
 * described in docs/runtime.md, "The data beside the script".
 */

/** Who judges the work of a task, by what each of them does; as the execution script calls them. */
export const members = ['take', 'review', 'test'] as const
export type Member = (typeof members)[number]

/** What an agent is told to read: the executor of a task, or a member of its team. */
export function promptPath(folder: string, slug: string, member?: Member): string {
  return `${folder}/prompts/${named(slug, member)}.md`
}

/** What the agent of a task may write, as data for the adapters. */
export function permissionsPath(folder: string, slug: string, member?: Member): string {
  return `${folder}/permissions/${named(slug, member)}.tsv`
}

/** Where the agent of a task writes its notes. */
export function notesPath(folder: string, slug: string, member?: Member): string {
  return `${folder}/notes/${named(slug, member)}.md`
}

/** Where stands what people answered to the questions about a task. */
export function answersPath(folder: string, slug: string): string {
  return `${folder}/notes/${slug}.answers.md`
}

/** A slug has no full stop in it, so nobody else has such a name. */
function named(slug: string, member: Member | undefined): string {
  return member === undefined ? slug : `${slug}.${member}`
}

export function slugOf(slugs: ReadonlyMap<string, string>, id: string): string {
  const slug = slugs.get(id)
  if (slug === undefined) throw new Error(`no slug for ${JSON.stringify(id)}`)
  return slug
}
