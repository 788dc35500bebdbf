/**
 * How long a task is thought to take, in minutes, where its text says so in a line or a table row of its own:
 * `**Estimated Time:** 1-2 hours`, `estimate: 30m`, `| Effort | 1.5 days |`. Of a range the middle; a day has eight
 * hours, a week five days. `undefined`: it does not say, or not in such words.
 */
export function estimateIn(text: string): number | undefined {
  for (const line of text.split(/\r\n|\r|\n/)) {
    const label = LABEL.exec(line)
    if (label === null) continue
    const minutes = minutesIn(line.slice(label[0].length), unitOf(label.groups?.['unit']))
    if (minutes !== undefined) return minutes
  }
  return undefined
}

const LABEL =
  /^[\s>|*+_-]{0,12}(?:estimate|estimated|estimation|duration|effort|timing)(?:[ _-](?:time|duration|effort|(?<unit>minutes|hours|days|weeks)))?[\s*_]{0,6}[:|]/i

const MINUTES = { m: 1, h: 60, d: 8 * 60, w: 5 * 8 * 60 } as const

function minutesIn(value: string, unit: number | undefined): number | undefined {
  const parts = [...value.matchAll(AMOUNT)].map(({ groups = {} }) => {
    const low = Number(groups['low'])
    const size = unitOf(groups['unit']) ?? unit
    return size === undefined ? Number.NaN : ((low + Number(groups['high'] ?? low)) / 2) * size
  })
  const sum = parts.filter((part) => part > 0).reduce((total, part) => total + part, 0)
  return sum > 0 ? sum : undefined
}

/** `2-3 hours`, `1h 30m`, `~8 min`; a number alone has the unit of its label. */
const AMOUNT =
  /(?<![\w.])(?<low>\d{1,6}(?:\.\d{1,3})?)(?: ?(?:-|–|to) ?(?<high>\d{1,6}(?:\.\d{1,3})?))? ?(?<unit>m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?)?(?![\w.])/gi

function unitOf(word: string | undefined): number | undefined {
  switch (word?.toLowerCase()[0]) {
    case 'm':
      return MINUTES.m
    case 'h':
      return MINUTES.h
    case 'd':
      return MINUTES.d
    case 'w':
      return MINUTES.w
    default:
      return undefined
  }
}
