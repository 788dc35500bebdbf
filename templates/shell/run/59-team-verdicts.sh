# ────────────────────────────────────────────────────────────────────────────────────── what follows the verdicts

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
