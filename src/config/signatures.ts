import { rules } from '../analyzer/rules/index.ts'
import type { Signature } from '../diagnostics/diagnostic.ts'
import { problems } from '../parser/problems.ts'

/** Everything that can be said about a plan, by code: first about its text, then about what it says. */
export const signatures: readonly Signature[] = [...problems, ...rules]
