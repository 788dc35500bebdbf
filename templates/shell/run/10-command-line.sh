# ─────────────────────────────────────────────────────────────────────────────────────────────── the command line

main() {
  use_plain_locale
  if [ "${1-}" = __supervise ]; then inherit_run; supervise "${@:2}"; exit; fi
  if [ "${1-}" = __look ]; then inherit_run; look_at_usage "${@:2}"; exit; fi
  read_command_line "$@"
  locate_plan
  [ "$command" != await ] || command_await
  locate_root
  settle_settings
  load_plan
  load_teams
  case $command in
    run | resume) command_run all - ;;
    wave) command_run wave "$argument" ;;
    group | stage | batch) find_group "$command" "$argument"; command_run group "${group_keys[group_number]}" ;;
    next) command_next ;;
    report) command_report ;;
    checkpoints) command_checkpoints ;;
    task) command_task ;;
    approve) command_approve ;;
    reject) command_reject ;;
    answer) command_answer ;;
    skip) command_skip ;;
    unskip) command_unskip ;;
    integrate) command_integrate ;;
    status) command_status ;;
    outcomes) command_outcomes ;;
    dry-run) command_dry_run ;;
  esac
}

boot='' stop_as='' command=run argument='' root='' words='' has_words=''
accept_commands='' accept_plan='' allow_dirty='' allow_missing_tools='' strict_files=${PLAN_STRICT_FILES-} redo='' retry='' yes='' quiet='' kept_options=''

read_command_line() {
  while [ $# -gt 0 ]; do
    case $1 in
      run | next | resume | status | outcomes | report | checkpoints | dry-run | integrate) command=$1 ;;
      --dry-run) command=dry-run ;;
      --accept-commands) accept_commands=yes ;;
      --accept-plan) accept_plan=yes ;;
      --redo-missing) redo=yes ;;
      --retry) retry=yes ;;
      --allow-dirty) allow_dirty=yes ;;
      --allow-missing-tools) allow_missing_tools=yes ;;
      --worktrees) worktrees=yes; kept_options="$kept_options $1" ;;
      --commit) wants_commits=yes; kept_options="$kept_options $1" ;;
      --no-commit) wants_commits=no; kept_options="$kept_options $1" ;;
      --strict-files) strict_files=yes; kept_options="$kept_options $1" ;;
      --yes) yes=yes ;;
      --keep-going) keep_going=yes; kept_options="$kept_options $1" ;;
      --one-per-agent) one_per_agent=yes; kept_options="$kept_options $1" ;;
      --quiet) quiet=yes ;;
      await)
        [ "${3-}" = take ] || stop $usage_error "await needs the key of a task, and the word take"
        command=$1 argument=$2
        shift 2 ;;
      help | -h | --help) printf '%s\n' "$usage"; exit 0 ;;
      answer | reject | skip)
        read_words "$@"
        shift $word_count ;;
      task | wave | group | stage | batch | approve | unskip | --jobs | --agent-command | --agent | --time-limit | --budget | --branch | --usage | --root)
        [ $# -ge 2 ] || stop $usage_error "$1 needs a value"
        read_value "$1" "$2"
        shift ;;
      *) stop $usage_error "unknown command or option: $1 (run.sh --help)" ;;
    esac
    shift
  done
  [ "$command" != resume ] || retry=yes
}

read_value() { # read_value WORD VALUE
  case $1 in
    task | wave | group | stage | batch | approve | unskip) command=$1 argument=$2; return ;;
    --jobs)
      is_count "$2" || stop $usage_error "--jobs needs a number from 1"
      jobs=$2 ;;
    --agent) adapter=$2 ;;
    --branch)
      [ -n "$2" ] || stop $usage_error "--branch needs the name of a branch"
      wanted_branch=$2 ;;
    --time-limit) time_limit=$2 ;;
    --budget) budget=$2 ;;
    --usage) usage_mode=$2 ;;
    --agent-command)
      [ -n "${2// /}" ] || stop $usage_error "--agent-command needs a command"
      agent_command=$2 ;;
    --root) root=$2 ;;
  esac
  printf -v kept_options '%s %s %q' "$kept_options" "$1" "$2" # for the next command that a report proposes
}

read_words() { # read_words COMMAND KEY [--] [WORDS] ...; sets <words> and <word_count>, how many words stand behind COMMAND
  local place=3 next
  [ $# -ge 2 ] || stop $usage_error "$1 needs a value"
  command=$1 argument=$2
  [ "${3-}" != -- ] || place=4
  word_count=$((place - 2)) next=$((place + 1))
  [ $# -ge $place ] || return 0
  case $place:${!place} in 3:--*) return 0 ;; esac # an option
  words=${!place} has_words=yes word_count=$((place - 1))
  case ${!next-} in '' | --*) ;; *) stop $usage_error "$1 takes one text: put it between quotes" ;; esac
}
