import type { Rule } from '../rule.ts'
import { agentHasDeputy } from './agent-has-deputy.ts'
import { agentIsDefined } from './agent-is-defined.ts'
import { blastRadiusIsClear } from './blast-radius-is-clear.ts'
import { fileIsExact } from './file-is-exact.ts'
import { noDependencyCycle } from './no-dependency-cycle.ts'
import { noDiagramContradiction } from './no-diagram-contradiction.ts'
import { noDuplicateId } from './no-duplicate-id.ts'
import { noEarlyApproval } from './no-early-approval.ts'
import { noForbiddenWrite } from './no-forbidden-write.ts'
import { noGroupContradiction } from './no-group-contradiction.ts'
import { noLargeBatch } from './no-large-batch.ts'
import { noOpenQuestion } from './no-open-question.ts'
import { noParallelContradiction } from './no-parallel-contradiction.ts'
import { noParallelMention } from './no-parallel-mention.ts'
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
  noOpenQuestion,
  noEarlyApproval,
  noLargeBatch,
  taskHasFiles,
  noParallelWrite,
  noPathOutside,
  fileIsExact,
  noParallelMention,
  noForbiddenWrite,
  taskHasOwner,
  agentIsDefined,
  agentHasDeputy,
  taskHasCriteria,
  taskHasBlastRadius,
  blastRadiusIsClear,
]
