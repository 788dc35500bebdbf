import type { Project } from '../../plan/contract.ts'
import { located } from '../../source/span.ts'
import type { Document, MarkdownDocument } from '../dialect.ts'
import type { Section, Text, Value } from '../section.ts'
import { trimmed } from '../text.ts'
import { booleanIn, entriesIn, textIn, valueAt } from '../values.ts'
import type { Papers } from './companions.ts'
import { sectionsOf } from './sketch.ts'

/** What the configuration, the state and the verification say about the run. */
export function projectOf({ config, state, verifications }: Papers): Project {
  const parallelization = settingIn(config, 'parallelization')
  const most = textIn(valueAt(entriesIn(parallelization), 'max_concurrent_agents'))
  return {
    phase: state && positionIn(state, /^(?:current )?phase$/),
    plan: state && positionIn(state, /^(?:current )?plan$/),
    parallel: booleanIn(parallelization) ?? booleanIn(valueAt(entriesIn(parallelization), 'enabled')),
    mostAgents: most && /^\d+$/.test(most.value) ? located(Number(most.value), most.span) : undefined,
    ...wishesIn(config),
    verdict: verifications.map(verdictOf).find((verdict) => verdict !== undefined),
  }
}

/** Flat, or below a key of its own, which is `planning` for most. */
export function settingIn(config: Document | undefined, key: string, holder = 'planning'): Value | undefined {
  const entries = config?.kind === 'data' ? entriesIn(config.value) : []
  return valueAt(entries, key) ?? valueAt(entriesIn(valueAt(entries, holder)), key)
}

/** Only what is said. */
function wishesIn(config: Document | undefined): Pick<Project, 'verifier' | 'team'> {
  const verifier = booleanIn(settingIn(config, 'verifier', 'workflow'))
  const team =
    booleanIn(settingIn(config, 'team_execution')) ??
    booleanIn(valueAt(entriesIn(settingIn(config, 'execution')), 'team'))
  return { ...(verifier && { verifier }), ...(team && { team }) }
}

/** `Phase: 3 of 8 (Feed)`, `**Current Plan:** 2`. */
function positionIn({ outline }: MarkdownDocument, key: RegExp): Project['phase'] {
  for (const section of sectionsOf(outline)) {
    const text = fieldText(section, key)
    const own = text && trimmed(text)
    if (own !== undefined) return located(own.plain.replace(/\s+/g, ' ').trim(), own.span)
  }
  return undefined
}

function fieldText({ fields }: Section, key: RegExp): Text | undefined {
  return fields.find((field) => key.test(field.key))?.text
}

/** What a verification says in its front matter. */
export function verdictOf({ outline }: MarkdownDocument): Project['verdict'] {
  const said = textIn(valueAt(outline.frontmatter, 'status'))
  switch (said?.value) {
    case 'passed':
    case 'gaps_found':
    case 'human_needed':
      return located(said.value, said.span)
    default:
      return undefined
  }
}
