# ────────────────────────────────────────────────────────────────────────────────────── the repository that is worked in
#
# With --commit or --branch it matters where the checkout stands. The first run decides: it enters the branch and records
# it; later ones go on only there. Merging, pushing and changing branches afterwards are a person's.

hooks_folder='' # where the hooks of the user's repository are, if commits run any

settle_repository() { # is the checkout where this run has to work, and does git know who commits?
  [ "$wants_commits" = yes ] || [ -n "$wanted_branch" ] || [ -e "$state/branch" ] || return 0
  [ -n "$base" ] || stop $usage_error "--commit and --branch need a git repository with a commit"
  [ -z "$wanted_branch" ] || check_branch_name
  if [ "$wants_commits" = yes ] && [ -z "$worktrees" ]; then
    check_identity
    find_hooks
    with_git_locked settle_checkout || stop $not_writable "git cannot finish a commit that was cut off"
  fi
  [ ! -e "$state/begun" ] || check_branch
}

check_branch_name() {
  local code=0
  case $wanted_branch in -*) code=1 ;; *) repository_git check-ref-format "refs/heads/$wanted_branch" || code=$? ;; esac
  [ $code -le 1 ] || stop $not_writable "git ended with $code"
  [ $code -eq 0 ] || stop $usage_error "--branch needs the name of a branch"
}

check_identity() {
  local word
  for word in AUTHOR COMMITTER; do
    repository_git var "GIT_${word}_IDENT" >/dev/null && continue
    stop $check_failed "git does not know who commits: git config user.name NAME and git config user.email ADDRESS, or --no-commit"
  done
}

# Hooks may put aside what is in no commit, and bring it back when they are done: tools for hooks do. What another agent
# writes meanwhile would be lost. So where a commit runs hooks, one task works at a time.
find_hooks() { # sets <hooks_folder>, empty where there is nothing to run
  local name
  [ "${PLAN_COMMIT_HOOKS-}" != no ] || return 0
  hooks_folder=$(unset GIT_DIR GIT_WORK_TREE; git -C "$checkout" rev-parse --git-path hooks) || stop $not_writable "git ended with $?"
  case $hooks_folder in /*) ;; *) hooks_folder=$checkout/$hooks_folder ;; esac
  for name in pre-commit prepare-commit-msg commit-msg post-commit; do
    has_hook $name || continue
    [ "$jobs" -eq 1 ] || say hooks - "one task at a time, because commits run hooks ($name; PLAN_COMMIT_HOOKS=no runs none)"
    jobs=1
    return
  done
  hooks_folder=''
}

has_hook() { # has_hook NAME
  [ -n "$hooks_folder" ] && [ -f "$hooks_folder/$1" ] && [ -x "$hooks_folder/$1" ]
}

check_branch() { # of a run that goes on
  local recorded=''
  read_branch
  [ ! -e "$state/branch" ] || IFS= read -r recorded <"$state/branch"
  [ -n "$recorded" ] || recorded=${wanted_branch:-$current_branch} # the first run needed none
  [ -z "$wanted_branch" ] || [ "$wanted_branch" = "$recorded" ] ||
    stop $usage_error "this run works on the branch $recorded (to begin anew on another, remove $plan_path/state)"
  must_stand_on "$recorded"
  [ -e "$state/branch" ] || put "$state/branch" "$recorded" || stop $not_writable "cannot write $state"
}

must_stand_on() { # must_stand_on BRANCH, after read_branch
  local next
  [ -n "$1" ] || stop $check_failed "no branch is checked out: --branch NAME, or git checkout"
  [ "$current_branch" != "$1" ] || return 0
  printf -v next 'git checkout %q' "$1"
  stop $check_failed "this run works on the branch $1, and ${current_branch:-no branch} is checked out: $next"
}

read_branch() { # sets <current_branch>, empty where none is checked out
  local code=0
  current_branch=$(repository_git symbolic-ref --quiet HEAD) || code=$?
  [ $code -le 1 ] || stop $not_writable "git ended with $code"
  [ $code -eq 0 ] || current_branch=''
  current_branch=${current_branch#refs/heads/}
}

# Before the first start: enters the branch, and notes what had changed before, which no commit of ours will hold.
enter_repository() {
  [ "$wants_commits" = yes ] || [ -n "$wanted_branch" ] || return 0
  [ -z "$lock_held" ] || rm -f "$state/changed-before"
  [ "$wants_commits" != yes ] || refuse_declared_changes
  [ -z "$wanted_branch" ] || enter_branch
  read_branch
  must_stand_on "$current_branch"
  put "$state/branch" "$current_branch" || stop $not_writable "cannot write $state"
  note_changes_before
}

refuse_declared_changes() { # a commit holds whole files, so what a person has begun in them would be in it
  local path found='' changes=$state/tmp/changes.$$
  list_changes_as_lines "$changes" || stop $not_writable "git cannot say what has changed"
  read_declared
  while IFS= read -r path; do
    matches "$path" ${other_folders[@]+"${other_folders[@]}"} || case $declared_files in *$'\n'"$path"$'\n'*) ;; *) continue ;; esac
    printable "$path"
    found="$found"$'\n'"  $printable"
  done <"$changes"
  rm -f "$changes"
  [ -z "$found" ] || stop $check_failed "files that tasks are to commit have changes that are in no commit:$found"$'\n'"commit them or put them aside, or --no-commit"
}

enter_branch() {
  local code=0
  read_branch
  [ "$current_branch" != "$wanted_branch" ] || return 0
  repository_git rev-parse --verify --quiet "refs/heads/$wanted_branch" >/dev/null || code=$?
  case $code in
    0) must_hold_the_plan; repository_git checkout --quiet "$wanted_branch" -- || code=$? ;;
    1) code=0; repository_git checkout --quiet -b "$wanted_branch" || code=$? ;;
  esac
  [ $code -eq 0 ] || stop $check_failed "git cannot change to the branch $wanted_branch"
  base=$(repository_git rev-parse --verify HEAD) || stop $not_writable "git ended with $?"
  say branch - "$wanted_branch"
}

must_hold_the_plan() { # else git would take the plan away, or give us another, while it runs
  local code=0
  repository_git diff --quiet HEAD "refs/heads/$wanted_branch" -- ":(literal)$plan_path" ${plan_source:+":(literal)$plan_source"} || code=$?
  case $code in
    0) ;;
    1) stop $check_failed "the branch $wanted_branch has another state of this plan: bring the plan into it first, or choose another branch" ;;
    *) stop $not_writable "git ended with $code" ;;
  esac
}
