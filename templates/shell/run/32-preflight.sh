# ──────────────────────────────────────────────────────────────────────────────────────────── before the first start
#
# Once for each state folder: is this a good moment to let agents loose? A person at a terminal is asked; elsewhere the
# script refuses, and names the option that allows it all the same.

base=''

preflight() {
  [ ! -e "$state/begun" ] || return 0
  [ -n "$allow_dirty" ] || look_for_changes
  [ -n "$allow_missing_tools" ] || look_for_tools
  confirm_start
  choose_usage
  enter_repository
  record_start
}

record_start() {
  if [ -n "$base" ] && [ ! -e "$state/base" ]; then put "$state/base" "$base" || stop $not_writable "cannot write $state"; fi
  [ -z "$worktrees" ] || put "$state/worktrees" yes || stop $not_writable "cannot write $state"
  put "$state/begun" yes || stop $not_writable "cannot write $state"
}

find_base() { # sets <base>, the commit that the first run began with; empty where there is none
  local code=0
  base=''
  if [ -e "$state/base" ]; then IFS= read -r base <"$state/base"; return; fi
  [ ! -e "$state/begun" ] || return 0
  base=$(repository_git rev-parse --verify --quiet HEAD 2>/dev/null) || code=$?
  case $code in
    0) ;;
    1 | 127) base='' ;; # no commit, no git
    128) base=''; ! is_in_repository || refuse_unreadable ;;
    *) stop $not_writable "git ended with $code" ;;
  esac
}

is_in_repository() { # whatever git thinks of it
  local folder=$checkout
  while :; do
    [ ! -e "$folder/.git" ] || return 0
    case $folder in */*) folder=${folder%/*} ;; *) return 1 ;; esac
  done
}

# Git does not read what belongs to another user, or is broken. Without it nobody sees what is changed, so that is not
# taken for "there is no repository".
refuse_unreadable() {
  local next
  if [ -n "$allow_dirty" ]; then
    say warning - "git does not read this repository: nobody sees what is changed besides the declared files"
    return
  fi
  next_command "$command${argument:+ $argument} --allow-dirty"
  printf -v next 'git -C %q status says why; to go on without git: %s' "$checkout" "$next_command"
  stop $check_failed "git does not read this repository, so nobody would see what is changed"$'\n'"next: $next"
}

repository_git() { # git, in the user's checkout
  git_in "$checkout" "$@"
}

git_in() { # git_in FOLDER ARGUMENT...: no variable leads it elsewhere, and no hook or watcher of the repository is asked
  (unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
    git -C "$1" -c core.fsmonitor=false -c core.hooksPath=/dev/null "${@:2}")
}

# What the work tree holds that no commit does, without what belongs to the plan: each as "XY path", ended by a NUL.
list_changes() {
  git_in "$root" --no-optional-locks status --porcelain=v1 -z --no-renames --untracked-files=all -- . \
    ":(exclude,literal)$plan_path" ':(exclude).plan' ':(exclude).claude/commands' \
    ${plan_source:+":(exclude,literal)$plan_source"}
}

look_for_changes() {
  local entry count=0 shown_changes=''
  [ -n "$base" ] || return 0
  list_changes >"$state/tmp/changes.$$" || stop $not_writable "git cannot say what has changed"
  while IFS= read -r -d '' entry; do
    count=$((count + 1))
    printable "${entry:3}"
    [ $count -gt 5 ] || shown_changes="$shown_changes"$'\n'"  $printable"
  done <"$state/tmp/changes.$$"
  rm -f "$state/tmp/changes.$$"
  [ $count -gt 0 ] || return 0
  [ $count -le 5 ] || shown_changes="$shown_changes"$'\n'"  and $((count - 5)) more"
  refuse_unless $check_failed --allow-dirty "the work tree has changes that are in no commit:$shown_changes"
}

refuse_unless() { # refuse_unless CODE OPTION SENTENCE
  if [ -t 0 ] && [ -t 1 ] && [ -z "$yes" ]; then
    printf '%s\n' "$3"
    ! ask 'Go on all the same?' || return 0
    exit "$1"
  fi
  next_command "$command${argument:+ $argument} $2"
  stop "$1" "$3"$'\n'"commit them or put them aside; to go on all the same: $next_command"
}

look_for_tools() { # the programs of the commands that are going to run
  local row line word missing=' '
  [ "$commands_accepted" = yes ] || return 0
  for ((row = 0; row < rows; row++)); do
    [ -s "$state/accepted/${keys[row]}" ] || continue
    while IFS= read -r line; do
      word=${line%% *}
      case $word in '' | [!A-Za-z]* | *[!A-Za-z0-9._+-]*) continue ;; esac # a path may yet be made; more is the shell's
      command -v "$word" >/dev/null || case $missing in *" $word "*) ;; *) missing="$missing$word " ;; esac
    done <"$state/accepted/${keys[row]}"
  done
  [ "$missing" != ' ' ] || return 0
  next_command "$command${argument:+ $argument} --allow-missing-tools"
  stop $agent_missing "the commands of the plan need what is not there:${missing% }"$'\n'"to go on all the same: $next_command"
}

# What a task costs only its client knows, afterwards; before, there is what its owner expects, and how much there is to do.
confirm_start() {
  local tasks=0 most=0 longest=0 expected
  count_work
  say plan - "$tasks task(s), $jobs at a time, an attempt takes at most $longest s; at most $most starts of agents"
  expect
  say plan - "$expected"
  if [ -n "$budget_limit" ]; then dollars "$budget_limit"; say plan - "nothing more is started when they have cost $dollars"; fi
  [ -z "$yes$quiet" ] && [ -t 0 ] && [ -t 1 ] || return 0
  ask 'Start?' || exit $not_done
}

count_work() { # adds to <tasks>, <most> starts of agents, and sets <longest>, the seconds of the longest attempt
  local row
  for ((row = 0; row < rows; row++)); do
    [ -n "${selected[row]-}" ] && [ "${kinds[row]}" = task ] || continue
    tasks=$((tasks + 1)) most=$((most + attempts[row]))
    [ "${deputies[row]}" = - ] || most=$((most + 1))
    count_team_starts "$row"
    [ "${timeouts[row]}" -le "$longest" ] || longest=${timeouts[row]}
  done
}

expect() { # sets <expected>: what <tasks> tasks are going to take, by what their owner has said of one
  local tokens cost
  if [ -n "$tokens_per_task" ]; then
    tokens="about $((tasks * tokens_per_task)) tokens ($tokens_per_task for a task)"
  else
    tokens='tokens unknown (nobody has set tokens-per-task)'
  fi
  if [ -n "$cost_per_task" ]; then
    read_dollars "$cost_per_task"
    dollars $((tasks * millionths)); cost="about $dollars"
    dollars "$millionths"; cost="$cost ($dollars for a task)"
  else
    cost='cost unknown (cost-per-task)'
  fi
  expected="expected: $tokens, $cost"
}
