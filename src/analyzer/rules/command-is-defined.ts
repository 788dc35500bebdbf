import { closest } from '../../diagnostics/closest.ts'
import type { Finding } from '../../diagnostics/diagnostic.ts'
import type { Repository } from '../../plan/workspace.ts'
import { lackingCrate } from '../commands/crates.ts'
import { invocationsIn, unwrapped } from '../commands/invocations.ts'
import type { Lack, Lacking } from '../commands/lack.ts'
import { commandsOf, type PlanCommand } from '../commands/of-plan.ts'
import { lackingRecipe } from '../commands/recipes.ts'
import { lackingScript } from '../commands/scripts.ts'
import { lackingTarget } from '../commands/targets.ts'
import { meantInstead, renamed } from '../fixes/rename.ts'
import { isAbout, type Writer, writersOf } from '../foreseen.ts'
import { listed, nameOf, ticked } from '../naming.ts'
import type { Rule } from '../rule.ts'

export const commandIsDefined: Rule = {
  code: 'PC504',
  name: 'command-is-defined',
  severity: 'warning',
  checklist: false,
  summary: 'What a command names is defined in the repository: a script, recipe, target or package.',
  *check(input) {
    const { tasks, graph, workspace } = input
    const { repository } = workspace
    if (repository === undefined) return
    const found = new Map<string, { readonly lack: Lack; readonly places: PlanCommand[] }>()
    const commands = commandsOf(tasks)
    if (commands.length === 0) return
    const about = isAbout(repository, tasks)
    for (const place of commands) {
      for (const lack of lacksOf(place.command, repository)) {
        if (about === 'no' || (about === 'unknown' && lack.wholeFile)) continue
        const key = `${lack.subject} ${lack.what}`
        const known = found.get(key) ?? { lack, places: [] }
        found.set(key, known)
        known.places.push(place)
      }
    }
    const writers = writersOf(tasks)
    for (const { lack, places } of found.values()) {
      // Who writes the file may define it, which cannot be seen from here; who comes later is too late.
      const writer = writers.find(
        ({ file, task }) =>
          isSame(file.path, lack.definedIn) &&
          places.some(({ work }) => task.id === work.id || !graph.waitsFor(task.id, work.id)),
      )
      const meant = lack.help === undefined ? closest(lack.subject, lack.names) : undefined
      const edits = places.flatMap(({ span }) => renamed(input, span, lack.subject, meant ?? lack.subject))
      yield {
        ...undefinedName(lack, places, writer),
        ...(writer === undefined && meantInstead(edits, meant)),
      }
    }
  },
}

const KINDS: readonly Lacking[] = [lackingScript, lackingRecipe, lackingTarget, lackingCrate]

function lacksOf(command: string, repository: Repository): readonly Lack[] {
  return invocationsIn(command)
    .map(unwrapped)
    .flatMap((invocation) => KINDS.flatMap((lacking) => lacking(invocation, repository) ?? []))
}

function undefinedName(
  { subject, what, names, help }: Lack,
  [first, ...others]: readonly PlanCommand[],
  writer: Writer | undefined,
): Finding {
  if (first === undefined) throw new Error('no command that lacks this')
  const meant = closest(subject, names)
  const known =
    names.length === 0 ? 'Nothing of the kind is defined there.' : `There is ${listed(names.map(ticked))}.`
  return {
    span: first.span,
    subject,
    message: `${ticked(first.command)} ${what}${writer ? ' yet' : ''}`,
    help: help ?? (meant === undefined ? known : `Did you mean ${ticked(meant)}?`),
    related: [
      ...(writer ? [{ span: writer.file.span, message: `${nameOf(writer.task)} writes it` }] : []),
      ...others.slice(0, 20).map(({ span, work }) => ({ span, message: `${nameOf(work)} does so, too` })),
    ],
    ...(writer && { severity: 'info' as const }),
  }
}

/** A new package of Rust comes with a `Cargo.toml` of its own. */
function isSame(written: string, definedIn: string): boolean {
  return written === definedIn || (definedIn === 'Cargo.toml' && written.endsWith('/Cargo.toml'))
}
