# The seam between this script and the clients of agents. adapters/NAME.sh knows one client, in these functions:
#
#   NAME_start   becomes the client (exec), in the agent's own process group. The pointer is on standard input, standard
#                output goes to the result, standard error to the log; PLAN_TASK, PLAN_TASK_AGENT and so on are set.
#   NAME_knows   says whether the client has an agent of this name; the adapter "command" has none to ask.
#   NAME_streams is there if the client prints while it works: then long silence means that it hangs.
#   NAME_usage   is there if the client reports the limits of its account: from the file $1, its result so far, it sets
#                <used_up>, lines "WINDOW PERCENT RESET" of the last report, or of the first one if $2 is "first".
#   NAME_judge   in the supervisor, when the client has ended by itself: from <code>, its exit code, and the files
#                <result> and <log> it sets <outcome>, and <cost> in millionths of a dollar if the client tells.
#
# A client is called as its adapter is; the adapter "command" is for all others.
#
# <outcome> is done (which leads to the proof, not to "done"), blocked, denied, ignored, transient or failed. What a
# person should read about it: object "$task" SENTENCE.

run_agent() { # sets <code>, 0 if the proof is next, <outcome> and <cost>
  result=$state/results/$task.$starts.txt
  pointer "$task"
  point_at_findings
  call_agent "$current_agent" "$executor_model" || return 0
  case $outcome:$code in
    done:*) code=0 ;;
    *:0) code=1 ;;
  esac
}

call_agent() { # call_agent AGENT MODEL, - for none; sets <code>, <outcome> and <cost>; fails if it did not end by itself
  local watched=yes
  name_finding
  printf '%s\n' "$pointer" >"$work/$member.pointer" || stop $not_writable "cannot write $work"
  [ ! -e "$work/$finding_name" ] || rm -f "$work/$finding_name"
  [ ! -e "$work/stalled.$member" ] || rm -f "$work/stalled.$member"
  run_in_group "$task_timeout" become_agent "$1" "$2"
  end_strays "$member"
  note_usage
  ! has_stalled || return 0
  if [ -n "$stopping" ] || [ -e "$work/timed-out.$member" ] || [ "$code" -eq $killed ]; then return 1; fi
  outcome=failed
  "${adapter}_judge"
  return 0
}

become_agent() { # become_agent AGENT MODEL; sets <model>, empty for the client's own
  [ "$1" != - ] || set -- '' "$2"
  [ "$2" != - ] || set -- "$1" ''
  export PLAN_DIR=$plan_dir PLAN_TASK=$task PLAN_MEMBER=$member PLAN_ATTEMPT=$starts PLAN_TASK_AGENT=$1
  export PLAN_PROMPT=$plan_path/prompts/$member_key.md PLAN_COST=${result%.txt}.cost
  model=${PLAN_MODEL:-$2}
  restore_environment
  exec <"$work/$member.pointer" >"$result" || exit "$killed"
  "${adapter}_start"
}

# All that an agent is told: words of ours and a path of harmless characters. Anything else that stood here, some client
# would expand: @file, $1, !`command`, /command.
pointer() { # pointer KEY; sets <pointer>
  pointer="Read the file $plan_path/prompts/$1.md and carry out the task described there."
}

# Of the result if there is no ANSWER. (A client that two start at once for the first time may trip over its own database.)
looks_transient() { # looks_transient [ANSWER]: do the last words of result and log sound as if the same may succeed a little later?
  local found=0
  { if [ $# -gt 0 ]; then printf '%s\n' "$1"; else tail -n 40 "$result"; fi; tail -n 40 "$log"; } |
    grep -Eiq 'rate.?limit|too many requests|overloaded|temporar|timed out|ECONN|EAI_AGAIN|HTTP.{0,9} 5[0-9][0-9]|database is locked|Failed query' || found=$?
  [ "$found" -ne 1 ] # not "no match": a match, or a helper was killed, and then one more try harms nobody
}
