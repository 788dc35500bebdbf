# ─────────────────────────────────────────────────────────────────────────────────────────────────── the commands

command_run() { # command_run all - | wave N | group KEY
  select_rows "$1" "$2"
  begin_run
  schedule
  end_run
}

command_next() {
  local scope scope_name
  find_next
  if [ -n "$scope" ]; then command_run "$scope" "$scope_name"; fi
  next_command report
  printf 'batch_completion_status: "no_incomplete_batch"\noutcomes: []\nnothing is left to do; next: %s\n' "$next_command"
}

# For engines that schedule by themselves (just, make, CI): many may run at once, so there is no lock, only the claim.
command_task() {
  local row
  row_named "$argument"
  select_rows key "$argument"
  open_state
  prepare
  find_base
  settle_worktrees
  settle_repository
  [ -e "$state/begun" ] || { enter_repository; record_start; }
  schedule
  survey
  [ -z "$signal" ] || exit $((128 + signal))
  [ -z "$paused" ] || fatal=$gate_waits
  case ${shown[row]} in
    "done" | waived) exit 0 ;;
    gate) [ -n "$fatal" ] || fatal=$gate_waits ;;
  esac
  stop "${fatal:-$not_done}" "$argument is ${shown[row]}: ${notes[row]}"
}

command_status() {
  survey
  print_table
  print_open_matters
}

command_outcomes() {
  local row separator=''
  survey
  printf '['
  for ((row = 0; row < rows; row++)); do
    [ "${kinds[row]}" = task ] || is_rejected "$row" || continue
    printf '%s\n  ' "$separator"
    print_outcome "$row"
    separator=,
  done
  printf '\n]\n'
}

command_dry_run() {
  local row wave='' command_count=0
  count_commands # what is shown is what a person accepts: nothing in it may hide a part
  if [ "$adapter" = command ]; then printable "$agent_command"; else printable=$adapter; fi
  printf 'root   %s\nagent  %s\njobs   %s\n' "$root" "$printable" "$jobs"
  printable "${plan_source:-?}${plan_status:+ ($plan_status)}"
  printf 'plan   %s\n' "$printable"
  print_expectation
  [ -z "$time_limit" ] || printf 'time   at most %s s\n' "$time_limit"
  [ -z "$budget_limit" ] || { dollars "$budget_limit"; printf 'cost   at most about %s\n' "$dollars"; }
  for ((row = 0; row < rows; row++)); do
    [ "${waves[row]}" = "$wave" ] || printf '\nwave %s\n' "${waves[row]}"
    wave=${waves[row]}
    print_row "$row"
  done
}

print_expectation() { # of the whole plan, as far as its owner has said what a task takes
  local row tasks=0 expected
  for ((row = 0; row < rows; row++)); do [ "${kinds[row]}" != task ] || tasks=$((tasks + 1)); done
  expect
  printf 'tasks  %s\nexpect %s\n' "$tasks" "${expected#expected: }"
}
