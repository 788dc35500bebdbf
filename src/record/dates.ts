/** `2026-02-03T10:00:00Z` */
export function timestamp(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
}

/** `2026-02-03`, in UTC. */
export function day(seconds: number): string {
  return timestamp(seconds).slice(0, 10)
}

/** `42 s`, `7 min`, `2 h 5 min` */
export function duration(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`
  const minutes = Math.round(seconds / 60)
  const rest = minutes % 60
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h${rest > 0 ? ` ${rest} min` : ''}`
}
