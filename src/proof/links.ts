import type { Link } from '../plan/contract.ts'
import type { Checked } from '../plan/judgement.ts'
import { normalisePath } from '../plan/paths.ts'
import type { Task } from '../plan/plan.ts'
import type { Evidence } from './evidence.ts'
import { standingFault } from './files.ts'
import { patternOf } from './pattern.ts'
import { namesFile } from './promises.ts'

/** The parts that a contract says are connected: its pattern is found in one of the two. */
export function checkLinks(task: Task, evidence: Evidence): readonly Checked[] {
  return (task.contract?.links ?? []).map((link) => checkLink(link, evidence))
}

function checkLink({ from, to, pattern }: Link, evidence: Evidence): Checked {
  const seen = (state: Checked['state'], reason?: string): Checked => ({
    kind: 'link',
    subject: `${from.value} → ${to.value}`,
    state,
    reason,
    span: pattern?.span ?? from.span,
  })
  if (pattern === undefined) return seen('unchecked', 'has no pattern to look for')
  const compiled = patternOf(pattern.value)
  if ('refusal' in compiled) return seen('unchecked', `has a pattern that ${compiled.refusal}`)
  const files = [from.value, to.value].filter(namesFile).map(normalisePath)
  if (files.length === 0) return seen('unchecked', 'names no file to look into')
  const texts: string[] = []
  for (const path of files) {
    const fault = standingFault(evidence.at(path))
    if (fault !== undefined) return seen('failed', `cannot be: ${path} ${fault}`)
    texts.push(evidence.text(path) ?? '')
  }
  const answers = texts.map((text) => compiled.test(text))
  if (answers.includes(true)) return seen('proven')
  if (answers.includes(undefined))
    return seen('unchecked', 'has a pattern that is too much for so long a text')
  return seen('failed', `is not found: nothing in ${files.join(' or ')} matches \`${pattern.value}\``)
}
