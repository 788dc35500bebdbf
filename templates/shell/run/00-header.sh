#!/usr/bin/env bash
#
# Runs a compiled plan: each task by a coding agent, proven on disk, checkpointed, resumable after any interruption.
#
# The bytes of this file are the same for every plan. What comes from the plan is data beside it: tasks.tsv, prompts/,
# checks/, plan.hash. None of it is read as shell source, except the proof commands in checks/*.commands, and these
# only after a person has accepted them. The script writes nowhere but in state/, and what people answer to agents in
# notes/.
#
#   run.sh run ───────── the runner: takes the lock, starts what is ready, waits, reports
#     └─ __supervise ─── one for each running task: takes the claim, makes attempts, writes the checkpoint
#          ├─ become_agent ── records its process group, then becomes the agent
#          ├─ act_as ──────── where the task has a team: the same for another member, beside the first
#          └─ prove ───────── records its own, looks at the declared files, then runs the accepted commands
#
# Each of these has a process group of its own, and may be killed at any instant. Three rules make that harmless:
#
#   1. Only the holder of a task's claim writes its checkpoint, and reads it again after taking the claim.
#   2. A new holder first ends every process group that earlier holders recorded, and waits until they are gone.
#   3. Nothing is decided by the silence of a helper program: it may have been killed. Decisions use shell builtins,
#      or look at the helper's status and stop.
#
# Because of the third rule, a function that answers with text does not print into $( ), which would be a process: it
# sets the variable that its comment names in <angle brackets>. Lower case is ours; UPPER CASE is the environment, which
# agents inherit unchanged. Needs bash 3.2 or later and POSIX tools. Newspaper order: the command line, the commands,
# the run, the scheduler, one task, its proof, the proof's commands, the plan, reports, state on disk, processes, words.

# shellcheck disable=SC2015 # "is it so && is it so || stop" is meant as it reads: stop unless both
# shellcheck disable=SC2016 # the usage and the traps name variables in single quotes on purpose
# shellcheck disable=SC2317 # the traps reach what seems unreachable

# Under sh (POSIX mode, or not bash at all) the rest would mean something else.
if [ -z "${BASH_VERSION-}" ] || [ "${BASH##*/}" = sh ]; then exec bash "$0" "$@"; fi

set -u
set -o pipefail
shopt -u patsub_replacement 2>/dev/null # bash 5.2 gives & and \ in a replacement a meaning
unset CDPATH
IFS=$' \t\n'

readonly usage='Usage: run.sh [COMMAND] [OPTION...]

Commands
  run               start or continue the plan (the default)
  resume            the same, and try again what was blocked or timed out; says what it skips
  status            what is done, running, blocked, waiting
  dry-run           what would run, wave by wave, with all proof commands; touches nothing
  task KEY          run one task, if what it needs is done
  next              run the first batch, or wave, that is not done, and stop
  group KEY         run the tasks of one stage, batch or the like (also: stage 1, batch 1)
  wave N            run the tasks of one wave, if what they need is done
  approve GATE      let the plan pass a gate
  reject GATE TEXT  say what is wrong: nothing behind the gate starts before it is approved
  answer KEY TEXT   answer what a task asks; it is tried again with the answer
  skip KEY [TEXT]   take a task out of the plan: what needs it goes on without it
  unskip KEY        take that back
  integrate         bring what was done with --worktrees into the checkout
                    (TEXT is one word between quotes, or standard input)
  outcomes          the outcome of every task as JSON
  report            what came of the plan, in Markdown
  checkpoints       the same as a section that a plan may keep
  await KEY take    for agents: what the reviewer of their task says first

Options
  --jobs N             tasks at the same time (default: 2 for up to 3 tasks, 3 for up to 8, else 4)
  --agent NAME         the client that works: claude or opencode (default: $PLAN_AGENT, else claude)
  --agent-command CMD  any other, by its command line
  --time-limit TIME    stop after 90s, 45m or 2h
  --budget DOLLARS     start nothing more when the agents have cost that much
  --usage MODE         near the limits of the account: push-through (default), pause (end) or wait (for the reset)
  --accept-commands    accept all proof commands of this plan, as dry-run shows them
  --worktrees          a git work tree and a branch for each task; the checkout waits for integrate
  --commit             a commit for each task that is done, with the files of that task (--no-commit: none)
  --branch NAME        work on that branch, which is made if it is not there
  --allow-dirty        start although the work tree has changes that are in no commit
  --allow-missing-tools  start although a program of the proof commands is missing
  --keep-going         go on although every task of a wave has failed
  --one-per-agent      two tasks of one agent never run at the same time
  --strict-files       a task that changes what no task declares is blocked
  --accept-plan        go on although the plan was compiled anew since the run began
  --redo-missing       run a finished task again whose declared files have vanished
  --retry              try again what was blocked or timed out (resume implies it)
  --yes                do not ask before the start, and approve every gate on the way
  --root DIR           the root of the repository (default: where git says it is)
  --dry-run            the same as the command dry-run
  --quiet              no progress lines

Exit codes
  0 all done        3 another run is active    10 a gate waits for approval
  1 some not done   4 the plan has changed     12 the state cannot be written
  2 usage           5 a proven file is gone    11 the budget is reached
                    6 the agent is missing     128+N ended by signal N
  7 not a good moment to start               9 the time is up
  8 a merge needs a person                  75 await: not yet, ask again'

readonly not_done=1 usage_error=2 locked=3 plan_changed=4 proof_gone=5 agent_missing=6 check_failed=7 conflicting=8 time_is_up=9 gate_waits=10
readonly budget_reached=11 not_writable=12 ask_again=75
readonly killed=137
