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

ask_gates() { # nothing runs any more: can a gate be opened here and now? 0 = one was
  local row opened=1
  [ -z "$signal$fatal" ] || return 1
  for row in $gates; do
    [ -n "${selected[row]-}" ] || continue
    printable "${titles[row]}"
    if [ -n "$yes" ] || { [ -t 0 ] && [ -t 1 ] && ask "Approve ${keys[row]} ($printable)?"; }; then
      approve "$row"
      opened=0
    fi
  done
  return $opened
}

approve() { # approve ROW, for the plan as it is now
  local person
  person=$(id -un) || person=unknown
  plan_identity
  set_now
  put "$state/approved/${keys[$1]}" "$plan_identity $person $now" || stop $not_writable "cannot write $state"
  journal approved "${keys[$1]}"
}

is_approved() { # is_approved ROW
  local approved_plan=''
  { read -r approved_plan _ <"$state/approved/${keys[$1]}"; } 2>/dev/null || return 1
  plan_identity
  [ "$approved_plan" = "$plan_identity" ]
}
