import type { Rule } from '../rule.ts'
import { blastRadiusIsClear } from './blast-radius-is-clear.ts'
import { fileIsExact } from './file-is-exact.ts'
import { noDependencyCycle } from './no-dependency-cycle.ts'
import { noDiagramContradiction } from './no-diagram-contradiction.ts'
import { noDuplicateId } from './no-duplicate-id.ts'
import { noGroupContradiction } from './no-group-contradiction.ts'
import { noParallelContradiction } from './no-parallel-contradiction.ts'
import { noParallelWrite } from './no-parallel-write.ts'
import { noPathOutside } from './no-path-outside.ts'
import { noSoftDependency } from './no-soft-dependency.ts'
import { noUnknownDependency } from './no-unknown-dependency.ts'
import { noUnknownGroupMember } from './no-unknown-group-member.ts'
import { planHasGroups } from './plan-has-groups.ts'
import { planIsReady } from './plan-is-ready.ts'
import { taskHasBlastRadius } from './task-has-blast-radius.ts'
import { taskHasCriteria } from './task-has-criteria.ts'
import { taskHasDependencies } from './task-has-dependencies.ts'
import { taskHasFiles } from './task-has-files.ts'
import { taskHasOwner } from './task-has-owner.ts'
import { taskIsInOneGroup } from './task-is-in-one-group.ts'

/** By code. */
export const rules: readonly Rule[] = [
  noDuplicateId,
  planIsReady,
  taskHasDependencies,
  noUnknownDependency,
  noDependencyCycle,
  planHasGroups,
  noGroupContradiction,
  noUnknownGroupMember,
  taskIsInOneGroup,
  noDiagramContradiction,
  noParallelContradiction,
  noSoftDependency,
  taskHasFiles,
  noParallelWrite,
  noPathOutside,
  fileIsExact,
  taskHasOwner,
  taskHasCriteria,
  taskHasBlastRadius,
  blastRadiusIsClear,
]
