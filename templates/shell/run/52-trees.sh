# ────────────────────────────────────────────────────────────────────────────────────────────── a work tree for each task
#
# With --worktrees a task works in state/trees/PLAN.KEY, on the branch plan/PLAN/KEY: the commit that the run began with, and
# the branches of the tasks that it needs, merged in the order of the plan. So it sees the same whatever ran beside it.
# The user's checkout is not touched before "integrate". work/KEY/tree says how far the tree is: merging (ours to throw
# away), conflict (a person's to mend) or made.

worktrees=''

settle_worktrees() { # the first run decides for all that follow
  if [ -e "$state/worktrees" ]; then worktrees=yes; fi
  [ -n "$worktrees" ] || return 0
  [ -n "$base" ] || stop $usage_error "--worktrees needs a git repository with a commit"
  [ -e "$state/worktrees" ] || [ ! -e "$state/begun" ] ||
    stop $usage_error "this run began without --worktrees (remove $plan_path/state to begin anew)"
}

name_branch() { # name_branch KEY; sets <branch> and <tree>
  branch=plan/${plan_dir##*/}/$1
  tree=$state/trees/${plan_dir##*/}.$1
}

# What git knows of all work trees, and of the checkout, is in one place, and a git that finds a half made entry there, of
# one that was killed or that is at work, gives up: one of us at a time, who first ends and removes what a dead one has left.
with_trees_locked() { # with_trees_locked COMMAND...
  with_git_locked with_whole_entries "$@"
}

with_whole_entries() { # with_whole_entries COMMAND...
  remove_broken_entries && "$@"
}

with_git_locked() { # with_git_locked COMMAND...
  local own_seat=${seat-} code=0
  [ -d "$state/git" ] || mkdir -p "$state/git" || stop $not_writable "cannot write $state"
  until take_seat "$state/git"; do nap; done
  git_seat=$seat seat=$own_seat
  end_older_holders "$state/git" "$git_seat"
  drop_older_seats "$state/git" "$git_seat"
  "$@" || code=$?
  release_seat "$state/git" "$git_seat"
  return $code
}

remove_broken_entries() {
  local common entry
  common=$(repository_git rev-parse --git-common-dir) || return
  case $common in /*) ;; *) common=$checkout/$common ;; esac
  for entry in "$common/worktrees/${plan_dir##*/}".*; do
    [ ! -d "$entry" ] || { [ -s "$entry/commondir" ] && [ -s "$entry/gitdir" ] && [ -s "$entry/HEAD" ]; } || rm -rf "$entry" || return
  done
  repository_git worktree prune
}

tree_git() { # git in <tree>, that asks nobody and starts nothing
  git_in "$tree" -c gc.auto=0 -c commit.gpgsign=false -c user.name="${plan_user:-plan}" \
    -c user.email="${plan_email:-plan@localhost}" "$@"
}

read_identity() { # sets <plan_user> and <plan_email>: commits are the user's, where git knows who that is
  plan_user=$(repository_git config user.name) || plan_user=''
  plan_email=$(repository_git config user.email) || plan_email=''
}

prepare_tree() { # enters the tree; 0 it is ready; 1 a person has to look; killed = a helper failed
  local stage='' need
  name_branch "$task"
  read_identity
  [ ! -e "$work/tree" ] || IFS= read -r stage <"$work/tree"
  if [ ! -e "$tree/.git" ]; then stage=''; fi
  case $stage in
    made | conflict) remove_stale_locks || { give_up $?; return; } ;;
    *) with_trees_locked make_tree || { give_up $?; return; } ;;
  esac
  if [ "$stage" = conflict ] && [ -e "$tree_folder/MERGE_HEAD" ]; then
    object "$task" "a merge waits to be committed in ${tree#"$checkout"/}"
    return 1
  fi
  for need in $task_needs; do merge_branch "$need" || return; done
  put "$work/tree" made || stop $not_writable "cannot write $work"
  cd "$tree" || { give_up $?; return; }
  root=$tree # what is looked at from here on; <checkout> stays
  bring_words && set_up_tree "$stage"
}

give_up() { # give_up CODE of a helper: killed if it was; else 1, and that is said
  [ "$1" -le 128 ] || return "$killed"
  object "$task" "git, or another program that looks after the work tree, ended with $1"
  return 1
}

make_tree() { # sets <tree_folder>
  put "$work/tree" merging || stop "$not_writable" "cannot write $work"
  add_tree && find_tree_folder
}

add_tree() {
  repository_git worktree unlock "$tree" 2>/dev/null # a killed "worktree add" leaves its entry locked
  rm -rf "$tree" && repository_git worktree prune || return
  rm -f "$(repository_git rev-parse --git-path "refs/heads/$branch.lock")" # a killed commit leaves this
  repository_git -c gc.auto=0 worktree add --quiet --force -B "$branch" "$tree" "$base"
}

find_tree_folder() { # sets <tree_folder>, where git keeps what belongs to the tree
  tree_folder=$(tree_git rev-parse --absolute-git-dir)
}

remove_stale_locks() { # whoever held them is dead: the claim is ours, and all earlier groups have ended
  find_tree_folder || return
  rm -f "$tree_folder"/*.lock "$(tree_git rev-parse --git-path "refs/heads/$branch.lock")"
}

merge_branch() { # merge_branch KEY: 0 it is in the tree; 1 conflict; killed = git failed
  local other=plan/${plan_dir##*/}/$1 code=0 files
  tree_git merge --quiet --no-edit -m "$task: after $1" "$other" || code=$?
  [ $code -ne 0 ] || return 0
  files=$(tree_git diff --name-only --diff-filter=U) || { give_up $?; return; }
  [ $code -eq 1 ] && [ -n "$files" ] || { give_up $code; return; }
  tree_git merge --abort || { give_up $?; return; }
  put "$work/tree" conflict || stop $not_writable "cannot write $work"
  printf -v next_command 'git -C %q merge %s' "${tree#"$checkout"/}" "$other"
  object "$task" "$1 conflicts with what it stands beside, in ${files//$'\n'/, }: $next_command, mend, commit; then resume"
  return 1
}

# What agents read in the plan's folder is in no commit: the task's page, and the notes of those that went before.
bring_words() {
  mkdir -p "$tree/$plan_path/prompts" "$tree/$plan_path/notes" || { give_up $?; return; }
  if [ -e "$plan_dir/prompts/$task.md" ]; then
    cp "$plan_dir/prompts/$task.md" "$tree/$plan_path/prompts/" || { give_up $?; return; }
  fi
  if [ -e "$plan_dir/notes/$task.answers.md" ]; then
    cp "$plan_dir/notes/$task.answers.md" "$tree/$plan_path/notes/" || { give_up $?; return; }
  fi
  [ ! -d "$state/notes" ] || cp -R "$state/notes/." "$tree/$plan_path/notes/" || { give_up $?; return; }
  bring_team || give_up $?
}

set_up_tree() { # set_up_tree STAGE. A fresh tree has what git knows, and no node_modules: PLAN_TREE_SETUP may bring it
  [ -n "${PLAN_TREE_SETUP-}" ] && [ "$1" != made ] || return 0
  (restore_environment; exec "$BASH" -c "$PLAN_TREE_SETUP") </dev/null && return 0
  object "$task" "the setup of its work tree failed: $PLAN_TREE_SETUP"
  return 1
}

commit_tree() { # what the task has done becomes its branch: 0 yes; 1 a person has to look; killed = a helper failed
  local file=$plan_path/notes/$task.md mode path kept
  remove_stale_locks || { give_up $?; return; }
  if [ -s "$file" ]; then
    mkdir -p "$state/notes" && cp "$file" "$state/notes/" || { give_up $?; return; }
  fi
  keep_team_notes || { give_up $?; return; }
  tree_git add --all && tree_git reset --quiet -- "$plan_path" || { give_up $?; return; }
  while IFS=$'\t' read -r mode _ path; do
    case $mode in delete | end) continue ;; esac
    kept=$(tree_git ls-files -- ":(literal)${path%/}") || { give_up $?; return; }
    [ -n "$kept" ] || { object "$task" "git ignores it, so it is in no commit: $path"; return 1; }
  done <"$work/baseline"
  write_message && commit_staged || return
  tree_git update-ref "refs/heads/$branch" HEAD || give_up $? # the agent may have gone to another branch
}

commit_staged() { # the commit's name is on disk before the branch moves: conclude_commit
  local old new staged
  if [ -e "$tree_folder/MERGE_HEAD" ]; then # which the agent has begun
    tree_git commit --quiet --no-verify -F "$work/message" || give_up $?
    return
  fi
  old=$(tree_git rev-parse --verify HEAD) && staged=$(tree_git write-tree) || { give_up $?; return; }
  ! is_tree_of "$staged" "$old" || return 0 # the agent has committed all of it
  new=$(tree_git commit-tree -p "$old" -F "$work/message" "$staged") || { give_up $?; return; }
  record_commit "$new"
  tree_git update-ref -m "commit: $task" HEAD "$new" "$old" || give_up $?
}

leave_tree() { # after the checkpoint: what is done is in the branch
  cd "$plan_dir" || return
  rm -f "$work/tree"
  with_trees_locked repository_git worktree remove --force "$tree" 2>/dev/null || rm -rf "$tree"
}

branch_is_there() { # branch_is_there KEY. A git that was killed says nothing about it.
  local branch tree code=0
  name_branch "$1"
  repository_git rev-parse --verify --quiet "refs/heads/$branch" >/dev/null || code=$?
  [ $code -le 1 ] || stop $not_writable "git ended with $code"
  return $code
}
