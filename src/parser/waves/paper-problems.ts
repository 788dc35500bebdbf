import type { Report } from '../../diagnostics/diagnostic.ts'
import {
  validateWavesConfig,
  validateWavesSummary,
  validateWavesVerification,
} from '../../generated/schemas.js'
import type { MarkdownDocument } from '../dialect.ts'
import { recordHasPlan, valueIsExpected } from '../problems.ts'
import { validate } from '../schema.ts'
import type { Value } from '../section.ts'
import type { Papers } from './companions.ts'
import type { PhaseFiles } from './phases.ts'
import type { RoadmapPhase } from './roadmap.ts'

/** What is wrong with the files round the plans. */
export function reportPapers({ summaries, verifications, config }: Papers, report: Report): void {
  for (const document of summaries) {
    const value = frontMatterOf(document)
    if (value !== undefined) validate(validateWavesSummary, value, valueIsExpected, report)
  }
  for (const document of verifications) {
    const value = frontMatterOf(document)
    if (value !== undefined) validate(validateWavesVerification, value, valueIsExpected, report)
  }
  if (config?.kind === 'data' && config.value !== undefined) {
    validate(validateWavesConfig, config.value, valueIsExpected, report)
  }
}

function frontMatterOf({ path, outline: { frontmatter } }: MarkdownDocument): Value | undefined {
  const [first] = frontmatter
  if (first === undefined) return undefined
  return { kind: 'map', span: { ...first.key.span, path }, entries: frontmatter }
}

/** A plan that the roadmap lists and the folder of its phase does not hold. */
export function reportListed(phase: PhaseFiles, told: RoadmapPhase, report: Report): void {
  const names = new Set(phase.files.flatMap(({ id, place }) => [id.toLowerCase(), place.stem.toLowerCase()]))
  for (const { value, span } of told.plans) {
    const stem = value.replace(/(?:-PLAN)?(?:\.md)?$/i, '').toLowerCase()
    const short = /^\d+[a-z]?(?:\.\d+)*-\d+[a-z]?/i.exec(stem)?.[0] ?? stem
    if (names.has(stem) || names.has(short)) continue
    report(recordHasPlan, {
      span,
      message: `\`${value}\` is listed here, and the folder of phase ${told.number} has no such plan`,
      help: 'Write the plan, or take it out of the list.',
      severity: 'info',
    })
  }
}
