/** Keys of a plan's front matter that have a meaning, in the order in which they are written. */
export const planKeys: readonly string[] = (
  'phase plan type wave depends_on files_modified files_deleted autonomous requirements user_setup gap_closure domain domain_guide must_haves ' +
  'title agent status coupling_justified agent_hint cross_ai estimate id'
).split(' ')

/** Those that every plan has. */
export const requiredKeys: readonly string[] =
  'phase plan type wave depends_on files_modified autonomous must_haves'.split(' ')

const known = new Set(planKeys)

export function isKnownKey(key: string): boolean {
  return known.has(key.replaceAll('-', '_'))
}

/** Words that choose an executor. */
export const domains: ReadonlySet<string> = new Set(['backend', 'frontend', 'testing', 'general'])
