# ────────────────────────────────────────────────────────────────────────────────────────────────── the scheduler
#
# places[row] says where a node is in this run: nothing (not ready yet), queued, running, gate (waits for a person), waived
# (a person has skipped it), or the verdict: done, blocked, timeout. A node is ready when open_needs[row] is 0. What stands behind a blocked node
# never gets ready: that is all there is to skipping it.

places=() open_needs=() queue=() running=() supervisors=() started=() told=() flags=() cost_of=() asking=() working=()
queue_head=0 gates='' costs=0 exhausted='' warned=''

schedule() {
  open_events
  bequeath_run
  make_work_folders
  restore
  while :; do
    take_decisions
    pass_gates
    mind_usage
    start_ready
    if [ ${#running[@]} -eq 0 ]; then
      if waits_for_reset; then hear; continue; fi
      ask_people || break
      continue
    fi
    hear
    [ -z "$signal$fatal${held#soft}" ] || stop_supervisors
  done
  wait_for_supervisors
}

restore() { # rebuilds the scheduler from the checkpoints
  local row missing=''
  for ((row = 0; row < rows; row++)); do
    is_work "$row" || continue
    read_checkpoint "${keys[row]}"
    count_costs "$row"
    if [ -n "${concerned[row]-}" ]; then
      restore_task "$row"
    elif is_plan_wrong "${keys[row]}"; then
      paused="$paused $row"
    fi
  done
  if [ -n "$missing" ]; then
    next_command 'run --redo-missing'
    stop $proof_gone "what was done is no longer there:$missing"$'\n'"to run these tasks again: $next_command"
  fi
  for ((row = 0; row < rows; row++)); do
    case ${places[row]-} in "done" | waived) release_dependents "$row" ;; esac
  done
  for ((row = 0; row < rows; row++)); do
    [ "${open_needs[row]}" -gt 0 ] || make_ready "$row"
  done
}

restore_task() { # restore_task ROW, whose checkpoint has just been read; adds to <missing>
  local row=$1 key=${keys[$1]}
  case $status in
    "done")
      if files_still_there "$key"; then
        places[row]="done"
        [ "$command" != resume ] || say skip "$key" "done, and its files are there"
      elif [ -n "$redo" ]; then flags[row]=redo
      else missing="$missing"$'\n'"  $key: $vanished"
      fi ;;
    blocked | timeout)
      if is_waived "$row"; then places[row]="done"
      elif is_skipped "$key"; then places[row]=waived
      elif is_answered "$key" || { [ -n "$retry" ] && ! is_plan_wrong "$key"; }; then flags[row]=retry
      else places[row]=$status; note_verdict "$row"; fi ;;
    *) ! held_by_living "$state/work/$key" || adopt "$row" ;;
  esac
}

adopt() { # adopt ROW: its supervisor, which an earlier run has started, lives
  [ -n "${selected[$1]-}" ] || return 0
  name_next_agent "$1"
  places[$1]=running running[$1]=yes working[$1]=$current_agent supervisors[$1]=$holder started[$1]=$holder_start
  journal adopted "${keys[$1]}"
  say adopt "${keys[$1]}" "it is still running"
}

release_dependents() { # release_dependents ROW: it is done
  local next
  for next in ${dependents[$1]}; do
    open_needs[next]=$((open_needs[next] - 1))
    [ "${open_needs[next]}" -gt 0 ] || make_ready "$next"
  done
}

make_ready() { # make_ready ROW
  [ -z "${places[$1]-}" ] && [ -n "${concerned[$1]-}" ] || return 0
  case ${kinds[$1]} in
    barrier) places[$1]="done"; release_dependents "$1" ;;
    gate) places[$1]=gate; gates="$gates $1" ;;
    task | check) [ -z "${selected[$1]-}" ] || { places[$1]=queued; queue[${#queue[@]}]=$1; } ;;
  esac
}
