# ─────────────────────────────────────────────────────────────────────────────────────────────── teams in reports

print_team() { # print_team ROW, as dry-run shows it
  local name who model
  read_team "${teams[$1]:--}"
  [ "$executor_model" = - ] || printf '    model    %s\n' "$executor_model"
  for name in $members; do
    who=$reviewer model=$reviewer_model
    if [ "$name" = test ]; then who=$tester model=$tester_model; fi
    [ "$model" = - ] || who="$who ($model)"
    printable "$who"
    printf '    %-7s  %s\n' "$name" "$printable"
  done
  [ -z "$members" ] || printf '    mended   at most %s time(s), while a judge says FAIL\n' "$cycles_allowed"
}

# With every attempt, member and cycle that it may have. Before a run nobody knows how often a judge will say FAIL.
count_team_starts() { # count_team_starts ROW; adds to <most>
  local executor=${attempts[$1]} rounds judges=0 name
  [ -n "${teams[$1]-}" ] || return 0
  read_team "${teams[$1]}"
  [ -n "$members" ] || return 0
  [ "${deputies[$1]}" = - ] || executor=$((executor + 1))
  rounds=$((cycles_allowed + 1))
  for name in $members; do
    if [ "$name" = take ]; then most=$((most + 2)); else judges=$((judges + 1)); fi
  done
  most=$((most + executor * cycles_allowed + judges * 2 * rounds))
}

note_team() { # note_team ROW, whose word is known: how far its team is, and how often it had to mend; adds to its note
  local words=''
  [ -n "${teams[$1]-}" ] || return 0
  read_team "${teams[$1]}"
  read_step "${keys[$1]}"
  if [ "$progress" = complete ] && [ "${shown[$1]}" != "done" ]; then name_verdicts; fi
  [ "$cycles" -eq 0 ] || words="${words:+$words, }mended $cycles time(s)"
  [ -z "$words" ] || notes[$1]="${notes[$1]}${notes[$1]:+; }$words"
}

name_verdicts() { # adds to <words>
  words='code complete'
  [ "$reviewer" = - ] || words="$words, review ${reviewed/#-/waits}"
  [ "$tester" = - ] || words="$words, test ${tested/#-/waits}"
}

explain_team() { # explain_team KEY, blocked or timed out by its judges; <printable> is what was found; sets <explanation>
  case $status:$reason in
    blocked:cycles)
      read_step "$1"
      explanation="${printable:-its judges said FAIL} (mended $cycles time(s), which is all that is allowed; log: $plan_path/state/logs/$1.$starts.log)" ;;
    blocked:*) explanation="${printable:-no verdict} ($reason; log: $plan_path/state/logs/$1.${reason%-*}.$starts.log)" ;;
    timeout:*) explanation="the $reason took longer than allowed (log: $plan_path/state/logs/$1.$reason.$starts.log)" ;;
  esac
}
