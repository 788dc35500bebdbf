start_ready() {
  local place row
  [ -z "$signal$fatal$exhausted$paused$systemic$held" ] || return 0
  while [ $queue_head -lt ${#queue[@]} ] && [ "${places[${queue[queue_head]}]}" != queued ]; do queue_head=$((queue_head + 1)); done
  for ((place = queue_head; place < ${#queue[@]} && ${#running[@]} < jobs; place++)); do
    row=${queue[place]}
    [ "${places[row]}" = queued ] && ! is_agent_busy "$row" || continue
    launch "$row"
  done
}

is_agent_busy() { # is_agent_busy ROW: does its agent work on another task, where one agent may have one task at a time?
  local row
  [ "$one_per_agent" = yes ] || return 1
  name_next_agent "$1"
  [ "$current_agent" != - ] || return 1
  for row in ${running[@]+"${!running[@]}"}; do
    [ "${working[row]-}" != "$current_agent" ] || return 0
  done
  return 1
}

name_next_agent() { # name_next_agent ROW; sets <current_agent>: who gets it, or has it
  read_checkpoint "${keys[$1]}"
  [ "${flags[$1]-}" != retry ] || who=owner
  name_agent "$1"
}

launch() { # launch ROW
  local row=$1 key=${keys[$1]}
  places[row]=running running[row]=yes told[row]=''
  printable "${titles[row]}"
  say start "$key" "$printable"
  name_next_agent "$row"
  working[row]=$current_agent
  name_needed_tasks "$row"
  set -m # a background job gets a process group of its own
  "$BASH" "$script" __supervise "$row" "${flags[row]:--}" "$key" "${kinds[row]}" "${agents[row]}" "${deputies[row]}" \
    "${timeouts[row]}" "${attempts[row]}" "$tasks_needed" "${teams[row]:--}" </dev/null >>"$state/logs/supervisors.log" 2>&1 &
  supervisors[row]=$!
  set +m
  flags[row]=''
  process_identity "${supervisors[row]}"
  started[row]=$identity
}

name_needed_tasks() { # name_needed_tasks ROW; sets <tasks_needed>: keys in the order of the plan, behind through gates and the like
  local row need behind=()
  tasks_needed=''
  [ -n "$worktrees" ] || return 0
  for need in ${needs[$1]}; do behind[need]=yes; done
  for ((row = $1 - 1; row >= 0; row--)); do
    [ -n "${behind[row]-}" ] || continue
    case ${kinds[row]}:${places[row]-} in
      task:waived) ;; # what it has left, if anything, is not the plan's
      task:*) tasks_needed="${keys[row]} $tasks_needed"; continue ;;
    esac
    for need in ${needs[row]}; do behind[need]=yes; done
  done
}
