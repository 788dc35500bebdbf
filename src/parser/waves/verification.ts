import type { Verification } from '../../plan/plan.ts'
import type { Source } from '../place.ts'
import type { Element } from '../tags/tags.ts'
import { looksLikeCommand } from '../values/commands.ts'
import { isRunner, tellsByExit } from '../values/verdicts.ts'

/** What `<verify>` or `<verification>` holds: `<automated>` line by line; else code in prose that is a command. */
export function verificationIn(element: Element, source: Source): Verification {
  const automated = element.children.filter(({ name }) => name === 'automated')
  if (automated.length === 0) return verificationInProse(textOf(element, source))
  const blocks = automated.map((one) => linesIn(textOf(one, source)))
  return {
    commands: blocks.flat(),
    proofs: blocks.flatMap((lines) => (lines.every(tellsByExit) ? lines : [])),
  }
}

/**
 * Commands in sentences. One proves something where it stands alone, or where it runs tests or the like and nothing
 * is said but that it passes.
 */
export function verificationInProse(text: string): Verification {
  const parts = text.split(/\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)])\s)/).map((part) => {
    const codes = [...part.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code.trim())
    const said = part.replace(/`[^`\n]+`/g, ' ').replace(/^\s*(?:[-*+]|\d+[.)])\s/, '')
    return { commands: codes.filter((code) => looksLikeCommand(code) || isRunner(code)), said }
  })
  return {
    commands: parts.flatMap(({ commands }) => commands),
    proofs: parts.flatMap(({ commands, said }) =>
      commands.filter((command) => tellsByExit(command) && isMeantToPass(command, said)),
    ),
  }
}

function isMeantToPass(command: string, said: string): boolean {
  if (!/\p{L}/u.test(said)) return true
  return isRunner(command) && !AGAINST.test(said.replace(NONE, ' '))
}

const NONE =
  /\b(?:no|zero|0|without)\s+(?:(?:new|type|lint|linting|typescript|compile|compilation|build)\s+)*(?:errors?|warnings?|failures?|offenses?|issues|regressions?|failing)\b/gi
const AGAINST =
  /\b(?:fail(?:s|ed|ing|ures?)?|not|n't|no|never|nothing|none|until|unless|if|before|manual(?:ly)?|optional(?:ly)?|only|except|compare|baseline|RED)\b|n['’]t\b/i

function textOf({ content }: Element, { text }: Source): string {
  return text.slice(content.start, content.end)
}

/** In a tag `&amp;` stands for `&`; a line that ends with a backslash goes on. */
function linesIn(text: string): readonly string[] {
  return text
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => decoded(line.trim().replace(/^`([^`]*)`$/, '$1')))
    .filter((line) => line !== '' && !/^(?:```|~~~|#|MISSING\b)/.test(line))
}

function decoded(line: string): string {
  return line
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
}
