import { patternsMeet } from '../../plan/globs.ts'
import type { FileChange, Step, Task } from '../../plan/plan.ts'
import { listed, nameOf, ticked } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const namedFileIsListed: Rule = {
  code: 'PC309',
  name: 'named-file-is-listed',
  severity: 'info',
  checklist: false,
  summary: 'What the steps of a task change is in its list of files.',
  *check({ tasks }) {
    for (const task of tasks) {
      for (const [step, files] of unlisted(task)) {
        const [first] = files
        if (first === undefined) continue
        yield {
          span: first.span,
          message: `${nameOf(step)} changes ${listed(files.map(({ path }) => ticked(path)))}, which ${nameOf(task)} does not list`,
          related: task.files ? [{ span: task.files.span, message: 'this is what it lists' }] : [],
          help: 'Add it to the list: what stands only in the text is not kept apart from what other tasks write.',
        }
      }
    }
  },
}

/** Where the task lists files at all: what its steps are about beyond that. */
function unlisted(task: Task): readonly (readonly [Step, readonly FileChange[]])[] {
  const list = task.files?.value.filter(({ inferred }) => !inferred) ?? []
  if (list.length === 0) return []
  return task.steps.map((step) => {
    const spoken = step.files?.value.filter(({ inferred }) => inferred) ?? []
    return [step, spoken.filter((file) => !list.some((one) => covers(one, file)))] as const
  })
}

/** A bare name, or the end of a path, is taken for the listed path that ends so. */
function covers(one: FileChange, file: FileChange): boolean {
  if (`/${one.path}`.endsWith(`/${file.path}`) || `/${file.path}`.endsWith(`/${one.path}`)) return true
  return one.path.startsWith(`${file.path.replace(/\/$/, '')}/`) || patternsMeet(one, file)
}
