/** Text of the plan as a part of a message: one line of at most 60 characters. */
export function shortened(text: string): string {
  const line = text.slice(0, 500).replace(/\s+/g, ' ').trim()
  return line.length > 60 ? `${line.slice(0, 59).trimEnd()}…` : line
}

/** Whether a text says nothing yet: blank, a comment, or a sentence of the scaffold. */
export function isPlaceholder(text: string): boolean {
  const said = text.replace(/<!--[\s\S]*?(?:-->|$)/g, '').trim()
  return said === '' || /^(?:add (?:the|a|an) [\w -]{1,80} here\.?|replace with\b.{0,80})$/i.test(said)
}

/** `running`, as the state files and TASKS.md call it: `in_progress`. */
export const stateWords = ['pending', 'in_progress', 'completed', 'blocked', 'cancelled'] as const
