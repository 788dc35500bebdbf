# ──────────────────────────────────────────────────────────────────────────────────────────────────────── the run

run=0 signal='' hurry='' fatal='' lock_held='' commands_accepted=no leaving=''

begin_run() {
  open_state
  take_lock
  prepare
  sweep_temporary_files
  find_base
  settle_worktrees
  settle_repository
  preflight
  note_surroundings
  complete_journal
  journal run-start
}

prepare() {
  trap leave_run EXIT
  trap_signals
  check_plan
  check_agent
  settle_usage
  end_orphaned_looks
  decide_commands
}

end_run() {
  local code outcomes
  complete_journal
  survey
  sum_up
  outcomes=$(command_outcomes) && put "$state/outcomes.json" "$outcomes" || stop $not_writable "cannot write outcomes.json"
  journal run-end '' ",\"code\":$code"
  sweep_temporary_files
  report
  exit "$code"
}

leave_run() {
  stop_supervisors
  end_look
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

check_agent() {
  warn_of_unknown_agents
  ! agent_is_missing || stop $agent_missing "the agent is not there: $client (--agent, --agent-command, or the variable PLAN_AGENT)"
}

# Is the program of the agent command nowhere to be found? Only a plain word can be judged; the rest is the shell's.
agent_is_missing() { # sets <client>, how the agent is started
  local word
  if [ "$adapter" != command ]; then
    client=$adapter
    ! command -v "$adapter" >/dev/null
    return
  fi
  client=$agent_command
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
