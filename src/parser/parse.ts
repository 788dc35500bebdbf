import type { Report } from '../diagnostics/diagnostic.ts'
import type { SourceFile } from '../source/source-file.ts'
import type { Document } from './dialect.ts'
import { reportUnclosedFences } from './fences.ts'
import { readFrontmatter } from './frontmatter.ts'
import { parseMarkdown } from './markdown.ts'
import { outlineOf } from './outline.ts'
import { spanOf } from './place.ts'
import { frontMatterIsYaml } from './problems.ts'
import type { Entry } from './section.ts'

/** Text to outline; what is wrong with the text is reported, and the rest is read all the same. */
export function parseDocument(source: SourceFile, report: Report): Document {
  const root = parseMarkdown(source.text)
  const outline = outlineOf(source, root, frontmatterOf(source, root, report))
  reportUnclosedFences(source, outline, report)
  return { kind: 'markdown', path: source.path, source, outline }
}

function frontmatterOf(
  source: SourceFile,
  root: ReturnType<typeof parseMarkdown>,
  report: Report,
): readonly Entry[] {
  const [first] = root.children
  if (first?.type !== 'yaml') return []
  const offset = source.text.indexOf('\n', spanOf(source, first).start) + 1
  const { entries, errors } = readFrontmatter(first.value, source.path, offset)
  const [error] = errors
  if (error !== undefined) {
    report(frontMatterIsYaml, {
      span: error.span,
      message: `The front matter is not YAML: ${error.message.replace(/\.$/, '')}`,
      help: 'Put values that hold `:`, `#`, `[` or `{` into quotes.',
    })
  }
  return entries
}
