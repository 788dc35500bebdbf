# ─────────────────────────────────────────────────────────────────────────────────────────────────── hooks of commits
#
# The hooks of the user's repository have their say in a commit, as in one that an agent makes: they see the index of the
# commit, in the checkout. Their tools may put aside what is in no commit; so nobody else works meanwhile (be_alone).

run_hooks() { # 0 they let it pass; 1 one refused; killed = it was killed
  local name code=0
  for name in pre-commit prepare-commit-msg commit-msg; do
    has_hook "$name" || continue
    case $name in
      pre-commit) run_hook "$name" ;;
      prepare-commit-msg) run_hook "$name" "$work/message" message ;;
      commit-msg) run_hook "$name" "$work/message" ;;
    esac
    [ "$code" -ne 0 ] || continue
    [ -z "$stopping" ] && [ "$code" -ne "$killed" ] && [ ! -e "$work/timed-out.$member" ] || return "$code"
    object "$task" "the work is proven and not committed: the hook $name ended with $code"
    return 1
  done
}

run_hook() { # run_hook NAME ARGUMENT...; sets <code>
  run_in_group "${PLAN_PROOF_TIMEOUT:-1800}" become_hook "$@"
}

become_hook() {
  unset GIT_DIR GIT_WORK_TREE
  export GIT_INDEX_FILE=$work/index GIT_EDITOR=:
  cd "$checkout" || exit "$killed"
  restore_environment
  exec "$hooks_folder/$1" "${@:2}"
}

end_with_hook() { # end_with_hook NAME: too late to refuse
  local code=0
  ! has_hook "$1" || run_hook "$1"
}

alone=''

# Where commits run hooks, one task works at a time: also those that "run.sh task" has started beside us.
be_alone() {
  local own_seat=$seat before=''
  [ -n "$hooks_folder" ] || return 0
  [ -d "$state/alone" ] || mkdir -p "$state/alone" || stop $not_writable "cannot write $state"
  until take_seat "$state/alone"; do
    if [ -n "$stopping" ]; then seat=$own_seat; return; fi
    nap
  done
  alone=$seat seat=$own_seat
  end_older_holders "$state/alone" "$alone"
  drop_older_seats "$state/alone" "$alone"
  [ ! -e "$state/alone/task" ] || read -r before <"$state/alone/task"
  [ "$before" = "$task" ] || ! is_key "$before" || end_recorded_groups "$before" # of a dead one: it could not end its agent
  put "$state/alone/task" "$task" || stop $not_writable "cannot write $state"
}

cease_alone() {
  [ -z "$alone" ] || release_seat "$state/alone" "$alone"
}
