import type { Document, MarkdownDocument } from '../dialect.ts'
import { type PlanPath, planPath } from './layout.ts'

/** The documents of a plan by what they are. */
export interface Papers {
  readonly plans: readonly { readonly document: MarkdownDocument; readonly place: PlanPath }[]
  readonly summaries: readonly MarkdownDocument[]
  readonly verifications: readonly MarkdownDocument[]
  readonly roadmap: MarkdownDocument | undefined
  readonly requirements: MarkdownDocument | undefined
  readonly state: MarkdownDocument | undefined
  readonly config: Document | undefined
}

export function papersOf(documents: readonly Document[]): Papers {
  const texts = documents.filter((document) => document.kind === 'markdown')
  const named = (name: RegExp) => texts.filter(({ path }) => name.test(path))
  return {
    plans: texts.flatMap((document) => {
      const place = planPath(document.path)
      return place === undefined ? [] : [{ document, place }]
    }),
    summaries: named(/(?:^|[/-])SUMMARY\.md$/i),
    verifications: named(/(?:^|[/-])VERIFICATION\.md$/i),
    roadmap: named(/(?:^|\/)ROADMAP\.md$/i)[0],
    requirements: named(/(?:^|\/)REQUIREMENTS\.md$/i)[0],
    state: named(/(?:^|\/)STATE\.md$/i)[0],
    config: documents.find(({ kind, path }) => kind === 'data' && /(?:^|\/)config\.json$/.test(path)),
  }
}

const inPhase = ['*PLAN.md', 'plans/PLAN-*.md', '*SUMMARY.md', '*VERIFICATION.md']
const inProject = ['ROADMAP.md', 'REQUIREMENTS.md', 'STATE.md', 'config.json']

/** What belongs to the plan of one file: its phase, and the papers of the project. */
export function companionsOfPhase({ folder, project }: PlanPath): readonly string[] {
  return [...below(folder, inPhase), ...(project === undefined ? [] : below(project, inProject))]
}

/** What belongs to the plan of a folder: every phase below it; finished milestones only where they are asked for. */
export function companionsOfFolder(folder: string, { project }: PlanPath): readonly string[] {
  if (project === undefined || folder.length > project.length) {
    const own = [...inPhase, ...inPhase.map((name) => `**/${name}`)]
    return [...below(folder, own), ...(project === undefined ? [] : below(project, inProject))]
  }
  const phases = ['phases', 'quick'].flatMap((area) => inPhase.map((name) => `${area}/*/${name}`))
  return below(project, [...phases, ...inProject])
}

/** Plans of other phases: that they exist, and have a summary, is all that matters. */
export function neighboursOf({ project }: PlanPath): readonly string[] {
  if (project === undefined) return []
  return below(project, [
    'phases/*/*PLAN.md',
    'phases/*/*SUMMARY.md',
    'milestones/*/*/*PLAN.md',
    'milestones/*/*/*SUMMARY.md',
  ])
}

function below(folder: string, patterns: readonly string[]): readonly string[] {
  const literal = folder.replace(/[\\*?[\]{}()!+@|]/g, '\\$&')
  return patterns.map((pattern) => `${literal}${pattern}`)
}
