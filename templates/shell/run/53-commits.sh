# ───────────────────────────────────────────────────────────────────────────────────── a commit for each task that is done
#
# With --commit, after the proof and before the checkpoint: what has changed and is the task's becomes one commit of the
# branch that is checked out. It is made beside the user's index, in one of the task's own, from the branch's last commit:
# what a person has staged is in no commit of ours. Its name is in work/KEY/commits before the branch is moved, so that a
# kill in between is seen, and makes no second commit; state/git/moving says what the user's index has yet to learn.

commit_in_checkout() { # 0 it is committed, or there was nothing to commit; 1 a person has to look; killed = a helper failed
  local code=0
  write_message || return
  with_git_locked make_commit || code=$?
  return $code
}

make_commit() {
  local old new tree code=0 turns=0
  settle_checkout || return
  may_commit || return
  while [ "$turns" -lt 5 ]; do # an agent, or a person, may commit beside us
    turns=$((turns + 1))
    old=$(repository_git rev-parse --verify HEAD) || { give_up $?; return; }
    build_index "$old" && run_hooks || return
    tree=$(index_git "$work/index" write-tree) || { give_up $?; return; }
    if is_tree_of "$tree" "$old"; then printf 'commit: there is nothing to commit\n'; return 0; fi
    new=$(repository_git commit-tree -p "$old" -F "$work/message" "$tree") || { give_up $?; return; }
    record_commit "$new"
    move_branch "$old" "$new" || continue
    printf 'commit: %s\n' "$new"
    end_with_hook post-commit
    return 0
  done
  object "$task" "git cannot move the branch: something else commits to it all the time"
  return 1
}

is_tree_of() { # is_tree_of TREE COMMIT
  local tree
  tree=$(repository_git rev-parse --verify "$2^{tree}") || stop $not_writable "git ended with $?"
  [ "$1" = "$tree" ]
}

may_commit() { # 0 yes; 1 no, and that is said
  local name recorded=''
  git_folder=$(repository_git rev-parse --absolute-git-dir) || { give_up $?; return; }
  [ ! -e "$state/branch" ] || IFS= read -r recorded <"$state/branch"
  read_branch
  if [ "$current_branch" != "$recorded" ]; then
    object "$task" "the work is not committed: the branch ${current_branch:-(none)} is checked out, and the run works on $recorded"
    return 1
  fi
  for name in MERGE_HEAD CHERRY_PICK_HEAD REVERT_HEAD rebase-merge rebase-apply; do
    [ -e "$git_folder/$name" ] || continue
    object "$task" "the work is not committed: git is in the middle of something else ($name)"
    return 1
  done
}

record_commit() { # record_commit COMMIT: lines "commit starts", the last of them the newest
  local text='' line
  [ ! -e "$work/commits" ] || while IFS= read -r line; do text=$text$line$'\n'; done <"$work/commits"
  put "$work/commits" "$text$1 $starts" || stop $not_writable "cannot write $work"
}

# A kill between the commit and the checkpoint: what is committed was proven, so the task is done, and no agent starts.
conclude_commit() {
  local commit='' its_starts='' line code=0
  [ "$status" = running ] && [ -e "$work/commits" ] || return 1
  while IFS= read -r line; do commit=${line% *} its_starts=${line##* }; done <"$work/commits" # the last read empties <line>
  [ "$its_starts" = "$starts" ] || return 1
  if [ -n "$worktrees" ]; then name_branch "$task"; else branch=HEAD; fi
  repository_git merge-base --is-ancestor "$commit" "$branch" || code=$?
  [ $code -le 128 ] || stop $not_writable "git ended with $code"
  [ $code -eq 0 ] || return 1
  [ -n "$worktrees" ] || with_git_locked settle_checkout || stop $not_writable "git cannot finish a commit that was cut off"
  name_commands
  settle "done" -
  [ -z "$worktrees" ] || leave_tree
}

write_message() { # type(KEY): title, and which task of which plan it is, for those who look for it
  local key kind title='' line rest
  while IFS=$'\t' read -r key kind rest; do
    [ "$key" != "$task" ] || title=${rest##*$'\t'}
  done <"$plan_dir/tasks.tsv"
  case $title in '' | -) title='done' ;; esac
  name_type "$title"
  printable "$type($task): $title"
  line=$printable
  printable "${plan_source:-$plan_path}"
  printf '%s\n\nPlan: %s\nPlan-Task: %s\n' "$line" "$printable" "$task" >"$work/message" || give_up $killed
}

# The author may have said it: "fix: …", "docs(api): …". Nobody else knows.
name_type() { # name_type TITLE; sets <type>, and <title> without it
  local word=${1%%:*}
  type=feat
  case $word in "$1") return 0 ;; *'('*')') word=${word%%'('*} ;; esac
  case $word in
    feat | fix | test | refactor | perf | docs | style | chore | build | ci) type=$word title=${1#*:} title=${title# } ;;
  esac
}
