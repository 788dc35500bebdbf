# ───────────────────────────────────────────────────────────────────────────────────────────────── whose change it is

# Whose change is it? The task's, if it declares the file; nobody's of us, if another task does, or if it was there before
# the task began; else the task's if its permissions name it. What stays in no commit is told.
collect_own_changes() { # writes work/KEY/paths, each ended by a NUL
  local path code=0 left='' changes=$state/tmp/changes-$task.$$ own=$state/tmp/own-$task.$$ rest=$state/tmp/rest-$task.$$
  list_changes_as_lines "$changes" && read_ownership || return
  printf %s "$exact" >"$rest" && printf %s "$declared_files" >"$rest.all" || return
  grep -Fx -f "$rest" "$changes" >"$own" || code=$?
  [ "$code" -gt 1 ] || { code=0; grep -Fxv -f "$rest" -f "$rest.all" "$changes" >"$changes.rest" || code=$?; }
  [ "$code" -le 1 ] || return "$code"
  while IFS= read -r path; do
    if is_own "$path"; then printf '%s\n' "$path" >>"$own" || return; else left="$left${left:+, }$path"; fi
  done <"$changes.rest"
  tr '\001\n' '\n\000' <"$own" >"$work/paths" || return
  rm -f "$changes" "$changes.rest" "$own" "$rest" "$rest.all"
  [ -z "$left" ] || { printable "$left"; printf 'commit: left alone: %s\n' "$printable"; }
}

read_ownership() { # sets <exact>, lines, and patterns in <own_folders>, <other_folders>, <allowed_own>, <forbidden_own>; <there_before>
  local mode path file
  exact=$'/\n' own_folders=() # the note is read, which no agent has changed
  while IFS=$'\t' read -r mode _ path; do
    case $mode:$path in
      end:*) ;;
      *:*/) as_pattern_of "file" "$path"; own_folders[${#own_folders[@]}]=$shell_pattern ;;
      *) exact+=$path$'\n' ;;
    esac
  done <"$work/baseline"
  read_declared
  read_permitted
  there_before=$'\n'
  for file in "$state/changed-before" "$work/changed-before"; do
    [ ! -e "$file" ] || while IFS= read -r path; do there_before+=$path$'\n'; done <"$file"
  done
}

read_declared() { # of all tasks; sets <declared_files>, lines, and patterns in <other_folders>
  local file path
  declared_files=$'/\n' other_folders=()
  for file in "$plan_dir"/checks/*.files; do
    [ -e "$file" ] || continue
    while IFS=$'\t' read -r _ path; do
      case $path in */) as_pattern_of "file" "$path"; other_folders[${#other_folders[@]}]=$shell_pattern ;; *) declared_files+=$path$'\n' ;; esac
    done <"$file"
  done
}

read_permitted() { # sets <allowed_own> and <forbidden_own>
  local verb kind path name
  allowed_own=() forbidden_own=()
  for name in "$task" ${members:+"$task".test}; do # a tester writes too; what it may not, others may
    [ -e "$plan_dir/permissions/$name.tsv" ] || continue
    read_permitted_to "$name"
  done
}

read_permitted_to() { # read_permitted_to TASK, or TASK.MEMBER of its team; adds to <allowed_own> and <forbidden_own>
  while IFS=$'\t' read -r verb kind path; do
    as_pattern_of "$kind" "$path"
    case $verb in
      forbid) [ "$1" != "$task" ] || forbidden_own[${#forbidden_own[@]}]=$shell_pattern ;;
      edit | delete) allowed_own[${#allowed_own[@]}]=$shell_pattern ;;
    esac
  done <"$plan_dir/permissions/$1.tsv"
}

is_own() { # is_own PATH, which no task declares by its name
  case $1 in */ | .plan/* | .claude/commands/* | "$plan_source") return 1 ;; esac # with a slash: a repository in this one
  ! matches "$1" ${own_folders[@]+"${own_folders[@]}"} || return 0
  ! matches "$1" ${other_folders[@]+"${other_folders[@]}"} || return 1
  case $there_before in *$'\n'"$1"$'\n'*) return 1 ;; esac
  ! matches "$1" ${forbidden_own[@]+"${forbidden_own[@]}"} || return 1
  matches "$1" ${allowed_own[@]+"${allowed_own[@]}"}
}
