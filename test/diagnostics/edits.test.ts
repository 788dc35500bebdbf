import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { chooseFixes, edited } from '../../src/diagnostics/edits.ts'
import type { Fix, TextEdit } from '../../src/diagnostics/fix.ts'

const by = { code: 'PC999', name: 'no-test', severity: 'error', summary: 'A test.' } as const

function edit(start: number, end: number, text: string): TextEdit {
  return { span: { path: 'plan.md', start, end }, text }
}

function finding(safety: Fix['safety'], ...edits: readonly TextEdit[]): Diagnostic {
  const span = edits[0]?.span ?? { path: 'plan.md', start: 0, end: 0 }
  const fix: Fix = { safety, title: 'Mend', edits }
  const said = {
    message: 'It is wrong',
    help: undefined,
    related: [],
    subject: undefined,
    steps: [],
    unit: undefined,
  }
  return { by, severity: 'error', span, fix, ...said }
}

const safe = new Set<Fix['safety']>(['safe'])

describe('fixes that are chosen', () => {
  test('are those of the allowed kinds', () => {
    const all = [finding('safe', edit(0, 1, 'a')), finding('unsafe', edit(4, 5, 'b'))]
    expect(chooseFixes(all, safe).mended).toEqual([all[0]])
    expect(chooseFixes(all, new Set(['safe', 'unsafe'])).mended).toEqual(all)
  })

  test('do not touch each other; what is put in at one place has no order', () => {
    const first = finding('safe', edit(2, 6, 'a'))
    expect(chooseFixes([first, finding('safe', edit(5, 8, 'b'))], safe).mended).toEqual([first])
    expect(chooseFixes([first, finding('safe', edit(6, 8, 'b'))], safe).mended).toEqual([first])
    expect(chooseFixes([first, finding('safe', edit(7, 8, 'b'))], safe).mended).toHaveLength(2)
    expect(
      chooseFixes([finding('safe', edit(3, 3, 'a')), finding('safe', edit(3, 3, 'b'))], safe).mended,
    ).toHaveLength(1)
  })

  test('are whole: one edit in the way keeps all of its fix back', () => {
    const whole = finding('safe', edit(20, 21, 'x'), edit(3, 4, 'x'))
    const { mended, edits } = chooseFixes([finding('safe', edit(2, 6, 'a')), whole], safe)
    expect(mended).toHaveLength(1)
    expect(edits.get('plan.md')).toHaveLength(1)
  })

  test('may ask for the same edit', () => {
    const { mended, edits } = chooseFixes(
      [finding('safe', edit(2, 6, 'a')), finding('safe', edit(2, 6, 'a'))],
      safe,
    )
    expect(mended).toHaveLength(2)
    expect(edits.get('plan.md')).toHaveLength(1)
  })
})

describe('a text that is edited', () => {
  test('changes in the given ranges and nowhere else', () => {
    const ranges = fc.array(
      fc.tuple(fc.nat(9), fc.nat(9), fc.string({ unit: fc.constantFrom('x', 'y', '|') })),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 0, maxLength: 200 }), ranges, (text, wanted) => {
        let at = 0
        const edits = wanted.flatMap(([gap, length, put]) => {
          const [start, end] = [at + gap, at + gap + length]
          at = end + 1
          return end <= text.length ? [edit(start, end, put)] : []
        })
        const kept = (all: string, cut: readonly (readonly [number, number])[]) =>
          cut.reduceRight((rest, [start, end]) => rest.slice(0, start) + rest.slice(end), all)
        let shift = 0
        const after = edits.map(({ span, text: put }): [number, number] => {
          const start = span.start + shift
          shift += put.length - (span.end - span.start)
          return [start, start + put.length]
        })
        const before = edits.map(({ span }): [number, number] => [span.start, span.end])
        expect(kept(edited(text, edits), after)).toBe(kept(text, before))
      }),
    )
  })

  test('keeps its way of ending lines', () => {
    expect(edited('a\r\nb\r\n', [edit(3, 3, 'x\n')])).toBe('a\r\nx\r\nb\r\n')
    expect(edited('a\rb', [edit(1, 1, '\nx')])).toBe('a\rx\rb')
  })
})
