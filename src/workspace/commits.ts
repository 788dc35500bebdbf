import type { Commit } from '../proof/evidence.ts'

/** What git is asked so that `readCommits` understands it: a header that begins with the character 1, then paths. */
export const COMMIT_FORMAT = [
  '-z',
  '--name-only',
  '--no-renames',
  '--no-merges',
  '--relative',
  '--no-ext-diff',
  '--no-textconv',
  '--no-show-signature',
  `--format=%x01%H%x02%s%x02${trailers('Plan-Task')}%x02${trailers('Plan')}`,
]

function trailers(key: string): string {
  return `%(trailers:key=${key},valueonly,separator=%x03)`
}

/** The newest first. */
export function readCommits(text: string): readonly Commit[] {
  const commits: (Commit & { readonly files: string[] })[] = []
  for (const part of text.split('\0')) {
    const header = HEADER.exec(part)
    const [, id, subject = '', tasks = '', plans = ''] = header ?? []
    if (id !== undefined) commits.push({ id, subject, tasks: listIn(tasks), plans: listIn(plans), files: [] })
    else if (part.trim() !== '') commits.at(-1)?.files.push(part.replace(/^\n/, ''))
  }
  return commits
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these separate the parts
const HEADER = /^\n?\x01([0-9a-f]{40,64})\x02([^\x02]*)\x02([^\x02]*)\x02([^\x02]*)$/

function listIn(text: string): readonly string[] {
  return text
    .split('\x03')
    .map((value) => value.trim())
    .filter((value) => value !== '')
}
