# ──────────────────────────────────────────────────────────────────────────────────────────────────────── reports

shown=() notes=() failed_wave=''

survey() { # what the disk says of each row: shown[row] is a word, notes[row] says why, and may be empty
  local row
  for ((row = 0; row < rows; row++)); do
    shown[row]=pending notes[row]=''
    ! is_work "$row" || survey_task "$row"
    case ${shown[row]} in pending | interrupted) survey_needs "$row" ;; esac
  done
  find_failed_wave
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
      ! waits_for_person "$row" || shown[row]=gate notes[row]="waits for a person"
      ! is_waived "$row" || shown[row]="done" notes[row]="approved although it failed"
      ! is_answered "$key" || shown[row]=pending notes[row]="answered: the next run tries it again" ;;
  esac
  note_team "$row"
  case ${shown[row]} in "done" | running) ;; *) survey_skipped "$row" ;; esac
}

survey_skipped() { # survey_skipped ROW: has a person taken it out of the plan?
  local person text
  read_decision skipped "${keys[$1]}" || return 0
  shorten "$text"
  shown[$1]=waived notes[$1]="skipped by $person${shortened:+: $shortened}"
}

survey_needs() { # survey_needs ROW, which is not done: because of what?
  local row=$1 need
  for need in ${needs[row]}; do
    case ${shown[need]} in
      "done" | waived) ;;
      blocked | timeout | skipped)
        shown[row]=skipped notes[row]="needs ${keys[need]}, which is ${shown[need]}"
        return ;;
      *) shown[row]=waiting notes[row]="waits for ${keys[need]}" ;;
    esac
  done
  [ "${shown[row]}" != waiting ] || return 0
  case ${kinds[row]} in
    barrier) shown[row]="done" ;;
    gate) survey_gate "$row" ;;
  esac
}

survey_gate() { # survey_gate ROW, whose needs are done
  local person text
  if is_approved "$1"; then
    shown[$1]="done"
  elif read_decision rejected "${keys[$1]}"; then
    shorten "$text"
    shown[$1]=blocked notes[$1]="rejected by $person: $shortened"
  else
    shown[$1]=gate notes[$1]="waits for approval"
  fi
}

explain() { # explain KEY, whose checkpoint has just been read; sets <explanation>
  local finding='' log="log: $plan_path/state/logs/$1.$starts.log"
  [ ! -e "$state/work/$1/finding" ] || IFS= read -r finding <"$state/work/$1/finding"
  printable "$finding"
  case $status:$reason in
    done:*) explain_proof "$1" ;;
    blocked:agent-[a-z]*) explanation="${printable:-the agent says so} (${reason#agent-}; $log)" ;;
    blocked:agent-*) explanation="${printable:-the agent ended with ${reason#agent-}} ($log)" ;;
    blocked:plan-wrong) explanation="${printable:-the agent reports that the plan is wrong} ($log)" ;;
    blocked:lost) explanation="killed $losses times from outside ($log)" ;;
    blocked:cycles | blocked:review-* | blocked:test-* | timeout:review | timeout:test) explain_team "$1" ;;
    blocked:*) explanation="$printable ($log)" ;;
    timeout:agent) explanation="the agent took longer than allowed ($log)" ;;
    timeout:*) explanation="the proof took longer than allowed ($log)" ;;
  esac
  if read_question "$1"; then
    shorten "$question"
    explanation="$explanation; asks: $shortened"
  fi
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
  [ "$reason" != claimed ] || explanation="done before, as the plan says: $explanation"
  [ ! -e "$state/work/$1/undeclared" ] || IFS= read -r undeclared <"$state/work/$1/undeclared"
  [ -z "$undeclared" ] || { printable "$undeclared"; explanation="$explanation; also changed: $printable"; }
}
