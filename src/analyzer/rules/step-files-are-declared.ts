import { patternsMeet } from '../../plan/globs.ts'
import { normalisePath } from '../../plan/paths.ts'
import type { FileChange, Task } from '../../plan/plan.ts'
import { listed, nameOf, ticked } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const stepFilesAreDeclared: Rule = {
  code: 'PC320',
  name: 'step-files-are-declared',
  severity: 'warning',
  checklist: false,
  summary: 'What the tasks of a plan write stands in its `files_modified`: other plans look nowhere else.',
  *check({ tasks }) {
    for (const task of tasks) {
      const { files, contract } = task
      if (contract === undefined || files === undefined) continue
      for (const step of task.steps) {
        const own = step.files?.value.filter(({ inferred }) => !inferred) ?? []
        const undeclared = own.filter((file) => !isCovered(file, files.value))
        const [first] = undeclared
        if (first === undefined) continue
        const paths = listed(undeclared.map(({ path }) => ticked(path)))
        yield {
          span: first.span,
          message: `${nameOf(step)} writes ${paths}, which ${nameOf(task)} does not declare`,
          related: [{ span: files.span, message: declared(task) }],
          help: 'Add it to `files_modified`: it is what keeps two plans from writing one file at once.',
        }
      }
    }
  },
}

function declared({ files }: Task): string {
  return files?.value.length === 0 ? 'it says that it writes nothing' : 'this is what it declares'
}

function isCovered(file: FileChange, declared: readonly FileChange[]): boolean {
  const path = normalisePath(file.path)
  return declared.some((other) => {
    const known = normalisePath(other.path)
    // A folder that is looked through holds what is declared.
    if (known === path || known.startsWith(`${path.replace(/\/$/, '')}/`)) return true
    return patternsMeet({ path: known, kind: other.kind }, { path, kind: file.kind })
  })
}
