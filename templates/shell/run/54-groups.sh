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
