import type { Plan } from '../plan/plan.ts'
import { nodesOf } from '../plan/walk.ts'
import { sha256 } from '../source/sha256.ts'

/**
 * A name for each task and gate that is safe in file names, recipes and commands: `[a-z0-9]+(-[a-z0-9]+)*`, at most
 * 100 characters, unique. `Phase 2.5` is `phase-2-5`. An id that such a name cannot show, and the later of two ids
 * that would get one name, carry the hash of the id, so that a slug stays when other tasks come and go.
 */
export function slugsOf(plan: Plan): ReadonlyMap<string, string> {
  const slugs = new Map<string, string>()
  const taken = new Set<string>()
  for (const node of nodesOf(plan)) {
    if (node.kind === 'group' || slugs.has(node.id)) continue
    const slug = untaken(slugOf(node.kind === 'task' ? node.word : 'gate', node.id), node.id, taken)
    slugs.set(node.id, slug)
    taken.add(slug)
  }
  return slugs
}

/** Names of the compiler's own in the same places: recipes and rows of the task table. */
const OURS =
  /^((wave|barrier)-\d+|baseline|final-check|plan-status|run|resume|status|dry-run|outcomes|approve|reject|answer|skip|unskip|await|next|integrate|report|checkpoints|group|verify)$/

function slugOf(word: string, id: string): string {
  const kind = readable(word) || 'task'
  const shown = readable(id)
  const slug =
    shown === '' ? kind : shown === kind || shown.startsWith(`${kind}-`) ? shown : `${kind}-${shown}`
  return isShownBy(id) ? (OURS.test(slug) ? `task-${slug}` : slug) : marked(slug, id)
}

/** Whether an id is so plain that its slug says it whole. */
function isShownBy(id: string): boolean {
  return id.length <= 40 && /^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$/.test(id)
}

function untaken(slug: string, id: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug
  let salted = id
  while (taken.has(marked(slug, salted))) salted += '#'
  return marked(slug, salted)
}

function marked(slug: string, id: string): string {
  return `${slug}-${sha256(id).slice(0, 8)}`
}

/** The Latin letters and digits of a text in lower case, without accents, the rest as single hyphens. */
function readable(text: string): string {
  const plain = text
    .slice(0, 400)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-|-$/g, '')
}

/**
 * The name of a plan, from the path of its entry: `.ai/plans/2026-02-03.cache-layer.md` is `cache-layer`. A date in
 * front goes, because the name is typed in commands; a file name that says nothing (`README.md`, `03-01-PLAN.md`)
 * gives way to the name of its folder.
 */
export function planSlug(path: string): string {
  const [file = '', folder = ''] = path.split('/').reverse()
  const stem = undated(file.replace(/\.[^.]*$/, ''))
  const spoken = SAYS_NOTHING.test(stem) && readable(undated(folder)) !== '' ? undated(folder) : stem
  return readable(spoken) === '' ? marked('plan', path) : readable(spoken)
}

const SAYS_NOTHING = /^(readme|index|plan|tasks?|threads|config|todo|[\d-]*-plan)$/i

function undated(name: string): string {
  return name.replace(/^\d{4}-?\d{2}(-?\d{2})?[\s._-]+(?=.*\p{L})/u, '')
}
