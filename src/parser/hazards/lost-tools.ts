import type { Report } from '../../diagnostics/diagnostic.ts'
import type { SourceFile } from '../../source/source-file.ts'
import { toolExists } from './problems.ts'

/** Tools that Claude Code 2.1 no longer offers, each told once: what to do instead. */
export function reportLostTools({ path, text }: SourceFile, report: Report): void {
  for (const { name, instead } of lost) {
    const [first, ...more] = [...text.matchAll(new RegExp(`(?<![\\w./-])${name}(?![\\w/-])`, 'g'))]
    if (first === undefined) continue
    report(toolExists, {
      span: { path, start: first.index, end: first.index + name.length },
      message: `\`${name}\` is no tool of Claude Code any more`,
      help: instead,
      related: more.slice(0, 20).map(({ index }) => ({
        span: { path, start: index, end: index + name.length },
        message: 'and here',
      })),
    })
  }
}

const lost = [
  {
    name: 'TodoWrite',
    instead: 'Keep the state of the work in a file: current models are given no to-do list.',
  },
  { name: 'TaskOutput', instead: 'Wait for the task’s notification: results come by themselves.' },
  { name: 'TeamCreate', instead: 'Leave it out: a session has one team, which need not be made.' },
  { name: 'TeamDelete', instead: 'Leave it out: a session has one team, which need not be made.' },
]
