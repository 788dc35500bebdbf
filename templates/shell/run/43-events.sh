# Supervisors write a line when something happens. A killed one cannot, so once a second all are looked at.
hear() {
  local word='' row=''
  if [ -n "$time_limit" ] && [ $SECONDS -ge "$time_limit" ] && [ -z "$fatal" ]; then
    fatal=$time_is_up
    say timeout - "the time for this run is up"
    return
  fi
  if read -r -t 1 -u 9 word row && [ -n "$row" ]; then
    case $word in
      again) say again "${keys[row]}" "the failure looks transient" ;;
      code) say code "${keys[row]}" "the code is complete: it is judged" ;;
      cycle) say cycle "${keys[row]}" "it goes back to be mended" ;;
      refused) say claim "${keys[row]}" "the plan calls it done, but its proof does not hold: an agent does it" ;;
      over) working[row]=${deputies[row]}; say over "${keys[row]}" "it goes to another agent" ;;
      ended) look_at "$row" ;;
    esac
    return
  fi
  for row in ${running[@]+"${!running[@]}"}; do look_at "$row"; done
}

look_at() { # look_at ROW: has it a verdict, or lost its supervisor?
  local row=$1 key=${keys[$1]}
  [ "${places[row]}" = running ] || return 0
  read_checkpoint "$key"
  if ! has_verdict; then
    ! is_alive "${supervisors[row]}" "${started[row]}" || return 0
    read_checkpoint "$key" # it may have written between the two looks
  fi
  count_costs "$row"
  if has_verdict; then
    conclude "$row"
  elif held_by_living "$state/work/$key"; then # by "run.sh task" beside us
    supervisors[row]=$holder started[row]=$holder_start
  else
    try_again "$row"
  fi
}

# Nothing new starts when the agents have cost as much as they may; what runs goes on to its end.
count_costs() { # count_costs ROW, whose checkpoint has just been read
  costs=$((costs - ${cost_of[$1]-0} + spent)) cost_of[$1]=$spent
  if [ -n "$budget_limit" ] && [ -z "$warned" ] && [ $((costs * 5)) -ge $((budget_limit * 4)) ]; then
    warned=yes
    dollars $costs
    say budget - "$dollars is spent, four fifths of what may be"
  fi
  if [ -n "$budget_limit" ] && [ $costs -ge "$budget_limit" ] && [ -z "$exhausted" ]; then
    exhausted=yes
    dollars $costs
    say budget - "$dollars is spent: nothing more is started"
  fi
}

conclude() { # conclude ROW: its checkpoint has just been read, and is a verdict
  local row=$1 key=${keys[$1]}
  unset "running[row]"
  leaving="$leaving $row"
  places[row]=$status
  explain "$key"
  say "$status" "$key" "$explanation"
  case $status in "done") release_dependents "$row" ;; *) note_verdict "$row" ;; esac
}

try_again() { # try_again ROW: its supervisor ended without a verdict
  local row=$1 code=0
  wait "${supervisors[row]}" 2>/dev/null || code=$?
  unset "running[row]"
  places[row]=''
  if [ $code -eq 0 ] || [ $code -ge 127 ]; then # gave way to another, was killed, or is not our child
    [ -n "$signal$fatal" ] || make_ready "$row"
    return
  fi
  fatal=$not_writable
  [ $code -ne $agent_missing ] || fatal=$agent_missing
  say failure "${keys[row]}" "cannot go on (see $plan_path/state/logs/supervisors.log)"
}

# Each is told once: agents may take a second signal for an order to drop everything. A second signal to us is one.
stop_supervisors() {
  local row
  for row in ${running[@]+"${!running[@]}"}; do
    if [ -z "${told[row]-}" ]; then
      told[row]=yes
      ! is_alive "${supervisors[row]}" "${started[row]}" || kill -s TERM "${supervisors[row]}" 2>/dev/null
    fi
    [ -z "$hurry" ] || end_recorded_groups "${keys[row]}" # now it knows why
  done
}

wait_for_supervisors() { # those with a verdict may still be about to write their journal line
  local row turns=0
  for row in $leaving; do
    while is_alive "${supervisors[row]}" "${started[row]}" && [ $turns -lt 500 ]; do
      turns=$((turns + 1))
      nap
    done
  done
}

# A pipe for events, which everybody opens for reading and writing: nobody waits for a partner, or loses one. And one
# that stays silent: to read from it for some seconds is a sleep that needs no process.
open_events() {
  local events=$state/tmp/events.$$ silence=$state/tmp/silence.$$
  mkfifo "$events" "$silence" && exec 9<>"$events" 8<>"$silence" || stop $not_writable "cannot make the pipe $events"
  rm -f "$events" "$silence"
}
