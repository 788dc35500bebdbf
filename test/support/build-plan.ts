import type {
  Claim,
  FileChange,
  Gate,
  Group,
  Node,
  Plan,
  Reference,
  Step,
  Task,
  Work,
} from '../../src/plan/plan.ts'
import { type Located, located, type SourceSpan } from '../../src/source/span.ts'

/** What a test says about a unit; all else its author did not say. `'4?'` among the needs is a soft one. */
export interface Said {
  readonly title?: string
  readonly owner?: string
  readonly needs?: readonly string[]
  readonly files?: readonly string[]
  readonly steps?: readonly Step[]
}

/** Builds plans whose places count up as a text's do: make the parts in the order of the text. */
export function builder() {
  let offset = 0
  const place = (): SourceSpan => ({ path: 'plan.md', start: offset++, end: offset })
  const at = <T>(value: T): Located<T> => located(value, place())

  const reference = (written: string): Reference => ({
    id: written.replace('?', ''),
    span: place(),
    by: 'name',
    soft: written.endsWith('?'),
  })
  const file = (path: string): FileChange => ({
    path,
    mode: 'write',
    kind: path.endsWith('/') ? 'directory' : /[*?{]/.test(path) ? 'glob' : 'file',
    span: place(),
    inferred: false,
  })

  function work(id: string, word: string, { title = `T${id}`, owner, needs, files }: Said): Work {
    const heading = place()
    return {
      id,
      word,
      title: located(title, heading),
      heading,
      span: heading,
      owner: owner === undefined ? undefined : at(owner),
      goal: undefined,
      needs: needs && at(needs.map(reference)),
      files: files && at(files.map(file)),
      criteria: undefined,
      blastRadius: undefined,
      status: undefined,
    }
  }

  return {
    task: (id: string, said: Said = {}): Task => ({
      ...work(id, 'Task', said),
      kind: 'task',
      purpose: 'implementation',
      steps: said.steps ?? [],
      skills: [],
      onFailure: undefined,
      packages: [],
      wave: undefined,
      parallel: undefined,
      human: false,
    }),
    step: (id: string, said: Said = {}): Step => ({
      ...work(id, 'Step', said),
      kind: 'step',
      checked: undefined,
    }),
    gate: (id: string, needs: readonly string[]): Gate => ({
      kind: 'gate',
      id,
      title: at(`G${id}`),
      span: place(),
      needs: at(needs.map(reference)),
    }),
    group: (id: string, order: Group['order'], body: readonly Node[], needs?: readonly string[]): Group => ({
      kind: 'group',
      id,
      word: 'Wave',
      title: at(`S${id}`),
      span: place(),
      order,
      needs: needs && at(needs.map(reference)),
      body,
    }),
    plan: (body: readonly Node[], claims: readonly Claim[] = []): Plan => ({
      kind: 'plan',
      dialect: 'test',
      path: 'plan.md',
      span: { path: 'plan.md', start: 0, end: 0 },
      title: undefined,
      status: undefined,
      body,
      claims,
      checkpoints: [],
      context: [],
      coverage: { found: body.length, understood: body.length },
    }),
  }
}
