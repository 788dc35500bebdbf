# ─────────────────────────────────────────────────────────────────────────────────────────────── how a team works
#
# The take beside the executor; then, when the proof has held, review and test beside each other; then the proof again.
# A kill in between repeats nothing that step, or a member's own MEMBER.end, says is over.

# shellcheck disable=SC2034 # read by name: ${!its_identity}
take_pid='' review_pid='' test_pid='' take_identity='' review_identity='' test_identity=''

make_code() { # the executor, and beside it the first voice of the reviewer; sets <code>
  adopt_take || ! is_awaited take || begin_take
  [ $code -eq 0 ] || return 0
  run_agent
  spend
  ! is_awaited take || end_take
}

begin_take() { # work/KEY/take.by is for those who wait: as long as that process lives there may be a take
  rm -f "$work/take.end"
  begin_member take
  put "$work/take.by" "$take_pid ${take_identity:--}" || stop $not_writable "cannot write $work"
}

end_take() { # what the executor has not waited for, nobody needs; where it has failed, the take is begun again with it
  end_member take
  ! adopt_take || return 0
  [ $code -eq 0 ] || return 0
  journal member-end "$task" ',"member":"take","verdict":"late"'
  keep_take_as none
}

adopt_take() { # of this supervisor, or of a killed one; fails if there is nothing to adopt
  is_awaited take && read_end take || return 1
  spent=$((spent + amount))
  if [ "$verdict" = wrong ]; then tell_wrong take; return; fi
  [ "$verdict" = there ] || verdict=none
  keep_take_as "$verdict"
}

tell_wrong() { # tell_wrong MEMBER: it says that the plan is wrong, which goes before everything that others say
  code=1 step=$1 outcome=wrong
  rm -f "$work/$1.end"
  take_over_finding "$1"
}

keep_take_as() { # keep_take_as there | none
  taken=$1
  write_checkpoint
  write_step
}

# The code is complete: it is proven, and nobody makes it again unless a judge says FAIL. Both judges begin at once.
judge_code() { # sets <code>, and <step> and <outcome> where it is not 0
  local name
  [ "$progress" = complete ] || declare_complete
  adopt_verdicts
  for name in review test; do
    if is_awaited $name; then rm -f "$work/$name.end"; begin_member $name; fi
  done
  for name in review test; do
    ! is_awaited $name || { wait_for_member $name; end_member $name; }
  done
  adopt_verdicts
  weigh_verdicts
}

declare_complete() {
  rm -f "$work/review.end" "$work/test.end"
  progress=complete findings=-
  write_checkpoint
  write_step
  journal code-complete "$task" ",\"attempt\":$starts,\"cycle\":$cycles"
  announce code
}

adopt_verdicts() { # of this supervisor's judges, or of those whose supervisor did not live to hear them
  local name
  for name in review test; do
    is_awaited $name && read_end $name || continue
    case $name:$verdict in
      review:PASS | review:FAIL) reviewed=$verdict ;;
      test:PASS | test:FAIL) tested=$verdict ;;
      *) continue ;;
    esac
    spent=$((spent + amount))
    write_checkpoint
    write_step
  done
}

# What needs a person goes first. A FAIL goes before what the other could not say: it is asked again in any case.
weigh_verdicts() { # sets <code>, 0 if all said PASS, else <step> and <outcome>
  local name
  code=0
  for name in review test; do
    if [ -e "$work/timed-out.$name" ]; then code=1 step=$name; return; fi
  done
  for name in review test; do
    is_awaited $name && read_end $name || continue
    case $verdict in wrong | asks) weigh_verdict $name; return ;; esac
  done
  case $reviewed$tested in *FAIL*) code=1 step=judges outcome=fail; tell_findings; return ;; esac
  for name in review test; do
    is_awaited $name || continue
    read_end $name || { code=$killed; continue; }
    weigh_verdict $name
    return
  done
}

weigh_verdict() { # weigh_verdict review | test, which has said neither PASS nor FAIL
  spent=$((spent + amount)) code=1 step=$1 outcome=$verdict
  rm -f "$work/$1.end"
  take_over_finding "$1"
}

tell_findings() { # for the report: what the judges who said FAIL gave as their reason
  local name sentence finding=''
  for name in review test; do
    case $name:$reviewed:$tested in review:FAIL:* | test:*:FAIL) ;; *) continue ;; esac
    sentence=''
    { IFS= read -r sentence <"$work/$name.finding"; } 2>/dev/null
    finding="$finding${finding:+; }${sentence:-the $name says FAIL}"
  done
  object "$task" "$finding"
}

take_over_finding() { # take_over_finding MEMBER
  local sentence=''
  { IFS= read -r sentence <"$work/$1.finding"; } 2>/dev/null
  object "$task" "${sentence:-the $1 has ended without a verdict}"
}

# The judges were not content, or the proof after them does not hold: the executor mends it, as often as it may.
judge_team() {
  case $outcome in
    wrong) settle blocked plan-wrong; return ;;
    none | denied | asks) settle blocked "$step-$outcome"; return ;;
  esac
  if [ "$cycles" -ge "$cycles_allowed" ]; then settle blocked cycles; return; fi
  [ "$step" != proof ] || hand_proof_over
  cycles=$((cycles + 1)) tries=0
  void_verdicts
  write_step # before the checkpoint: a kill in between does not give a cycle away
  write_checkpoint
  journal cycle "$task" ",\"cycle\":$cycles"
  announce cycle
}

hand_proof_over() { # what the executor finds beside the notes of the judges
  local sentence='' file=$plan_path/notes/$task.proof.md
  { IFS= read -r sentence <"$work/finding"; } 2>/dev/null
  printable "$sentence"
  write_note "$file" "The proof after review and test does not hold: $printable"
}

write_note() { # write_note PATH TEXT: in the folder where members work; nothing outside of it
  check_path "$1" && mkdir -p "./${1%/*}" && put "./$1" "$2"
}

point_at_findings() { # adds to <pointer> where the executor reads what it is to mend
  local name files=''
  [ "$findings" != - ] || return 0
  for name in ${findings//+/ }; do files="$files${files:+ and }$plan_path/notes/$task.$name.md"; done
  pointer="$pointer It has been carried out and judged: first read what is to be mended, in $files."
}
