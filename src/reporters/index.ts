import { concise } from './concise.ts'
import { json } from './json.ts'
import { pretty } from './pretty.ts'
import type { Reporter } from './reporter.ts'

/** For people first, then for machines. */
export const reporters: readonly Reporter[] = [pretty, concise, json]
