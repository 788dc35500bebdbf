import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type FileTree, isSafePath } from '../codegen/artifact.ts'
import { carryOut } from './batch.ts'
import { entryAt } from './entry.ts'
import { hashOf, type Manifest, manifestName, parseManifest, serializeManifest } from './manifest.ts'
import { type Obstacle, survey, type Verdict } from './survey.ts'
import { touching } from './unusable-path.ts'

export interface Destination {
  /** What all paths are relative to; nothing outside is touched, not even through a symbolic link. */
  readonly root: string
  /** The folders below `root` that are this plan's alone; the first one holds the manifest. */
  readonly owned: readonly [string, ...string[]]
  /** Folders in them that belong to the generated script while it runs: never touched. */
  readonly kept: readonly string[]
  /** The path of the plan. */
  readonly plan: string
  /** Whether a plan is still there: then its output is not replaced by that of another one. */
  readonly exists: (plan: string) => boolean
  /** Replaces and removes also what was edited by hand or is not ours. */
  readonly force: boolean
  /** Touches nothing, says what would happen. */
  readonly dryRun: boolean
}

/** Paths are relative to the root, sorted. `refused`: nothing at all was touched. */
export type Outcome =
  | {
      readonly kind: 'done'
      readonly written: readonly string[]
      readonly removed: readonly string[]
      readonly unchanged: readonly string[]
    }
  | { readonly kind: 'refused'; readonly conflicts: readonly ({ readonly path: string } & Obstacle)[] }

/**
 * Makes the owned folders hold `tree`: writes what is new or changed, removes what an earlier compilation made and
 * this one does not, leaves equal files alone, and refuses to touch what is not as we left it.
 */
export function writeTree(tree: FileTree, destination: Destination): Outcome {
  const { root, owned, plan, force, dryRun } = destination
  const record = `${owned[0]}/${manifestName}`
  const known = readManifest(record, destination)
  const before = { plan: known.plan, files: ours(known.files, destination) }
  if (ours(tree, destination).size < tree.size) throw new Error('a target writes outside the output folder')

  const verdicts = survey(root, tree, before)
  const conflicts = [...known.obstacles, ...verdicts.flatMap(obstacleOf)]
  const insuperable = conflicts.filter(({ forcible }) => !(force && forcible))
  if (insuperable.length > 0) return { kind: 'refused', conflicts: insuperable }

  const pathsOf = (act: Verdict['act']) =>
    verdicts.flatMap((verdict) => (verdict.act === act ? verdict.path : []))
  const written = pathsOf('write')
  const removed = pathsOf('remove')
  const after = { plan, files: new Map([...tree].map(([path, { contents }]) => [path, [hashOf(contents)]])) }
  const isNews = written.length + removed.length > 0 || serializeManifest(after) !== known.text
  if (isNews && !dryRun) {
    carryOut({
      root,
      writes: written.flatMap((path) => tree.get(path) ?? []),
      removals: removed,
      owned,
      journal: { path: record, contents: serializeManifest(union(before, after)) },
      record: { path: record, contents: serializeManifest(after) },
    })
  }
  return { kind: 'done', written, removed, unchanged: pathsOf('keep').filter((path) => tree.has(path)) }
}

/** Those of the paths that are this plan's: a manifest is a file that anybody may have written. */
function ours<T>(files: ReadonlyMap<string, T>, { owned, kept }: Destination): ReadonlyMap<string, T> {
  const isBelow = (path: string) => (folder: string) => path.startsWith(`${folder}/`)
  return new Map(
    [...files].filter(
      ([path]) =>
        isSafePath(path) &&
        owned.some(isBelow(path)) &&
        !kept.some(isBelow(path)) &&
        !isManifest(path, owned),
    ),
  )
}

function isManifest(path: string, [folder]: Destination['owned']): boolean {
  return path === `${folder}/${manifestName}`
}

function obstacleOf({ path, obstacle }: Verdict) {
  return obstacle === undefined ? [] : [{ path, ...obstacle }]
}

function readManifest(path: string, { root, plan, exists }: Destination) {
  const nothing = { plan, files: new Map<string, readonly string[]>(), text: '' }
  const entry = entryAt(root, path)
  const refusal = (reason: string, forcible: boolean) => ({
    ...nothing,
    obstacles: [{ path, reason, forcible }],
  })
  switch (entry.kind) {
    case 'absent':
      return { ...nothing, obstacles: [] }
    case 'blocked':
      return refusal(entry.reason, false)
    case 'link':
      return refusal('is a symbolic link', true)
    case 'file': {
      const text = touching(path, () => readFileSync(join(root, path), 'utf8'))
      const manifest = parseManifest(text)
      if (manifest === undefined) return refusal('is no manifest of plan-compile', true)
      const isOther = manifest.plan !== plan && exists(manifest.plan)
      const reason = `says that the folder holds what was compiled from \`${manifest.plan}\``
      return { ...manifest, text, obstacles: isOther ? [{ path, reason, forcible: true }] : [] }
    }
  }
}

function union(before: Manifest, after: Manifest): Manifest {
  const files = new Map(before.files)
  for (const [path, hashes] of after.files) {
    files.set(path, [...new Set([...(files.get(path) ?? []), ...hashes])])
  }
  return { plan: after.plan, files }
}
