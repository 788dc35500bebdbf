# ───────────────────────────────────────────────────────────────────────────────────── what else an agent has changed
#
# Where there is a repository with a commit: everything that changed since the run began, and that no task of the plan
# may write. Several tasks work in one folder at once, so it may be the work of one that ran beside; that is why it is a
# warning, unless --strict-files makes it a failure.

note_surroundings() { # of a run: what may change, and what had changed before it began, which is nobody's doing
  local entry
  [ -n "$base" ] || return 0
  if [ ! -e "$state/changed-before" ]; then
    list_changes >"$state/tmp/changes.$$" || stop $not_writable "git cannot say what has changed"
    while IFS= read -r -d '' entry; do
      case $entry in *$'\n'*) ;; *) printf '%s\n' "${entry:3}" ;; esac
    done <"$state/tmp/changes.$$" >"$state/tmp/changed-before.$$"
    rm -f "$state/tmp/changes.$$"
    mv -f "$state/tmp/changed-before.$$" "$state/changed-before" || stop $not_writable "cannot write $state"
  fi
  write_declared || stop $not_writable "cannot write $state"
}

look_around() { # look_around KEY: 0 nothing, or only a warning; 3 files that nobody declared; killed = a helper failed
  local path found='' code=0 changes=$state/tmp/changes-$1.$$ strays=$state/tmp/strays-$1.$$ raw=$state/tmp/raw-$1.$$
  [ -e "$state/base" ] || return 0
  [ -e "$state/declared" ] || write_declared || { give_up $?; return; }
  list_changes >"$raw" || { give_up $?; return; }
  while IFS= read -r -d '' path; do printf '%s\n' "${path:3}"; done <"$raw" >"$changes"
  grep -Fxv -f "$state/declared" "$changes" >"$strays" || code=$?
  [ "$code" -le 1 ] || { give_up "$code"; return; }
  read_patterns
  while IFS= read -r path; do
    ! is_declared "$path" || continue
    printable "$path"
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

# All that some task may write, from checks/*.files and permissions/*.tsv, and what had changed before: paths in
# state/declared, and patterns for the rest in state/declared-patterns. The first line of both is no path.
write_declared() {
  local file verb kind path fresh=$state/tmp/declared.$$ exact=$'/\n' patterns=$'/\n'
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
  printf %s "$patterns" >"$fresh" && mv -f "$fresh" "$state/declared-patterns" || return
  printf %s "$exact" >"$fresh" || return
  [ ! -e "$state/changed-before" ] || cat "$state/changed-before" >>"$fresh" || return
  mv -f "$fresh" "$state/declared"
}

read_patterns() { # sets <allowed>
  local pattern
  allowed=()
  while IFS= read -r pattern; do allowed[${#allowed[@]}]=$pattern; done <"$state/declared-patterns"
}

declare_path() { # declare_path KIND PATH; adds to <exact> or <patterns>
  case $1:$2 in
    anywhere:*) patterns+="*"$'\n' ;;
    folder:*) patterns+="${2%/}/*"$'\n' ;;
    ending:*) patterns+="*$2"$'\n' ;;
    glob:*) as_shell_pattern "$2"; patterns+="$shell_pattern"$'\n' ;;
    *:*/) patterns+="$2*"$'\n' ;;
    *) exact+=$2$'\n' ;;
  esac
}

as_shell_pattern() { # as_shell_pattern GLOB; sets <shell_pattern>, which matches no less
  local deep='**/'
  shell_pattern=${1//"$deep"/*}
  while :; do
    case $shell_pattern in *'{'*'}'*) shell_pattern="${shell_pattern%%'{'*}*${shell_pattern#*'}'}" ;; *) return ;; esac
  done
}

is_declared() { # is_declared PATH, which is in no list of single paths
  local pattern
  for pattern in ${allowed[@]+"${allowed[@]}"}; do
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
