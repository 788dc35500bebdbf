import type { Step } from '../../plan/plan.ts'
import type { StepSketch } from './sketch.ts'
import { formOf } from './step-form.ts'
import { type Parts, partsOf, type StepReading } from './step-parts.ts'
import { reportUnknown } from './step-problems.ts'
import { criteriaOf, filesOf, needsOf, verificationOf } from './step-values.ts'

/** Reads the steps of a plan. */
export function readSteps(sketches: readonly StepSketch[], reading: StepReading): readonly Step[] {
  const found = sketches.map((sketch) => partsOf(sketch, reading.source))
  const ids = idsOf(found.map(({ id }) => id))
  return found.map((parts, index) => readStep(parts, `${reading.plan}/${ids[index] ?? ''}`, reading))
}

/** Written numbers stand, the later of two alike with `#2`; a step without one gets its place, or the next free number. */
function idsOf(written: readonly (string | undefined)[]): readonly string[] {
  const taken = new Set<string>()
  const counts = new Map<string, number>()
  const named = written.map((id) => {
    if (id === undefined) return undefined
    let count = counts.get(id) ?? 1
    let own = count === 1 ? id : `${id}#${count}`
    while (taken.has(own)) own = `${id}#${++count}`
    counts.set(id, count + 1)
    taken.add(own)
    return own
  })
  let next = 1
  return named.map((id, index) => {
    if (id !== undefined) return id
    let own = String(index + 1)
    for (; taken.has(own); next++) own = String(next)
    taken.add(own)
    return own
  })
}

function readStep(parts: Parts, id: string, reading: StepReading): Step {
  const { source, report } = reading
  const { title, word, heading, span, element, elements, own, checked } = parts
  const form = formOf(parts, source)
  if (element !== undefined) reportUnknown(element, form, own, report)
  return {
    kind: 'step',
    id,
    word,
    title,
    heading,
    span,
    owner: undefined,
    goal: undefined,
    needs: needsOf(parts, reading),
    files: filesOf(parts, form, reading),
    criteria: criteriaOf(elements, own, source),
    blastRadius: undefined,
    status: undefined,
    verification: verificationOf(elements, own, source),
    checked,
    form,
  }
}
