# ──────────────────────────────────────────────────────────────────────────────────────── what follows an attempt
#
# From <code>, <outcome> and <step>, the last thing that was done, to the next checkpoint of the task.

# The agent's word proves nothing: it leads to the proof, and only the proof leads to "done".
judge() {
  if [ "$step:$code" = commit:0 ]; then
    name_commands
    settle "done" -
    [ -z "$worktrees" ] || leave_tree
  elif [ -n "$stopping" ]; then
    uncharge
    give_back interrupted
  elif is_timed_out; then
    settle timeout "$step"
  elif [ "$code" -eq $killed ]; then
    count_loss
  elif [ "$step:$code" = agent:127 ] && agent_is_missing; then
    uncharge
    give_back agent-missing
  elif [ "$progress" = complete ] && [ "$step" != tree ] && [ "$step" != baseline ] && [ "$step" != commit ]; then
    judge_team
  else
    judge_failure
  fi
}

# Once more with the same agent if the failure looks transient; then once with the deputy; then it is blocked.
judge_failure() {
  case $outcome in
    wrong) failure='plan-wrong' ;;
    blocked | denied | ignored | asks) failure=agent-$outcome ;;
    transient) failure="agent-$outcome"; [ "$adapter" != command ] || failure="agent-$code" ;;
    stalled) failure=agent-$outcome outcome=transient ;;
    *) failure=$step-$code ;;
  esac
  if refused_by_limit; then uncharge; give_back usage; return; fi
  if [ "$who:$outcome" = owner:transient ] && [ "$tries" -lt "$task_attempts" ]; then
    write_checkpoint
    journal failed "$task" ",\"attempt\":$starts,\"reason\":\"$failure\""
    announce again
    rest "${PLAN_RETRY_DELAY:-30}"
  elif can_be_reassigned; then
    reassign
  else
    settle blocked "$failure"
  fi
}

# What nobody may do, the deputy may not do either; a question for people is none for a deputy; and what happens before
# the agent or after the proof is not its fault.
can_be_reassigned() {
  [ "$who" = owner ] && [ "$task_agent" != - ] && [ "$task_deputy" != - ] || return 1
  case $outcome in denied | asks | wrong) return 1 ;; esac
  case $step in agent | proof) return 0 ;; *) return 1 ;; esac
}

reassign() { # on disk before the deputy starts: a kill in between does not give the task back to its owner
  who=deputy
  write_checkpoint
  journal reassigned "$task" ",\"attempt\":$starts,\"reason\":\"$failure\""
  announce over
}

# Somebody killed the attempt (kill -9, no memory, no power): that is no verdict on the agent, and costs it no attempt.
count_loss() {
  losses=$((losses + 1))
  uncharge
  if [ "$losses" -gt "${PLAN_MAX_LOSSES:-5}" ]; then settle blocked lost; return; fi
  status=running
  write_checkpoint
  journal lost "$task" ",\"losses\":$losses"
  rest "${PLAN_LOSS_DELAY:-1}"
}

uncharge() { # the attempt does not count against those that are allowed
  [ "$progress" = complete ] || tries=$((tries > 0 ? tries - 1 : 0))
}

settle() { # settle VERDICT REASON. The rename inside write_checkpoint is the moment at which a task is done.
  status=$1 reason=$2
  write_checkpoint
  journal "$status" "$task" ",\"attempt\":$starts,\"reason\":\"$reason\""
}

give_back() { # give_back REASON: there is no verdict, the next run makes this attempt again
  status=pending reason=$1
  write_checkpoint
  journal interrupted "$task" ",\"reason\":\"$reason\""
}
