# ──────────────────────────────────────────────────────────────────────────────────── what a run says when it ends

report() { # the last words of a run: <code> is its exit code
  [ -z "$quiet" ] || return 0
  printf '\n'
  print_table
  print_open_matters
  report_count
  report_next_command
}

report_count() {
  local row finished=0 unproven=0 waived=0
  for ((row = 0; row < rows; row++)); do
    case ${shown[row]} in "done") finished=$((finished + 1)) ;; waived) waived=$((waived + 1)) ;; esac
    case ${notes[row]} in *unproven:*) unproven=$((unproven + 1)) ;; esac
  done
  printf '\n%s of %s done' $finished $rows
  [ $waived -eq 0 ] || printf ', %s skipped by a person' $waived
  [ $unproven -eq 0 ] || printf ', the commands of %s unproven' $unproven
  [ $finished -lt $rows ] || printf ': the plan is complete'
}

report_next_command() {
  local row gate='' gate_kind='' failed_check=''
  for ((row = 0; row < rows; row++)); do
    [ -n "$gate" ] || [ "${shown[row]}" != gate ] || gate=${keys[row]} gate_kind=${kinds[row]}
    case ${kinds[row]}:${shown[row]} in check:blocked | check:timeout) failed_check=${keys[row]} ;; esac
  done
  case $code:$paused in
    0:*) printf '\n'; return ;;
    "$gate_waits":) report_gate; return ;;
    "$gate_waits":*) printf '; paused (exit %s)\nnext: ' "$code" ;;
    *) printf ' (exit %s)\nnext: ' "$code" ;;
  esac
  [ $open_questions -eq 0 ] || printf 'answer, then '
  [ -z "$exhausted" ] || printf 'with a higher --budget, '
  next_command resume
  printf '%s\n' "$next_command"
  [ -n "$failed_check" ] || return 0
  next_command "approve $failed_check"
  printf 'to go on although %s failed: %s\n' "$failed_check" "$next_command"
}

report_gate() {
  next_command "approve $gate"
  printf '; a gate waits\nnext: %s && ' "$next_command"
  next_command resume
  printf '%s\n' "$next_command"
  next_command report
  printf 'to test first: %s tells what was built\n' "$next_command"
  [ "$gate_kind" = gate ] || return 0 # a check has said itself what is wrong
  next_command "reject $gate 'what is wrong'"
  printf 'if something is wrong: %s\n' "$next_command"
}

print_open_matters() { # what people are asked, each with the command that answers, after a survey; sets <open_questions>
  local row question question_kind
  open_questions=0
  for ((row = 0; row < rows; row++)); do
    is_asking "$row" || continue
    open_questions=$((open_questions + 1))
    next_command "answer ${keys[row]} TEXT"
    case $question_kind in
      wrong) printf '\n%s says that the plan is wrong: %s\n' "${keys[row]}" "$question" ;;
      -) printf '\n%s asks: %s\n' "${keys[row]}" "$question" ;;
      *) printf '\n%s asks (%s): %s\n' "${keys[row]}" "$question_kind" "$question" ;;
    esac
    printf '  to answer: %s\n' "$next_command"
    next_command "skip ${keys[row]}"
    printf '  to go on without it: %s\n' "$next_command"
  done
  [ -z "$failed_wave" ] || printf '\nall tasks of wave %s failed: look for one cause before the next run (what they have in common: %s)\n' \
    "$failed_wave" "$common_reason"
}

next_command() { # next_command WORDS; sets <next_command>: what a person types where this was typed
  local path=$0
  case $path in */*) ;; *) path=./$path ;; esac # a bare name, after "bash", would be looked for elsewhere
  printf -v next_command '%q %s%s' "$path" "$1" "$kept_options"
}
