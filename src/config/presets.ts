import type { ConfigurationFile } from './configuration-file.ts'

/** What `extends` can name besides files and packages. */
export const presets: Readonly<Record<string, ConfigurationFile>> = {
  // As the rules themselves say; to name it changes nothing, and says so.
  recommended: {},
  // The seeds' own checklists, to the letter.
  strict: { strict: true },
  // For a gate that nobody looks at: what is probably a fault stops it, too.
  ci: { failOn: 'warning' },
  phases: { dialect: 'phases' },
  'task-directories': { dialect: 'task-directories' },
  waves: { dialect: 'waves' },
  workstream: { dialect: 'workstream' },
}
