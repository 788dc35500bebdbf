# ───────────────────────────────────────────────────────────────────────────────────── what else an agent has changed
#
# Where there is a repository with a commit: everything that changed since the run began, and that no task of the plan
# may write. Several tasks work in one folder at once, so it may be the work of one that ran beside; that is why it is a
# warning, unless --strict-files makes it a failure.

note_surroundings() { # what was changed before the run began is nobody's doing: state/changed-before, a path a line
  local entry
  [ -n "$base" ] && [ ! -e "$state/changed-before" ] || return 0
  list_changes >"$state/tmp/changes.$$" || stop $not_writable "git cannot say what has changed"
  while IFS= read -r -d '' entry; do
    case $entry in *$'\n'*) ;; *) printf '%s\n' "${entry:3}" ;; esac
  done <"$state/tmp/changes.$$" >"$state/tmp/changed-before.$$"
  rm -f "$state/tmp/changes.$$"
  mv -f "$state/tmp/changed-before.$$" "$state/changed-before" || stop $not_writable "cannot write $state"
}

look_around() { # look_around KEY: 0 nothing, or only a warning; 3 files that nobody declared; killed = a helper failed
  local entry path found='' changes=$state/tmp/changes.$1
  [ -e "$state/base" ] || return 0
  list_changes >"$changes" || { give_up $?; return; }
  read_declared
  while IFS= read -r -d '' entry; do
    path=${entry:3}
    ! is_declared "$path" || continue
    printable "$path"
    found="$found${found:+, }$printable"
  done <"$changes"
  rm -f "$changes"
  [ -n "$found" ] || { [ ! -e "$state/work/$1/undeclared" ] || rm -f "$state/work/$1/undeclared"; return 0; }
  printf '%s\n' "$found" >"$state/work/$1/undeclared"
  printf 'proof: changed, but declared by no task: %s\n' "$found"
  [ -n "$strict_files" ] || return 0
  object "$1" "changed what no task declares: $found"
  return 3
}

# All that some task may write, from checks/*.files and permissions/*.tsv, and what had changed before: <exact> paths
# between line ends, and <patterns> for the rest.
read_declared() {
  local file verb kind path
  exact=$'\n' patterns=()
  for file in "$plan_dir"/checks/*.files; do
    [ -e "$file" ] || continue
    while IFS=$'\t' read -r verb path; do declare_path "file" "$path"; done <"$file"
  done
  for file in "$plan_dir"/permissions/*.tsv; do
    [ -e "$file" ] || continue
    while IFS=$'\t' read -r verb kind path; do
      [ "$verb" = forbid ] || declare_path "$kind" "$path"
    done <"$file"
  done
  [ -e "$state/changed-before" ] || return 0
  while IFS= read -r path; do declare_path "file" "$path"; done <"$state/changed-before"
}

declare_path() { # declare_path KIND PATH
  case $1:$2 in
    anywhere:*) patterns[${#patterns[@]}]='*' ;;
    folder:*) patterns[${#patterns[@]}]="${2%/}/*" ;;
    ending:*) patterns[${#patterns[@]}]="*$2" ;;
    glob:*) as_shell_pattern "$2"; patterns[${#patterns[@]}]=$shell_pattern ;;
    *:*/) patterns[${#patterns[@]}]="$2*" ;;
    *) exact=$exact$2$'\n' ;;
  esac
}

as_shell_pattern() { # as_shell_pattern GLOB; sets <shell_pattern>, which matches no less
  local deep='**/'
  shell_pattern=${1//"$deep"/*}
  while :; do
    case $shell_pattern in *'{'*'}'*) shell_pattern="${shell_pattern%%'{'*}*${shell_pattern#*'}'}" ;; *) return ;; esac
  done
}

is_declared() { # is_declared PATH
  local pattern
  case $exact in *$'\n'"$1"$'\n'*) return 0 ;; esac
  for pattern in ${patterns[@]+"${patterns[@]}"}; do
    # shellcheck disable=SC2254 # a pattern on purpose
    case $1 in $pattern) return 0 ;; esac
  done
  return 1
}

# Where the user has plan-compile at hand, it looks at more than bash can: packages, exports, stubs, links.
verify_with_compiler() { # verify_with_compiler KEY
  local report=$state/results/$1.verify.json code=0
  [ -n "$verifier" ] && [ -n "$plan_source" ] || return 0
  printf 'proof: %s --task %s --json\n' "$verifier" "$1"
  (restore_environment; exec "$BASH" -c "$verifier \"\$@\"" verify "$plan_source" --task "$1" --json) \
    </dev/null >"$report" || code=$?
  [ "$code" -ne 0 ] || return 0
  object "$1" "plan-compile verify ended with $code (${report#"$root"/})"
  return 4
}
