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
