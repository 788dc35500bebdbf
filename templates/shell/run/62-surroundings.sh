# ───────────────────────────────────────────────────────────────────────────────────── what else an agent has changed
#
# Where there is a repository with a commit: everything that changed since the run began, and that no task of the plan
# may write. Several tasks work in one folder at once, so it may be the work of one that ran beside; that is why it is a
# warning, unless --strict-files makes it a failure.

note_surroundings() { # of a run: what may change, and what had changed before it began, which is nobody's doing
  [ -n "$base" ] || return 0
  [ -e "$state/changed-before" ] || note_changes_before
  write_declared || stop $not_writable "cannot write $state"
}

note_changes_before() { # the first note stays: a later one would hold what a task that runs beside us has done
  local fresh=$state/tmp/changed-before.$$
  list_changes_as_lines "$fresh" || stop $not_writable "git cannot say what has changed"
  ln "$fresh" "$state/changed-before" 2>/dev/null
  [ -e "$state/changed-before" ] || stop $not_writable "cannot write $state"
  rm -f "$fresh"
}

# A line break in a name becomes the character 1: then lists have a name on each line.
list_changes_as_lines() { # list_changes_as_lines FILE: also of the plan's document, which a task may declare
  git_in "$root" --no-optional-locks status --porcelain=v1 -z --no-renames --untracked-files=all -- . \
    ":(exclude,literal)$plan_path" >"$1.raw" || return
  tr '\n\000' '\001\n' <"$1.raw" | cut -c4- >"$1" || return
  rm -f "$1.raw"
}

# What the commits and changes of a task are measured against: as it was before its first attempt.
note_start() { # 0 it is noted; killed = a helper failed
  local head
  [ -n "$base" ] || return 0
  [ ! -e "$work/baseline" ] || [ ! -e "$work/head" ] || return 0
  head=$(git_in "$root" rev-parse --verify HEAD) || return "$killed"
  if [ "$wants_commits" = yes ] && [ -z "$worktrees" ]; then
    list_changes_as_lines "$work/changed.$$" && mv -f "$work/changed.$$" "$work/changed-before" || return "$killed"
  fi
  put "$work/head" "$head" || return "$killed"
}

look_around() { # look_around KEY: 0 nothing, or only a warning; 3 files that nobody declared; killed = a helper failed
  local path found='' code=0 changes=$state/tmp/changes-$1.$$ strays=$state/tmp/strays-$1.$$ raw=$state/tmp/raw-$1.$$
  [ -e "$state/base" ] || return 0
  [ -e "$state/declared" ] || write_declared || { give_up $?; return; }
  list_changes >"$raw" || { give_up $?; return; }
  tr '\n\000' '\001\n' <"$raw" | cut -c4- >"$changes" || { give_up $?; return; }
  list_committed "$raw" >>"$changes" || { give_up $?; return; }
  grep -Fxv -f "$state/declared" "$changes" >"$strays" || code=$?
  [ "$code" -le 1 ] || { give_up "$code"; return; }
  read_patterns
  while IFS= read -r path; do
    ! is_declared "$path" || continue
    printable "$path"
    case ", $found, " in *", $printable, "*) continue ;; esac
    found="$found${found:+, }$printable"
  done <"$strays"
  rm -f "$changes" "$raw" "$strays"
  [ -n "$found" ] || { [ ! -e "$state/work/$1/undeclared" ] || rm -f "$state/work/$1/undeclared"; return 0; }
  printf '%s\n' "$found" >"$state/work/$1/undeclared"
  printf 'proof: changed, but declared by no task: %s\n' "$found"
  [ -n "$strict_files" ] || return 0
  object "$1" "changed what no task declares: $found"
  return 3
}

# What the agent has committed itself: commits since the task began that we have not made. Their names are noted.
list_committed() { # list_committed FILE, for itself; prints paths, one a line
  local commit parent ours=' ' file ids='' from=() need
  [ -e "$work/head" ] || return 0
  if [ -n "$worktrees" ]; then
    from=(--no-merges HEAD "^$base")
    for need in $task_needs; do from[${#from[@]}]=^plan/${plan_dir##*/}/$need; done
  else
    read -r commit <"$work/head"
    from=(--first-parent "$commit..HEAD")
  fi
  git_in "$root" rev-list --parents "${from[@]}" >"$1.commits" || return
  [ -s "$1.commits" ] || { rm -f "$1.commits"; return 0; } # in most plans nobody commits: then no other task is looked at
  for file in "$state"/work/*/commits; do
    [ ! -e "$file" ] || while read -r commit _; do ours="$ours$commit "; done <"$file"
  done
  while read -r commit parent _; do
    case $ours in *" $commit "*) continue ;; esac
    [ -n "$parent" ] || continue
    ids=$ids$commit$'\n'
    git_in "$root" diff-tree -r -z --name-only --no-renames "$parent" "$commit" -- . ":(exclude,literal)$plan_path" \
      ':(exclude).plan' ':(exclude).claude/commands' ${plan_source:+":(exclude,literal)$plan_source"} >"$1" || return
    tr '\n\000' '\001\n' <"$1" || return
  done <"$1.commits"
  rm -f "$1.commits"
  [ -z "$ids" ] || put "$work/agent-commits" "${ids%?}"
}

# Where the user has plan-compile at hand, it looks at more than bash can: packages, exports, stubs, links.
verify_with_compiler() { # verify_with_compiler KEY
  local report=$state/results/$1.verify.json code=0
  [ -n "$verifier" ] && [ -n "$plan_source" ] || return 0
  printf 'proof: %s --task %s --json\n' "$verifier" "$1"
  (restore_environment; exec "$BASH" -c "$verifier \"\$@\"" verify "${plan_source/#-/./-}" --task "$1" --json) \
    </dev/null >"$report" || code=$?
  [ "$code" -ne 0 ] || return 0
  object "$1" "plan-compile verify ended with $code (${report#"$root"/})"
  return 4
}
