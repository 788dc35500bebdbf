import type { Machine } from './machine.ts'

/**
 * What coding agents set in the environment of the commands that they run: a common name first, then those of Claude
 * Code, Replit, Gemini CLI, Codex, Copilot CLI, OpenCode and Cursor.
 */
export const agentVariables: readonly string[] = [
  'AI_AGENT',
  'CLAUDECODE',
  'CLAUDE_CODE',
  'REPL_ID',
  'GEMINI_CLI',
  'CODEX_SANDBOX',
  'CODEX_THREAD_ID',
  'COPILOT_CLI',
  'OPENCODE',
  'CURSOR_AGENT',
]

/** Whether an agent and not a person runs the program. */
export function isRunByAgent(environment: Machine['environment']): boolean {
  return agentVariables.some((name) => environment[name])
}
