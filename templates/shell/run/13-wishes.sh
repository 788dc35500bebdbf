# What a run may use up, and what its owner expects it to: the limits of the account, silence, tokens and dollars.

take_wishes() {
  take_setting usage_mode "${PLAN_USAGE-}"
  take_setting usage_command "${PLAN_USAGE_COMMAND-}"
  take_setting usage_5h "${PLAN_USAGE_5H-}"
  take_setting usage_7d "${PLAN_USAGE_7D-}"
  take_setting idle_limit "${PLAN_IDLE_LIMIT-}"
  take_setting tokens_per_task "${PLAN_TOKENS_PER_TASK-}"
  take_setting cost_per_task "${PLAN_COST_PER_TASK-}"
}

check_wishes() { # sets <usage_softs> and <usage_hards>, in percent, and turns <idle_limit> into seconds
  case $usage_mode in
    '' | push-through | pause | wait) ;;
    *) stop $usage_error "--usage needs push-through, pause or wait" ;;
  esac
  read_limits 0 "${usage_5h:-80/90}" usage-5h
  read_limits 1 "${usage_7d:-90/95}" usage-7d
  case $idle_limit in '' | 0) ;; *) read_duration "$idle_limit" idle-limit; idle_limit=$seconds ;; esac
  [ -z "$tokens_per_task" ] || is_count "$tokens_per_task" || stop $usage_error "tokens-per-task needs a number from 1"
  [ -z "$cost_per_task" ] || read_dollars "$cost_per_task" || stop $usage_error "cost-per-task needs a number of dollars, such as 1.50"
}

# The windows in which an account is limited: five hours and seven days. What belongs to one has its place in a list.
readonly usage_windows=(5h 7d)
usage_softs=() usage_hards=()

read_limits() { # read_limits WINDOW SOFT/HARD NAME
  local soft=${2%%/*} hard=''
  case $2 in */*) hard=${2#*/} ;; esac
  is_count "$soft" && is_count "$hard" && [ "$soft" -le "$hard" ] && [ "$hard" -le 100 ] ||
    stop $usage_error "$3 needs a soft and a hard limit in percent, such as 80/90"
  usage_softs[$1]=$soft usage_hards[$1]=$hard
}

bequeath_wishes() { # to the processes of our own
  export PLAN_RUN_IDLE=$idle_limit PLAN_RUN_USAGE=$usage_mode PLAN_RUN_USAGE_COMMAND=$usage_command \
    PLAN_RUN_USAGE_5H=${usage_softs[0]}/${usage_hards[0]} PLAN_RUN_USAGE_7D=${usage_softs[1]}/${usage_hards[1]}
}

inherit_wishes() {
  idle_limit=$PLAN_RUN_IDLE usage_mode=$PLAN_RUN_USAGE usage_command=$PLAN_RUN_USAGE_COMMAND
  read_limits 0 "$PLAN_RUN_USAGE_5H" usage-5h
  read_limits 1 "$PLAN_RUN_USAGE_7D" usage-7d
}
