import { leadsOutside, normalisePath } from '../../plan/paths.ts'
import { filesOf } from '../../plan/walk.ts'
import { nameOf, ticked } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const noPathOutside: Rule = {
  code: 'PC303',
  name: 'no-path-outside',
  severity: 'error',
  checklist: false,
  summary: 'A task writes within the repository.',
  *check({ tasks }) {
    for (const task of tasks) {
      for (const { path, span } of filesOf(task)) {
        const normal = normalisePath(path)
        if (!leadsOutside(normal)) continue
        const slip = isSlip(normal)
        yield {
          span,
          message: `${nameOf(task)} writes ${ticked(path)}, which ${slip ? 'begins at the root of the disk' : 'lies outside the repository'}`,
          ...(slip && { severity: 'warning' as const }),
          help: 'Give the path from the root of the repository, without a leading `/`, `~` or `..`.',
        }
      }
    }
  },
}

/** `/src/app/page.tsx` is a slip; `/etc/hosts` and `/home/x` are meant. */
function isSlip(path: string): boolean {
  return path.startsWith('/') && !system.test(path)
}

const system =
  /^\/(?:Applications|Library|System|Users|Volumes|bin|boot|data|dev|etc|home|lib|media|mnt|nix|opt|private|proc|root|run|sbin|srv|sys|tmp|usr|var)(?:\/|$)/
