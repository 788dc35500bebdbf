/** The clients for which the execution script has an adapter: templates/shell/adapters/, docs/adapters.md. */
export const agentClients = ['claude', 'opencode'] as const

export function isAgentClient(text: string): boolean {
  return agentClients.some((client) => client === text)
}
