# One look at the limits, in a process of its own: what running clients have reported, and what usage-command prints.
#
# percents[w] and resets[w] belong to the window usage_windows[w]; a window of which nothing is known has none. A window
# whose reset has passed is forgotten.

percents=() resets=()

look_at_usage() { # look_at_usage KEY...: tasks that run, or did until just now
  local level window percent reset lines='' w
  work=$state/usage seat=$$ log=$state/usage/log group='' stopping=''
  trap 'stopping=yes; [ -z "$group" ] || kill -s TERM -- "-$group" 2>/dev/null' TERM INT HUP
  gather_usage "$@"
  weigh_usage
  if [ "$level" = hard ]; then gather_usage "$@"; weigh_usage; fi # an alarm is looked at twice
  [ -z "$stopping" ] || return 0
  for w in ${percents[@]+"${!percents[@]}"}; do lines="$lines"$'\n'"${usage_windows[w]} ${percents[w]} ${resets[w]}"; done
  put "$state/usage/now" "$level $window $percent $reset$lines" || stop $not_writable "cannot write $state"
}

gather_usage() { # gather_usage KEY...; sets <percents> and <resets>
  local key file
  recall_usage
  for key; do
    for file in "$state/results/$key".*.txt; do
      read_reported_usage "$file"
    done
  done
  [ -z "$usage_command" ] || ask_for_usage
}

recall_usage() { # what the last look has left; sets <percents> and <resets>
  local window percent reset
  percents=() resets=()
  [ -e "$state/usage/now" ] || return 0
  { read -r _; while read -r window percent reset; do keep_usage "$window" "$percent" "$reset"; done; } <"$state/usage/now"
}

# Within a window usage only grows, so of several reports the highest is the newest; one of an earlier window says nothing.
read_reported_usage() { # read_reported_usage RESULT: what its client tells, if it does
  local window percent reset
  declare -F "${adapter}_usage" >/dev/null && [ -s "$1" ] || return 0
  "${adapter}_usage" "$1"
  while read -r window percent reset; do
    is_older_report "$window" "$percent" "$reset" || keep_usage "$window" "$percent" "$reset"
  done <<<"$used_up"
}

is_older_report() { # is_older_report WINDOW PERCENT RESET: than what is known already?
  local w=0
  [ "$1" = 5h ] || w=1
  [ -n "${resets[w]-}" ] || return 1
  [[ $3 < ${resets[w]} ]] || { [ "$3" = "${resets[w]}" ] && [ "$2" -lt "${percents[w]}" ]; }
}

keep_usage() { # keep_usage WINDOW PERCENT RESET; fails if that is nothing of the kind. Sets percents[w] and resets[w]
  local w
  case $1 in 5h) w=0 ;; 7d) w=1 ;; *) return 1 ;; esac
  case $3 in '' | 0* | *[!0-9]*) return 1 ;; esac
  is_number "$2" && [ "$2" -le 1000 ] && [ ${#3} -eq 10 ] || return 1
  set_now
  [ "$3" -gt "$now" ] || return 0
  percents[w]=$2 resets[w]=$3
}

weigh_usage() { # sets <level> and the <window>, <percent> and <reset> that it comes from
  local w
  level=none window=- percent=0 reset=0
  for w in ${percents[@]+"${!percents[@]}"}; do
    if [ "${percents[w]}" -ge "${usage_hards[w]}" ]; then level=hard
    elif [ "${percents[w]}" -ge "${usage_softs[w]}" ] && [ "$level" != hard ]; then level=soft
    else continue; fi
    window=${usage_windows[w]} percent=${percents[w]} reset=${resets[w]}
  done
}

# The command is the user's own. What it prints is believed line by line or not at all, and that is said once.
ask_for_usage() {
  local window percent reset rest lines='' before="${percents[*]-}" answer=$state/usage/answer.$$
  run_in_group "${PLAN_USAGE_PATIENCE:-10}" become_usage_command "$answer"
  [ -z "$stopping" ] || return 0
  if [ -e "$work/timed-out.$member" ]; then
    rm -f "$work/timed-out.$member"
    complain_of_usage "it took longer than ${PLAN_USAGE_PATIENCE:-10} s"
  elif [ "$code" -ne 0 ]; then
    complain_of_usage "it ended with $code (see $plan_path/state/usage/log)"
  else
    while read -r window percent reset rest || [ -n "$window" ]; do
      percent=${percent%\%}
      [ -n "$window" ] || continue
      [ -z "$rest" ] && keep_usage "$window" "${percent%%.*}" "$reset" || { refuse_usage "$window${percent:+ $percent}${reset:+ $reset}"; break; }
    done <"$answer"
  fi
  rm -f "$answer" "$work/group.$seat"
}

become_usage_command() { # become_usage_command ANSWER
  restore_environment
  exec "$BASH" -c "$usage_command" >"$1"
}

refuse_usage() { # refuse_usage LINE: then nothing of the answer counts
  recall_usage
  printable "${1:0:80}"
  complain_of_usage "it prints $printable, and not a window, a number and the time of its reset, such as 5h 83 1795209940"
}

complain_of_usage() { # complain_of_usage SENTENCE
  put "$state/usage/trouble" "$1" || stop $not_writable "cannot write $state"
}
