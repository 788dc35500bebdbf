import type { Report } from '../../diagnostics/diagnostic.ts'
import { type Located, located } from '../../source/span.ts'
import { valueIsExpected } from '../problems.ts'
import { textIn, valueAt } from '../values.ts'
import type { Papers } from './companions.ts'
import type { PhaseFiles } from './phases.ts'
import { settingIn } from './settings.ts'

/**
 * The branch that the project wants the work on: its template with the number and the name of the phase, or with those of
 * the milestone that STATE.md names. Nothing where it wants none, nor where no one branch follows: that is said.
 */
export function branchOf(
  papers: Papers,
  phases: readonly PhaseFiles[],
  report: Report,
): Located<string> | undefined {
  const strategy = textIn(settingIn(papers.config, 'branching_strategy', 'git'))
  if (strategy === undefined) return undefined
  switch (strategy.value) {
    case 'phase':
      return phaseBranch(strategy, papers, phases, report)
    case 'milestone':
      return milestoneBranch(strategy, papers, report)
    default:
      return undefined
  }
}

function phaseBranch(
  strategy: Located<string>,
  { config }: Papers,
  phases: readonly PhaseFiles[],
  report: Report,
): Located<string> | undefined {
  const [phase, another] = phases.filter(({ numbered }) => numbered)
  if (phase === undefined) return undefined
  if (another !== undefined) return undecided(strategy, 'these are the plans of several phases', report)
  const template = textIn(settingIn(config, 'phase_branch_template', 'git'))?.value
  const name = (template ?? 'gsd/phase-{phase}-{slug}')
    .replace('{phase}', () => phase.id)
    .replace('{slug}', () => slugged(phase.slug ?? '') || 'phase')
  return usable(located(name, strategy.span), report)
}

function milestoneBranch(
  strategy: Located<string>,
  { config, state }: Papers,
  report: Report,
): Located<string> | undefined {
  const told = state?.outline.frontmatter ?? []
  const milestone = textIn(valueAt(told, 'milestone'))?.value
  if (milestone === undefined) return undecided(strategy, 'STATE.md names no `milestone`', report)
  const template = textIn(settingIn(config, 'milestone_branch_template', 'git'))?.value
  const name = (template ?? 'gsd/{milestone}-{slug}')
    .replace('{milestone}', () => milestone)
    .replace('{slug}', () => slugged(textIn(valueAt(told, 'milestone_name'))?.value ?? '') || 'milestone')
  return usable(located(name, strategy.span), report)
}

function undecided({ span }: Located<string>, why: string, report: Report): undefined {
  report(valueIsExpected, {
    span,
    message: `No branch follows from this: ${why}`,
    help: 'Compile one phase by itself, or name the branch when you run it.',
    severity: 'info',
  })
}

/** What git takes for a branch, and a shell and a table for one word. */
function usable(name: Located<string>, report: Report): Located<string> | undefined {
  const { value } = name
  const isPlain =
    /^[A-Za-z0-9][\w./-]{0,200}$/.test(value) && !/\.\.|\/\/|\/\.|[./]$|\.lock(?:\/|$)/.test(value)
  if (isPlain) return name
  return undecided(name, `${JSON.stringify(value.slice(0, 80))} is no plain name of a branch`, report)
}

function slugged(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
}
