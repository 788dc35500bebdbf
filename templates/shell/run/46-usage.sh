# ─────────────────────────────────────────────────────────────────────────────────────────── the limits of the account
#
# Where a person wants that (--usage pause or wait): what the clients report of the two windows, and what usage-command
# prints, is looked at once a minute. Three do it, and each does one thing: a look (47-usage-look.sh), in a process of its
# own, sees; it looks a second time before it raises the alarm; and the runner, here, decides by what the look has left in
# state/usage/now: "LEVEL WINDOW PERCENT RESET", where the level is none, soft or hard.
#
#   soft   what runs goes on, nothing more is started until the window is reset
#   hard   what runs is stopped too, and not charged
#
# When nothing runs any more, pause ends the run, and wait goes on after the reset.

held='' usage_chosen='' looker='' looker_start='' last_look='' left_at_look='' usage_trouble=''

settle_usage() { # what was chosen at the first start holds until somebody says otherwise; sets <usage_mode>
  if [ -z "$usage_mode" ] && [ -e "$state/usage/mode" ]; then IFS= read -r usage_mode <"$state/usage/mode"; fi
  usage_chosen=$usage_mode
  case $usage_mode in pause | wait) ;; *) usage_mode=push-through; return ;; esac
  usage_can_be_seen ||
    say warning - "--usage $usage_mode: $adapter does not report its limits, and there is no usage-command: nothing is watched"
}

usage_can_be_seen() {
  [ -n "$usage_command" ] || declare -F "${adapter}_usage" >/dev/null
}

choose_usage() { # before the first start, of a person at a terminal who has not said it
  [ -z "$usage_chosen$yes$quiet" ] && [ -t 0 ] && [ -t 1 ] && usage_can_be_seen || return 0
  printf 'The account has limits: 5h (%s %%, %s %%) and 7d (%s %%, %s %%), soft and hard.\n' \
    "${usage_softs[0]}" "${usage_hards[0]}" "${usage_softs[1]}" "${usage_hards[1]}"
  ! ask 'Pause when one of them comes near? Else the run pushes through.' || usage_mode=pause
  put "$state/usage/mode" "$usage_mode" || stop $not_writable "cannot write $state"
}

mind_usage() { # in each turn of the scheduler. At the begin, and when a task has ended, a look is over before anything starts
  [ "$usage_mode" != push-through ] && usage_can_be_seen || return 0
  if [ -z "$last_look" ] || [ "$leaving" != "$left_at_look" ]; then
    [ -z "$looker" ] || wait "$looker" 2>/dev/null
    start_look
    wait "$looker" 2>/dev/null
  elif look_is_due; then
    start_look
  fi
  heed_usage
}

look_is_due() { # once a minute; never two at once
  [ $((SECONDS - last_look)) -ge "${PLAN_USAGE_INTERVAL:-60}" ] && ! is_alive "$looker" "$looker_start"
}

start_look() {
  local row observed=()
  for row in ${leaving#"$left_at_look"} ${running[@]+"${!running[@]}"}; do observed[row]=${keys[row]}; done
  left_at_look=$leaving last_look=$SECONDS
  set -m
  "$BASH" "$script" __look ${observed[@]+"${observed[@]}"} </dev/null >>"$state/logs/supervisors.log" 2>&1 &
  looker=$!
  set +m
  process_identity "$looker"
  looker_start=$identity
}

end_orphaned_looks() { # whose look was killed, and its watchdog too
  local record leader='' start=''
  for record in "$state/usage"/group.*; do
    process_identity "${record##*.}"
    [ -e "$record" ] && [ -z "$identity" ] || continue
    { read -r leader start <"$record"; } 2>/dev/null && end_recorded_group "$leader" "$start"
    rm -f "$record" "$state/usage/answer.${record##*.}"
  done
}

end_look() { # with the command that it may have started
  [ -n "$looker" ] && is_alive "$looker" "$looker_start" || return 0
  kill -s TERM "$looker" 2>/dev/null
  wait "$looker" 2>/dev/null
}

heed_usage() { # sets <held>, the level for which nothing is started
  local level='' window='' percent=0 reset=0
  { read -r level window percent reset <"$state/usage/now"; } 2>/dev/null
  tell_usage_trouble
  [ "$level" != none ] || level=''
  [ "$level" != "$held" ] || return 0
  held=$level
  journal usage '' ",\"reason\":\"${level:-none}${level:+-$window}\""
  clock_of "$reset"
  case $level in
    '') say usage - "below its limits: the run goes on" ;;
    soft) say usage - "$window is used by $percent %: nothing more is started before $clock; what runs goes on" ;;
    hard) say usage - "$window is used by $percent %: everything is stopped and kept until $clock" ;;
  esac
}

tell_usage_trouble() { # once
  [ -z "$usage_trouble" ] && [ -s "$state/usage/trouble" ] || return 0
  IFS= read -r usage_trouble <"$state/usage/trouble"
  say warning - "usage-command decides nothing: $usage_trouble"
}

# Nothing runs. Is the only reason that the limits are near, and is the reset waited for? Else the run ends with 11.
waits_for_reset() {
  local level window percent reset
  [ -n "$held" ] && [ -z "$signal$fatal$exhausted$paused$systemic" ] && is_something_queued || return 1
  [ "$usage_mode" = pause ] || return 0
  { read -r level window percent reset <"$state/usage/now"; } 2>/dev/null
  clock_of "${reset:-0}"
  say usage - "the run pauses: $window is reset at $clock"
  fatal=$budget_reached
  return 1
}

clock_of() { # clock_of SECONDS since 1970; sets <clock>
  clock=$(date -d "@$1" '+%Y-%m-%d %H:%M' 2>/dev/null || date -r "$1" '+%Y-%m-%d %H:%M' 2>/dev/null) || clock=$1
}

is_something_queued() {
  local place
  for ((place = queue_head; place < ${#queue[@]}; place++)); do
    [ "${places[${queue[place]}]}" != queued ] || return 0
  done
  return 1
}
