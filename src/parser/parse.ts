import type { Report } from '../diagnostics/diagnostic.ts'
import type { SourceFile } from '../source/source-file.ts'
import type { Document } from './dialect.ts'
import { reportUnclosedFences } from './fences.ts'
import { readFrontmatter, readYaml } from './frontmatter.ts'
import { parseMarkdown } from './markdown.ts'
import { outlineOf } from './outline.ts'
import { spanOf } from './place.ts'
import { dataIsReadable, frontMatterIsYaml } from './problems.ts'
import type { Entry, Value } from './section.ts'

/** Text to a document; what is wrong with the text is reported, and the rest is read all the same. */
export function parseDocument(source: SourceFile, report: Report): Document {
  const { path } = source
  if (/\.(?:jsonc?|ya?ml)$/i.test(path)) return { kind: 'data', path, source, value: dataOf(source, report) }
  const root = parseMarkdown(source.text)
  const outline = outlineOf(source, root, frontmatterOf(source, root, report))
  reportUnclosedFences(source, outline, report)
  return { kind: 'markdown', path, source, outline }
}

/** JSON is read as YAML, which it is, because the YAML reader knows places. */
function dataOf({ path, text }: SourceFile, report: Report): Value | undefined {
  const { value, errors } = readYaml(text, path, 0)
  const [error] = errors
  if (error !== undefined) {
    report(dataIsReadable, {
      span: error.span,
      message: `The file cannot be read as ${path.endsWith('json') ? 'JSON' : 'YAML'}: ${error.message.replace(/\.$/, '')}`,
      help: 'Mend it, or delete it: what it says about the plan is left out until then.',
    })
  }
  return value
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
