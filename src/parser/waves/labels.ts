import { commonLabels } from '../profile.ts'

const words = (text: string): ReadonlySet<string> => new Set(text.split(', '))

/** What authors call the parts of a task that they write without tags. */
export const waveLabels = {
  files: commonLabels.files,
  needs: commonLabels.needs,
  type: words('type, task type'),
  criteria: words(
    'done, done when, acceptance, acceptance criteria, acceptance gates, success criteria, completion criteria, definition of done',
  ),
  verification: words('verify, verification, verify by, how to verify, test, tests'),
}
