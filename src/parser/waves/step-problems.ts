import { closest } from '../../diagnostics/closest.ts'
import type { Report } from '../../diagnostics/diagnostic.ts'
import type { StepForm } from '../../plan/contract.ts'
import { keyIsKnown } from '../problems.ts'
import type { Section } from '../section.ts'
import type { Element } from '../tags/tags.ts'
import { partNames, taskAttributes } from './grammar.ts'

/** Attributes and parts that have no meaning here are named; their text stays part of the task. */
export function reportUnknown(
  element: Element,
  { structured }: StepForm,
  own: Section,
  report: Report,
): void {
  for (const { name } of element.attributes) {
    if (taskAttributes.includes(name.value)) continue
    const meant = closest(name.value, taskAttributes)
    report(keyIsKnown, {
      span: name.span,
      message: `\`${name.value}\` is no attribute of a task that is known${meant === undefined ? '' : `: \`${meant}\` is meant, perhaps`}`,
      help: 'It is kept as part of the text, and has no effect.',
      ...(meant !== undefined &&
        !element.attributes.some((one) => one.name.value === meant) && {
          fix: {
            safety: 'unsafe' as const,
            title: `Write ${meant}`,
            edits: [{ span: name.span, text: meant }],
          },
        }),
    })
  }
  if (!structured) return
  for (const text of own.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []))) {
    const match = /^<([a-z][\w-]*)>/i.exec(text.plain)
    const name = match?.[1]
    if (match === null || name === undefined) continue
    const meant = closest(name, partNames)
    report(keyIsKnown, {
      span: { ...text.span, end: text.span.start + match[0].length },
      message: `\`<${name}>\` is no part of a task that is known${meant === undefined ? '' : `: \`<${meant}>\` is meant, perhaps`}`,
      help: 'It is kept as part of the text, and has no effect.',
    })
  }
}
