# ────────────────────────────────────────────────────────────────────────────────────────────────────── processes

# Process numbers are used again; a number together with its start time and boot is not.
process_identity() { # process_identity PID; sets <identity>, empty if it is dead (a zombie is)
  local line=''
  identity=''
  is_number "$1" || return 0
  [ -n "$boot" ] || set_boot
  if [ ! -r /proc/self/stat ]; then identity_from_ps "$1"; return; fi
  { IFS= read -r line <"/proc/$1/stat"; } 2>/dev/null || return 0
  # shellcheck disable=SC2086 # numbers, split on purpose: $1 is the state, $20 the start time
  set -- ${line##*) }
  case ${1-} in '' | Z | X) return 0 ;; esac
  identity=${20}@$boot
}

set_own_identity() { # sets <own_pid> and <own_identity>, in a subshell too, where $$ is still its parent
  own_pid=${BASHPID-}
  if [ -z "$own_pid" ]; then # bash 3.2
    { read -r own_pid _ </proc/self/stat; } 2>/dev/null || own_pid=$(exec sh -c 'echo $PPID') || own_pid=''
  fi
  process_identity "$own_pid"
  own_identity=$identity
}

identity_from_ps() { # identity_from_ps PID; sets <identity>
  local line
  ask_ps -o stat= -o lstart= -p "$1"
  line=$answer
  case $line in '' | Z*) return 0 ;; esac
  line=${line#* }
  identity=${line// /_}@$boot
}

set_boot() { # sets <boot>: since when this machine, or this container, runs
  if [ -r /proc/sys/kernel/random/boot_id ]; then
    IFS= read -r boot </proc/sys/kernel/random/boot_id
  else
    ask_ps -o lstart= -p 1
    boot=${answer// /_}
  fi
}

ask_ps() { # ask_ps ARGUMENT...; sets <answer>, empty if there is no such process
  local code=0 turns=0
  while :; do
    answer=$(ps "$@" 2>/dev/null) || code=$?
    case $code in
      0) return ;;
      1) answer=''; return ;;
    esac
    turns=$((turns + 1)) # killed, perhaps by the same Ctrl-C that we got
    [ $turns -lt 5 ] || stop $not_writable "ps ended with $code"
    code=0
  done
}

is_alive() { # is_alive PID IDENTITY
  process_identity "$1"
  [ -n "$identity" ] && [ "$identity" = "$2" ]
}

# Those who start agents go first: then nobody is left who could start one while the rest is ended.
end_recorded_groups() { # end_recorded_groups KEY: members, agents and proofs of a supervisor that may be dead
  local record
  for record in "$state/work/$1"/group.*.lead "$state/work/$1"/group.*; do end_group_of "$record"; done
}

end_group_of() { # end_group_of RECORD
  local leader='' start=''
  { read -r leader start <"$1"; } 2>/dev/null || return 0
  end_recorded_group "$leader" "$start"
}

end_recorded_group() { # end_recorded_group PID IDENTITY
  ! is_that_group "$1" "$2" || end_group "$1"
}

signal_recorded_group() { # signal_recorded_group SIGNAL RECORD
  local leader='' start=''
  { read -r leader start <"$2"; } 2>/dev/null || return 0
  ! is_that_group "$leader" "$start" || kill -s "$1" -- "-$leader" 2>/dev/null
}

# A group outlives its leader, and its number is not used again before it is empty. After a reboot nothing is left.
is_that_group() { # is_that_group PID IDENTITY
  is_count "$1" && [ "${2#*@}" = "${own_identity#*@}" ] || return 1
  process_identity "$1"
  [ -z "$identity" ] || [ "$identity" = "$2" ]
}

end_group() { # end_group PID: kills it and waits until nobody is left who could still write something
  local turns=0
  kill -s KILL -- "-$1" 2>/dev/null || return 0
  while group_lives "$1" && [ $turns -lt 500 ]; do
    turns=$((turns + 1))
    nap
  done
}

group_lives() { # group_lives PID. Zombies take signals too, and may stay for ever where process 1 is no init.
  local group=$1 file line=''
  kill -0 -- "-$group" 2>/dev/null || return 1
  [ -r /proc/self/stat ] || { group_lives_by_ps "$group"; return; }
  for file in /proc/[0-9]*/stat; do
    { IFS= read -r line <"$file"; } 2>/dev/null || continue
    # shellcheck disable=SC2086 # $1 is the state, $3 the group
    set -- ${line##*) }
    case ${1-} in '' | Z | X) continue ;; esac
    [ "$3" != "$group" ] || return 0
  done
  return 1
}

group_lives_by_ps() { # group_lives_by_ps PID
  local word its_group=''
  ask_ps -A -o pgid= -o stat=
  for word in $answer; do # group and state, group and state, ...
    if [ -z "$its_group" ]; then its_group=$word; continue; fi
    case $its_group:$word in "$1":Z*) ;; "$1":*) return 0 ;; esac
    its_group=''
  done
  return 1
}

nap() {
  { read -r -t 0.05 -u 8; } 2>/dev/null
  [ $? -gt 128 ] || sleep 0.05 2>/dev/null || sleep 1 # bash 3.2 and POSIX know whole seconds only
}
