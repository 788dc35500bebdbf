# ─────────────────────────────────────────────────────────────────────────────────────────────── what tasks may write

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
    *:*/ | anywhere:* | folder:* | ending:* | glob:*) as_pattern_of "$1" "$2"; patterns+=$shell_pattern$'\n' ;;
    *) exact+=$2$'\n' ;;
  esac
}

as_pattern_of() { # as_pattern_of KIND PATH; sets <shell_pattern>
  case $1:$2 in
    anywhere:*) shell_pattern='*' ;;
    glob:*) as_shell_pattern "$2" ;;
    ending:*) as_literal "$2"; shell_pattern="*$literal" ;;
    folder:* | *:*/) as_literal "${2%/}"; shell_pattern="$literal/*" ;;
    *) as_literal "$2"; shell_pattern=$literal ;;
  esac
}

as_literal() { # as_literal PATH; sets <literal>, a pattern that matches only that
  local sign backslash=\\
  literal=${1//"$backslash"/"$backslash$backslash"}
  for sign in '*' '?' '['; do literal=${literal//"$sign"/"$backslash$sign"}; done
}

as_shell_pattern() { # as_shell_pattern GLOB; sets <shell_pattern>, which matches no less
  local deep='**/'
  shell_pattern=${1//"$deep"/*}
  while :; do
    case $shell_pattern in *'{'*'}'*) shell_pattern="${shell_pattern%%'{'*}*${shell_pattern#*'}'}" ;; *) return ;; esac
  done
}

is_declared() { # is_declared PATH, which is in no list of single paths
  matches "$1" ${allowed[@]+"${allowed[@]}"}
}

matches() { # matches PATH PATTERN...
  local path=$1 pattern
  shift
  for pattern; do
    # shellcheck disable=SC2254 # a pattern on purpose
    case $path in $pattern) return 0 ;; esac
  done
  return 1
}
