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
