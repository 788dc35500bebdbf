# How much of the limits was used when a task began and when it ended, as far as its client or usage-command tells: a line
# "FROM TO" for each window, in the order of usage_windows, with - for what nobody knows, in state/usage/of/KEY.

note_usage() { # in a supervisor, when an agent has ended: its result is complete. Members of a team end side by side
  local w lines='' from=() to=() percents=() resets=()
  [ "$member" = executor ] || return 0
  read_noted_usage "$task"
  if [ "$usage_mode" != push-through ]; then recall_usage; keep_first_and_last; fi
  if declare -F "${adapter}_usage" >/dev/null && [ -s "$result" ]; then
    "${adapter}_usage" "$result" first; take_reported; keep_first_and_last
    "${adapter}_usage" "$result"; take_reported; keep_first_and_last
  fi
  [ -n "${to[*]-}" ] || return 0
  for w in 0 1; do lines="$lines${lines:+$'\n'}${from[w]:--} ${to[w]:--}"; done
  put "$state/usage/of/$task" "$lines" || stop $not_writable "cannot write $state"
}

take_reported() { # sets <percents>, from <used_up>
  local window percent reset
  percents=()
  while read -r window percent reset; do keep_usage "$window" "$percent" "$reset"; done <<<"$used_up"
}

keep_first_and_last() { # sets <from>, where it is not known yet, and <to>
  local w
  for w in ${percents[@]+"${!percents[@]}"}; do from[w]=${from[w]:-${percents[w]}} to[w]=${percents[w]}; done
}

read_noted_usage() { # read_noted_usage KEY; sets <from> and <to>
  local w=0 first last
  from=() to=()
  [ -e "$state/usage/of/$1" ] || return 0
  while read -r first last; do
    [ "$w" -lt 2 ] || break
    if is_number "$first" && is_number "$last"; then from[w]=$first to[w]=$last; fi
    w=$((w + 1))
  done <"$state/usage/of/$1"
}

usage_of() { # usage_of KEY; sets <usage_json>, a member of an object of JSON with a comma before it, or nothing
  local w from=() to=()
  usage_json=''
  read_noted_usage "$1"
  for w in ${to[@]+"${!to[@]}"}; do usage_json="$usage_json${usage_json:+,}\"${usage_windows[w]}\":[${from[w]},${to[w]}]"; done
  [ -z "$usage_json" ] || usage_json=",\"usage_percent\":{$usage_json}"
}

# The client was refused because a limit is reached: that is no failure of the task, and no other agent would do better.
refused_by_limit() {
  local level='' window percent reset
  [ "$outcome" = transient ] && [ "$usage_mode" != push-through ] && usage_can_be_seen || return 1
  (look_at_usage "$task") # it makes itself at home as a process of its own does
  { read -r level _ <"$state/usage/now"; } 2>/dev/null
  [ "$level" = hard ]
}

report_usage() { # a section of the report, where something is known
  local row w from=() to=() lines=''
  for ((row = 0; row < rows; row++)); do
    [ "${kinds[row]}" = task ] || continue
    read_noted_usage "${keys[row]}"
    [ -n "${to[*]-}" ] || continue
    lines="$lines| ${keys[row]} |"
    for w in 0 1; do lines="$lines ${from[w]:--} % to ${to[w]:--} % |"; done
    lines="$lines"$'\n'
  done
  [ -z "$lines" ] || printf '\n### Usage\n\n| Task | 5h | 7d |\n|---|---|---|\n%s' "$lines"
}
