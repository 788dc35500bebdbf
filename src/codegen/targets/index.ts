import type { Target } from '../target.ts'

/** In the order in which their files are listed. */
export const targets: readonly Target[] = []
