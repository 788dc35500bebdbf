import type { Rule } from '../rule.ts'
import { agentHasDeputy } from './agent-has-deputy.ts'
import { agentIsDefined } from './agent-is-defined.ts'
import { approachHeedsReview } from './approach-heeds-review.ts'
import { approachIsInScope } from './approach-is-in-scope.ts'
import { artifactIsWritten } from './artifact-is-written.ts'
import { autonomousPlanHasNoCheckpoint } from './autonomous-plan-has-no-checkpoint.ts'
import { blastRadiusIsClear } from './blast-radius-is-clear.ts'
import { blastRadiusIsComplete } from './blast-radius-is-complete.ts'
import { briefIsComplete } from './brief-is-complete.ts'
import { commandIsDefined } from './command-is-defined.ts'
import { criterionFileIsWritten } from './criterion-file-is-written.ts'
import { criterionIsClosed } from './criterion-is-closed.ts'
import { criterionIsMapped } from './criterion-is-mapped.ts'
import { criterionIsObservable } from './criterion-is-observable.ts'
import { dependencyIsAbove } from './dependency-is-above.ts'
import { fileIsExact } from './file-is-exact.ts'
import { frontMatterIsComplete } from './front-matter-is-complete.ts'
import { inputIsThere } from './input-is-there.ts'
import { namedFileIsListed } from './named-file-is-listed.ts'
import { neededPlanCanBeDone } from './needed-plan-can-be-done.ts'
import { noChangeBeforeCreation } from './no-change-before-creation.ts'
import { noDependencyCycle } from './no-dependency-cycle.ts'
import { noDiagramContradiction } from './no-diagram-contradiction.ts'
import { noDocumentationTask } from './no-documentation-task.ts'
import { noDroppedDependency } from './no-dropped-dependency.ts'
import { noDuplicateId } from './no-duplicate-id.ts'
import { noEarlyApproval } from './no-early-approval.ts'
import { noEmbeddedBrief } from './no-embedded-brief.ts'
import { noForbiddenWrite } from './no-forbidden-write.ts'
import { noGeneratedWrite } from './no-generated-write.ts'
import { noGroupContradiction } from './no-group-contradiction.ts'
import { noLargeBatch } from './no-large-batch.ts'
import { noOpenQuestion } from './no-open-question.ts'
import { noOversizedPlan } from './no-oversized-plan.ts'
import { noOversizedPrompt } from './no-oversized-prompt.ts'
import { noOversizedTask } from './no-oversized-task.ts'
import { noParallelContradiction } from './no-parallel-contradiction.ts'
import { noParallelHotFile } from './no-parallel-hot-file.ts'
import { noParallelMention } from './no-parallel-mention.ts'
import { noParallelWrite } from './no-parallel-write.ts'
import { noPathOutside } from './no-path-outside.ts'
import { noRedundantDependency } from './no-redundant-dependency.ts'
import { noRepeatedBrief } from './no-repeated-brief.ts'
import { noSecondCreation } from './no-second-creation.ts'
import { noSoftDependency } from './no-soft-dependency.ts'
import { noUnknownDependency } from './no-unknown-dependency.ts'
import { noUnknownGroupMember } from './no-unknown-group-member.ts'
import { noUseAfterDeletion } from './no-use-after-deletion.ts'
import { otherPlanIsKnown } from './other-plan-is-known.ts'
import { ownerCanWrite } from './owner-can-write.ts'
import { ownerIsDefined } from './owner-is-defined.ts'
import { parallelHintIsMutual } from './parallel-hint-is-mutual.ts'
import { planCanRunInParallel } from './plan-can-run-in-parallel.ts'
import { planHasGroups } from './plan-has-groups.ts'
import { planHasObjective } from './plan-has-objective.ts'
import { planIsInItsPhase } from './plan-is-in-its-phase.ts'
import { planIsReady } from './plan-is-ready.ts'
import { planNameIsDated } from './plan-name-is-dated.ts'
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
import { testIsFound } from './test-is-found.ts'
import { toolIsInstalled } from './tool-is-installed.ts'
import { valueIsFilledIn } from './value-is-filled-in.ts'
import { waveFollowsNeeds } from './wave-follows-needs.ts'

/** By code. */
export const rules: readonly Rule[] = [
  noDuplicateId,
  planIsReady,
  valueIsFilledIn,
  noOversizedTask,
  noOversizedPrompt,
  planNameIsDated,
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
  noRedundantDependency,
  dependencyIsAbove,
  parallelHintIsMutual,
  noDroppedDependency,
  planCanRunInParallel,
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
  noSecondCreation,
  noChangeBeforeCreation,
  noUseAfterDeletion,
  noParallelHotFile,
  namedFileIsListed,
  noGeneratedWrite,
  stepFilesAreDeclared,
  artifactIsWritten,
  noParallelMention,
  noForbiddenWrite,
  inputIsThere,
  approachIsInScope,
  resultIsInScope,
  approachHeedsReview,
  noRepeatedBrief,
  taskHasOwner,
  ownerIsDefined,
  ownerCanWrite,
  skillIsDefined,
  toolIsInstalled,
  agentIsDefined,
  agentHasDeputy,
  taskHasCriteria,
  taskHasBlastRadius,
  blastRadiusIsClear,
  commandIsDefined,
  testIsFound,
  blastRadiusIsComplete,
  criterionIsObservable,
  criterionIsClosed,
  criterionFileIsWritten,
  criterionIsMapped,
]
