import type { Rule } from '../rule.ts'

/** By code. */
export const rules: readonly Rule[] = []
