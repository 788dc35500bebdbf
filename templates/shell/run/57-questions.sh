# ────────────────────────────────────────────────────────────────────────────────────────── what an agent asks people
#
# In its report an agent may write "question: TEXT"; with a kind in brackets before the text, such as [deviation], where
# nobody else should try without an answer; and "plan is wrong: TEXT", which stops the whole run. work/KEY/question keeps
# it, "STARTS KIND TEXT": of the attempt that the checkpoint speaks of, or it is an old one.

note_question() { # note_question, of <answers>; sets <asked>: nothing, question, must or wrong
  local name text question='' wrong='' kind=-
  asked=''
  while IFS=$'\t' read -r name text; do
    case $name in
      report) question='' wrong='' ;; # what stands last counts
      question | structured_output.question) [ -z "$text" ] || question=$text ;;
      wrong | structured_output.plan_is_wrong) [ -z "$text" ] || wrong=$text ;;
    esac
  done <<<"$answers"
  [ -n "$question$wrong" ] || return 0
  asked=question
  case $question in
    '['[a-z]*']'*) asked=must kind=${question%%']'*} kind=${kind#?} question=${question#*']'} ;;
  esac
  case $kind in *[!a-z-]*) kind=other ;; esac
  [ -z "$wrong" ] || asked=wrong kind=wrong question=$wrong
  question=${question# }
  put "$work/question" "$starts $kind $question" || stop "$not_writable" "cannot write $work"
}

read_question() { # read_question KEY, whose checkpoint has just been read: does it wait for an answer? Sets <question> and <question_kind>
  local asked_at='' text=''
  question='' question_kind=''
  if [ "$status:$reason" = blocked:cycles ]; then
    question_kind=cycles question='its reviewer or tester still says FAIL: how should it go on?'
    return
  fi
  [ "$status" = blocked ] && [ -e "$state/work/$1/question" ] || return 1
  { read -r asked_at question_kind text; } 2>/dev/null <"$state/work/$1/question"
  [ "$asked_at" = "$starts" ] || return 1
  printable "$text"
  question=$printable
}

is_plan_wrong() { # is_plan_wrong KEY, whose checkpoint has just been read: does its agent say so, and has nobody answered?
  [ "$status:$reason" = blocked:plan-wrong ] && ! is_answered "$1" && ! is_skipped "$1"
}
