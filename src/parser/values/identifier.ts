/** What an author may call a unit, in the languages that plans are written in; longest first where one begins another. */
export const unitWords =
  'Phase|Stage|Wave|Step|Milestone|Sprint|Task|Unit|Iteration|Epic|Batch|Étape|Tâche|Etapa|Fase|Tarea|Tarefa|Schritt|Aufgabe|' +
  'Этап|Задача|Шаг|阶段|任务|步骤|フェーズ|タスク|ステップ'

/** `0`, `3`, `1.5`, `7a`, `1B`, `A`, `B4b`: as in a heading, never followed by more of a word or number. */
export const number = String.raw`(?:\d+(?:\.\d+)*[A-Za-z]?|[A-Z]\d*(?:\.\d+)*[a-z]?)(?![\w.]*\w)`

/** `TASK-184`, `AUTH-1`, `E3-T1`: the name of a ticket. */
export const ticket = String.raw`[A-Z][A-Z0-9]*(?:-[A-Z]?\d+)+[a-z]?(?![\w-])`

/** `第一阶段`, `第12阶段`: number before word, as Chinese and Japanese have it. */
export const ordinal = String.raw`第\s*(?<count>[〇零一二两三四五六七八九十百]{1,5}|\d{1,3})\s*(?<kind>阶段|步骤?|任务|フェーズ|段階|ステップ|タスク)`

const digits = '零一二三四五六七八九'

/** `十二` is 12; digits stay. */
export function countOf(written: string): number {
  if (/^\d+$/.test(written)) return Number(written)
  let sum = 0
  let last = 0
  for (const sign of written.replace(/〇/g, '零').replace(/两/g, '二')) {
    const unit = sign === '十' ? 10 : sign === '百' ? 100 : 0
    if (unit > 0) sum += unit * (last === 0 ? 1 : last)
    last = unit > 0 ? 0 : digits.indexOf(sign)
  }
  return sum + last
}

/** One form for `1.5`, `1_5`; `A` and `a` name one unit. */
export function normalId(id: string): string {
  return id.replaceAll('_', '.').toLowerCase()
}

/** Whether `id` is a lettered part of `family`: `3a` of `3`. */
export function isPartOf(id: string, family: string): boolean {
  return id.length === family.length + 1 && id.startsWith(family) && /\d[a-z]$/.test(id)
}

/** By number part by part, then by letter: 1 < 1.5 < 2 < 2a < 2b < 10. */
export function compareIds(a: string, b: string): number {
  const left = partsOf(a)
  const right = partsOf(b)
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const x = left[index]
    const y = right[index]
    if (x === undefined) return -1
    if (y === undefined) return 1
    if (x === y) continue
    if (typeof x === 'number' && typeof y === 'number') return x - y
    return String(x) < String(y) ? -1 : 1
  }
  return 0
}

function partsOf(id: string): readonly (number | string)[] {
  return (id.match(/\d+|[a-z]+/gi) ?? []).map((part) => (/^\d/.test(part) ? Number(part) : part))
}
