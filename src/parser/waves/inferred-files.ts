import type { FileChange } from '../../plan/plan.ts'
import type { Block, Section, Text } from '../section.ts'
import { distinct } from '../values/files.ts'
import { looksLikePath, normalPath, pathKind } from '../values/paths.ts'

const creates = /^\W*(?:create|add|write|implement|scaffold|build|generate)\b/i
const removes = /^\W*(?:delete|remove|drop)\b/i
const changes =
  /^\W*(?:(?:create|add|write|implement|scaffold|build|generate|delete|remove|drop|update|modify|edit|extend|change|refactor|rewrite|replace|rename|move|migrate|wire|register|fix) )/i

/** The path that a paragraph or item is about which begins with a verb of change: "Create `src/a.ts`:". */
export function filesInProse(section: Section): readonly FileChange[] {
  const own = section.blocks.flatMap(textsIn).flatMap(fileIn)
  return distinct([...own, ...section.children.flatMap(filesInProse)])
}

function textsIn(block: Block): readonly Text[] {
  if (block.kind === 'paragraph') return [block.text]
  return block.kind === 'list' ? block.items.flatMap(({ text }) => text ?? []) : []
}

/** "Add X to `a.ts`" changes it; "Create `a.ts`" brings it forth. */
const isObject = /^\W*\w+\s+(?:(?:a|an|the)\s+)?(?:new\s+)?(?:(?:file|module|component)\s+)?(?:at\s+)?\W*$/i

function fileIn({ plain, codes, span }: Text): readonly FileChange[] {
  if (!changes.test(plain)) return []
  const code = codes.find(({ value }) => looksLikePath(value))
  if (code === undefined) return []
  const path = normalPath(code.value)
  const before = plain.slice(0, code.span.start - span.start)
  const mode = removes.test(plain)
    ? 'delete'
    : creates.test(plain) && isObject.test(before)
      ? 'create'
      : 'modify'
  return [{ path, mode, kind: pathKind(path), span: code.span, inferred: true }]
}
