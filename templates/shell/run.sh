#!/usr/bin/env bash
#
# Runs a compiled plan: each task by a coding agent, proven on disk, checkpointed, resumable after any interruption.
#
# The bytes of this file are the same for every plan. What comes from the plan is data beside it: tasks.tsv, prompts/,
# checks/, plan.hash. None of it is read as shell source, except the proof commands in checks/*.commands, and these
# only after a person has accepted them. The script writes nowhere but in state/.
#
#   run.sh run ───────── the runner: takes the lock, starts what is ready, waits, reports
#     └─ __supervise ─── one for each running task: takes the claim, makes attempts, writes the checkpoint
#          ├─ __agent ── records its process group, then becomes the agent
#          └─ __prove ── looks at the declared files, then runs the accepted commands
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
  wave N            run the tasks of one wave, if what they need is done
  approve GATE      let the plan pass a gate
  outcomes          the outcome of every task as JSON

Options
  --jobs N             tasks at the same time (default: 2 for up to 3 tasks, 3 for up to 8, else 4)
  --agent-command CMD  the command line of the agent (default: $PLAN_AGENT, else claude -p)
  --accept-commands    accept all proof commands of this plan, as dry-run shows them
  --accept-plan        go on although the plan was compiled anew since the run began
  --redo-missing       run a finished task again whose declared files have vanished
  --retry              try again what was blocked or timed out (resume implies it)
  --yes                approve every gate on the way
  --root DIR           the root of the repository (default: where git says it is)
  --dry-run            the same as the command dry-run
  --quiet              no progress lines

Exit codes
  0 all done        3 another run is active    10 a gate waits for approval
  1 some not done   4 the plan has changed     12 the state cannot be written
  2 usage           5 a proven file is gone    128+N ended by signal N
                    6 the agent is missing'

readonly not_done=1 usage_error=2 locked=3 plan_changed=4 proof_gone=5 agent_missing=6 gate_waits=10 not_writable=12
readonly killed=137

# ─────────────────────────────────────────────────────────────────────────────────────────────── the command line

main() {
  use_plain_locale
  case ${1-} in __supervise | __agent | __prove) be_part_of_a_run "$@"; exit ;; esac
  read_command_line "$@"
  locate_plan
  locate_root
  load_plan
  case $command in
    run | resume) command_run all - ;;
    wave) command_run wave "$argument" ;;
    task) command_task ;;
    approve) command_approve ;;
    status) command_status ;;
    outcomes) command_outcomes ;;
    dry-run) command_dry_run ;;
  esac
}

be_part_of_a_run() { # be_part_of_a_run ENTRY ARGUMENT...
  # What goes wrong before the agent or the proof begins says nothing about them: the attempt is lost.
  case $1 in __agent | __prove) stop_as=$killed ;; esac
  inherit_run
  case $1 in
    __supervise) supervise "${@:2}" ;;
    __agent) become_agent "${@:2}" ;;
    __prove) prove "${@:2}" ;;
  esac
}

boot='' stop_as='' command=run argument='' jobs='' root='' agent_command=${PLAN_AGENT:-claude -p}
accept_commands='' accept_plan='' redo='' retry='' yes='' quiet='' kept_options=''

read_command_line() {
  while [ $# -gt 0 ]; do
    case $1 in
      run | resume | status | outcomes | dry-run) command=$1 ;;
      --dry-run) command=dry-run ;;
      --accept-commands) accept_commands=yes ;;
      --accept-plan) accept_plan=yes ;;
      --redo-missing) redo=yes ;;
      --retry) retry=yes ;;
      --yes) yes=yes ;;
      --quiet) quiet=yes ;;
      help | -h | --help) printf '%s\n' "$usage"; exit 0 ;;
      task | wave | approve | --jobs | --agent-command | --root)
        [ $# -ge 2 ] || stop $usage_error "$1 needs a value"
        read_value "$1" "$2"
        shift ;;
      *) stop $usage_error "unknown command or option: $1 (run.sh --help)" ;;
    esac
    shift
  done
  [ "$command" != resume ] || retry=yes
}

read_value() { # read_value WORD VALUE
  case $1 in
    task | wave | approve) command=$1 argument=$2; return ;;
    --jobs)
      is_count "$2" || stop $usage_error "--jobs needs a number from 1"
      jobs=$2 ;;
    --agent-command)
      [ -n "${2// /}" ] || stop $usage_error "--agent-command needs a command"
      agent_command=$2 ;;
    --root) root=$2 ;;
  esac
  printf -v kept_options '%s %s %q' "$kept_options" "$1" "$2" # for the next command that a report proposes
}

# Patterns like [a-z] and the words of ps depend on the locale. Agents and proof commands get the user's own back.
use_plain_locale() {
  export PLAN_RUN_LOCALE=${PLAN_RUN_LOCALE-${LC_ALL-}}
  LC_ALL=C
}

# What an internal process must know of the run that started it comes in PLAN_RUN_* variables, which end with it.
bequeath_run() {
  export PLAN_RUN_ROOT=$root PLAN_RUN_AGENT=$agent_command PLAN_RUN_NUMBER=$run PLAN_RUN_ACCEPTED=$commands_accepted
}

inherit_run() {
  root=$PLAN_RUN_ROOT agent_command=$PLAN_RUN_AGENT run=$PLAN_RUN_NUMBER commands_accepted=$PLAN_RUN_ACCEPTED
  script=$0 plan_dir=${0%/*}
  state=$plan_dir/state plan_path=${plan_dir#"${root%/}"/}
  cd "$root" || stop $not_writable "cannot enter $root"
  set_own_identity
}

restore_environment() {
  if [ -n "$PLAN_RUN_LOCALE" ]; then export LC_ALL=$PLAN_RUN_LOCALE; else unset LC_ALL; fi
  unset PLAN_RUN_ROOT PLAN_RUN_AGENT PLAN_RUN_NUMBER PLAN_RUN_ACCEPTED PLAN_RUN_LOCALE
}

locate_plan() { # sets <plan_dir>, <script>, <state>
  local path=$0
  case $path in /*) ;; *) path=$PWD/$path ;; esac
  plan_dir=$(cd -P "${path%/*}" && pwd -P) || stop $not_writable "cannot enter the folder of $0"
  script=$plan_dir/${path##*/}
  state=$plan_dir/state
  set_own_identity
}

locate_root() { # sets <root>, where agents and commands work, and <plan_path>, the plan's folder seen from there
  [ -n "$root" ] || find_root
  [ -d "$root" ] || stop $usage_error "there is no folder $root"
  root=$(cd -P "$root" && pwd -P) || stop $not_writable "cannot enter the root of the repository"
  plan_path=${plan_dir#"${root%/}"/}
  case $plan_path in
    /*) stop $usage_error "$plan_dir is not below $root (--root)" ;;
    *[!A-Za-z0-9._/-]*) stop $usage_error "only letters, digits and . _ - / may stand in the path that agents are told: $plan_path" ;;
  esac
  cd "$root" || stop $usage_error "cannot enter $root"
}

find_root() { # sets <root>: the git work tree, else the folder that holds .plan, else the folder above
  local code=0
  root=$(unset GIT_DIR GIT_WORK_TREE; git -C "$plan_dir" rev-parse --show-toplevel 2>/dev/null) || code=$?
  case $code in
    0) return ;;
    127 | 128) ;; # no git, or no repository
    *) stop $not_writable "git ended with $code" ;;
  esac
  case $plan_dir in
    */.plan/*) root=${plan_dir%/.plan/*}/ ;;
    *) root=${plan_dir%/*}/ ;;
  esac
}

# ─────────────────────────────────────────────────────────────────────────────────────────────────── the commands

command_run() { # command_run all - | wave N
  select_rows "$1" "$2"
  begin_run
  schedule
  end_run
}

# For engines that schedule by themselves (just, make, CI): many may run at once, so there is no lock, only the claim.
command_task() {
  local row
  row_named "$argument"
  select_rows key "$argument"
  open_state
  prepare
  schedule
  survey
  [ -z "$signal" ] || exit $((128 + signal))
  case ${shown[row]} in
    "done") exit 0 ;;
    gate) [ -n "$fatal" ] || fatal=$gate_waits ;;
  esac
  stop "${fatal:-$not_done}" "$argument is ${shown[row]}: ${notes[row]}"
}

command_approve() {
  local row
  row_named "$argument"
  [ "${kinds[row]}" = gate ] || stop $usage_error "$argument is a ${kinds[row]}, not a gate"
  open_state
  check_plan
  survey
  case ${shown[row]} in
    "done") printf '%s is approved already\n' "$argument" ;;
    gate) approve "$row"; printf '%s is approved\n' "$argument" ;;
    *) stop $not_done "$argument cannot be approved yet: it ${notes[row]}" ;;
  esac
}

command_status() {
  survey
  print_table
}

command_outcomes() {
  local row separator=''
  survey
  printf '['
  for ((row = 0; row < rows; row++)); do
    [ "${kinds[row]}" = task ] || continue
    printf '%s\n  ' "$separator"
    print_outcome "$row"
    separator=,
  done
  printf '\n]\n'
}

command_dry_run() {
  local row wave=''
  printable "$agent_command"
  printf 'root   %s\nagent  %s\njobs   %s\n' "$root" "$printable" "$jobs"
  for ((row = 0; row < rows; row++)); do
    [ "${waves[row]}" = "$wave" ] || printf '\nwave %s\n' "${waves[row]}"
    wave=${waves[row]}
    print_row "$row"
  done
}

# ──────────────────────────────────────────────────────────────────────────────────────────────────────── the run

run=0 signal='' hurry='' fatal='' lock_held='' commands_accepted=no leaving=''

begin_run() {
  open_state
  take_lock
  prepare
  sweep_temporary_files
  complete_journal
  journal run-start
}

prepare() {
  trap leave_run EXIT
  trap_signals
  check_settings
  check_plan
  check_agent
  decide_commands
}

end_run() {
  local code outcomes
  complete_journal
  survey
  sum_up
  outcomes=$(command_outcomes) && put "$state/outcomes.json" "$outcomes" || stop $not_writable "cannot write outcomes.json"
  journal run-end '' ",\"code\":$code"
  report
  exit "$code"
}

leave_run() {
  stop_supervisors
  [ -z "$lock_held" ] || release_seat "$state/lock" "$run"
}

take_lock() {
  if ! take_seat "$state/lock"; then
    [ -n "$holder" ] || stop $locked "another run has just taken the lock"
    stop $locked "another run is active: process $holder on $holder_host (if that machine is gone, remove $plan_path/state/lock)"
  fi
  run=$seat lock_held=yes
  drop_older_seats "$state/lock" "$run"
}

trap_signals() {
  trap 'on_signal 1' HUP
  trap 'on_signal 2' INT
  trap 'on_signal 13' PIPE
  trap 'on_signal 15' TERM
}

# Only a note: a signal may come in the middle of any function, whose variables must stay as they are. The scheduler
# looks at it, every second at least.
on_signal() { # on_signal NUMBER
  [ -z "$signal" ] || hurry=yes
  signal=$1
}

# A plan that changed under a half finished run may mean something else by the same key.
check_plan() {
  local before=''
  plan_identity
  [ ! -e "$state/plan" ] || IFS= read -r before <"$state/plan"
  [ "$before" != "$plan_identity" ] || return 0
  if [ -n "$before" ] && [ -z "$accept_plan" ]; then
    next_command "$command${argument:+ $argument} --accept-plan"
    stop $plan_changed "the plan has changed since this run began. What is done stays done; to go on: $next_command"
  fi
  put "$state/plan" "$plan_identity" || stop $not_writable "cannot write $state"
}

check_settings() {
  local name
  for name in PLAN_GRACE PLAN_RETRY_DELAY PLAN_LOSS_DELAY PLAN_PROOF_TIMEOUT PLAN_MAX_LOSSES; do
    is_number "${!name-0}" || stop $usage_error "$name is no number"
  done
}

check_agent() {
  ! agent_is_missing || stop $agent_missing "the agent is not there: $agent_command (--agent-command, or the variable PLAN_AGENT)"
}

# Is the program of the agent command nowhere to be found? Only a plain word can be judged; the rest is the shell's.
agent_is_missing() {
  local word
  set -f
  # shellcheck disable=SC2086 # split into words on purpose
  set -- $agent_command
  set +f
  for word; do
    case $word in
      [A-Za-z_]*=*) continue ;;
      *[!A-Za-z0-9._/+-]*) return 1 ;;
    esac
    ! command -v "$word" >/dev/null
    return
  done
  return 1
}

# ────────────────────────────────────────────────────────────────────────────────────────────────── the scheduler
#
# places[row] says where a node is in this run: nothing (not ready yet), queued, running, gate (waits for a person), or
# the verdict: done, blocked, timeout. A node is ready when open_needs[row] is 0. What stands behind a blocked node
# never gets ready: that is all there is to skipping it.

places=() open_needs=() queue=() running=() supervisors=() started=() told=() flags=()
queue_head=0 gates=''

schedule() {
  open_events
  bequeath_run
  restore
  while :; do
    pass_gates
    start_ready
    if [ ${#running[@]} -eq 0 ]; then
      ask_gates || break
      continue
    fi
    hear
    [ -z "$signal$fatal" ] || stop_supervisors
  done
  wait_for_supervisors
}

restore() { # rebuilds the scheduler from the checkpoints
  local row missing=''
  for ((row = 0; row < rows; row++)); do
    if [ "${kinds[row]}" = task ] && [ -n "${concerned[row]-}" ]; then restore_task "$row"; fi
  done
  if [ -n "$missing" ]; then
    next_command 'run --redo-missing'
    stop $proof_gone "what was done is no longer there:$missing"$'\n'"to run these tasks again: $next_command"
  fi
  for ((row = 0; row < rows; row++)); do
    [ "${places[row]-}" != "done" ] || release_dependents "$row"
  done
  for ((row = 0; row < rows; row++)); do
    [ "${open_needs[row]}" -gt 0 ] || make_ready "$row"
  done
}

restore_task() { # restore_task ROW; adds to <missing>
  local row=$1 key=${keys[$1]}
  read_checkpoint "$key"
  case $status in
    "done")
      if files_still_there "$key"; then
        places[row]="done"
        [ "$command" != resume ] || say skip "$key" "done, and its files are there"
      elif [ -n "$redo" ]; then flags[row]=redo
      else missing="$missing"$'\n'"  $key: $vanished"
      fi ;;
    blocked | timeout)
      if [ -n "$retry" ]; then flags[row]=retry; else places[row]=$status; fi ;;
    *) ! held_by_living "$state/work/$key" || adopt "$row" ;;
  esac
}

adopt() { # adopt ROW: its supervisor, which an earlier run has started, lives
  [ -n "${selected[$1]-}" ] || return 0
  places[$1]=running running[$1]=yes supervisors[$1]=$holder started[$1]=$holder_start
  journal adopted "${keys[$1]}"
  say adopt "${keys[$1]}" "it is still running"
}

release_dependents() { # release_dependents ROW: it is done
  local next
  for next in ${dependents[$1]}; do
    open_needs[next]=$((open_needs[next] - 1))
    [ "${open_needs[next]}" -gt 0 ] || make_ready "$next"
  done
}

make_ready() { # make_ready ROW
  [ -z "${places[$1]-}" ] && [ -n "${concerned[$1]-}" ] || return 0
  case ${kinds[$1]} in
    barrier) places[$1]="done"; release_dependents "$1" ;;
    gate) places[$1]=gate; gates="$gates $1" ;;
    task) [ -z "${selected[$1]-}" ] || { places[$1]=queued; queue[${#queue[@]}]=$1; } ;;
  esac
}

start_ready() {
  while [ -z "$signal$fatal" ] && [ ${#running[@]} -lt "$jobs" ] && [ $queue_head -lt ${#queue[@]} ]; do
    launch "${queue[queue_head]}"
    queue_head=$((queue_head + 1))
  done
}

launch() { # launch ROW
  local row=$1 key=${keys[$1]}
  places[row]=running running[row]=yes told[row]=''
  printable "${titles[row]}"
  say start "$key" "$printable"
  set -m # a background job gets a process group of its own
  "$BASH" "$script" __supervise "$row" "$key" "${timeouts[row]}" "${attempts[row]}" "${agents[row]}" "${flags[row]:--}" \
    </dev/null >>"$state/logs/supervisors.log" 2>&1 &
  supervisors[row]=$!
  set +m
  flags[row]=''
  process_identity "${supervisors[row]}"
  started[row]=$identity
}

# Supervisors write a line when something happens. A killed one cannot, so once a second all are looked at.
hear() {
  local word='' row=''
  if read -r -t 1 -u 9 word row && [ -n "$row" ]; then
    case $word in
      again) say again "${keys[row]}" "the failure looks transient" ;;
      ended) look_at "$row" ;;
    esac
    return
  fi
  for row in ${running[@]+"${!running[@]}"}; do look_at "$row"; done
}

look_at() { # look_at ROW: has it a verdict, or lost its supervisor?
  local row=$1 key=${keys[$1]}
  [ "${places[row]}" = running ] || return 0
  read_checkpoint "$key"
  if ! has_verdict; then
    ! is_alive "${supervisors[row]}" "${started[row]}" || return 0
    read_checkpoint "$key" # it may have written between the two looks
  fi
  if has_verdict; then
    conclude "$row"
  elif held_by_living "$state/work/$key"; then # by "run.sh task" beside us
    supervisors[row]=$holder started[row]=$holder_start
  else
    try_again "$row"
  fi
}

conclude() { # conclude ROW: its checkpoint has just been read, and is a verdict
  local row=$1 key=${keys[$1]}
  unset "running[row]"
  leaving="$leaving $row"
  places[row]=$status
  explain "$key"
  say "$status" "$key" "$explanation"
  [ "$status" != "done" ] || release_dependents "$row"
}

try_again() { # try_again ROW: its supervisor ended without a verdict
  local row=$1 code=0
  wait "${supervisors[row]}" 2>/dev/null || code=$?
  unset "running[row]"
  places[row]=''
  if [ $code -eq 0 ] || [ $code -ge 127 ]; then # gave way to another, was killed, or is not our child
    [ -n "$signal$fatal" ] || make_ready "$row"
    return
  fi
  fatal=$not_writable
  [ $code -ne $agent_missing ] || fatal=$agent_missing
  say failure "${keys[row]}" "cannot go on (see $plan_path/state/logs/supervisors.log)"
}

# Each is told once: agents may take a second signal for an order to drop everything. A second signal to us is one.
stop_supervisors() {
  local row
  for row in ${running[@]+"${!running[@]}"}; do
    [ -z "$hurry" ] || end_recorded_groups "${keys[row]}"
    [ -z "${told[row]-}" ] || continue
    told[row]=yes
    ! is_alive "${supervisors[row]}" "${started[row]}" || kill -s TERM "${supervisors[row]}" 2>/dev/null
  done
}

wait_for_supervisors() { # those with a verdict may still be about to write their journal line
  local row turns=0
  for row in $leaving; do
    while is_alive "${supervisors[row]}" "${started[row]}" && [ $turns -lt 500 ]; do
      turns=$((turns + 1))
      nap
    done
  done
}

open_events() { # a pipe that everybody opens for reading and writing: nobody waits for a partner, or loses one
  local pipe=$state/tmp/events.$$
  mkfifo "$pipe" && exec 9<>"$pipe" || stop $not_writable "cannot make the pipe $pipe"
  rm -f "$pipe"
}

pass_gates() { # gates that were approved, here or from another terminal
  local row waiting=$gates
  gates=''
  for row in $waiting; do
    if is_approved "$row"; then
      places[row]="done"
      say pass "${keys[row]}" "approved"
      release_dependents "$row"
    else
      gates="$gates $row"
    fi
  done
}

ask_gates() { # nothing runs any more: can a gate be opened here and now? 0 = one was
  local row opened=1
  [ -z "$signal$fatal" ] || return 1
  for row in $gates; do
    [ -n "${selected[row]-}" ] || continue
    printable "${titles[row]}"
    if [ -n "$yes" ] || { [ -t 0 ] && [ -t 1 ] && ask "Approve ${keys[row]} ($printable)?"; }; then
      approve "$row"
      opened=0
    fi
  done
  return $opened
}

approve() { # approve ROW, for the plan as it is now
  local person
  person=$(id -un) || person=unknown
  plan_identity
  set_now
  put "$state/approved/${keys[$1]}" "$plan_identity $person $now" || stop $not_writable "cannot write $state"
  journal approved "${keys[$1]}"
}

is_approved() { # is_approved ROW
  local approved_plan=''
  { read -r approved_plan _ <"$state/approved/${keys[$1]}"; } 2>/dev/null || return 1
  plan_identity
  [ "$approved_plan" = "$plan_identity" ]
}

# ─────────────────────────────────────────────────────────────────────────────────────────────────────── one task
#
# From here to "the plan" everything happens in a supervisor or in the processes that it starts. The variables of the
# checkpoint are <status> (pending, running, done, blocked, timeout), <starts> of the agent ever, <tries> that count
# against the allowed attempts, <losses> (attempts that somebody killed), <reason> and <commands>.

supervise() { # supervise ROW KEY TIMEOUT ATTEMPTS AGENT FLAG
  task_row=$1 task=$2 task_timeout=$3 task_attempts=$4 task_agent=$5
  work=$state/work/$task group='' stopping=''
  trap 'stopping=yes; [ -z "$group" ] || kill -s TERM -- "-$group" 2>/dev/null' TERM INT HUP
  [ -d "$work" ] || mkdir -p "$work" || stop $not_writable "cannot write $work"
  take_seat "$work" || exit 0 # another supervisor has this task
  fence
  read_checkpoint "$task"
  reopen "$6"
  has_verdict || attempt_until_verdict
  leave_task
}

# Ends whatever earlier supervisors of this task left running. Only now is their last word on disk really the last.
fence() {
  end_recorded_groups "$task"
  end_older_holders "$work" "$seat"
  if [ "$seat" -gt 1 ]; then rm -f "$work"/group.* "$work/timed-out"; fi
}

reopen() { # reopen FLAG: a verdict is lifted only when the caller asked for it, and under the claim
  case $1:$status in
    retry:blocked | retry:timeout) ;;
    redo:"done") ! files_still_there "$task" || return 0 ;; # somebody has done it meanwhile
    *) return 0 ;;
  esac
  status=pending tries=0 losses=0 reason=- commands=-
  write_checkpoint
  journal "$1" "$task"
  [ "$1" = retry ] || rm -f "$work/baseline" # last: without it nothing would be missed
}

attempt_until_verdict() {
  if [ "$status" = running ]; then count_loss; else status=running; fi
  while [ "$status" = running ]; do
    if [ -n "$stopping" ]; then give_back interrupted; else attempt; fi
  done
}

attempt() {
  starts=$((starts + 1)) tries=$((tries + 1)) reason=- commands=- code=0
  log=$state/logs/$task.$starts.log
  write_checkpoint
  journal start "$task" ",\"attempt\":$starts"
  step=baseline
  take_baseline >>"$log" 2>&1 || code=$?
  if [ $code -eq 0 ]; then step=agent; run_agent; fi
  if [ $code -eq 0 ]; then step=proof; run_proof; fi
  judge
}

run_agent() { # sets <code>
  pointer "$task"
  printf '%s\n' "$pointer" >"$work/pointer" || stop $not_writable "cannot write $work"
  run_in_group "$task_timeout" __agent "$task" "$starts" "$task_agent"
}

run_proof() { # sets <code>
  run_in_group "${PLAN_PROOF_TIMEOUT:-1800}" __prove "$task"
}

# The agent's word proves nothing: its exit code 0 leads to the proof, and only the proof leads to "done".
judge() {
  if [ "$step:$code" = proof:0 ]; then
    name_commands
    settle "done" -
  elif [ -n "$stopping" ]; then
    give_back interrupted
  elif [ -e "$work/timed-out" ]; then
    settle timeout "$step"
  elif [ "$code" -eq $killed ]; then
    count_loss
  elif [ "$step:$code" = agent:127 ] && agent_is_missing; then
    give_back agent-missing
  elif [ "$step" = agent ] && [ "$tries" -lt "$task_attempts" ] && is_transient; then
    journal failed "$task" ",\"attempt\":$starts,\"code\":$code"
    announce again
    rest "${PLAN_RETRY_DELAY:-30}"
  else
    # Here a task may one day pass on to the next agent of its owner's role family, before it is blocked.
    settle blocked "$step-$code"
  fi
}

is_transient() { # does it look as if the same thing may succeed a little later?
  local found=0
  case $code in 69 | 75 | 111) return 0 ;; esac
  { tail -n 40 "$state/results/$task.$starts.txt"; tail -n 40 "$log"; } |
    grep -Eiq 'rate.?limit|too many requests|overloaded|temporar|timed out|ECONN|EAI_AGAIN|HTTP.{0,9} 5[0-9][0-9]' || found=$?
  [ $found -ne 1 ] # not "no match": a match, or a helper was killed, and then one more try harms nobody
}

# Somebody killed the attempt (kill -9, no memory, no power): that is no verdict on the agent, and costs it no attempt.
count_loss() {
  losses=$((losses + 1)) tries=$((tries > 0 ? tries - 1 : 0))
  if [ "$losses" -gt "${PLAN_MAX_LOSSES:-5}" ]; then settle blocked lost; return; fi
  status=running
  write_checkpoint
  journal lost "$task" ",\"losses\":$losses"
  rest "${PLAN_LOSS_DELAY:-1}"
}

settle() { # settle VERDICT REASON. The rename inside write_checkpoint is the moment at which a task is done.
  status=$1 reason=$2
  write_checkpoint
  journal "$status" "$task" ",\"attempt\":$starts,\"reason\":\"$reason\""
}

give_back() { # give_back REASON: there is no verdict, the next run makes this attempt again
  status=pending reason=$1 tries=$((tries > 0 ? tries - 1 : 0))
  write_checkpoint
  journal interrupted "$task" ",\"reason\":\"$reason\""
}

leave_task() {
  trap '' TERM
  kill -s TERM -- "-$$" 2>/dev/null # a sleep that lost its watchdog
  release_seat "$work" "$seat"
  drop_older_seats "$work" "$seat"
  announce ended
  [ "$reason" != agent-missing ] || exit $agent_missing
  exit 0
}

announce() { # announce WORD
  { printf '%s %s\n' "$1" "$task_row" >&9; } 2>/dev/null
}

rest() { # rest SECONDS, or until a signal comes
  [ -z "$stopping" ] || return 0
  sleep "$1" &
  wait $!
}

# Runs an internal entry as the leader of a process group, for at most SECONDS; sets <code>. When it returns, nothing of
# the group is left: a server that the agent has started neither outlives it nor disturbs the proof.
run_in_group() { # run_in_group SECONDS ENTRY ARGUMENT...
  local seconds=$1 entry=$2 record=$work/group.$seat watchdog
  shift 2
  set -m
  "$BASH" "$script" "$entry" "$record" "$$" "$own_identity" "$@" </dev/null >>"$log" 2>&1 9>&- &
  group=$!
  set +m
  watch "$seconds" "$record" </dev/null >/dev/null 2>&1 9>&- &
  watchdog=$!
  [ -z "$stopping" ] || kill -s TERM -- "-$group" 2>/dev/null # the signal came before the group was known
  wait_for_group
  kill -s TERM "$watchdog" 2>/dev/null
  wait "$watchdog" 2>/dev/null
  end_group "$group"
  group=''
  : >"$record"
}

wait_for_group() { # sets <code>. A signal that we trap ends "wait": then the group has a few seconds left.
  local turns=0
  while :; do
    code=0
    wait "$group" 2>/dev/null || code=$?
    kill -0 "$group" 2>/dev/null || return 0
    while kill -0 "$group" 2>/dev/null && [ $turns -lt $((${PLAN_GRACE:-5} * 20)) ]; do
      turns=$((turns + 1))
      nap
    done
    kill -s KILL -- "-$group" 2>/dev/null
  done
}

watch() { # watch SECONDS RECORD: the watchdog of a group. It does its work even if its supervisor is dead.
  local sleeper=''
  trap '[ -z "$sleeper" ] || kill "$sleeper" 2>/dev/null; exit' TERM
  while :; do
    sleep "$1" & sleeper=$!
    wait "$sleeper"
    [ $? -ge 128 ] || break # a sleep that was killed does not mean that the time is up
  done
  : >"$work/timed-out"
  signal_recorded_group TERM "$2"
  sleep "${PLAN_GRACE:-5}" & sleeper=$!
  wait "$sleeper"
  signal_recorded_group KILL "$2"
}

# Records this process as the leader of a group, and goes on only if its supervisor still lives: so whatever starts
# is recorded, and whoever ends the recorded groups of a dead supervisor has ended everything.
join_supervisor() { # join_supervisor RECORD PID IDENTITY
  printf '%s\n' "$$ $own_identity" >"$1" || exit $killed
  is_alive "$2" "$3" || exit $killed
}

become_agent() { # become_agent RECORD PID IDENTITY KEY NUMBER AGENT
  local agent=$6
  join_supervisor "$1" "$2" "$3"
  [ "$agent" != - ] || agent=''
  export PLAN_DIR=$plan_dir PLAN_TASK=$4 PLAN_ATTEMPT=$5 PLAN_TASK_AGENT=$agent PLAN_PROMPT=$plan_path/prompts/$4.md
  restore_environment
  exec <"$state/work/$4/pointer" >"$state/results/$4.$5.txt" || exit $killed
  exec "$BASH" -c "$agent_command"
}

# All that an agent is told: words of ours and a path of harmless characters. Anything else that stood here, some client
# would expand: @file, $1, !`command`, /command.
pointer() { # pointer KEY; sets <pointer>
  pointer="Read the file $plan_path/prompts/$1.md and carry out the task described there."
}

# ────────────────────────────────────────────────────────────────────────────────────────────────────── the proof
#
# work/KEY/baseline holds what the task declares and how that looked before the first attempt: a line "mode TAB
# fingerprint TAB path" for each file, then "end". The proof reads only this copy: an agent cannot declare less.

take_baseline() { # 0 it is there; 1 a declared file is out of bounds; killed = a helper failed
  local mode path lines='' before
  checks_file "$task" files
  while IFS=$'\t' read -r mode path; do
    case $mode in
      create | modify | write | delete) ;;
      *) object "$task" "checks/$task.files has a line that this script does not know"; return 1 ;;
    esac
    must_stay_inside "$task" "$path" || return
    look_before "$path" || return $killed
    lines="$lines$mode"$'\t'"$before"$'\t'"$path"$'\n'
  done <"$checks_file"
  put "$work/baseline" "${lines}end" || return $killed
}

look_before() { # look_before PATH; sets <before>: as an earlier attempt has noted it, else as it looks now
  local mode noted path
  if [ -e "$work/baseline" ]; then
    while IFS=$'\t' read -r mode noted path; do
      if [ "$path" = "$1" ]; then before=$noted; return 0; fi
    done <"$work/baseline"
  fi
  fingerprint "$1" || return 1
  before=$fingerprint
}

fingerprint() { # fingerprint PATH; sets <fingerprint>; fails if a helper does
  if [ -d "./$1" ]; then
    fingerprint=$(cd "./$1" && find . -type f -exec cksum {} + | sort | cksum) || return 1
  elif [ -f "./$1" ]; then
    fingerprint=$(cksum <"./$1") || return 1
  elif [ -e "./$1" ]; then
    fingerprint=special
  else
    fingerprint=absent
  fi
}

prove() { # prove RECORD PID IDENTITY KEY; its exit code is the verdict: 0 proven, 1 files, 2 commands, killed = none
  local mode before path
  join_supervisor "$1" "$2" "$3"
  while IFS=$'\t' read -r mode before path; do
    [ "$mode" != end ] || { prove_by_commands "$4"; return; }
    prove_file "$4" "$mode" "$before" "$path" || return
  done <"$state/work/$4/baseline"
  return $killed # a list without its end: a disk that lost something
}

prove_file() { # prove_file KEY MODE BEFORE PATH
  must_stay_inside "$1" "$4" || return
  fingerprint "$4" || return $killed
  case $2:$fingerprint in
    delete:absent) return 0 ;;
    delete:*) object "$1" "was to be deleted, and is still there: $4" ;;
    *:absent) object "$1" "was to be written, and is not there: $4" ;;
    *:"$3") object "$1" "is what it was before the first attempt: $4" ;;
    *) ! has_contents "$4" || return 0; object "$1" "is empty: $4" ;;
  esac
  return 1
}

has_contents() { # has_contents PATH: a file with at least one byte, or a folder with at least one entry
  local entry
  [ -d "./$1" ] || { [ -s "./$1" ]; return; }
  for entry in "./$1"/* "./$1"/.[!.]*; do
    [ ! -e "$entry" ] || return 0
  done
  return 1
}

object() { # object KEY SENTENCE: what the proof has found wrong, for the log and for the report
  printf 'proof: %s\n' "$2"
  printf '%s\n' "$2" >"$state/work/$1/finding"
}

# Is everything still there that a finished task was to write? Sets <vanished>. What a later task of the plan was to
# delete has not vanished.
files_still_there() { # files_still_there KEY
  local mode path code
  vanished=''
  [ -e "$state/work/$1/baseline" ] || return 0
  while IFS=$'\t' read -r mode _ path; do
    case $mode in delete | end) continue ;; esac
    code=0
    check_path "$path" || code=$?
    [ $code -ne $killed ] || stop $not_writable "cannot follow the links of $path"
    if [ $code -eq 0 ] && has_contents "$path"; then continue; fi
    printable "$path"
    deleted_by_plan "$path" || vanished="$vanished${vanished:+, }$printable"
  done <"$state/work/$1/baseline"
  [ -z "$vanished" ]
}

deleted_by_plan() { # deleted_by_plan PATH: has a task begun that declares to delete it?
  local baseline mode path
  for baseline in "$state"/work/*/baseline; do
    while IFS=$'\t' read -r mode _ path; do
      [ "$mode:$path" != "delete:$1" ] || return 0
    done <"$baseline"
  done
  return 1
}

must_stay_inside() { # must_stay_inside KEY PATH: 0 it does; 1 it does not, and that is said; killed = a helper failed
  local code=0
  check_path "$2" || code=$?
  [ $code -ne 1 ] || object "$1" "leads out of the repository: $2"
  return $code
}

# Is the path relative, and below the root even when links are followed? The paths are only ever read: a link that is
# swapped after this look can spoil a proof, but writes nothing.
check_path() { # check_path PATH: 0 yes, 1 no, killed = a helper failed
  local part rest=${1%/} walked=.
  case /$rest/ in //* | */../* | */./*) return 1 ;; esac
  while [ -n "$rest" ]; do
    part=${rest%%/*}
    walked=$walked/$part
    if [ -L "$walked" ]; then link_stays_inside "./${1%/}"; return; fi
    [ "$part" != "$rest" ] || break
    rest=${rest#*/}
  done
}

link_stays_inside() { # link_stays_inside PATH, one of whose parts is a symbolic link
  local path=$1 target folder hops=0
  while [ $hops -lt 40 ]; do
    hops=$((hops + 1))
    if [ -d "$path" ]; then is_inside "$path"; return; fi
    folder=${path%/*}
    while [ ! -d "$folder" ]; do
      if [ -L "$folder" ] || [ -z "$folder" ]; then return 1; fi # leads to nowhere
      folder=${folder%/*}
    done
    is_inside "$folder" || return
    [ -L "$path" ] || return 0
    target=$(readlink "$path") || return $killed
    case $target in /*) path=$target ;; *) path=$folder/$target ;; esac
  done
  return 1
}

is_inside() { # is_inside FOLDER
  local real code=0
  real=$(cd -P "$1" && pwd -P) || code=$?
  [ $code -le 128 ] || return $killed
  [ $code -eq 0 ] || return 1
  case $real/ in "${root%/}"/*) return 0 ;; *) return 1 ;; esac
}

# ─────────────────────────────────────────────────────────────────────────────────────────── the proof's commands
#
# They are somebody else's text. They run only after a person has seen all of them and said yes, once; state/accepted/
# keeps what was accepted, and the proof runs these copies.

decide_commands() { # sets <commands_accepted>
  local command_count=0
  count_commands
  commands_accepted=yes
  if [ $command_count -eq 0 ] || acceptance_is_current; then return; fi
  if [ -z "$accept_commands" ] && [ "$command" != task ] && [ -t 0 ] && [ -t 1 ]; then
    printf 'To prove its tasks, this plan wants to run these commands:\n\n'
    print_all_commands
    ! ask 'Run them, each after its task?' || accept_commands=yes
  fi
  if [ -n "$accept_commands" ]; then
    keep_commands
  else
    commands_accepted=no
    say warning - "the $command_count proof command(s) of this plan are not accepted and do not run (dry-run shows them, --accept-commands accepts them)"
  fi
}

count_commands() { # adds to <command_count>
  local row line
  for ((row = 0; row < rows; row++)); do
    checks_file "${keys[row]}" commands
    while IFS= read -r line; do
      case ${line//$'\t'/} in
        '') ;;
        *[[:cntrl:]]*) stop $usage_error "checks/${keys[row]}.commands has a control character (compile the plan again)" ;;
        *) command_count=$((command_count + 1)) ;;
      esac
    done <"$checks_file"
  done
}

acceptance_is_current() {
  local row wanted accepted
  for ((row = 0; row < rows; row++)); do
    checks_file "${keys[row]}" commands
    wanted='' accepted=''
    IFS= read -r -d '' wanted <"$checks_file"
    [ ! -e "$state/accepted/${keys[row]}" ] || IFS= read -r -d '' accepted <"$state/accepted/${keys[row]}"
    [ "$wanted" = "$accepted" ] || return 1
  done
}

keep_commands() { # a kill half way leaves an acceptance that is not current
  local row text
  for ((row = 0; row < rows; row++)); do
    checks_file "${keys[row]}" commands
    text=''
    IFS= read -r -d '' text <"$checks_file"
    if [ -z "$text" ] && [ ! -e "$state/accepted/${keys[row]}" ]; then continue; fi
    printf %s "$text" >"$state/accepted/${keys[row]}" || stop $not_writable "cannot write $state/accepted"
  done
}

print_all_commands() {
  local row
  for ((row = 0; row < rows; row++)); do print_commands "${keys[row]}" "  ${keys[row]}: "; done
}

print_commands() { # print_commands KEY PREFIX
  local line
  checks_file "$1" commands
  while IFS= read -r line; do
    [ -z "$line" ] || printf '%s%s\n' "$2" "$line"
  done <"$checks_file"
}

prove_by_commands() { # prove_by_commands KEY
  local line code
  if [ "$commands_accepted" != yes ] || [ ! -s "$state/accepted/$1" ]; then return 0; fi
  restore_environment
  while IFS= read -r line <&3; do
    [ -n "$line" ] || continue
    printf 'proof: %s\n' "$line"
    code=0
    "$BASH" -c "$line" </dev/null 3<&- || code=$?
    [ $code -eq 0 ] || { object "$1" "ended with $code: $line"; return 2; }
  done 3<"$state/accepted/$1"
}

name_commands() { # sets <commands>: none, passed or skipped
  checks_file "$task" commands
  commands=none
  if [ "$commands_accepted" = yes ]; then
    [ ! -s "$state/accepted/$task" ] || commands=passed
  else
    [ ! -s "$checks_file" ] || commands=skipped
  fi
}

# ─────────────────────────────────────────────────────────────────────────────────────────────────────── the plan
#
# A node is a row: keys[row], kinds[row] and so on. needs[row] and dependents[row] are rows between blanks.

keys=() kinds=() waves=() needs=() agents=() timeouts=() attempts=() titles=() dependents=() selected=() concerned=()
rows=0

load_plan() {
  local key kind wave need agent timeout attempt title rest number=0 tasks=0
  [ -r "$plan_dir/tasks.tsv" ] || stop $usage_error "cannot read $plan_dir/tasks.tsv"
  while IFS=$'\t' read -r key kind wave need agent timeout attempt title rest; do
    number=$((number + 1))
    if [ $number -eq 1 ]; then
      [ "$key$kind" = 'plan-compile-tasks 1' ] || malformed "this script does not know the format"
      continue
    fi
    [ -n "$title" ] && [ -z "$rest" ] || malformed "it has not eight columns"
    keys[rows]=$key kinds[rows]=$kind waves[rows]=$wave agents[rows]=$agent timeouts[rows]=$timeout
    attempts[rows]=$attempt titles[rows]=$title needs[rows]='' dependents[rows]='' open_needs[rows]=0
    check_row
    resolve_needs "$need"
    [ "$kind" != task ] || tasks=$((tasks + 1))
    rows=$((rows + 1))
  done <"$plan_dir/tasks.tsv"
  [ $tasks -gt 0 ] || malformed "it has no task"
  [ -n "$jobs" ] || default_jobs $tasks
}

default_jobs() { # default_jobs TASKS; sets <jobs>
  if [ "$1" -le 3 ]; then jobs=2; elif [ "$1" -le 8 ]; then jobs=3; else jobs=4; fi
}

malformed() { # malformed SENTENCE
  stop $usage_error "tasks.tsv, line $number: $1 (compile the plan again)"
}

check_row() { # has each column of the last row the form that the rest of this file relies on?
  local key=${keys[rows]}
  is_key "$key" || malformed "a key has other characters than a-z 0-9 . _ -"
  is_number "${waves[rows]}" || malformed "a wave is no number"
  case ${kinds[rows]} in
    gate | barrier) return ;;
    task) ;;
    *) malformed "a kind is not task, gate or barrier" ;;
  esac
  is_count "${timeouts[rows]}" || malformed "a timeout is no number of seconds"
  is_count "${attempts[rows]}" || malformed "the attempts are no number"
  [ -e "$plan_dir/prompts/$key.md" ] || malformed "there is no prompts/$key.md"
}

# Each need stands above, which makes cycles impossible, and tells the needed row its dependents.
resolve_needs() { # resolve_needs KEYS
  local need row
  row_of "${keys[rows]}"
  [ -z "$row" ] || malformed "${keys[rows]} was there before"
  set -f
  [ "$1" = - ] || for need in ${1//,/ }; do
    row=''
    ! is_key "$need" || row_of "$need"
    [ -n "$row" ] || malformed "${keys[rows]} needs what does not stand above it"
    needs[rows]="${needs[rows]} $row"
    dependents[row]="${dependents[row]} $rows"
    open_needs[rows]=$((open_needs[rows] + 1))
  done
  set +f
  row_variable "${keys[rows]}"
  printf -v "$row_variable" %s "$rows"
}

row_named() { # row_named KEY, as the user gave it; sets <row>
  row=''
  ! is_key "$1" || row_of "$1"
  [ -n "$row" ] || stop $usage_error "the plan has no $1"
}

row_of() { # row_of KEY; sets <row>, empty if there is no such key
  row_variable "$1"
  row=${!row_variable-}
}

row_variable() { # bash 3.2 has no maps, so each key has a variable; sets <row_variable>, different for different keys
  row_variable=${1//_/_u}
  row_variable=${row_variable//./_d}
  row_variable=row_of_${row_variable//-/_h}
}

is_key() {
  case $1 in '' | [._-]* | *[!a-z0-9._-]*) return 1 ;; esac
  [ ${#1} -le 100 ]
}

is_number() {
  case $1 in 0) ;; '' | 0* | *[!0-9]*) return 1 ;; esac
  [ ${#1} -le 9 ]
}

is_count() {
  is_number "$1" && [ "$1" -ge 1 ]
}

# What this call may start is selected; concerned is also what must be done before, seen through gates and barriers.
select_rows() { # select_rows all - | wave N | key KEY
  local row need any=''
  for ((row = rows - 1; row >= 0; row--)); do
    case $1:$2 in
      all:* | wave:"${waves[row]}" | key:"${keys[row]}") any=yes selected[row]=yes concerned[row]=yes ;;
      *) [ -n "${concerned[row]-}" ] && [ "${kinds[row]}" != task ] || continue ;;
    esac
    for need in ${needs[row]}; do concerned[need]=yes; done
  done
  [ -n "$any" ] || stop $usage_error "the plan has no $1 $2"
}

checks_file() { # checks_file KEY files | commands; sets <checks_file>
  checks_file=$plan_dir/checks/$1.$2
  [ -e "$checks_file" ] || checks_file=/dev/null
}

# The compiler's hash, and what the graph says of itself: it is short enough to be changed by hand.
plan_identity() { # sets <plan_identity>
  local hash='' sum
  { IFS= read -r hash <"$plan_dir/plan.hash"; } 2>/dev/null
  case $hash in '' | *[!A-Za-z0-9:._-]*) stop $usage_error "cannot read $plan_dir/plan.hash" ;; esac
  sum=$(cksum <"$plan_dir/tasks.tsv") || stop $not_writable "cksum failed"
  plan_identity=$hash+${sum// /.}
}

# ──────────────────────────────────────────────────────────────────────────────────────────────────────── reports

shown=() notes=()

survey() { # what the disk says of each row: shown[row] is a word, notes[row] says why, and may be empty
  local row
  for ((row = 0; row < rows; row++)); do
    shown[row]=pending notes[row]=''
    [ "${kinds[row]}" != task ] || survey_task "$row"
    case ${shown[row]} in pending | interrupted) survey_needs "$row" ;; esac
  done
}

survey_task() { # survey_task ROW
  local row=$1 key=${keys[$1]}
  read_checkpoint "$key"
  case $status in
    pending) [ "$reason" != interrupted ] || shown[row]=interrupted ;;
    running) if held_by_living "$state/work/$key"; then shown[row]=running; else shown[row]=interrupted; fi ;;
    *)
      explain "$key"
      shown[row]=$status notes[row]=$explanation ;;
  esac
}

survey_needs() { # survey_needs ROW, which is not done: because of what?
  local row=$1 need
  for need in ${needs[row]}; do
    case ${shown[need]} in
      "done") ;;
      blocked | timeout | skipped)
        shown[row]=skipped notes[row]="needs ${keys[need]}, which is ${shown[need]}"
        return ;;
      *) shown[row]=waiting notes[row]="waits for ${keys[need]}" ;;
    esac
  done
  [ "${shown[row]}" != waiting ] || return 0
  case ${kinds[row]} in
    barrier) shown[row]="done" ;;
    gate) if is_approved "$row"; then shown[row]="done"; else shown[row]=gate notes[row]="waits for approval"; fi ;;
  esac
}

explain() { # explain KEY, whose checkpoint has just been read; sets <explanation>
  local finding='' log="log: $plan_path/state/logs/$1.$starts.log"
  [ ! -e "$state/work/$1/finding" ] || IFS= read -r finding <"$state/work/$1/finding"
  printable "$finding"
  case $status:$reason in
    done:*) explain_proof ;;
    blocked:agent-*) explanation="the agent ended with ${reason#agent-} ($log)" ;;
    blocked:lost) explanation="killed $losses times from outside ($log)" ;;
    blocked:*) explanation="$printable ($log)" ;;
    timeout:agent) explanation="the agent took longer than allowed ($log)" ;;
    timeout:*) explanation="the proof took longer than allowed ($log)" ;;
  esac
}

explain_proof() { # sets <explanation>
  case $commands in
    passed) explanation='files and commands proven' ;;
    skipped) explanation='files proven; unproven: its commands were skipped' ;;
    *) explanation='files proven' ;;
  esac
}

print_table() {
  local row width=4
  for ((row = 0; row < rows; row++)); do
    [ ${#keys[row]} -le "$width" ] || width=${#keys[row]}
  done
  for ((row = 0; row < rows; row++)); do
    printable "${titles[row]}"
    printf '%-*s  %-11s  wave %-3s  %s%s\n' "$width" "${keys[row]}" "${shown[row]}" "${waves[row]}" "$printable" "${notes[row]:+ — ${notes[row]}}"
  done
}

print_row() { # print_row ROW, as dry-run shows it
  local row=$1 key=${keys[$1]} need list='' mode path
  printable "${titles[row]}"
  printf '  %s %s  %s\n' "${kinds[row]}" "$key" "$printable"
  for need in ${needs[row]}; do list="$list ${keys[need]}"; done
  [ -z "$list" ] || printf '    needs   %s\n' "$list"
  [ "${kinds[row]}" = task ] || return 0
  printable "${agents[row]}"
  printf '    agent    %s, at most %s s, %s attempt(s)\n' "$printable" "${timeouts[row]}" "${attempts[row]}"
  pointer "$key"
  printf '    told     %s\n' "$pointer"
  checks_file "$key" files
  while IFS=$'\t' read -r mode path; do
    printable "$path"
    printf '    %-7s  %s\n' "$mode" "$printable"
  done <"$checks_file"
  print_commands "$key" '    proof    '
}

print_outcome() { # print_outcome ROW, as one JSON object
  local row=$1 key=${keys[$1]} report agent=null artifacts='' next='' mode path
  read_checkpoint "$key"
  json_string "${shown[row]}${notes[row]:+: ${notes[row]}}"
  report=$json
  if [ "${agents[row]}" != - ]; then json_string "${agents[row]}"; agent=$json; fi
  if [ "${shown[row]}" = "done" ]; then list_artifacts "$key"; fi
  case ${shown[row]} in blocked | timeout) next="\"$plan_path/run.sh resume\"" ;; esac
  printf '{"thread_id":"%s","status":"%s","report":%s,"agent_used":%s,"failover_applied":false,"artifacts":[%s],"next_steps":[%s],' \
    "$key" "${shown[row]/#done/completed}" "$report" "$agent" "$artifacts" "$next"
  printf '"starts":%s,"reason":"%s","commands":"%s"}' "$starts" "${reason#-}" "${commands#-}"
}

list_artifacts() { # list_artifacts KEY; adds to <artifacts>
  local mode path
  checks_file "$1" files
  while IFS=$'\t' read -r mode path; do
    [ "$mode" != delete ] || continue
    json_string "$path"
    artifacts="$artifacts${artifacts:+,}$json"
  done <"$checks_file"
}

sum_up() { # sets <code>, the exit code of the run, after a survey
  local row seen=' '
  for ((row = 0; row < rows; row++)); do
    [ -z "${selected[row]-}" ] || seen="$seen${shown[row]} "
  done
  if [ -n "$signal" ]; then code=$((128 + signal)); return; fi
  if [ -n "$fatal" ]; then code=$fatal; return; fi
  case $seen in
    *' blocked '* | *' timeout '* | *' skipped '*) code=$not_done ;;
    *' gate '*) code=$gate_waits ;;
    *' pending '* | *' waiting '* | *' interrupted '* | *' running '*) code=$not_done ;;
    *) code=0 ;;
  esac
}

report() { # the last words of a run: <code> is its exit code
  local row finished=0 unproven=0 gate=''
  [ -z "$quiet" ] || return 0
  printf '\n'
  print_table
  for ((row = 0; row < rows; row++)); do
    [ "${shown[row]}" != "done" ] || finished=$((finished + 1))
    case ${notes[row]} in *unproven:*) unproven=$((unproven + 1)) ;; esac
    [ -n "$gate" ] || [ "${shown[row]}" != gate ] || gate=${keys[row]}
  done
  printf '\n%s of %s done' $finished $rows
  [ $unproven -eq 0 ] || printf ', the commands of %s unproven' $unproven
  case $code in
    0) printf '\n'; return ;;
    "$gate_waits") next_command "approve $gate"; printf '; a gate waits\nnext: %s && ' "$next_command" ;;
    *) printf ' (exit %s)\nnext: ' "$code" ;;
  esac
  next_command resume
  printf '%s\n' "$next_command"
}

next_command() { # next_command WORDS; sets <next_command>: what a person types where this was typed
  printf -v next_command '%q %s%s' "$0" "$1" "$kept_options"
}

# ────────────────────────────────────────────────────────────────────────────────────────────────── state on disk

open_state() {
  mkdir -p "$state/tmp" "$state/lock" "$state/tasks" "$state/work" "$state/logs" "$state/results" \
    "$state/accepted" "$state/approved" || stop $not_writable "cannot write $state"
  [ -e "$state/.gitignore" ] || put "$state/.gitignore" '*' || stop $not_writable "cannot write $state"
}

put() { # put FILE TEXT: whoever reads FILE sees the old text or the new one, never a part
  local fresh=$state/tmp/${1##*/}.$$
  printf '%s\n' "$2" >"$fresh" || return
  mv -f "$fresh" "$1" || [ ! -e "$fresh" ] || mv -f "$fresh" "$1" # a killed mv has renamed it, or has not
}

sweep_temporary_files() { # what killed processes left half written
  local file
  for file in "$state"/tmp/*.*; do
    kill -0 "${file##*.}" 2>/dev/null || rm -f "$file"
  done
}

read_checkpoint() { # read_checkpoint KEY; without one, or with a torn or foreign one, the task is pending
  local file=$state/tasks/$1 end=''
  if [ -e "$file" ] && { read -r status starts tries losses reason commands end <"$file"; } 2>/dev/null && [ "$end" = ok ]; then
    return 0
  fi
  status=pending starts=0 tries=0 losses=0 reason=- commands=-
}

write_checkpoint() { # without a checkpoint nothing may go on
  put "$state/tasks/$task" "$status $starts $tries $losses $reason $commands ok" || stop $not_writable "cannot write the checkpoint of $task"
}

has_verdict() {
  case $status in "done" | blocked | timeout) return 0 ;; *) return 1 ;; esac
}

# The journal holds keys, words of ours and numbers, nothing that needs escaping; a line is one write to the end.
journal() { # journal EVENT [KEY [MORE]]
  set_now
  printf '{"time":%s,"run":%s,"event":"%s"%s%s}\n' "$now" "$run" "$1" "${2:+,\"task\":\"$2\"}" "${3-}" >>"$state/journal.jsonl" ||
    stop $not_writable "cannot write the journal"
}

# A kill between a checkpoint and its journal line swallows the line. The checkpoint is the truth: the line is added.
# First the checkpoints are read, then the journal: what a living supervisor is about to write is not ours to add.
complete_journal() {
  local row line='' unwritten=() written=()
  for ((row = 0; row < rows; row++)); do
    [ "${kinds[row]}" = task ] || continue
    read_checkpoint "${keys[row]}"
    if [ "$status" = "done" ] && ! held_by_living "$state/work/${keys[row]}"; then unwritten[row]=yes; fi
  done
  [ -e "$state/journal.jsonl" ] || return 0
  while IFS= read -r line; do
    case $line in
      *'"event":"done","task":"'*) row_of_line "$line"; [ -z "$row" ] || written[row]=yes ;;
      *'"event":"redo","task":"'*) row_of_line "$line"; [ -z "$row" ] || written[row]='' ;;
    esac
  done <"$state/journal.jsonl"
  [ -z "$line" ] || printf '\n' >>"$state/journal.jsonl" # a torn last line, from a disk that was full
  for row in ${unwritten[@]+"${!unwritten[@]}"}; do
    [ -n "${written[row]-}" ] || journal "done" "${keys[row]}" ',"recovered":true'
  done
}

row_of_line() { # row_of_line LINE of the journal; sets <row>
  local key=${1#*'"task":"'}
  key=${key%%'"'*}
  row=''
  ! is_key "$key" || row_of "$key"
}

# A seat is an exclusive right that survives kill -9: the lock of a run, the claim of a task. It is a row of files
# seat.1, seat.2, ... of which the newest counts; it names its holder, or says "free". The next holder makes the next
# file with link(2), which only one can do, so two who find a dead holder cannot both follow him.

take_seat() { # take_seat FOLDER; sets <seat>. Fails when a living process holds it, and sets <holder> and <holder_host>
  local fresh=$state/tmp/seat.$$ mine="$$ $own_identity ${HOSTNAME:-localhost}"
  ! held_by_living "$1" || return 1
  seat=$((newest + 1))
  printf '%s\n' "$mine" >"$fresh" || stop $not_writable "cannot write $state"
  ln "$fresh" "$1/seat.$seat" 2>/dev/null
  rm -f "$fresh"
  newest_seat "$1"
  [ "$newest" -ge $seat ] || stop $not_writable "cannot make a hard link in $1"
  read_holder "$1" $seat && [ "$holder $holder_start $holder_host" = "$mine" ] || return 1
  [ "$newest" -eq $seat ] || { rm -f "$1/seat.$seat"; holder=''; return 1; } # we were slow: the number is an old one
}

held_by_living() { # held_by_living FOLDER; sets <newest>, <holder>, <holder_start>, <holder_host>
  newest_seat "$1"
  holder='' holder_start='' holder_host=''
  [ "$newest" -gt 0 ] || return 1
  read_holder "$1" "$newest" || return 0 # it has just made room for a newer one
  [ "$holder" != free ] || return 1
  [ "$holder_host" = "${HOSTNAME:-localhost}" ] || return 0 # whether it lives, only its own machine knows
  is_alive "$holder" "$holder_start"
}

newest_seat() { # newest_seat FOLDER; sets <newest>, 0 if there is none
  local file
  newest=0
  for file in "$1"/seat.*; do
    file=${file##*.}
    ! is_number "$file" || [ "$file" -le "$newest" ] || newest=$file
  done
}

read_holder() { # read_holder FOLDER NUMBER
  { read -r holder holder_start holder_host <"$1/seat.$2"; } 2>/dev/null
}

release_seat() { # release_seat FOLDER NUMBER
  put "$1/seat.$2" 'free - -'
}

drop_older_seats() { # drop_older_seats FOLDER NUMBER
  local file
  for file in "$1"/seat.*; do
    ! is_number "${file##*.}" || [ "${file##*.}" -ge "$2" ] || rm -f "$file"
  done
}

end_older_holders() { # end_older_holders FOLDER NUMBER: with their helpers, one of which may be renaming a file
  local file number
  for file in "$1"/seat.*; do
    number=${file##*.}
    is_number "$number" && [ "$number" -lt "$2" ] || continue
    read_holder "$1" "$number" || continue
    [ "$holder" = free ] || end_recorded_group "$holder" "$holder_start"
  done
}

# ────────────────────────────────────────────────────────────────────────────────────────────────────── processes

# Process numbers are used again; a number together with its start time and boot is not.
process_identity() { # process_identity PID; sets <identity>, empty if it is dead (a zombie is)
  local line=''
  identity=''
  is_number "$1" || return 0
  [ -n "$boot" ] || set_boot
  if [ ! -r /proc/self/stat ]; then identity_from_ps "$1"; return; fi
  { IFS= read -r line <"/proc/$1/stat"; } 2>/dev/null || return 0
  # shellcheck disable=SC2086 # numbers, split on purpose: $1 is the state, $20 the start time
  set -- ${line##*) }
  case ${1-} in '' | Z | X) return 0 ;; esac
  identity=${20}@$boot
}

set_own_identity() {
  process_identity $$
  own_identity=$identity
}

identity_from_ps() { # identity_from_ps PID; sets <identity>
  local line
  ask_ps -o stat= -o lstart= -p "$1"
  line=$answer
  case $line in '' | Z*) return 0 ;; esac
  line=${line#* }
  identity=${line// /_}@$boot
}

set_boot() { # sets <boot>: since when this machine, or this container, runs
  if [ -r /proc/sys/kernel/random/boot_id ]; then
    IFS= read -r boot </proc/sys/kernel/random/boot_id
  else
    ask_ps -o lstart= -p 1
    boot=${answer// /_}
  fi
}

ask_ps() { # ask_ps ARGUMENT...; sets <answer>, empty if there is no such process
  local code=0 turns=0
  while :; do
    answer=$(ps "$@" 2>/dev/null) || code=$?
    case $code in
      0) return ;;
      1) answer=''; return ;;
    esac
    turns=$((turns + 1)) # killed, perhaps by the same Ctrl-C that we got
    [ $turns -lt 5 ] || stop $not_writable "ps ended with $code"
    code=0
  done
}

is_alive() { # is_alive PID IDENTITY
  process_identity "$1"
  [ -n "$identity" ] && [ "$identity" = "$2" ]
}

end_recorded_groups() { # end_recorded_groups KEY: agents and proofs of a supervisor that may be dead
  local record leader='' start=''
  for record in "$state/work/$1"/group.*; do
    { read -r leader start <"$record"; } 2>/dev/null || continue
    end_recorded_group "$leader" "$start"
  done
}

end_recorded_group() { # end_recorded_group PID IDENTITY
  ! is_that_group "$1" "$2" || end_group "$1"
}

signal_recorded_group() { # signal_recorded_group SIGNAL RECORD
  local leader='' start=''
  { read -r leader start <"$2"; } 2>/dev/null || return 0
  ! is_that_group "$leader" "$start" || kill -s "$1" -- "-$leader" 2>/dev/null
}

# A group outlives its leader, and its number is not used again before it is empty. After a reboot nothing is left.
is_that_group() { # is_that_group PID IDENTITY
  is_count "$1" && [ "${2#*@}" = "${own_identity#*@}" ] || return 1
  process_identity "$1"
  [ -z "$identity" ] || [ "$identity" = "$2" ]
}

end_group() { # end_group PID: kills it and waits until nobody is left who could still write something
  local turns=0
  kill -s KILL -- "-$1" 2>/dev/null || return 0
  while group_lives "$1" && [ $turns -lt 500 ]; do
    turns=$((turns + 1))
    nap
  done
}

group_lives() { # group_lives PID. Zombies take signals too, and may stay for ever where process 1 is no init.
  local group=$1 file line=''
  kill -0 -- "-$group" 2>/dev/null || return 1
  [ -r /proc/self/stat ] || { group_lives_by_ps "$group"; return; }
  for file in /proc/[0-9]*/stat; do
    { IFS= read -r line <"$file"; } 2>/dev/null || continue
    # shellcheck disable=SC2086 # $1 is the state, $3 the group
    set -- ${line##*) }
    case ${1-} in '' | Z | X) continue ;; esac
    [ "$3" != "$group" ] || return 0
  done
  return 1
}

group_lives_by_ps() { # group_lives_by_ps PID
  local word its_group=''
  ask_ps -A -o pgid= -o stat=
  for word in $answer; do # group and state, group and state, ...
    if [ -z "$its_group" ]; then its_group=$word; continue; fi
    case $its_group:$word in "$1":Z*) ;; "$1":*) return 0 ;; esac
    its_group=''
  done
  return 1
}

nap() {
  sleep 0.05 2>/dev/null || sleep 1 # POSIX knows whole seconds only
}

# ────────────────────────────────────────────────────────────────────────────────────────────────────────── words

say() { # say WORD KEY TEXT: a progress line
  local clock
  [ -z "$quiet" ] || return 0
  if [ "${BASH_VERSINFO[0]}" -ge 5 ]; then printf -v clock '%(%H:%M:%S)T' -1; else clock=$(date +%H:%M:%S); fi
  printf '%s  %-7s  %s  %s\n' "$clock" "$1" "$2" "$3"
}

stop() { # stop CODE SENTENCE
  printf 'run.sh: %s\n' "$2" >&2
  exit "${stop_as:-$1}"
}

ask() { # ask QUESTION: has a person said yes? Nothing runs while we ask, so a signal may simply end us.
  local answer=''
  printf '\n%s [y/N] ' "$1"
  trap - HUP INT TERM
  read -r answer
  trap_signals
  case $answer in y | Y | yes | Yes) return 0 ;; *) return 1 ;; esac
}

printable() { # printable TEXT; sets <printable>: nothing in it moves the cursor or colours the screen
  printable=${1//[[:cntrl:]]/?}
}

json_string() { # json_string TEXT; sets <json>
  local text=$1 quote='"' backslash=\\
  text=${text//"$backslash"/"$backslash$backslash"} # quoted: since bash 5.2 a bare \\ in a replacement is one \
  text=${text//"$quote"/"$backslash$quote"}
  printable "$text"
  json="\"$printable\""
}

set_now() { # sets <now>, seconds since 1970
  now=${EPOCHSECONDS:-}
  [ -n "$now" ] || now=$(date +%s) || now=0
}

# One line: bash has then read all of it, and the file may be replaced while it runs.
main "$@"; exit
