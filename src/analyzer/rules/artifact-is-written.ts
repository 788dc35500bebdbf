import { patternsMeet } from '../../plan/globs.ts'
import { normalisePath } from '../../plan/paths.ts'
import { filesOf } from '../../plan/walk.ts'
import { nameOf, ticked } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const artifactIsWritten: Rule = {
  code: 'PC321',
  name: 'artifact-is-written',
  severity: 'info',
  checklist: false,
  summary: 'A file that has to be there after a plan is one that the plan writes.',
  *check({ tasks }) {
    for (const task of tasks) {
      const written = filesOf(task)
      if (task.contract === undefined || written.length === 0) continue
      for (const { path } of task.contract.artifacts) {
        const wanted = { path: normalisePath(path.value), kind: 'file' as const }
        if (written.some((file) => patternsMeet({ path: normalisePath(file.path), kind: file.kind }, wanted)))
          continue
        yield {
          span: path.span,
          message: `${ticked(path.value)} has to be there after ${nameOf(task)}, which does not write it`,
          help: 'Add it to `files_modified`, or take it out of the artifacts of this plan.',
        }
      }
    }
  },
}
