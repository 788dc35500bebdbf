# ─────────────────────────────────────────────────────────────────────────────────── the index of a commit, and the user's

index_git() { # index_git INDEX ARGUMENT...: git in the checkout, with that index
  (unset GIT_DIR GIT_WORK_TREE
    export GIT_INDEX_FILE=$1
    git -C "$checkout" -c core.fsmonitor=false -c core.hooksPath=/dev/null -c core.splitIndex=false "${@:2}")
}

# The user's index is copied for what it knows of times and sizes alone: hooks ask which files differ.
build_index() { # build_index COMMIT: work/KEY/index is that commit with what the task has changed
  local index=$work/index
  rm -f "$index" "$index.lock"
  if [ -e "$git_folder/index" ]; then cp "$git_folder/index" "$index" || { give_up $?; return; }; fi
  index_git "$index" read-tree --reset "$1" && collect_own_changes &&
    index_git "$index" update-index --add --remove --replace -z --stdin <"$work/paths" && tell_left_out || { give_up $?; return; }
}

# Declared, proven, and yet in no commit: git ignores it, or it is in a module. It is on disk, so nothing is lost.
tell_left_out() {
  local mode path found held=$'\001' names=() list=$state/tmp/held-$task.$$
  rm -f "$work/left-out"
  while IFS=$'\t' read -r mode _ path; do
    case $mode in delete | end) ;; *) names[${#names[@]}]=${path%/} ;; esac
  done <"$work/baseline"
  [ ${#names[@]} -gt 0 ] || return 0
  index_git "$work/index" --literal-pathspecs ls-files -z -- "${names[@]}" >"$list" || return
  while IFS= read -r -d '' found; do held=$held$found$'\001'; done <"$list"
  rm -f "$list"
  for path in "${names[@]}"; do
    case $held in *$'\001'"$path"$'\001'* | *$'\001'"$path"/*) continue ;; esac
    printable "$path"
    printf '%s\n' "$printable" >>"$work/left-out"
    printf 'commit: git ignores it, or holds it elsewhere, so it is in no commit: %s\n' "$printable"
  done
}

# The branch, then the user's index, which has to know the new files as committed, and keeps all else that is staged.
move_branch() { # move_branch OLD NEW: 0 the branch has moved; 1 it has not: it was elsewhere
  local since=$1 new
  [ ! -e "$state/git/moving" ] || read -r since _ <"$state/git/moving"
  put "$state/git/moving" "$since $1 $2" || stop "$not_writable" "cannot write $state"
  repository_git update-ref -m "commit: plan ${plan_dir##*/}, $task" HEAD "$2" "$1"
  new=$(repository_git rev-parse --verify HEAD) || stop "$not_writable" "git ended with $?"
  [ "$new" = "$2" ] || return 1
  if [ "$since" = "$1" ]; then tell_index "$1" "$2" ''; else tell_index "$since" "$2" gently; fi
}

settle_checkout() { # finishes what a kill has cut off: the branch has moved, and the index does not know
  local since old new code=0
  [ -e "$state/git/moving" ] || return 0
  read -r since old new <"$state/git/moving" || return 0
  git_folder=$(repository_git rev-parse --absolute-git-dir) || return "$killed"
  remove_dead_locks || return
  repository_git merge-base --is-ancestor "$new" HEAD || code=$?
  case $code in
    0) tell_index "$since" "$new" gently ;;
    1 | 128) tell_index "$since" "$old" gently ;; # it has not moved
    *) return "$killed" ;;
  esac
}

# Locks of references that a killed git has left. Nobody holds one for longer than a moment, so one that stays is dead.
remove_dead_locks() {
  local turns=0 lock reference
  reference=$(repository_git rev-parse --symbolic-full-name HEAD) || return "$killed"
  lock=$(repository_git rev-parse --git-path "$reference.lock") || return "$killed"
  case $lock in /*) ;; *) lock=$checkout/$lock ;; esac
  while [ -e "$lock" ] || [ -e "$git_folder/HEAD.lock" ]; do
    turns=$((turns + 1))
    [ "$turns" -lt 60 ] || { rm -f "$lock" "$git_folder/HEAD.lock"; return; }
    nap
  done
}

# By git's own protocol: index.lock is made by one who has the new index ready, and renamed. That our lock is a hard link
# to a file of ours says, after a kill, whose it is. Where git's lock stays (an editor is open), the next one tells it.
tell_index() { # tell_index OLD NEW GENTLY: what differs between them becomes NEW; gently: what is still as in OLD
  local turns=0 fresh before=$state/tmp/index.$$
  fresh=$git_folder/index.${plan_path//\//.}
  while [ "$turns" -lt 100 ]; do
    turns=$((turns + 1))
    [ ! "$fresh" -ef "$git_folder/index.lock" ] || rm -f "$git_folder/index.lock"
    rm -f "$fresh" "$fresh.lock"
    if [ -e "$git_folder/index.lock" ]; then nap; continue; fi
    cp "$git_folder/index" "$before" && cp "$before" "$fresh" && update_entries "$@" || return "$killed"
    ln "$fresh" "$git_folder/index.lock" 2>/dev/null
    [ "$fresh" -ef "$git_folder/index.lock" ] || { nap; continue; }
    cmp -s "$git_folder/index" "$before" && mv -f "$git_folder/index.lock" "$git_folder/index" || continue
    rm -f "$fresh" "$before" "$state/git/moving"
    return
  done
  printf 'commit: the index is locked (%s); the next commit, or run, tells it\n' "$git_folder/index.lock"
}

update_entries() { # update_entries OLD NEW GENTLY, in <fresh>
  local meta path skip='' code=0 entries=$state/tmp/entries.$$
  if [ -n "$3" ]; then
    index_git "$fresh" diff-index --cached --name-only -z --no-renames "$1" >"$entries" || return
    while IFS= read -r -d '' path; do skip="$skip"$'\001'"$path"$'\001'; done <"$entries"
  fi
  repository_git diff-tree -r -z --no-renames "$1" "$2" >"$entries" || return
  while IFS= read -r -d '' meta && IFS= read -r -d '' path; do
    case $skip in *$'\001'"$path"$'\001'*) continue ;; esac
    # shellcheck disable=SC2086 # modes, names and a letter: ":old new old new M"
    set -- $meta
    printf '%s %s\t%s\0' "$2" "$4" "$path"
  done <"$entries" | index_git "$fresh" update-index -z --index-info || return
  rm -f "$entries"
  index_git "$fresh" update-index -q --refresh >/dev/null || code=$?
  [ "$code" -le 128 ]
}
