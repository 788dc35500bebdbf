import type { Section } from '../section.ts'

const homes = /^\W*(?:implementation |execution )?tasks?(?: (?:list|details|breakdown|index|overview))?\W*$/i

/** A section that is called a task list. */
export function isHome({ heading }: Section): boolean {
  return homes.test(heading?.plain ?? '')
}
