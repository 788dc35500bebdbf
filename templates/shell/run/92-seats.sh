# A seat is an exclusive right that survives kill -9: the lock of a run, the claim of a task. It is a row of files
# seat.1, seat.2, ... of which the newest counts; it names its holder, or is empty: free. The next holder makes the next
# file with link(2), which only one can do, so two who find a dead holder cannot both follow him.

seats_taken=0

take_seat() { # take_seat FOLDER; sets <seat>. Fails when a living process holds it, and sets <holder> and <holder_host>
  local fresh=$state/tmp/seat-$((seats_taken += 1)).$$ mine="$$ $own_identity ${HOSTNAME:-localhost}"
  ! held_by_living "$1" || return 1
  seat=$((newest + 1))
  printf '%s\n' "$mine" >"$fresh" || stop $not_writable "cannot write $state"
  ln "$fresh" "$1/seat.$seat" 2>/dev/null # the first name, which is never used again, stays until somebody sweeps
  newest_seat "$1"
  [ "$newest" -ge $seat ] || stop $not_writable "cannot make a hard link in $1"
  read_holder "$1" $seat && [ "$holder $holder_start $holder_host" = "$mine" ] || return 1
  [ "$newest" -eq $seat ] || { rm -f "$1/seat.$seat"; holder=''; return 1; } # we were slow: the number is an old one
}

held_by_living() { # held_by_living FOLDER; sets <newest>, <holder>, <holder_start>, <holder_host>
  newest_seat "$1"
  holder='' holder_start='' holder_host=''
  [ "$newest" -gt 0 ] || return 1
  if ! read_holder "$1" "$newest"; then
    [ ! -e "$1/seat.$newest" ] || [ -s "$1/seat.$newest" ] # it is free; or it has just made room for a newer one
    return
  fi
  [ "$holder_host" = "${HOSTNAME:-localhost}" ] || return 0 # whether it lives, only its own machine knows
  is_alive "$holder" "$holder_start"
}

newest_seat() { # newest_seat FOLDER; sets <newest>, 0 if there is none
  local file
  newest=0
  for file in "$1"/seat.*; do
    file=${file##*.}
    ! is_number "$file" || [ "$file" -le "$newest" ] || newest=$file
  done
}

read_holder() { # read_holder FOLDER NUMBER
  { read -r holder holder_start holder_host <"$1/seat.$2"; } 2>/dev/null
}

release_seat() { # release_seat FOLDER NUMBER
  : >"$1/seat.$2"
}

drop_older_seats() { # drop_older_seats FOLDER NUMBER
  local file
  for file in "$1"/seat.*; do
    ! is_number "${file##*.}" || [ "${file##*.}" -ge "$2" ] || rm -f "$file"
  done
}

end_older_holders() { # end_older_holders FOLDER NUMBER: with their helpers, one of which may be renaming a file
  local file number
  for file in "$1"/seat.*; do
    number=${file##*.}
    is_number "$number" && [ "$number" -lt "$2" ] || continue
    ! read_holder "$1" "$number" || end_recorded_group "$holder" "$holder_start"
  done
}
