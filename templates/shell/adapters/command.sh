# Any command line: it gets the pointer on standard input, and its exit code says how it went; what it prints may end with
# the report of the prompt. Into the file $PLAN_COST it may write what it has cost, in dollars.

command_start() {
  [ -z "$model" ] || export PLAN_MODEL=$model
  exec "$BASH" -c "$agent_command"
}

command_judge() { # sets <outcome> and <cost>
  case $code in
    0) judge_words ;;
    69 | 75 | 111) outcome=transient ;;
    *) ! looks_transient || outcome=transient ;;
  esac
  read_cost "${result%.txt}.cost"
}

judge_words() { # sets <outcome>. Not every command has words, so silence is no objection.
  local name text report='' reason='' question='' wrong=''
  outcome="done"
  read_report
  [ -n "$answers" ] || return 0
  while IFS=$'\t' read -r name text; do printf -v "$name" %s "$text"; done <<<"$answers"
  [ -z "$report" ] || judge_report "$report" "$reason"
}

read_cost() { # read_cost FILE; sets <cost>, if a number stands in it
  local text=''
  { read -r text <"$1"; } 2>/dev/null
  ! read_dollars "$text" || cost=$millionths
}
