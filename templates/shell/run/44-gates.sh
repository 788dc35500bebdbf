pass_gates() { # gates that were approved, here or from another terminal
  local row waiting=$gates
  gates=''
  for row in $waiting; do
    if is_approved "$row"; then
      places[row]="done"
      say pass "${keys[row]}" "approved"
      release_dependents "$row"
    else
      gates="$gates $row"
    fi
  done
}

# Nothing runs any more: a person at a terminal may open gates and answer questions here and now. What was put off once is
# not asked about again, and what was rejected only by "resume".
ask_people() { # 0 = something can go on
  local row opened=1
  [ -z "$signal$fatal" ] || return 1
  for row in $stuck; do
    is_asked_here && [ -z "$yes" ] && ask_for_answer "$row" && opened=0
  done
  [ -z "$paused$systemic" ] || return $opened
  for row in $gates; do
    [ -n "${selected[row]-}" ] && [ -z "${postponed[row]-}" ] || continue
    ask_gate "$row" && opened=0
  done
  return $opened
}

is_asked_here() { # is a person there who can be asked?
  [ -t 0 ] && [ -t 1 ]
}

ask_gate() { # ask_gate ROW: 0 = it is open
  local answer='' key=${keys[$1]} person text
  if read_decision rejected "$key"; then
    [ -n "$retry" ] || return 1 # who has said no is asked again by "resume" alone
  elif [ -n "$yes" ]; then
    approve "$1"
    return
  fi
  is_asked_here || return 1
  printable "${titles[$1]}"
  printf '\n%s: %s\n' "$key" "$printable"
  printf '  g  good: the plan goes on\n  t  test first: nothing is decided yet\n  i  issues: you say what is wrong, and the plan does not go on\n'
  ask_for 'g, t or i? '
  case $answer in
    g | G | good | y | Y | yes | Yes) approve "$1" ;;
    i | I | issues) ask_for_issues "$1" ;;
    *) postponed[$1]=yes; false ;;
  esac
}

ask_for_issues() { # ask_for_issues ROW; fails: the gate is not open
  postponed[$1]=yes
  ask_for 'What is wrong? '
  [ -z "${answer// /}" ] || reject "$1" "$answer"
  return 1
}

ask_for_answer() { # ask_for_answer ROW: 0 = it asked a question, and has got an answer
  local answer='' number key=${keys[$1]}
  read_checkpoint "$key"
  [ -z "${postponed[$1]-}" ] && read_question "$key" || return 1
  postponed[$1]=yes
  printf '\n%s asks: %s\n' "$key" "$question"
  ask_for 'Your answer (Enter: later): '
  [ -n "${answer// /}" ] || return 1
  keep_answer "$key" "$answer"
  postponed[$1]=''
}
