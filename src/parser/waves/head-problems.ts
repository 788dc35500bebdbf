import { closest } from '../../diagnostics/closest.ts'
import type { Report } from '../../diagnostics/diagnostic.ts'
import { validateWavesPlan } from '../../generated/schemas.js'
import { frontMatterIsFirst, keyIsKnown, noUnclosedFence, tagIsClosed, valueIsExpected } from '../problems.ts'
import { validate } from '../schema.ts'
import type { Entry } from '../section.ts'
import type { Element } from '../tags/tags.ts'
import { textIn } from '../values.ts'
import { type Head, keyIn } from './head.ts'
import { domains, isKnownKey, planKeys } from './keys.ts'
import type { PlanFile } from './plan-file.ts'

/** What is wrong with the front matter and the tags of a plan as they are written. */
export function reportProblems({ head, tags, place }: PlanFile, report: Report): void {
  if (head.place === 'none') {
    report(frontMatterIsFirst, {
      span: head.span,
      message: 'This plan has no front matter: its wave, dependencies and files are not said',
      help: 'Begin the file with `---`, keys such as `wave: 1` and `depends_on: []`, and `---`.',
    })
  }
  if (head.place === 'fence') {
    report(frontMatterIsFirst, {
      span: { ...head.span, end: head.span.start + 3 },
      message: 'The front matter stands in a block of code, where other tools do not find it',
      help: 'Move it to the first line of the file, between two lines of `---`.',
    })
  }
  reportKeys(head.entries, report)
  const span = head.span
  validate(
    validateWavesPlan,
    { kind: 'map', span, entries: canonical(head.entries) },
    valueIsExpected,
    report,
  )
  reportDomain(head, place.project, report)
  reportGuide(head, report)
  for (const element of tags.elements) reportOpen(element, report)
  for (const span of tags.broken) {
    report(tagIsClosed, {
      span,
      message: 'This looks like a tag, and is none: it is read as text',
      help: 'Put the values of attributes into quotes, and end the tag with `>` on the same line.',
    })
  }
  for (const span of tags.openFences) {
    report(noUnclosedFence, {
      span,
      message: 'This code fence is not closed before the tag ends that it stands in',
      help: 'Close it with a line of its own; a fence that holds fences has more marks than they.',
    })
  }
}

/** Ariadna's projects have executors to choose from, and start none for another word; elsewhere it has no effect. */
function reportDomain(head: Head, project: string | undefined, report: Report): void {
  const value = keyIn(head, 'domain')
  const said = textIn(value)?.value
  if (value === undefined || (said !== undefined && domains.has(said.toLowerCase()))) return
  const meant = said === undefined ? undefined : closest(said, [...domains])
  const guess = meant === undefined ? '' : `; \`${meant}\` is meant, perhaps`
  const chooses = project?.endsWith('.ariadna_planning/') === true
  report(valueIsExpected, {
    span: value.span,
    message: `\`domain\` names no executor${chooses ? '' : ': the general one is taken'}${guess}`,
    help: 'Write `backend`, `frontend`, `testing` or `general`.',
    severity: chooses ? 'error' : 'info',
    ...(meant !== undefined &&
      value.kind === 'scalar' &&
      value.span.end - value.span.start === said?.length && {
        fix: {
          safety: 'unsafe' as const,
          title: `Write ${meant}`,
          edits: [{ span: value.span, text: meant }],
        },
      }),
  })
}

/** It is looked for among the user's guides, by its name. */
function reportGuide(head: Head, report: Report): void {
  const value = keyIn(head, 'domain_guide')
  const said = textIn(value)?.value
  if (value === undefined || said === undefined || guideName.test(said)) return
  report(valueIsExpected, {
    span: value.span,
    message: '`domain_guide` names no guide, so nobody is told to read one',
    help: 'Write the name of a file in ~/.claude/guides, such as `backend.md`.',
    severity: 'info',
  })
}

const guideName = /^@?(?:~\/\.claude\/guides\/)?[A-Za-z0-9][\w-]{0,80}\.md$/

/** With underscores: `files-modified` is a spelling of `files_modified`. */
function canonical(entries: readonly Entry[]): readonly Entry[] {
  return entries.map(({ key, value }) => ({ key: { ...key, value: key.value.replaceAll('-', '_') }, value }))
}

function reportKeys(entries: readonly Entry[], report: Report): void {
  const seen = new Map<string, Entry>()
  for (const entry of entries) {
    const { value: key, span } = entry.key
    const earlier = seen.get(key)
    seen.set(key, entry)
    if (earlier !== undefined) {
      report(valueIsExpected, {
        span,
        message: `\`${key}\` is written twice, and only the last one counts`,
        help: 'Delete the one that no longer holds.',
        related: [{ span: earlier.key.span, message: 'the first one is here' }],
      })
    }
    if (key.includes('-') && isKnownKey(key)) {
      report(keyIsKnown, {
        span,
        message: `\`${key}\` is read as \`${key.replaceAll('-', '_')}\``,
        help: `Write \`${key.replaceAll('-', '_')}\`: other tools take no other spelling.`,
        fix: {
          safety: 'safe',
          title: 'Write it with underscores',
          edits: [{ span, text: key.replaceAll('-', '_') }],
        },
      })
    }
    if (isKnownKey(key)) continue
    const meant = closest(key, planKeys)
    report(keyIsKnown, {
      span,
      message: `\`${key}\` is no key of a plan that is known${meant === undefined ? '' : `: \`${meant}\` is meant, perhaps`}`,
      help: 'It is kept as a remark, and has no effect.',
      // A key that was there already would be there twice.
      ...(meant !== undefined &&
        !entries.some((one) => one.key.value === meant) && {
          fix: { safety: 'unsafe' as const, title: `Write ${meant}`, edits: [{ span, text: meant }] },
        }),
    })
  }
}

function reportOpen({ name, tag, closed, children }: Element, report: Report): void {
  if (!closed) {
    report(tagIsClosed, {
      span: tag,
      message: `\`<${name}>\` is never closed`,
      help: `Put \`</${name}>\` where it ends; until then it ends where the next tag begins.`,
    })
  }
  for (const child of children) reportOpen(child, report)
}
