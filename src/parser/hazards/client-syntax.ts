import type { Report } from '../../diagnostics/diagnostic.ts'
import type { SourceFile } from '../../source/source-file.ts'
import { noClientSyntax } from './problems.ts'

const most = 50

/**
 * What clients run or attach where a plan's text becomes a command, a skill or a prompt: in code and fences too. Our own
 * files hold only pointers, so this matters to whoever pastes the plan, or links to it.
 */
export function reportClientSyntax({ path, text }: SourceFile, report: Report): void {
  const found = forms.flatMap(({ pattern, what }) =>
    [...text.matchAll(pattern)].map(({ index, 0: whole }) => {
      const start = index + whole.length - whole.trimStart().length
      return { what, span: { path, start, end: index + whole.length } }
    }),
  )
  for (const { what, span } of found.toSorted((a, b) => a.span.start - b.span.start).slice(0, most)) {
    report(noClientSyntax, {
      span,
      message: `${what}, where this text becomes a prompt or a command`,
      help: 'Put a backslash or a word before it, or give the agent the plan as a file to read.',
    })
  }
}

const forms = [
  { pattern: /(?<=^|\s)!`[^`\n]{1,500}`/gm, what: 'Claude Code and OpenCode run this command' },
  { pattern: /^[^\S\n]*`{3}![^\n]*/gm, what: 'Claude Code runs the commands of this fence' },
  { pattern: /(?<=^|\s)!\{[^}\n]{1,500}\}/gm, what: 'Gemini CLI runs this command' },
  {
    pattern:
      /(?<=^|\s)@(?:\/(?:etc|home|root|usr|var|proc)\/|\.\.\/|~\/(?!\.(?:claude|config|codex|gemini)\/))[^\s)`'"]{1,200}/gm,
    what: 'Claude Code attaches this file from outside the repository',
  },
]
