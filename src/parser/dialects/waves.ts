import type { Dialect, Document } from '../dialect.ts'
import { isRoadmap } from '../record.ts'
import { companionsOfFolder, companionsOfPhase, neighboursOf } from '../waves/companions.ts'
import { headOf, keyIn } from '../waves/head.ts'
import { type PlanPath, planPath } from '../waves/layout.ts'

/** One `NN-MM-PLAN.md` per task; wave, dependencies and files stand in its front matter, its steps in tags. */
export const waves: Dialect = {
  id: 'waves',
  summary: 'One file per plan, the plans of a phase in waves by their front matter',
  entries: [
    '**/.planning/phases/*/*PLAN.md',
    '**/.ariadna_planning/phases/*/*PLAN.md',
    '**/*-PLAN.md',
    '**/plans/PLAN-*.md',
  ],
  recognises,
  companions: (entry, folder) => {
    const place = planPath(entry.path)
    if (place === undefined) return []
    return folder === undefined ? companionsOfPhase(place) : companionsOfFolder(folder, place)
  },
  folderOf: (path) => (isRoadmap(path) ? path.slice(0, path.lastIndexOf('/') + 1) : undefined),
  neighbours: ({ path }) => {
    const place = planPath(path)
    return place === undefined ? [] : neighboursOf(place)
  },
  frontEnd: async () => (await import('../waves/project.ts')).lowerProject,
}

function recognises(document: Document): number {
  if (document.kind !== 'markdown') return 0
  const place = planPath(document.path)
  if (place === undefined) return 0
  const head = headOf(document)
  const keys = ['phase', 'plan', 'wave', 'depends_on', 'files_modified', 'autonomous', 'must_haves']
  const said = keys.filter((key) => keyIn(head, key) !== undefined).length
  const tagged = /^<(?:task|tasks|objective)\b[^>\n]*>/m.test(document.source.text)
  if (said >= 2) return tagged || said >= 3 ? 1 : 0.95
  return isInPlace(place) ? 0.92 : tagged && place.number !== undefined ? 0.91 : 0
}

/** A legacy plan is known by where it stands alone: `.planning/phases/18-export/18-01-PLAN.md`. */
function isInPlace({ area, phase, number, stem }: PlanPath): boolean {
  return (
    (area === 'phases' || area === 'archive') && phase !== undefined && (number !== undefined || stem === '')
  )
}
