# ──────────────────────────────────────────────────────────────────────────────────────────────────────── reports

shown=() notes=()

survey() { # what the disk says of each row: shown[row] is a word, notes[row] says why, and may be empty
  local row
  for ((row = 0; row < rows; row++)); do
    shown[row]=pending notes[row]=''
    ! is_work "$row" || survey_task "$row"
    case ${shown[row]} in pending | interrupted) survey_needs "$row" ;; esac
  done
}

survey_task() { # survey_task ROW
  local row=$1 key=${keys[$1]}
  read_checkpoint "$key"
  case $status in
    pending) [ "$reason" != interrupted ] || shown[row]=interrupted ;;
    running) if held_by_living "$state/work/$key"; then shown[row]=running; else shown[row]=interrupted; fi ;;
    *)
      explain "$key"
      shown[row]=$status notes[row]=$explanation
      note_who "$row"
      ! is_waived "$row" || shown[row]="done" notes[row]="approved although it failed" ;;
  esac
  note_team "$row"
}

survey_needs() { # survey_needs ROW, which is not done: because of what?
  local row=$1 need
  for need in ${needs[row]}; do
    case ${shown[need]} in
      "done") ;;
      blocked | timeout | skipped)
        shown[row]=skipped notes[row]="needs ${keys[need]}, which is ${shown[need]}"
        return ;;
      *) shown[row]=waiting notes[row]="waits for ${keys[need]}" ;;
    esac
  done
  [ "${shown[row]}" != waiting ] || return 0
  case ${kinds[row]} in
    barrier) shown[row]="done" ;;
    gate) if is_approved "$row"; then shown[row]="done"; else shown[row]=gate notes[row]="waits for approval"; fi ;;
  esac
}

note_who() { # note_who ROW: where somebody else than the owner has done it, or tried
  local owner=${agents[$1]} deputy=${deputies[$1]} words=''
  [ "$deputy" != - ] || return 0
  if [ "$owner" = - ]; then
    words="nobody is assigned, so it was given to $deputy"
  elif [ "$who" = deputy ]; then
    words="$deputy took over from $owner"
  fi
  printable "$words"
  notes[$1]="${notes[$1]}${words:+; $printable}"
}

# A check that failed may be approved like a gate: then the plan goes on all the same.
is_waived() { # is_waived ROW, whose checkpoint has just been read
  [ "${kinds[$1]}" = check ] && [ "$status" != "done" ] && is_approved "$1"
}

explain() { # explain KEY, whose checkpoint has just been read; sets <explanation>
  local finding='' log="log: $plan_path/state/logs/$1.$starts.log"
  [ ! -e "$state/work/$1/finding" ] || IFS= read -r finding <"$state/work/$1/finding"
  printable "$finding"
  case $status:$reason in
    done:*) explain_proof "$1" ;;
    blocked:agent-[a-z]*) explanation="${printable:-the agent says so} (${reason#agent-}; $log)" ;;
    blocked:agent-*) explanation="${printable:-the agent ended with ${reason#agent-}} ($log)" ;;
    blocked:lost) explanation="killed $losses times from outside ($log)" ;;
    blocked:cycles | blocked:review-* | blocked:test-* | timeout:review | timeout:test) explain_team "$1" ;;
    blocked:*) explanation="$printable ($log)" ;;
    timeout:agent) explanation="the agent took longer than allowed ($log)" ;;
    timeout:*) explanation="the proof took longer than allowed ($log)" ;;
  esac
}

explain_proof() { # explain_proof KEY; sets <explanation>
  local undeclared=''
  case ${kinds[row]}:$commands in
    check:passed) explanation='its commands passed' ;;
    check:*) explanation='unproven: its commands were skipped' ;;
    *:passed) explanation='files and commands proven' ;;
    *:skipped) explanation='files proven; unproven: its commands were skipped' ;;
    *) explanation='files proven' ;;
  esac
  [ ! -e "$state/work/$1/undeclared" ] || IFS= read -r undeclared <"$state/work/$1/undeclared"
  [ -z "$undeclared" ] || { printable "$undeclared"; explanation="$explanation; also changed: $printable"; }
}
