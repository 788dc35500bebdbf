import type { MarkdownDocument } from './dialect.ts'

/** What tells of work that was done, or thinks about it, is full of phases and tasks too. */
const names =
  /^(?:completion|design|execution-(?:log|status)|handoff|impl|lead|operational-report|report|research|retrospective|state|summary|uat|verification)$/i
/** Capitals mark the kind of a file: `03-02-SUMMARY.md`; in small letters they may be what a plan is about. */
const kinds = /[-._](?:SUMMARY|RESEARCH|VERIFICATION|VALIDATION|UAT|REVIEW|RETROSPECTIVE|LOG|REPORT)$/
const executions = /^(?:\d{4}-\d{2}(?:-\d{2})?[ .-]+)?execution-of-|[-.]plan-execution-log$/i
const folders = /(?:^|\/)(?:code-reviews?|logs?|reviews?)\/[^/]*$/i
/** How one task of a plan was thought out, in a folder of its own. */
const ofTasks = /(?:^|\/)tasks\/task-\d+\/plan\.md$/i

/** What tells of the phases of a project whose plans are files of their own. */
export function isRoadmap(path: string): boolean {
  return /(?:^|\/)\.(?:ariadna_)?planning\/ROADMAP\.md$/i.test(path)
}

/** Whether a file stands next to plans and is none, by its name, its folder or its front matter. */
export function isRecord({ path, outline: { frontmatter } }: MarkdownDocument): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.(?:md|markdown)$/i, '')
  if (names.test(name) || kinds.test(name) || executions.test(name) || ofTasks.test(path)) return true
  if (folders.test(path) && !/plan/i.test(name)) return true
  const keys = new Set(frontmatter.map(({ key }) => key.value))
  return keys.has('plan_file') && (keys.has('stop_reason') || keys.has('completed') || keys.has('duration'))
}
