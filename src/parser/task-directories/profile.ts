import { commonLabels, type Labels } from '../profile.ts'

const words = (text: string): ReadonlySet<string> => new Set(text.split(',').map((word) => word.trim()))

/** The labels of `task.md` and of tasks inside a README. */
export const labels: Labels = {
  ...commonLabels,
  owner: words('principal owner, owner, agent, assignee'),
  goal: words('description, goal, objective, scope, summary'),
  needs: words('dependencies, dependency, deps, depends on, blocked by, prerequisites'),
  files: new Set([...commonLabels.files, 'expected files', 'files to create, modify or delete']),
  criteria: words(
    'success criteria, acceptance criteria, regression criteria, definition of done, done when',
  ),
}

export const successCriteria = words('success criteria, acceptance criteria, definition of done, done when')
export const description = words('description')
export const productContext = words('product context')
export const patterns = words('patterns, patterns to read, patterns to follow')
export const research = words('research')
export const model = words('executor model, model')
/** What follows these is about the work, not about its shape: it ends the field before. */
const others = words(
  'pipeline mode, failing test first, implementation, implementation notes, what to do, what to change, changes, notes, note, context, why, risks',
)

/** Every label that begins a part of a task. */
export const known: ReadonlySet<string> = new Set([
  ...Object.values(labels).flatMap((keys) => [...keys]),
  ...productContext,
  ...patterns,
  ...research,
  ...model,
  ...others,
])
