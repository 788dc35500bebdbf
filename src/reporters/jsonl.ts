import { viewsOf } from './diagnostic-json.ts'
import type { Reporter } from './reporter.ts'
import { visibleJson } from './visible.ts'

/** What `json` has in `diagnostics`, each in a line of its own: for streams and `jq`. */
export const jsonl: Reporter = {
  id: 'jsonl',
  report: (account) =>
    viewsOf(account)
      .map((view) => `${visibleJson(JSON.stringify(view))}\n`)
      .join(''),
}
