# An agent that neither says nor changes anything for a long time is ended, as if its connection had failed: it hangs, or
# waits for somebody. Silence means something only where a client prints while it works (an adapter with NAME_streams), or
# where somebody has set idle-limit. Proofs may be silent: tests are.

settle_idle_limit() { # sets <idle_limit>, in seconds; 0: as long as it likes
  [ -z "$idle_limit" ] || return 0
  idle_limit=0
  ! declare -F "${adapter}_streams" >/dev/null || idle_limit=600
}

wait_out() { # wait_out SECONDS, or until the agent stalls, where <watched> says that it is one; sets <ending>
  local end=$((SECONDS + $1)) quiet_since=$SECONDS step=$((idle_limit / 20 + 1))
  ending=timed-out
  if [ -z "${watched-}" ] || [ "$idle_limit" -eq 0 ] || [ "$idle_limit" -ge "$1" ]; then
    wait_in_silence "$1"
    return
  fi
  while [ $SECONDS -lt $end ]; do
    printf 'seen\n' >"$work/seen.$member"
    wait_in_silence $step
    ! made_progress || quiet_since=$SECONDS
    [ $((SECONDS - quiet_since)) -lt "$idle_limit" ] || { ending=stalled; return; }
  done
}

made_progress() { # since work/KEY/seen.MEMBER was written: in what it prints, its notes, or its declared files
  local path
  if is_newer "$result" || is_newer "$log" || is_newer "./$plan_path/notes/$member_key.md"; then return 0; fi
  checks_file "$task" files
  while IFS=$'\t' read -r _ path; do
    case /$path/ in // | //* | */../*) continue ;; esac
    ! is_newer "./$path" || return 0
    case $path in */) ! holds_newer "./$path" || return 0 ;; esac
  done <"$checks_file"
  return 1
}

is_newer() { # bash 3.2 compares whole seconds: what is as old counts, and is older than the next look's mark
  [ -e "$1" ] && ! [ "$work/seen.$member" -nt "$1" ]
}

holds_newer() { # holds_newer FOLDER
  local found code=0
  [ -d "$1" ] || return 1
  found=$(find "$1" -newer "$work/seen.$member" -print 2>/dev/null | head -n 1) || code=$?
  [ -n "$found" ] || [ "$code" -gt 128 ] # a helper that was killed is no silence
}

has_stalled() { # has the watchdog ended the agent for its silence? Sets <outcome> and <code>
  [ -e "$work/stalled.$member" ] && [ "$code" -ne 0 ] && [ -z "$stopping" ] || return 1
  object "$task" "neither said nor changed anything for $idle_limit s"
  outcome=stalled code=1
}
