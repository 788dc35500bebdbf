import type { Rule } from '../rule.ts'
import { agentHasDeputy } from './agent-has-deputy.ts'
import { agentIsDefined } from './agent-is-defined.ts'
import { approachIsInScope } from './approach-is-in-scope.ts'
import { artifactIsWritten } from './artifact-is-written.ts'
import { autonomousPlanHasNoCheckpoint } from './autonomous-plan-has-no-checkpoint.ts'
import { blastRadiusIsClear } from './blast-radius-is-clear.ts'
import { briefIsComplete } from './brief-is-complete.ts'
import { criterionIsMapped } from './criterion-is-mapped.ts'
import { fileIsExact } from './file-is-exact.ts'
import { frontMatterIsComplete } from './front-matter-is-complete.ts'
import { neededPlanCanBeDone } from './needed-plan-can-be-done.ts'
import { noDependencyCycle } from './no-dependency-cycle.ts'
import { noDiagramContradiction } from './no-diagram-contradiction.ts'
import { noDocumentationTask } from './no-documentation-task.ts'
import { noDuplicateId } from './no-duplicate-id.ts'
import { noEarlyApproval } from './no-early-approval.ts'
import { noEmbeddedBrief } from './no-embedded-brief.ts'
import { noForbiddenWrite } from './no-forbidden-write.ts'
import { noGroupContradiction } from './no-group-contradiction.ts'
import { noLargeBatch } from './no-large-batch.ts'
import { noOpenQuestion } from './no-open-question.ts'
import { noOversizedPlan } from './no-oversized-plan.ts'
import { noParallelContradiction } from './no-parallel-contradiction.ts'
import { noParallelMention } from './no-parallel-mention.ts'
import { noParallelWrite } from './no-parallel-write.ts'
import { noPathOutside } from './no-path-outside.ts'
import { noSoftDependency } from './no-soft-dependency.ts'
import { noUnknownDependency } from './no-unknown-dependency.ts'
import { noUnknownGroupMember } from './no-unknown-group-member.ts'
import { otherPlanIsKnown } from './other-plan-is-known.ts'
import { ownerCanWrite } from './owner-can-write.ts'
import { ownerIsDefined } from './owner-is-defined.ts'
import { planHasGroups } from './plan-has-groups.ts'
import { planHasObjective } from './plan-has-objective.ts'
import { planIsInItsPhase } from './plan-is-in-its-phase.ts'
import { planIsReady } from './plan-is-ready.ts'
import { planNumberIsUnique } from './plan-number-is-unique.ts'
import { requirementIsClaimed } from './requirement-is-claimed.ts'
import { researchIsFiled } from './research-is-filed.ts'
import { resultIsInScope } from './result-is-in-scope.ts'
import { skillIsDefined } from './skill-is-defined.ts'
import { statusWordIsKnown } from './status-word-is-known.ts'
import { stepFilesAreDeclared } from './step-files-are-declared.ts'
import { stepIsComplete } from './step-is-complete.ts'
import { taskHasBlastRadius } from './task-has-blast-radius.ts'
import { taskHasBrief } from './task-has-brief.ts'
import { taskHasCriteria } from './task-has-criteria.ts'
import { taskHasDependencies } from './task-has-dependencies.ts'
import { taskHasFiles } from './task-has-files.ts'
import { taskHasOwner } from './task-has-owner.ts'
import { taskIsInOneGroup } from './task-is-in-one-group.ts'
import { taskListIsFlat } from './task-list-is-flat.ts'
import { taskSourcesAgree } from './task-sources-agree.ts'
import { waveFollowsNeeds } from './wave-follows-needs.ts'

/** By code. */
export const rules: readonly Rule[] = [
  noDuplicateId,
  planIsReady,
  frontMatterIsComplete,
  stepIsComplete,
  autonomousPlanHasNoCheckpoint,
  requirementIsClaimed,
  planIsInItsPhase,
  planHasObjective,
  taskHasBrief,
  briefIsComplete,
  noEmbeddedBrief,
  researchIsFiled,
  statusWordIsKnown,
  taskListIsFlat,
  noDocumentationTask,
  noOversizedPlan,
  planNumberIsUnique,
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
  waveFollowsNeeds,
  neededPlanCanBeDone,
  noOpenQuestion,
  noEarlyApproval,
  noLargeBatch,
  taskSourcesAgree,
  otherPlanIsKnown,
  taskHasFiles,
  noParallelWrite,
  noPathOutside,
  fileIsExact,
  stepFilesAreDeclared,
  artifactIsWritten,
  noParallelMention,
  noForbiddenWrite,
  approachIsInScope,
  resultIsInScope,
  taskHasOwner,
  ownerIsDefined,
  ownerCanWrite,
  skillIsDefined,
  agentIsDefined,
  agentHasDeputy,
  taskHasCriteria,
  taskHasBlastRadius,
  blastRadiusIsClear,
  criterionIsMapped,
]
