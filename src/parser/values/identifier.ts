/** What an author may call a unit, in the languages that plans are written in; longest first where one begins another. */
export const unitWords =
  'Phase|Stage|Wave|Step|Milestone|Sprint|Task|Unit|Iteration|Epic|Batch|Étape|Tâche|Etapa|Fase|Tarea|Tarefa|Schritt|Aufgabe|' +
  'Этап|Задача|Шаг|阶段|任务|步骤|フェーズ|タスク|ステップ'

/** `0`, `3`, `1.5`, `7a`, `1B`, `A`, `B4b`: as in a heading, never followed by more of a word or number. */
export const number = String.raw`(?:\d+(?:\.\d+)*[A-Za-z]?|[A-Z]\d*(?:\.\d+)*[a-z]?)(?![\w.]*\w)`

/** `TASK-184`, `AUTH-1`, `E3-T1`: the name of a ticket. */
export const ticket = String.raw`[A-Z][A-Z0-9]*(?:-[A-Z]?\d+)+[a-z]?(?![\w-])`

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
