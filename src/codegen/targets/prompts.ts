import { goalPromptsOf } from '../goal-prompts.ts'
import { promptsOf } from '../prompts.ts'
import type { Target } from '../target.ts'

/** `prompts/<slug>.md`: all that the agent of a task has to know. */
export const prompts: Target = {
  id: 'prompts',
  summary: 'A page for the agent of each task',
  written: true,
  emit: (input) => [...promptsOf(input), ...goalPromptsOf(input)],
}
