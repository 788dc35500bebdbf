# ───────────────────────────────────────────────────────────────────────────── what was decided while the plan runs
#
# stuck holds the rows that have a verdict other than done. paused: those whose agent says that the plan is wrong; while
# there is one, nothing starts. systemic: the wave of which every task has failed.

stuck='' paused='' systemic='' keep_going='' postponed=()

take_decisions() { # skipped or answered, here or from another terminal
  local row waiting=$stuck
  take_skipped
  stuck=''
  for row in $waiting; do
    case ${places[row]} in blocked | timeout) ;; *) continue ;; esac # skipped just now
    read_checkpoint "${keys[row]}"
    if is_waived "$row"; then
      places[row]="done"
      say pass "${keys[row]}" "approved although it failed"
      release_dependents "$row"
    elif is_answered "${keys[row]}"; then
      say answer "${keys[row]}" "has an answer, and is tried again"
      forget "$row"
      flags[row]=retry places[row]=''
      make_ready "$row"
    else
      stuck="$stuck $row"
    fi
  done
}

take_skipped() {
  local file row
  for file in "$state"/skipped/*; do
    [ -e "$file" ] || continue
    row=''
    ! is_key "${file##*/}" || row_of "${file##*/}"
    [ -n "$row" ] && [ -n "${concerned[row]-}" ] || continue
    case ${places[row]-} in running | "done" | waived) continue ;; esac
    is_skipped "${keys[row]}" || continue
    say skip "${keys[row]}" "a person has skipped it"
    forget "$row"
    waive "$row"
  done
}

waive() { # waive ROW: what needs it goes on as if it were done
  places[$1]=waived
  release_dependents "$1"
}

forget() { # forget ROW: it holds up nobody any more
  local row others=''
  for row in $paused; do [ "$row" = "$1" ] || others="$others $row"; done
  paused=$others
  [ "$systemic" != "${waves[$1]}" ] || systemic=''
}

note_verdict() { # note_verdict ROW, whose checkpoint has just been read, and is blocked or timeout
  stuck="$stuck $1"
  asking[$1]=''
  ! read_question "${keys[$1]}" || asking[$1]=yes
  if is_plan_wrong "${keys[$1]}"; then
    paused="$paused $1"
    say pause "${keys[$1]}" "says that the plan is wrong: nothing more is started before a person has answered"
  fi
  look_for_common_cause "${waves[$1]}"
}

# Every task of a wave that could start has failed, and there are several: that is seldom the tasks' own fault. A question
# is no failure.
look_for_common_cause() { # look_for_common_cause WAVE
  local row need failed=0 cut=()
  [ -z "$keep_going$systemic" ] || return 0
  for ((row = 0; row < rows; row++)); do
    for need in ${needs[row]}; do
      case ${places[need]-}:${cut[need]-} in blocked: | timeout: | *:yes) cut[row]=yes ;; esac
    done
    [ "${kinds[row]}:${waves[row]}" = "task:$1" ] || continue
    case ${places[row]-}:${asking[row]-} in
      blocked: | timeout:) failed=$((failed + 1)) ;;
      *) [ -n "${cut[row]-}" ] || return 0 ;;
    esac
  done
  [ $failed -ge 2 ] || return 0
  systemic=$1
  say stop - "all $failed tasks of wave $1 failed: nothing more is started (--keep-going starts it)"
}
