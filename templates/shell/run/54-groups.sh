# Runs a function in a process of its own, which leads a process group, for at most SECONDS; sets <code>. When it
# returns, nothing of the group is left: a server that the agent has started neither outlives it nor disturbs the proof.
run_in_group() { # run_in_group SECONDS FUNCTION ARGUMENT...
  local seconds=$1 record=$work/group.$seat.$member watchdog
  shift
  set -m
  (join_supervisor "$record" && "$@") </dev/null >>"$log" 2>&1 8>&- 9>&- &
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
  wait_out "$1"
  : >"$work/$ending.$member"
  signal_recorded_group TERM "$2"
  wait_in_silence "${PLAN_GRACE:-5}"
  signal_recorded_group KILL "$2"
}

wait_in_silence() { # wait_in_silence SECONDS, without a process: nobody ever writes into that pipe
  read -r -t "$1" -u 8
}

# Records this process as the leader of a group, and goes on only if its supervisor still lives: so whatever starts
# is recorded, and whoever ends the recorded groups of a dead supervisor has ended everything. What goes wrong here
# says nothing about the agent or the proof: the attempt is lost.
join_supervisor() { # join_supervisor RECORD
  local supervisor=$own_pid identity_of_supervisor=$own_identity
  stop_as=$killed
  set_own_identity
  [ -n "$own_identity" ] && printf '%s\n' "$own_pid $own_identity" >"$1" || exit $killed
  is_alive "$supervisor" "$identity_of_supervisor" || exit $killed
}

is_timed_out() { # is this attempt over because somebody took too long? A take that did has only been of no use.
  [ -e "$work/timed-out.executor" ] || [ -e "$work/timed-out.review" ] || [ -e "$work/timed-out.test" ]
}
