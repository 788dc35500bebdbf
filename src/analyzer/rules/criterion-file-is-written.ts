import { patternsMeet } from '../../plan/globs.ts'
import { leadsOutside, normalisePath } from '../../plan/paths.ts'
import type { FileChange } from '../../plan/plan.ts'
import { filesOf, worksOf } from '../../plan/walk.ts'
import { makerOf } from '../made-paths.ts'
import { nameOf, ticked } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const criterionFileIsWritten: Rule = {
  code: 'PC512',
  name: 'criterion-file-is-written',
  severity: 'info',
  checklist: false,
  summary: 'A file that has to exist for a criterion is among the files of its task.',
  *check({ tasks }) {
    for (const task of tasks) {
      const files = filesOf(task)
      if (files.length === 0) continue
      for (const { proof, span } of worksOf(task).flatMap(({ criteria }) => criteria?.value ?? [])) {
        if (proof?.kind !== 'file' || isMade(proof.path)) continue
        if (files.some((file) => covers(file, proof.path))) continue
        yield {
          span,
          message: `A criterion of ${nameOf(task)} asks for ${ticked(proof.path)}, which is not among its files`,
          related: task.files ? [{ span: task.files.span, message: 'these are its files' }] : [],
          help: 'Add it to the list of files, or move the criterion to the task that writes it.',
        }
      }
    }
  },
}

/** By a tool, or at run time: no task writes it. */
function isMade(path: string): boolean {
  const normal = normalisePath(path)
  return leadsOutside(normal) || makerOf(normal) !== undefined
}

function covers(file: FileChange, path: string): boolean {
  const wanted = normalisePath(path)
  if (`/${file.path}`.endsWith(`/${wanted}`) || `/${wanted}`.endsWith(`/${file.path}`)) return true
  return patternsMeet(file, { path: wanted, kind: wanted.endsWith('/') ? 'directory' : 'file' })
}
