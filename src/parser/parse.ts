import type { Report } from '../diagnostics/diagnostic.ts'
import type { SourceFile } from '../source/source-file.ts'
import type { Document, YamlReader } from './dialect.ts'
import { reportUnclosedFences } from './fences.ts'
import { reportHazards } from './hazards/hazards.ts'
import { reportHiddenCharacters } from './hazards/hidden-characters.ts'
import { parseMarkdown } from './markdown.ts'
import { outlineOf } from './outline.ts'
import { spanOf } from './place.ts'
import { dataIsReadable, frontMatterIsYaml } from './problems.ts'
import type { Entry, Value } from './section.ts'
import { suppressionsOf } from './suppressions.ts'

/** Text to a document; what is wrong with the text is reported, and the rest is read all the same. */
export function parseDocument(written: SourceFile, report: Report, yaml: YamlReader | undefined): Document {
  reportHiddenCharacters(written, report)
  const source = withLineFeeds(written)
  const { path } = source
  if (isData(path)) return { kind: 'data', path, source, value: dataOf(source, report, yaml) }
  const root = parseMarkdown(source.text)
  const outline = outlineOf(source, root, frontmatterOf(source, root, { report, yaml }))
  reportUnclosedFences(source, outline, report)
  reportHazards(source, root, report)
  const suppressions = suppressionsOf(source, root, report)
  return { kind: 'markdown', path, source, outline, suppressions, yaml }
}

/** The same offsets, and `\n` where a lone `\r` ends a line: who reads lines need not know of it. */
function withLineFeeds(source: SourceFile): SourceFile {
  const { text } = source
  return text.includes('\r') ? { ...source, text: text.replace(/\r(?!\n)/g, '\n') } : source
}

function isData(path: string): boolean {
  return /\.(?:jsonc?|ya?ml)$/i.test(path)
}

/** Front matter, a fence of YAML, a section of checkpoints, a data file: else the YAML reader need not be loaded. */
export function mayHoldYaml({ path, text }: SourceFile): boolean {
  return (
    isData(path) ||
    text.startsWith('---') ||
    /^[^\S\n]*(?:`{3,}|~{3,})[^\S\n]*ya?ml\b|execution checkpoints/im.test(text)
  )
}

/** JSON is read as YAML, which it is, because the YAML reader knows places. */
function dataOf({ path, text }: SourceFile, report: Report, yaml: YamlReader | undefined): Value | undefined {
  const { value, errors = [] } = yaml?.readYaml(text, path, 0) ?? {}
  const [error] = errors
  if (error !== undefined) {
    report(dataIsReadable, {
      span: error.span,
      // The reader of YAML tells what is wrong in words of YAML.
      message: path.endsWith('json')
        ? 'The file is no JSON from here on'
        : `The file cannot be read as YAML: ${error.message.replace(/\.$/, '')}`,
      help: 'Mend it, or delete it: what it says about the plan is left out until then.',
    })
  }
  return value
}

function frontmatterOf(
  source: SourceFile,
  root: ReturnType<typeof parseMarkdown>,
  { report, yaml }: { readonly report: Report; readonly yaml: YamlReader | undefined },
): readonly Entry[] {
  const [first] = root.children
  if (first?.type !== 'yaml' || yaml === undefined) return []
  const offset = source.text.indexOf('\n', spanOf(source, first).start) + 1
  const { entries, errors } = yaml.readFrontmatter(first.value, source.path, offset)
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
