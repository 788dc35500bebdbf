import type { Dialect } from '../dialect.ts'
import { phases } from './phases.ts'
import { taskDirectories } from './task-directories.ts'
import { waves } from './waves.ts'
import { workstream } from './workstream.ts'

/** The most particular first: of two that are equally sure, the earlier one reads the plan. */
export const dialects: readonly Dialect[] = [workstream, taskDirectories, waves, phases]
