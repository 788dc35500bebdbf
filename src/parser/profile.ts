/** What the authors of a dialect call the parts of a task: keys as in `Field.key`. */
export interface Labels {
  readonly owner: ReadonlySet<string>
  readonly goal: ReadonlySet<string>
  readonly needs: ReadonlySet<string>
  readonly files: ReadonlySet<string>
  readonly deliverables: ReadonlySet<string>
  readonly criteria: ReadonlySet<string>
  readonly blastRadius: ReadonlySet<string>
  readonly parallel: ReadonlySet<string>
  readonly skills: ReadonlySet<string>
  readonly status: ReadonlySet<string>
  readonly onFailure: ReadonlySet<string>
  readonly packages: ReadonlySet<string>
  readonly type: ReadonlySet<string>
  readonly wave: ReadonlySet<string>
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(',').map((word) => word.trim()))

/** The labels met in phase plans, in the languages that these are written in. */
export const commonLabels: Labels = {
  owner: words(
    'principal owner, owner, agent, subagent, sub-agent, lead agent, assignee, role, assigned to, assigned agent, responsible, 负责人, 担当, responsable',
  ),
  goal: words('goal, objective, purpose, description, summary, 目标, 目的, objectif, objetivo, ziel'),
  needs: words(
    'dependencies, deps, dependency, depends on, depends, blocked by, prerequisites, prerequisite, requires, ' +
      '依赖, 依存, dépendances, dependencias, abhängigkeiten',
  ),
  files: words(
    'files to create/modify, files to create or modify, files to create and modify, files to modify/create, files to create, files to modify, ' +
      'files to update, files to delete, files to remove, files to change, files to edit, files to touch, files to add, files to add/modify, ' +
      'key files, key files to create, key files to modify, key files to remove, files, file, file(s), location, locations, files affected, ' +
      'affected files, files changed, files modified, files created, files created/modified, modified files, new files, files/modules, target files, ' +
      '文件, ファイル, fichiers, fichier, archivos, dateien',
  ),
  deliverables: words('deliverables, deliverable, deliver, outputs, output'),
  criteria: words(
    'acceptance criteria, acceptance, pass when, success criteria, verification, definition of done, done when, exit criteria, ' +
      'completion criteria, acceptance tests, validation criteria, success metrics, accept when, accepted when, acceptance gates, acceptance criterion, ' +
      '验收标准, 受け入れ基準, critères d’acceptation, critères de validation, criterios de aceptación, akzeptanzkriterien',
  ),
  blastRadius: words('blast radius, test scope'),
  parallel: words(
    'parallel, parallelizable, parallelisable, can run in parallel with, can run in parallel, parallel with, parallel group, parallelism',
  ),
  skills: words('skills, required skills, suggested skills, skill, important skills'),
  status: words('status, state'),
  onFailure: words('if failed, on failure, rollback, failure handling'),
  packages: words(
    'dependencies to add, packages, packages to add, new dependencies, dependencies to install',
  ),
  type: words('type, phase type, task type'),
  wave: words('wave'),
}
