# ─────────────────────────────────────────────────────────────────────────────────────────────────────── settings
#
# How to run a plan may be said in settings.tsv, beside this script: lines "name TAB value". A variable of the
# environment goes before that, and an option of the command line before both.

agent_command='' adapter='' jobs='' time_limit='' budget='' budget_limit='' plan_source='' plan_status='' verifier=${PLAN_VERIFY-}
one_per_agent=''
wants_commits='' wanted_branch=''
usage_mode='' usage_command='' usage_5h='' usage_7d='' idle_limit='' tokens_per_task='' cost_per_task=''

settle_settings() {
  [ -z "$agent_command" ] || take_setting adapter command # whoever names a command means it
  if [ -z "$adapter" ]; then take_agent "${PLAN_AGENT-}"; fi
  take_setting jobs "${PLAN_JOBS-}"
  take_setting time_limit "${PLAN_TIME_LIMIT-}"
  take_setting budget "${PLAN_BUDGET-}"
  take_setting one_per_agent "${PLAN_ONE_PER_AGENT-}"
  take_setting wants_commits "${PLAN_COMMIT-}"
  take_setting wanted_branch "${PLAN_BRANCH-}"
  take_wishes
  [ ! -e "$plan_dir/settings.tsv" ] || read_settings
  [ -z "$agent_command" ] || take_setting adapter command
  take_setting adapter claude
  [ "$adapter" != command ] || [ -n "$agent_command" ] || stop $usage_error "the adapter command needs --agent-command"
  check_settings
  settle_idle_limit
}

take_agent() { # take_agent NAME, or the command line of any other client
  case $1 in
    '') ;;
    *[!a-z]* | command) agent_command=$1 adapter=command ;;
    *) if declare -F "$1_judge" >/dev/null; then adapter=$1; else agent_command=$1 adapter=command; fi ;;
  esac
}

take_setting() { # take_setting VARIABLE VALUE, unless something that goes before has set it
  [ -n "${!1}" ] || printf -v "$1" %s "$2"
}

read_settings() {
  local name value number=0
  while IFS=$'\t' read -r name value; do
    number=$((number + 1))
    case $number:$name in
      1:'plan-compile-settings 1') continue ;;
      1:*) stop $usage_error "settings.tsv: this script does not know the format (compile the plan again)" ;;
    esac
    case $name in
      agent-command) take_setting agent_command "$value" ;;
      agent) take_setting adapter "$value" ;;
      jobs) take_setting jobs "$value" ;;
      time-limit) take_setting time_limit "$value" ;;
      budget) take_setting budget "$value" ;;
      one-per-agent) take_setting one_per_agent "$value" ;;
      verify) take_setting verifier "$value" ;;
      commit) take_setting wants_commits "$value" ;;
      branch) take_setting wanted_branch "$value" ;;
      usage) take_setting usage_mode "$value" ;;
      usage-command | usage-5h | usage-7d | idle-limit | tokens-per-task | cost-per-task) take_setting "${name//-/_}" "$value" ;;
      plan) plan_source=$value ;;
      status) plan_status=$value ;;
      *) stop $usage_error "settings.tsv, line $number: this script does not know that setting (compile the plan again)" ;;
    esac
  done <"$plan_dir/settings.tsv"
}

check_settings() {
  local name
  for name in PLAN_GRACE PLAN_RETRY_DELAY PLAN_LOSS_DELAY PLAN_PROOF_TIMEOUT PLAN_MAX_LOSSES PLAN_USAGE_INTERVAL PLAN_USAGE_PATIENCE PLAN_AWAIT; do
    is_number "${!name-0}" || stop $usage_error "$name is no number"
  done
  [ -z "$jobs" ] || is_count "$jobs" || stop $usage_error "--jobs needs a number from 1"
  case $one_per_agent in '' | yes | no) ;; *) stop $usage_error "one-per-agent is yes or no" ;; esac
  case $adapter in
    *[!a-z]*) no_adapter ;;
    *) declare -F "${adapter}_judge" >/dev/null || no_adapter ;;
  esac
  case $wants_commits in '' | yes | no) ;; *) stop $usage_error "commit is yes or no" ;; esac
  if [ -n "$time_limit" ]; then read_duration "$time_limit" --time-limit; time_limit=$seconds; fi
  if [ -n "$budget" ]; then
    read_dollars "$budget" || stop $usage_error "--budget needs a number of dollars, such as 5 or 2.50"
    budget_limit=$millionths
  fi
  check_wishes
}

no_adapter() {
  local name known=''
  for name in $(compgen -A function); do
    case $name in command_judge) ;; *_judge) known="$known${name%_judge}, " ;; esac
  done
  stop $usage_error "there is no adapter for $adapter, only ${known%, } and --agent-command"
}

read_duration() { # read_duration TEXT NAME: such as 90, 90s, 45m or 2h; sets <seconds>
  local number=${1%[smh]} unit=1
  is_count "$number" && [ ${#number} -le 7 ] || stop $usage_error "$2 needs a time such as 90s, 45m or 2h"
  case $1 in *m) unit=60 ;; *h) unit=3600 ;; esac
  seconds=$((number * unit))
}

read_dollars() { # read_dollars TEXT, such as 5 or 2.50; sets <millionths>; fails if it is no such number
  local whole=${1%%.*} part=''
  case $1 in *.*) part=${1#*.} ;; esac
  case $whole$part in '' | *[!0-9]*) return 1 ;; esac
  [ ${#whole} -le 9 ] || return 1
  part=${part}000000
  millionths=$((10#${whole:-0} * 1000000 + 10#${part:0:6}))
}

dollars() { # dollars MILLIONTHS; sets <dollars>, to the cent
  local cents=$((($1 + 5000) / 10000))
  printf -v dollars '$%d.%02d' $((cents / 100)) $((cents % 100))
}
