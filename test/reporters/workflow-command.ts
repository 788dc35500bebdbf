export interface WorkflowCommand {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly data: string
}

/** Reads a line of a log as GitHub's runner does; `undefined`: it is no command. */
export function workflowCommand(line: string): WorkflowCommand | undefined {
  const text = line.trimStart()
  const end = text.indexOf('::', 2)
  if (!text.startsWith('::') || end < 0) return undefined
  const [name = '', ...rest] = text.slice(2, end).split(' ')
  const pairs = rest
    .join(' ')
    .split(',')
    .filter(Boolean)
    .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const)
  return {
    name,
    properties: Object.fromEntries(pairs.map(([key, value]) => [key, property(value)])),
    data: data(text.slice(end + 2)),
  }
}

function data(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}

function property(text: string): string {
  const rest = text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
  return rest.replaceAll('%25', '%')
}
