import type { Task } from '../plan/plan.ts'
import { isSettled } from '../plan/settled.ts'
import type { Artifact } from './artifact.ts'
import { closingsOf } from './closing.ts'
import type { Closing } from './closing-nodes.ts'
import { answersPath, notesPath, promptPath, slugOf } from './layout.ts'
import type { EmitInput } from './target.ts'
import { guideOf, linesOf, nameOf } from './words.ts'

/** A page for whoever looks whether the goal of a phase is reached. */
export function goalPromptsOf(input: EmitInput): readonly Artifact[] {
  return closingsOf(input.plan, input.slugs, input.closing).flatMap((closing) =>
    closing.nodes.flatMap(({ row, writes }) => {
      if (writes === undefined) return []
      const view = {
        ...viewPhase(closing, row.agent, input),
        answers: answersPath(input.folder, row.key),
        file: writes,
      }
      return [
        {
          path: promptPath(input.folder, row.key),
          contents: input.render('prompts/verify-goal.md.hbs', view),
        },
      ]
    }),
  )
}

function viewPhase({ phase, tasks }: Closing, agent: string | undefined, input: EmitInput) {
  const { plan, sources, folder } = input
  const { id, name, goal, verifier } = phase
  const passages = plan.context.filter(({ title }) => title === `Phase ${id}: ${name.value}`)
  const claimed = tasks.flatMap(({ contract }) => contract?.requirements?.value ?? [])
  return {
    id,
    name: name.value,
    verifier,
    guide: guideOf(agent),
    goal: goal?.value,
    goalPath: goal?.span.path,
    passages: passages.map(({ span }) => ({ path: span.path, ...viewLines(linesOf(sources, span)) })),
    plans: tasks.map((task) => viewPlan(task, input)),
    requirements: [...new Set(claimed.map(({ value }) => value))],
    folder,
  }
}

function viewLines({ first, last }: ReturnType<typeof linesOf>) {
  return { lines: first === last ? `line ${first}` : `lines ${first} to ${last}` }
}

function viewPlan(task: Task, { slugs, folder }: EmitInput) {
  const { contract, criteria, status, span } = task
  return {
    name: nameOf(task),
    path: span.path,
    notes: notesPath(folder, slugOf(slugs, task.id)),
    summary: isSettled(task) ? status?.span.path : undefined,
    objective: contract?.objective?.value,
    truths: contract?.truths?.value.map(({ value }) => value) ?? [],
    artifacts: contract?.artifacts.map(({ path, provides }) => ({ path: path.value, provides })) ?? [],
    links: contract?.links.map(({ from, to, via }) => ({ from: from.value, to: to.value, via })) ?? [],
    criteria: criteria?.value.map(({ text }) => text) ?? [],
  }
}
