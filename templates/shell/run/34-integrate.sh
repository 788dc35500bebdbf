# ─────────────────────────────────────────────────────────────────────────────────────────────────────── integration
#
# The branches of all finished tasks, merged in the order of the plan into plan/PLAN/integration, in a tree of its own;
# there, too, with what the checkout has got since. A kill in between leaves nothing half done: the branch is made again.
# Only where a person has to mend a conflict, what is merged so far stays. Then the checkout moves (35-checkout.sh).

command_integrate() {
  local row
  open_state
  take_lock
  trap leave_run EXIT
  trap_signals
  find_base
  [ -e "$state/worktrees" ] || stop $usage_error "the tasks have no work trees of their own: there is nothing to integrate (--worktrees)"
  read_identity
  finish_move
  survey
  name_branch integration
  if all_in_checkout; then printf 'everything that is done is in the checkout already\n'; return; fi
  open_integration
  for ((row = 0; row < rows; row++)); do
    [ "${kinds[row]}:${shown[row]}" = task:done ] || continue
    integrate_task "${keys[row]}"
  done
  rm -f "$state/integration"
  merge_into_checkout
  rm -rf "$tree"
  with_trees_locked :
  journal integrated
}

all_in_checkout() {
  local row code
  for ((row = 0; row < rows; row++)); do
    [ "${kinds[row]}:${shown[row]}" = task:done ] || continue
    code=0
    repository_git merge-base --is-ancestor "plan/${plan_dir##*/}/${keys[row]}" HEAD || code=$?
    case $code in 0) ;; 1) return 1 ;; *) stop $not_writable "git ended with $code" ;; esac
  done
}

open_integration() { # goes on where a person has mended a conflict; else begins anew
  if [ -e "$state/integration" ] && [ -e "$tree/.git" ]; then
    find_tree_folder || stop $not_writable "git failed in $tree"
    [ ! -e "$tree_folder/MERGE_HEAD" ] || conflict "a merge waits to be committed in $tree" "git -C $(shell_word "$tree") commit"
    return 0
  fi
  rm -f "$state/integration"
  with_trees_locked add_tree || stop $not_writable "git cannot make $tree"
}

integrate_task() { # integrate_task KEY
  local code=0 files
  tree_git merge --quiet --no-edit -m "Integrate $1" "plan/${plan_dir##*/}/$1" || code=$?
  [ $code -ne 0 ] || { say merge "$1" "is in $branch"; return 0; }
  files=$(tree_git diff --name-only --diff-filter=U) || stop $not_writable "git failed in $tree"
  [ -n "$files" ] || stop $not_writable "git cannot merge plan/${plan_dir##*/}/$1"
  put "$state/integration" conflict || stop $not_writable "cannot write $state"
  conflict "$1 conflicts with what was merged before it, in ${files//$'\n'/, } (below $tree)" \
    "mend these files, then git -C $(shell_word "$tree") commit --all"
}

merge_into_checkout() {
  local old new recorded=''
  [ ! -e "$state/branch" ] || IFS= read -r recorded <"$state/branch"
  read_branch
  [ -z "$recorded" ] || [ "$current_branch" = "$recorded" ] ||
    conflict "the run works on the branch $recorded, and ${current_branch:-none} is checked out" "git checkout $(shell_word "$recorded")"
  old=$(repository_git rev-parse --verify HEAD) || stop $not_writable "git ended with $?"
  merge_with_checkout "$old"
  new=$(tree_git rev-parse --verify HEAD) || stop $not_writable "git ended with $?"
  move_checkout "$old" "$new"
  printf 'the work of the plan is in the checkout (branch %s)\n' "$branch"
}

merge_with_checkout() { # merge_with_checkout COMMIT, in the tree of the integration
  local code=0
  repository_git merge-base --is-ancestor "$1" "$branch" || code=$?
  case $code in 0) return ;; 1) ;; *) stop $not_writable "git ended with $code" ;; esac
  tree_git checkout --quiet --detach "$1" || stop $not_writable "git failed in $tree"
  ! tree_git merge --quiet --no-edit -m "Integrate $branch" "$branch" || return 0
  tree_git merge --abort 2>/dev/null
  conflict "the work of the plan conflicts with what the checkout has got since" "git merge $branch, mend, commit"
}

conflict() { # conflict SENTENCE NEXT
  next_command integrate
  stop $conflicting "$1"$'\n'"next: $2; then $next_command"
}

shell_word() { # shell_word TEXT; prints it
  printf %q "$1"
}
