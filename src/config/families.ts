/** What the rules of a family look at, by the beginning of their codes. */
export const families = [
  ['PC0', 'the text itself'],
  ['PC1', 'what a plan and its tasks say'],
  ['PC2', 'what waits for what'],
  ['PC3', 'what is written'],
  ['PC4', 'who does it'],
  ['PC5', 'how it is proven'],
] as const
