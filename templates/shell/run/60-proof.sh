# ────────────────────────────────────────────────────────────────────────────────────────────────────── the proof
#
# work/KEY/baseline holds what the task declares and how that looked before the first attempt: a line "mode TAB
# fingerprint TAB path" for each file, then "end". The proof reads only this copy: an agent cannot declare less.

take_baseline() { # 0 it is there; 1 a declared file is out of bounds; killed = a helper failed
  local mode path lines='' before
  checks_file "$task" files
  while IFS=$'\t' read -r mode path; do
    case $mode in
      create | modify | write | delete) ;;
      *) object "$task" "checks/$task.files has a line that this script does not know"; return 1 ;;
    esac
    must_stay_inside "$task" "$path" || return
    look_before "$path" || return $killed
    lines="$lines$mode"$'\t'"$before"$'\t'"$path"$'\n'
  done <"$checks_file"
  put "$work/baseline" "${lines}end" || return $killed
}

look_before() { # look_before PATH; sets <before>: as an earlier attempt has noted it, else as it looks now
  local mode noted path
  if [ -e "$work/baseline" ]; then
    while IFS=$'\t' read -r mode noted path; do
      if [ "$path" = "$1" ]; then before=$noted; return 0; fi
    done <"$work/baseline"
  fi
  fingerprint "$1" || return 1
  before=$fingerprint
}

fingerprint() { # fingerprint PATH; sets <fingerprint>; fails if a helper does
  if [ -d "./$1" ]; then
    fingerprint=$(cd "./$1" && find . -type f -exec cksum {} + | sort | cksum) || return 1
  elif [ -f "./$1" ]; then
    fingerprint=$(cksum <"./$1") || return 1
  elif [ -e "./$1" ]; then
    fingerprint=special
  else
    fingerprint=absent
  fi
}

# The exit code is the verdict: 0 proven, 1 files, 2 commands, 3 files that nobody declared, 4 plan-compile verify,
# killed = none.
prove() { # prove KEY
  [ "$task_kind" = task ] || { prove_by_commands "$1"; return; }
  prove_files "$1" && look_around "$1" && prove_by_commands "$1" && verify_with_compiler "$1"
}

prove_files() { # prove_files KEY
  local mode before path
  while IFS=$'\t' read -r mode before path; do
    [ "$mode" != end ] || return 0
    prove_file "$1" "$mode" "$before" "$path" || return
  done <"$state/work/$1/baseline"
  return "$killed" # a list without its end: a disk that lost something
}

prove_file() { # prove_file KEY MODE BEFORE PATH
  must_stay_inside "$1" "$4" || return
  fingerprint "$4" || return "$killed"
  case $2:$fingerprint in
    delete:absent) return 0 ;;
    delete:*) object "$1" "was to be deleted, and is still there: $4" ;;
    *:absent) object "$1" "was to be written, and is not there: $4" ;;
    *:"$3") object "$1" "is what it was before the first attempt: $4" ;;
    *) ! is_filled "$4" || return 0; object "$1" "is empty: $4" ;;
  esac
  return 1
}

is_filled() { # is_filled PATH: has it contents, or is it one of those that are empty by their nature?
  case /$1 in
    */.gitkeep | */.keep | */__init__.py | */py.typed | */.nojekyll) [ -f "./$1" ] ;;
    *) has_contents "$1" ;;
  esac
}

has_contents() { # has_contents PATH: a file with at least one byte, or a folder with at least one entry
  local entry
  [ -d "./$1" ] || { [ -s "./$1" ]; return; }
  for entry in "./$1"/* "./$1"/.[!.]*; do
    [ ! -e "$entry" ] || return 0
  done
  return 1
}

object() { # object KEY SENTENCE: what the proof has found wrong, for the log and for the report
  printf 'proof: %s\n' "$2"
  name_finding
  printf '%s\n' "$2" >"$state/work/$1/$finding_name"
}

name_finding() { # sets <finding_name>: each member of a team has its own
  finding_name=$member.finding
  [ "$member" != executor ] || finding_name=finding
}

# Is everything still there that a finished task was to write? Sets <vanished>. What a later task of the plan was to
# delete has not vanished.
files_still_there() { # files_still_there KEY
  local mode path code
  vanished=''
  [ -e "$state/work/$1/baseline" ] || return 0
  if [ -n "$worktrees" ]; then
    branch_is_there "$1" || vanished="the branch plan/${plan_dir##*/}/$1"
    [ -z "$vanished" ]
    return
  fi
  while IFS=$'\t' read -r mode _ path; do
    case $mode in delete | end) continue ;; esac
    code=0
    check_path "$path" || code=$?
    [ $code -ne $killed ] || stop $not_writable "cannot follow the links of $path"
    if [ $code -eq 0 ] && is_filled "$path"; then continue; fi
    printable "$path"
    deleted_by_plan "$path" || vanished="$vanished${vanished:+, }$printable"
  done <"$state/work/$1/baseline"
  [ -z "$vanished" ]
}

deleted_by_plan() { # deleted_by_plan PATH: has a task begun that declares to delete it?
  local baseline mode path
  for baseline in "$state"/work/*/baseline; do
    while IFS=$'\t' read -r mode _ path; do
      [ "$mode:$path" != "delete:$1" ] || return 0
    done <"$baseline"
  done
  return 1
}
