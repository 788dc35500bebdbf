import type { Document, MarkdownDocument } from '../dialect.ts'
import type { Section } from '../section.ts'
import { chaptersOf } from './chapters.ts'
import { readLadderHeading } from './heading.ts'
import type { Form } from './sketch.ts'

/** Where a file of a workstream stands. Folders end in `/`; the one at the host's root is empty. */
export interface Place {
  readonly form: Form
  /** `work/017-rate-limiter/`. */
  readonly stream: string
  /** What holds all streams: `work/`. */
  readonly work: string
  /** What holds the folders of all stages: `work/018-cache/stages/`. */
  readonly stages: string
  /** The folder of a stage's own file: `02`, `02-r1`. */
  readonly stage: string | undefined
}

const stageFile = /^(?<stream>.*\/)?stages\/(?<stage>\d+(?:-r\d+)?)\/PLAN\.md$/
/** `01/PLAN.md` and `PLAN.md`: a stage that is seen from inside its stream. */
const insideStages = /^(?<up>(?:\.\.\/)*)(?:(?<stage>\d+(?:-r\d+)?)\/)?PLAN\.md$/

export function placeOf(document: MarkdownDocument): Place {
  const { path } = document
  const form = formOf(document)
  const whole = stageFile.exec(path)?.groups
  const inside = whole === undefined && form === 'stage' ? insideStages.exec(path)?.groups : undefined
  const stream = whole?.['stream'] ?? (inside ? streamAbove(inside) : whole ? '' : folderOf(path))
  return {
    form,
    stream,
    work: above(stream),
    stages: inside === undefined ? `${stream}stages/` : stream.slice('../'.length),
    stage: (whole ?? inside)?.['stage'] ?? stageInTitle(document, form),
  }
}

function streamAbove({ up = '', stage }: Readonly<Record<string, string | undefined>>): string {
  return stage === undefined ? `${up}../../` : `${up}../`
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

function above(folder: string): string {
  if (folder === '' || /(?:^|\/)\.\.\/$/.test(folder)) return `${folder}../`
  return folderOf(folder.slice(0, -1))
}

/** The other files of a stream, as globs. */
export function companionsOf(document: MarkdownDocument): readonly string[] {
  const { form, stream, work, stages } = placeOf(document)
  const [own, all, each, here] = [stream, work, stages, folderOf(document.path)].map(escaped)
  const sides = form === 'stage' ? ['README.md', 'REQUIREMENTS.md'] : ['PLAN.md', 'TASKS.md']
  return [
    ...sides.map((name) => `${own}${name}`),
    `${own}threads.json`,
    `${own}tasks.json`,
    `${own}threads/*/WORK.md`,
    `${each}*/threads/*/WORK.md`,
    ...(form === 'stage' ? [`${each}*/PLAN.md`, `${each}*/REQUIREMENTS.md`] : []),
    ...(form === 'stage' ? [`${here}threads/*/WORK.md`, `${here}REQUIREMENTS.md`] : []),
    `${all}index.json`,
    `${all}agents.yaml`,
  ]
}

/** A folder may be called `[id]`. */
function escaped(folder: string): string {
  return folder.replace(/[[\]{}()*?!]/g, '\\$&')
}

/** By what stands in it; the path decides only where a stage has a file of its own. */
export function formOf({ path, outline }: MarkdownDocument): Form {
  const title = titleOf(outline)
  if (/^\s*tasks\s*:/i.test(title)) return 'tasks'
  if (stageFile.test(path) && !/^\s*plan\s*:/i.test(title)) return 'stage'
  if (/^\s*stage\s+\d/i.test(title) && chaptersOf(outline).some((one) => isLike(one, /^\s*batches\b/i)))
    return 'stage'
  return 'plan'
}

function stageInTitle({ outline, source }: MarkdownDocument, form: Form): string | undefined {
  const top = outline.children.find(({ level }) => level === 1)?.heading
  return form === 'stage' && top !== undefined ? readLadderHeading(top, source.text)?.id : undefined
}

function titleOf({ children }: Section): string {
  return children.find(({ level }) => level === 1)?.heading?.plain ?? ''
}

function isLike({ heading }: Section, name: RegExp): boolean {
  return heading !== undefined && name.test(heading.plain)
}

/** How sure we are that a document is a workstream: threads and batches are headed in no other dialect. */
export function certainty(document: Document): number {
  if (document.kind !== 'markdown') return 0
  const { outline, source } = document
  const found = wordsIn(outline, source.text)
  const chapters = chaptersOf(outline)
  const titled = /^\s*(?:plan|tasks)\s*:/i.test(titleOf(outline))
  const staged = chapters.some((one) => isLike(one, /^\s*stages\b/i))
  const areas = chapters.some(({ children }) => children.some((stage) => stage.children.some(isArea)))
  if (found.has('Thread')) return titled || staged || found.has('Batch') ? 0.97 : 0
  if (titled && staged && areas) return 0.95
  return stageFile.test(document.path) && chapters.some((one) => isLike(one, /^\s*batches\b/i)) ? 0.95 : 0
}

function isArea({ heading }: Section): boolean {
  return heading !== undefined && /\b(?:constitution|batches)\b/i.test(heading.plain)
}

function wordsIn(section: Section, source: string): ReadonlySet<string> {
  const found = new Set<string>()
  const visit = ({ heading, children }: Section) => {
    const word = heading && readLadderHeading(heading, source)?.word
    if (word !== undefined) found.add(word)
    for (const child of children) visit(child)
  }
  visit(section)
  return found
}
