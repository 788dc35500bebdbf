print_table() {
  local row width=4
  for ((row = 0; row < rows; row++)); do
    [ ${#keys[row]} -le "$width" ] || width=${#keys[row]}
  done
  for ((row = 0; row < rows; row++)); do
    printable "${titles[row]}"
    printf '%-*s  %-11s  wave %-3s  %s%s\n' "$width" "${keys[row]}" "${shown[row]}" "${waves[row]}" "$printable" "${notes[row]:+ — ${notes[row]}}"
  done
}

print_row() { # print_row ROW, as dry-run shows it
  local row=$1 key=${keys[$1]} need list=''
  printable "${titles[row]}"
  printf '  %s %s  %s\n' "${kinds[row]}" "$key" "$printable"
  for need in ${needs[row]}; do list="$list ${keys[need]}"; done
  [ -z "$list" ] || printf '    needs   %s\n' "$list"
  case ${kinds[row]} in
    task) print_task "$row" ;;
    check) print_commands "$key" '    proof    ' ;;
  esac
}

print_task() { # print_task ROW
  local row=$1 key=${keys[$1]} mode path
  printable "${agents[row]}"
  [ "${deputies[row]}" = - ] || printable "${agents[row]}, then ${deputies[row]}"
  printf '    agent    %s, at most %s s, %s attempt(s)\n' "$printable" "${timeouts[row]}" "${attempts[row]}"
  print_team "$row"
  pointer "$key"
  printf '    told     %s\n' "$pointer"
  checks_file "$key" files
  while IFS=$'\t' read -r mode path; do
    printable "$path"
    printf '    %-7s  %s\n' "$mode" "$printable"
  done <"$checks_file"
  print_commands "$key" '    proof    '
}

print_outcome() { # print_outcome ROW, as one JSON object
  local row=$1 key=${keys[$1]} report agent=null failover=false artifacts='' next='' question='' question_kind=''
  read_checkpoint "$key"
  compose_sentence "$row"
  report=$json
  name_agent "$row"
  if [ "$current_agent" != - ]; then json_string "$current_agent"; agent=$json; fi
  [ "$who" = owner ] || failover=true
  if [ "${shown[row]}" = "done" ]; then list_artifacts "$key"; fi
  name_next_steps "$row"
  json_string "$question"
  printf '{"thread_id":"%s","status":"%s","report":%s,"agent_used":%s,"failover_applied":%s,"artifacts":[%s],"next_steps":[%s],' \
    "$key" "${shown[row]/#done/completed}" "$report" "$agent" $failover "$artifacts" "$next"
  usage_of "$key"
  [ -z "${teams[row]-}" ] || { read_step "$key"; printf '"cycles":%s,' "$cycles"; }
  printf '"starts":%s,"cost_usd":%s.%06d,"reason":"%s","commands":"%s","question":%s%s}' "$starts" $((spent / 1000000)) $((spent % 1000000)) \
    "${reason#-}" "${commands#-}" "$json" "$usage_json"
}

compose_sentence() { # compose_sentence ROW; sets <json>; of a rejected gate all that the person has said
  local person text words="${shown[$1]}${notes[$1]:+: ${notes[$1]}}"
  if is_rejected "$1"; then
    read_decision rejected "${keys[$1]}"
    words="blocked: rejected by $person: ${text//$'\n'/ }"
  fi
  json_string "$words"
}

name_next_steps() { # name_next_steps ROW; sets <next>, and <question> where it waits for an answer
  if is_rejected "$1"; then next="\"$plan_path/run.sh approve $key\""; return; fi
  case ${shown[$1]} in blocked | timeout) ;; *) return ;; esac
  next="\"$plan_path/run.sh resume\""
  ! is_asking "$1" || next="\"$plan_path/run.sh answer $key TEXT\",\"$plan_path/run.sh skip $key\",$next"
}

name_agent() { # name_agent ROW, whose checkpoint has just been read; sets <current_agent>
  task_agent=${agents[$1]} task_deputy=${deputies[$1]}
  name_current_agent
  [ "$reason" != claimed ] || current_agent=-
}

list_artifacts() { # list_artifacts KEY; adds to <artifacts>
  local mode path
  checks_file "$1" files
  while IFS=$'\t' read -r mode path; do
    [ "$mode" != delete ] || continue
    json_string "$path"
    artifacts="$artifacts${artifacts:+,}$json"
  done <"$checks_file"
}

sum_up() { # sets <code>, the exit code of the run, after a survey
  local row seen=' '
  for ((row = 0; row < rows; row++)); do
    if [ -n "${selected[row]-}" ] || { [ -n "${concerned[row]-}" ] && [ "${kinds[row]}" = gate ]; }; then
      seen="$seen${shown[row]} "
    fi
  done
  if [ -n "$signal" ]; then code=$((128 + signal)); return; fi
  if [ -n "$fatal" ]; then code=$fatal; return; fi
  if [ -n "$paused" ]; then code=$gate_waits; return; fi
  case $exhausted:$seen in
    yes:*' pending '* | yes:*' waiting '* | yes:*' interrupted '*) code=$budget_reached ;;
    *' blocked '* | *' timeout '* | *' skipped '*) code=$not_done ;;
    *' gate '*) code=$gate_waits ;;
    *' pending '* | *' waiting '* | *' interrupted '* | *' running '*) code=$not_done ;;
    *) code=0 ;;
  esac
}
