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
