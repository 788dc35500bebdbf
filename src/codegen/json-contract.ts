import type { Contract, Project, StepForm } from '../plan/contract.ts'

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

export function viewProject({ phase, plan, parallel, mostAgents, verdict }: Project) {
  return {
    phase: phase?.value ?? null,
    plan: plan?.value ?? null,
    parallel: parallel?.value ?? null,
    mostAgents: mostAgents?.value ?? null,
    verdict: verdict?.value ?? null,
  }
}
