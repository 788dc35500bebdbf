# ─────────────────────────────────────────────────────────────────────────────────────────── the proof's commands
#
# They are somebody else's text. They run only after a person has seen all of them and said yes, once; state/accepted/
# keeps what was accepted, and the proof runs these copies.

decide_commands() { # sets <commands_accepted>
  local command_count=0
  count_commands
  commands_accepted=yes
  if [ $command_count -eq 0 ] || acceptance_is_current; then return; fi
  if [ -z "$accept_commands" ] && [ "$command" != task ] && [ -t 0 ] && [ -t 1 ]; then
    printf 'To prove its tasks, this plan wants to run these commands:\n\n'
    print_all_commands
    ! ask 'Run them, each after its task?' || accept_commands=yes
  fi
  if [ -n "$accept_commands" ]; then
    keep_commands
  else
    commands_accepted=no
    say warning - "the $command_count proof command(s) of this plan are not accepted and do not run (dry-run shows them, --accept-commands accepts them)"
  fi
}

count_commands() { # adds to <command_count>
  local row line
  for ((row = 0; row < rows; row++)); do
    checks_file "${keys[row]}" commands
    while IFS= read -r line; do
      case ${line//$'\t'/} in
        '') ;;
        *[[:cntrl:]]* | *$latin_controls*) stop $usage_error "checks/${keys[row]}.commands has a control character (compile the plan again)" ;;
        *) command_count=$((command_count + 1)) ;;
      esac
    done <"$checks_file"
  done
}

acceptance_is_current() {
  local row wanted accepted
  for ((row = 0; row < rows; row++)); do
    checks_file "${keys[row]}" commands
    wanted='' accepted=''
    IFS= read -r -d '' wanted <"$checks_file"
    [ ! -e "$state/accepted/${keys[row]}" ] || IFS= read -r -d '' accepted <"$state/accepted/${keys[row]}"
    [ "$wanted" = "$accepted" ] || return 1
  done
}

keep_commands() { # a kill half way leaves an acceptance that is not current
  local row text
  for ((row = 0; row < rows; row++)); do
    checks_file "${keys[row]}" commands
    text=''
    IFS= read -r -d '' text <"$checks_file"
    if [ -z "$text" ] && [ ! -e "$state/accepted/${keys[row]}" ]; then continue; fi
    printf %s "$text" >"$state/accepted/${keys[row]}" || stop $not_writable "cannot write $state/accepted"
  done
}

print_all_commands() {
  local row
  for ((row = 0; row < rows; row++)); do print_commands "${keys[row]}" "  ${keys[row]}: "; done
}

print_commands() { # print_commands KEY PREFIX
  local line
  checks_file "$1" commands
  while IFS= read -r line; do
    [ -z "$line" ] || printf '%s%s\n' "$2" "$line"
  done <"$checks_file"
}

prove_by_commands() { # prove_by_commands KEY
  local line code
  if [ "$commands_accepted" != yes ] || [ ! -s "$state/accepted/$1" ]; then return 0; fi
  while IFS= read -r line <&3; do
    [ -n "$line" ] || continue
    printf 'proof: %s\n' "$line"
    code=0
    (restore_environment; exec "$BASH" -c "$line") </dev/null 3<&- || code=$?
    [ "$code" -eq 0 ] || { object "$1" "ended with $code: $line"; return 2; }
  done 3<"$state/accepted/$1"
}

name_commands() { # sets <commands>: none, passed or skipped
  checks_file "$task" commands
  commands=none
  if [ "$commands_accepted" = yes ]; then
    [ ! -s "$state/accepted/$task" ] || commands=passed
  else
    [ ! -s "$checks_file" ] || commands=skipped
  fi
}
