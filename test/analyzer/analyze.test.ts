import { describe, expect, test } from 'vitest'
import { analyze, strict } from '../../src/analyzer/analyze.ts'
import type { Rule } from '../../src/analyzer/rule.ts'
import { rules } from '../../src/analyzer/rules/index.ts'
import type { Severity } from '../../src/diagnostics/diagnostic.ts'
import { noWorkspace } from '../../src/plan/workspace.ts'
import { builder } from '../support/build-plan.ts'

function ruleThatSays(severity: Severity, checklist: boolean, own?: Severity): Rule {
  return {
    code: 'PC999',
    name: 'no-friday',
    severity,
    checklist,
    summary: 'No plan is run on a Friday.',
    *check({ plan }) {
      yield { span: plan.span, message: 'It is Friday', ...(own && { severity: own }) }
    },
  }
}

function severityOf(rule: Rule): Severity | undefined {
  return analyze(builder().plan([]), [rule], noWorkspace).diagnostics[0]?.severity
}

describe('strict', () => {
  test.each([
    ['a rule of the checklist is an error', ruleThatSays('info', true), 'error'],
    [
      'what it finds less grave than usual rises by one step',
      ruleThatSays('warning', true, 'info'),
      'warning',
    ],
    ['what it finds more grave than usual, too', ruleThatSays('info', true, 'warning'), 'error'],
    ['another rule stays as it is', ruleThatSays('info', false), 'info'],
    ['with what it finds', ruleThatSays('error', false, 'warning'), 'warning'],
  ] as const)('%s', (_, rule, severity) => {
    const [raised = rule] = strict([rule])
    expect(severityOf(raised)).toBe(severity)
  })
})

test('every finding is signed by its rule', () => {
  const rule = ruleThatSays('warning', false)
  const [diagnostic] = analyze(builder().plan([]), [rule], noWorkspace).diagnostics
  expect(diagnostic).toMatchObject({ by: rule, severity: 'warning', message: 'It is Friday', related: [] })
})

test('rules say the same again, and in any order', () => {
  const { plan, task, gate, group } = builder()
  const tangled = plan([
    task('1', { needs: ['2', '9'], files: ['a.ts', '/etc/x'] }),
    task('2', { needs: ['1'], files: ['a.ts', 'src/'] }),
    group('3', 'parallel', [task('4', { files: ['src/b.ts'] }), task('5', { needs: ['4?'] })], ['1']),
    gate('6', ['3']),
    task('1#2', { owner: 'human' }),
  ])
  const said = (order: readonly Rule[]) => {
    return analyze(tangled, order, noWorkspace)
      .diagnostics.map(({ by, message, span }) => `${by.code} ${span.start} ${message}`)
      .sort()
  }
  expect(said(rules.toReversed())).toEqual(said(rules))
  expect(said(rules)).toEqual(said(rules))
  expect(said(rules).length).toBeGreaterThan(8)
})
