import type { Finding } from '../../diagnostics/diagnostic.ts'
import type { FileChange, Task } from '../../plan/plan.ts'
import { filesOf } from '../../plan/walk.ts'
import { type HotPlace, hotPlace } from '../hot-files.ts'
import { nameOf, shortNameOf, ticked } from '../naming.ts'
import type { Rule } from '../rule.ts'
import { saysNeeds } from '../silence.ts'

/** Each write is held against no more earlier ones than these. */
const most = 50

export const noParallelHotFile: Rule = {
  code: 'PC308',
  name: 'no-parallel-hot-file',
  severity: 'warning',
  checklist: false,
  summary: 'Tasks that may run at the same time do not both change dependencies, nor both add migrations.',
  *check({ tasks, graph }) {
    const places = new Map<string, Hot[]>()
    for (const hot of tasks.flatMap(hotWrites)) {
      const before = places.get(`${hot.place.kind} ${hot.place.key}`) ?? []
      places.set(`${hot.place.kind} ${hot.place.key}`, [...before.slice(-most), hot])
      const other = before.find((one) => {
        if (one.task === hot.task || one.file.path === hot.file.path) return false
        if (!saysNeeds(one.task) || !saysNeeds(hot.task)) return false
        if (one.task.wave !== undefined && one.task.wave.value !== hot.task.wave?.value) return false
        return !graph.ordered(one.task.id, hot.task.id)
      })
      if (other !== undefined) yield clash(other, hot)
    }
  },
}

interface Hot {
  readonly task: Task
  readonly file: FileChange
  readonly place: HotPlace
}

/** One of each place: a task that writes manifest and lock file has both in its hands. */
function hotWrites(task: Task): readonly Hot[] {
  const found = new Map<string, Hot>()
  for (const file of filesOf(task)) {
    const place = file.kind === 'file' && file.mode !== 'delete' ? hotPlace(file.path) : undefined
    if (place !== undefined && !found.has(place.key)) found.set(place.key, { task, file, place })
  }
  return [...found.values()]
}

function clash(earlier: Hot, later: Hot): Finding {
  const names = `${nameOf(earlier.task)} and ${nameOf(later.task)}`
  const files = `${ticked(earlier.file.path)} and ${ticked(later.file.path)}`
  const both = later.place.kind === 'manifest' ? 'change the dependencies' : 'add a migration'
  return {
    span: later.file.span,
    message: `${names} both ${both} (${files}), and may run at the same time`,
    related: [{ span: earlier.file.span, message: `${nameOf(earlier.task)} does it here` }],
    help:
      later.place.kind === 'manifest'
        ? `Let ${shortNameOf(later.task)} depend on ${shortNameOf(earlier.task)}, or install what both need in a task before them: the package manager writes manifest and lock file together.`
        : `Let ${shortNameOf(later.task)} depend on ${shortNameOf(earlier.task)}: two that pick the next number at once pick the same one.`,
  }
}
