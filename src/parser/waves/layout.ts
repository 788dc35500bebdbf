/** Where a plan file stands: `.planning/phases/03-feed/03-02-PLAN.md`, taken apart. */
export interface PlanPath {
  readonly path: string
  /** The folder of the phase, with a final `/`; empty where the file stands at the root. */
  readonly folder: string
  /** The folder of the project, `…/.planning/`; `undefined` where the plan stands in none. */
  readonly project: string | undefined
  /** What its folder is for: phases run one after another, quick plans for themselves. */
  readonly area: 'phases' | 'archive' | 'quick' | 'other'
  /** `03`, `06.2`, `PRJ-03`; `undefined` where the folder has no number. */
  readonly phase: string | undefined
  /** `feed` of `03-feed`. */
  readonly slug: string | undefined
  /** The file name without `-PLAN.md`: `03-02`, `04-02-build-cli`; empty for `PLAN.md`. */
  readonly stem: string
  /** `02`, `01a`, `GAP`, `gap-01`; `undefined` where the file has none. */
  readonly number: string | undefined
}

const planFile = /^(?:(?<stem>.+)-)?PLAN\.md$/i
const alias = /^PLAN-(?<number>\d+[a-z]?)(?:-[^/]*)?\.md$/i
const notPlan = /(?:-PLAN-OUTLINE|-PLAN-CHECK|\.pre-bounce)\.md$/i
const phaseFolder = /^(?:(?<code>[A-Z]{1,6})-)?(?<number>\d+[A-Z]?(?:\.\d+)*)(?:-(?<slug>.*))?$/
const stemParts =
  /^(?:[A-Z]{1,6}-)?(?<phase>\d+[A-Z]?(?:\.\d+)*)-(?<number>(?:gap-?)?\d+[a-z]?(?=-|$)|gap(?=-|$))/i
const projectFolder = /^(?<project>(?:.*\/)?\.(?:ariadna_)?planning\/)(?<rest>.*)$/

/** `undefined` where the name is not that of a plan. */
export function planPath(path: string): PlanPath | undefined {
  const cut = path.lastIndexOf('/') + 1
  const name = path.slice(cut)
  const match = notPlan.test(name) ? null : (planFile.exec(name) ?? alias.exec(name))
  if (match === null) return undefined
  const { stem = '', number: aliased } = match.groups ?? {}
  const folder = folderOf(path.slice(0, cut), aliased !== undefined)
  const { project, rest = '' } = projectFolder.exec(folder)?.groups ?? {}
  const named = phaseFolder.exec(folder.slice(0, -1).split('/').at(-1) ?? '')?.groups ?? {}
  const area = areaOf(project, rest)
  return {
    path,
    folder,
    project,
    area,
    phase: area === 'quick' ? undefined : (named['number'] && padded(named['number'])) || phaseIn(stem),
    slug: area === 'quick' ? undefined : named['slug'],
    stem,
    number: area === 'quick' ? undefined : (aliased ?? stemParts.exec(stem)?.groups?.['number']),
  }
}

/** `plans/PLAN-01-x.md` belongs to the folder above. */
function folderOf(folder: string, aliased: boolean): string {
  return aliased ? folder.replace(/(^|\/)plans\/$/, '$1') : folder
}

function areaOf(project: string | undefined, rest: string): PlanPath['area'] {
  if (project === undefined) return 'other'
  if (rest.startsWith('quick/')) return 'quick'
  if (rest.startsWith('milestones/')) return 'archive'
  return rest.startsWith('phases/') ? 'phases' : 'other'
}

function phaseIn(stem: string): string | undefined {
  const phase = stemParts.exec(stem)?.groups?.['phase']
  return phase && padded(phase)
}

/** `3` is `03`, `6.2` is `06.2`; what follows the point keeps its digits. */
export function padded(number: string): string {
  return number.replace(/^\d(?!\d)/, '0$&')
}

/** The id of a plan: its phase and its number, `03-02`; where one is missing the name of the file or folder. */
export function planId({ phase, number, stem, folder, area }: PlanPath, said: string | undefined): string {
  if (area === 'quick' && stem !== '') return stem
  const own = number ?? said
  if (phase !== undefined && own !== undefined && !isWhole(own)) return `${phase}-${own}`
  return own ?? (stem || phase || folder.slice(0, -1).split('/').at(-1) || 'plan')
}

/** `03-02`, `17-gap-01`: names the phase too. */
export function isWhole(id: string): boolean {
  return /^\d+[A-Z]?(?:\.\d+)*-\w/i.test(id)
}
