import type { Contract, PhaseGoal, Project, StepForm } from '../plan/contract.ts'

/** What a plan file promises, as JSON; `null` where its author does not say. */
export function viewContract({
  objective,
  autonomous,
  round,
  requirements,
  truths,
  artifacts,
  links,
  setup,
  domain,
  guide,
  others,
}: Contract) {
  return {
    objective: objective?.value ?? null,
    autonomous: autonomous?.value ?? null,
    round,
    requirements: requirements?.value.map(({ value }) => value) ?? null,
    truths: truths?.value.map(({ value }) => value) ?? null,
    artifacts: artifacts.map(({ path, provides, minimumLines, exports, contains }) => ({
      path: path.value,
      provides: provides ?? null,
      minimumLines: minimumLines ?? null,
      exports,
      contains: contains ?? null,
    })),
    links: links.map(({ from, to, via, pattern }) => ({
      from: from.value,
      to: to.value,
      via: via ?? null,
      pattern: pattern?.value ?? null,
    })),
    setup: setup.map(({ service, why, duties }) => ({ service: service.value, why: why ?? null, duties })),
    domain: domain?.value ?? null,
    guide: guide?.value ?? null,
    others: others.map(({ value }) => value),
  }
}

export function viewForm({ type, pause }: StepForm) {
  return {
    type: type?.value ?? null,
    pause:
      pause === undefined
        ? null
        : {
            kind: pause.kind,
            choices: pause.choices.map(({ id, name }) => ({ id, name })),
            resume: pause.resume?.value ?? null,
          },
  }
}

export function viewProject({ phase, plan, parallel, mostAgents, verdict, verifier, team, branch }: Project) {
  return {
    phase: phase?.value ?? null,
    plan: plan?.value ?? null,
    parallel: parallel?.value ?? null,
    mostAgents: mostAgents?.value ?? null,
    verdict: verdict?.value ?? null,
    verifier: verifier?.value ?? null,
    team: team?.value ?? null,
    branch: branch?.value ?? null,
  }
}

export function viewPhase({ id, name, folder, goal, plans, round, verdict }: PhaseGoal) {
  return {
    id,
    name: name.value,
    folder,
    goal: goal?.value ?? null,
    plans,
    round,
    verdict: verdict?.value ?? null,
  }
}
