import type { Signature } from '../diagnostics/diagnostic.ts'

/** As narrow as can be: by name or code. */
export const exact = 100

/** How narrowly a selector means a signature: 0 not at all, then a family by the length of its prefix, then the one. */
export function narrowness(selector: string, { code, name }: Signature): number {
  if (selector === name || selector.toUpperCase() === code) return exact
  return isFamily(selector) && code.startsWith(selector.toUpperCase()) ? selector.length : 0
}

/** `PC`, `PC3`, `PC30`: what begins so. */
export function isFamily(selector: string): boolean {
  return /^[A-Z]{2,8}\d{0,2}$/i.test(selector)
}

/** All that `selector` can be, for "did you mean". */
export function selectorsOf(signatures: readonly Signature[]): readonly string[] {
  return signatures.flatMap(({ code, name }) => [name, code])
}
