# ─────────────────────────────────────────────────────────────────────────────────────────────────────── one task
#
# From here to "the plan" everything happens in a supervisor or in the processes that it starts. The variables of the
# checkpoint are <status> (pending, running, done, blocked, timeout), <starts> of the agent ever, <tries> that count
# against the allowed attempts, <losses> (attempts that somebody killed), <who> has the task now (owner or deputy),
# <cost> so far in millionths of a dollar, <reason> and <commands>.

supervise() { # supervise ROW FLAG KEY KIND AGENT DEPUTY TIMEOUT ATTEMPTS NEEDS TEAM
  task_row=$1 task=$3 task_kind=$4 task_agent=$5 task_deputy=$6 task_timeout=$7 task_attempts=$8 task_needs=$9
  member_key=$task
  read_team "${10}" || stop $usage_error "the team of $task is not as it should be (compile the plan again)"
  work=$state/work/$task group='' stopping=''
  trap 'stopping=yes; [ -z "$group" ] || kill -s TERM -- "-$group" 2>/dev/null; tell_members' TERM INT HUP
  [ -d "$work" ] || mkdir -p "$work" || stop $not_writable "cannot write $work"
  take_seat "$work" || exit 0 # another supervisor has this task
  fence
  read_checkpoint "$task"
  reopen "$2"
  read_step "$task"
  has_verdict || attempt_until_verdict
  leave_task
}

# Ends whatever earlier supervisors of this task left running. Only now is their last word on disk really the last.
fence() {
  end_recorded_groups "$task"
  end_older_holders "$work" "$seat"
  if [ "$seat" -gt 1 ]; then
    end_strays ''
    rm -f "$work"/group.* "$work"/timed-out.* "$work"/stalled.*
  fi
}

reopen() { # reopen FLAG: a verdict is lifted only when the caller asked for it, and under the claim
  case $1:$status in
    retry:blocked | retry:timeout) ;;
    redo:"done") ! files_still_there "$task" || return 0 ;; # somebody has done it meanwhile
    *) return 0 ;;
  esac
  if [ "$1" = retry ]; then reopen_step; else rm -f "$work/step" "$work"/*.end; fi
  status=pending tries=0 losses=0 who=owner reason=- commands=-
  write_checkpoint
  journal "$1" "$task"
  [ "$1" = retry ] || rm -f "$work/baseline" # last: without it nothing would be missed
}

attempt_until_verdict() {
  ! conclude_commit || return 0
  be_alone
  if [ "$status" = running ]; then count_loss; else status=running; fi
  if [ "$status" = running ] && is_claimed; then hear_claim; fi
  while [ "$status" = running ]; do
    if [ -n "$stopping" ]; then
      give_back interrupted
    elif [ "$starts" -gt 0 ] && budget_is_spent; then
      give_back budget
    else
      attempt
    fi
  done
}

budget_is_spent() { # the runner asks before the first attempt of a task; other tasks may have spent it since
  local checkpoint sum=0 amount
  [ -n "$budget_limit" ] || return 1
  for checkpoint in "$state"/tasks/*; do
    { read -r _ _ _ _ _ amount _ <"$checkpoint"; } 2>/dev/null && is_number "$amount" && sum=$((sum + amount))
  done
  [ $sum -ge "$budget_limit" ]
}

attempt() {
  reason=- commands=- code=0 outcome='' cost=0
  [ "$progress" = complete ] || { starts=$((starts + 1)) tries=$((tries + 1)); }
  log=$state/logs/$task.$starts.log
  hear_answers "$task"
  write_checkpoint
  [ "$progress" = complete ] || journal "${task_kind/#task/start}" "$task" ",\"attempt\":$starts"
  name_current_agent
  step=tree
  [ -z "$worktrees" ] || prepare_tree >>"$log" 2>&1 || code=$?
  if [ $code -eq 0 ]; then step=baseline; { note_start && take_baseline; } >>"$log" 2>&1 || code=$?; fi
  if [ $code -eq 0 ] && [ "$progress" = code ]; then make_and_prove; fi
  if [ $code -eq 0 ] && [ -n "$members" ]; then judge_and_prove; fi
  if [ $code -eq 0 ]; then step=commit; keep_work >>"$log" 2>&1 || code=$?; fi
  spend
  judge
}

make_and_prove() { # sets <code>
  if [ "$task_kind" = task ]; then step=agent; make_code; fi
  if [ $code -eq 0 ]; then step=proof; run_proof; fi
}

judge_and_prove() { # by the team; the tester may have written since. Sets <code>
  judge_code
  [ $code -eq 0 ] || return 0
  step=proof
  run_proof
}

name_current_agent() { # sets <current_agent>. A task that nobody owns is the deputy's from the start.
  current_agent=$task_agent
  if [ "$who" = deputy ] || [ "$task_agent" = - ]; then current_agent=$task_deputy; fi
}

keep_work() {
  [ "$task_kind" != check ] || return 0
  if [ -n "$worktrees" ]; then commit_tree; elif [ "$wants_commits" = yes ]; then commit_in_checkout; fi
}

run_proof() { # sets <code>
  local limit=${PLAN_PROOF_TIMEOUT:-1800}
  [ "$task_kind" = task ] || limit=$task_timeout
  run_in_group "$limit" prove "$task"
}

spend() { # what the attempt has cost stands in the next checkpoint, whatever that says
  ! is_number "$cost" || spent=$((spent + cost))
  cost=0
}

leave_task() {
  trap '' TERM
  kill -s TERM -- "-$$" 2>/dev/null # a sleep that lost its watchdog
  release_seat "$work" "$seat"
  drop_older_seats "$work" "$seat"
  cease_alone
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
