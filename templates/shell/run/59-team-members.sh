# ─────────────────────────────────────────────────────────────────────────────────── a member beside the executor
#
# The take, the review and the test each have a process of their own, which leads a process group, is recorded like those
# of agents, and starts the member's agent in a further one. What comes of it is one line in work/KEY/MEMBER.end,
# "VERDICT COST PLAN ok": there, PASS, FAIL, denied, asks, wrong, or none after a second start. Without that line it was killed or stopped.

begin_member() { # begin_member MEMBER; sets <MEMBER_pid> and <MEMBER_identity>
  rm -f "$work/timed-out.$1"
  set -m
  (join_supervisor "$work/group.$seat.$1.lead" && act_as "$1") </dev/null &
  printf -v "$1_pid" %s "$!"
  set +m
  process_identity "$!"
  printf -v "$1_identity" %s "$identity"
  [ -z "$stopping" ] || tell_members # the signal came before the process was known
}

tell_members() { # that they are to stop
  # shellcheck disable=SC2086 # those that there are
  kill -s TERM $take_pid $review_pid $test_pid 2>/dev/null
}

wait_for_member() { # wait_for_member MEMBER: until its process has ended
  local pid=$1_pid its_identity=$1_identity
  while is_alive "${!pid}" "${!its_identity}"; do wait "${!pid}" 2>/dev/null; done
}

end_member() { # end_member MEMBER, if it has not ended; nothing of it is left then, even where somebody killed its process
  local pid=$1_pid its_identity=$1_identity turns=0
  ! is_alive "${!pid}" "${!its_identity}" || kill -s TERM "${!pid}" 2>/dev/null
  while is_alive "${!pid}" "${!its_identity}" && [ $turns -lt $(((${PLAN_GRACE:-5} + 5) * 20)) ]; do
    turns=$((turns + 1))
    nap
  done
  end_group_of "$work/group.$seat.$1.lead"
  end_group_of "$work/group.$seat.$1"
  end_strays "$1"
  printf -v "$1_pid" %s ''
}

read_end() { # read_end MEMBER; sets <verdict> and <amount>, its cost; fails if it has not ended by itself
  local end_plan='' end=''
  read_plan
  { read -r verdict amount end_plan end <"$work/$1.end"; } 2>/dev/null && [ "$end" = ok ] && [ "$end_plan" = "$plan" ]
}

act_as() { # act_as MEMBER, in its own process
  local turn total=0 verdict=''
  member=$1 member_key=$task.$1 group=''
  trap 'stopping=yes; [ -z "$group" ] || kill -s TERM -- "-$group" 2>/dev/null' TERM INT HUP
  log=$state/logs/$member_key.$starts.log
  name_member
  for turn in 1 2; do
    ask_member "$turn"
    total=$((total + cost))
    case $member:$verdict in
      *:stopped | review:lost | test:lost) exit 0 ;;
      take:lost) verdict=none ;;
    esac
    journal member-end "$task" ",\"member\":\"$member\",\"verdict\":\"$verdict\""
    [ "$verdict" = none ] && [ "$turn" -eq 1 ] || break
    [ "$outcome" != transient ] || rest "${PLAN_RETRY_DELAY:-30}"
  done
  read_plan
  put "$work/$member.end" "$verdict $total $plan ok"
  exit 0
}

name_member() { # sets <member_agent>, empty for the client's own, <member_model> and <report_ending>
  member_agent=$reviewer member_model=$reviewer_model
  if [ "$member" = test ]; then member_agent=$tester member_model=$tester_model; fi
  case $member in
    review) report_ending=$review_ending ;;
    test) report_ending=$test_ending ;;
  esac
  [ "$member_agent" != default ] || member_agent=-
}

ask_member() { # ask_member TURN; sets <verdict> and <cost>
  local file=$plan_path/notes/$member_key.md before=''
  result=$state/results/$member_key.$starts.$1.txt
  cost=0 outcome='' verdict=lost
  [ "$member" != take ] || rm -f "./$file" # of a take that was cut off
  ! fingerprint "$file" || before=$fingerprint
  journal member-start "$task" ",\"member\":\"$member\",\"cycle\":$cycles"
  pointer "$member_key"
  if ! call_agent "$member_agent" "$member_model"; then
    [ ! -e "$work/timed-out.$member" ] || verdict=timeout
    [ -z "$stopping" ] || verdict=stopped
    return
  fi
  name_verdict
}

name_verdict() { # sets <verdict>, from <outcome>
  verdict=none
  case $member:$outcome in
    take:done | take:blocked | take:asks | take:denied | take:ignored) ! keep_take || verdict=there ;;
    *:wrong) verdict=wrong ;;
    *:asks) verdict=asks ;;
    *:pass) verdict=PASS ;;
    *:fail) verdict=FAIL; leave_reason ;;
    *:denied) verdict=denied ;;
  esac
}

judge_verdict() { # judge_verdict WORD REASON of a report; sets <outcome>
  note_question
  printable "$2"
  case $asked:$1 in
    wrong:*) outcome=wrong; object "$task" "the $member says that the plan is wrong" ;;
    *:PASS) outcome=pass ;;
    must:FAIL) outcome=asks; object "$task" "the $member says FAIL${printable:+: $printable}" ;;
    *:FAIL) outcome=fail; object "$task" "the $member says FAIL${printable:+: $printable}" ;;
    *) outcome=ignored; object "$task" "the $member has ended without a verdict" ;;
  esac
}

keep_take() { # for those who await it; where agents work there may be another one tomorrow
  local fresh=$state/tmp/$member_key.$$
  check_path "$file" && [ -f "./$file" ] && [ -s "./$file" ] || return 1
  cp "./$file" "$fresh" && mv -f "$fresh" "$work/take.md"
}

leave_reason() { # a judge that says FAIL and leaves no new word in its notes: then its reason stands there
  local sentence='' old=''
  fingerprint "$file" && [ "$fingerprint" = "$before" ] || return 0
  { IFS= read -r sentence <"$work/$member.finding"; } 2>/dev/null
  [ ! -f "./$file" ] || ! check_path "$file" || IFS= read -r -d '' old <"./$file"
  old=${old%$'\n'}
  write_note "$file" "$old${old:+$'\n\n'}$sentence"
}
