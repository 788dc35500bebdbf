# ─────────────────────────────────────────────────────────────────────────────────────────── what people decide
#
# Commands that may be typed at any time, also while the plan runs: the run sees within a second what was decided. Each
# decision is on disk by one rename or one link, so that a kill leaves all of it or nothing.

command_approve() {
  local row
  row_named "$argument"
  case ${kinds[row]} in gate | check) ;; *) stop $usage_error "$argument is a ${kinds[row]}, not a gate" ;; esac
  open_state
  check_plan
  survey
  case ${shown[row]} in
    "done") printf '%s is approved already\n' "$argument" ;;
    gate | blocked | timeout) approve "$row"; printf '%s is approved\n' "$argument" ;;
    *) stop $not_done "$argument cannot be approved yet: it ${notes[row]}" ;;
  esac
}

command_reject() { # a person says what is wrong: what stands behind the gate waits for "approve"
  local row text
  row_named "$argument"
  [ "${kinds[row]}" = gate ] || stop $usage_error "$argument is a ${kinds[row]}, not a gate"
  read_text
  open_state
  check_plan
  survey
  case ${shown[row]} in
    "done") stop $not_done "$argument is approved already" ;;
    gate | blocked) reject "$row" "$text"; printf '%s is rejected: what stands behind it does not start\n' "$argument" ;;
    *) stop $not_done "$argument cannot be rejected yet: it ${notes[row]}" ;;
  esac
}

command_answer() {
  local row text number
  task_named "$argument"
  read_text
  open_state
  check_plan
  read_checkpoint "$argument"
  [ "$status" != "done" ] || stop $not_done "$argument is done: nothing waits for an answer"
  keep_answer "$argument" "$text"
  say_what_follows "answer $number to $argument is kept in $plan_path/notes/$argument.answers.md"
}

command_skip() { # a person takes a task out of the plan: what needs it goes on as if it were done
  local row text=''
  task_named "$argument"
  [ -z "$has_words" ] || read_text
  open_state
  check_plan
  read_checkpoint "$argument"
  [ "$status" != "done" ] || stop $not_done "$argument is done: there is nothing to skip"
  ! is_busy "$argument" || stop $not_done "$argument is running: stop the run first, or wait until the task has ended"
  keep_decision skipped "$argument" "$text"
  say_what_follows "$argument is skipped: what needs it goes on without it (run.sh unskip $argument takes that back)"
}

command_unskip() {
  local row
  task_named "$argument"
  [ -e "$state/skipped/$argument" ] || stop $not_done "$argument is not skipped"
  rm -f "$state/skipped/$argument" || stop $not_writable "cannot write $state"
  journal unskipped "$argument"
  say_what_follows "$argument belongs to the plan again; what went on without it stays as it is"
}

task_named() { # task_named KEY, as the user gave it; sets <row>
  row_named "$1"
  [ "${kinds[row]}" = task ] || stop $usage_error "$1 is a ${kinds[row]}, not a task"
}

is_busy() { # is_busy KEY, whose checkpoint has just been read: is somebody at work on it?
  [ "$status" = running ] && held_by_living "$state/work/$1"
}

say_what_follows() { # say_what_follows SENTENCE
  next_command run
  if held_by_living "$state/lock"; then
    printf '%s; the active run goes on with it\n' "$1"
  else
    printf '%s\nnext: %s\n' "$1" "$next_command"
  fi
}

# What a person says: the word behind the key, else standard input. Lines stay; nothing else in it moves a cursor.
read_text() { # sets <text>
  local controls=$'[\001-\010\013\014\016-\037\177]'
  text=$words
  if [ -z "$has_words" ]; then
    [ ! -t 0 ] || printf 'Your words, then Ctrl-D on a line of its own:\n' >&2
    ! IFS= read -r -d '' text || stop $usage_error "the text has a NUL character"
  fi
  [ ${#text} -le 100000 ] || stop $usage_error "the text is longer than 100000 bytes"
  text=${text//$'\r\n'/$'\n'}
  text=${text//$'\r'/$'\n'}
  text=${text//$controls/?}
  while :; do case $text in *[$' \t\n']) text=${text%?} ;; *) break ;; esac; done
  [ -n "$text" ] || stop $usage_error "$command needs a text: the word behind $argument, or standard input"
}
