is_rejected() { # is_rejected ROW, after a survey
  [ "${kinds[$1]}:${shown[$1]}" = gate:blocked ]
}

is_asking() { # is_asking ROW, after a survey: sets <question> and <question_kind>
  [ "${kinds[$1]}:${shown[$1]}" = task:blocked ] || return 1
  read_checkpoint "${keys[$1]}"
  read_question "${keys[$1]}"
}

# Where every task of a wave that could start has failed, and there are several, that is one fact and not many.
find_failed_wave() { # sets <failed_wave>, empty where there is none, and <common_reason>
  local row wave total=() failed=()
  failed_wave='' common_reason=''
  for ((row = 0; row < rows; row++)); do
    case ${kinds[row]}:${shown[row]} in task:skipped) continue ;; task:*) ;; *) continue ;; esac
    wave=${waves[row]}
    total[wave]=$((${total[wave]-0} + 1))
    case ${shown[row]} in blocked | timeout) is_asking "$row" || failed[wave]=$((${failed[wave]-0} + 1)) ;; esac
  done
  for wave in ${failed[@]+"${!failed[@]}"}; do
    if [ "${failed[wave]}" -ge 2 ] && [ "${failed[wave]}" -eq "${total[wave]}" ]; then failed_wave=$wave; break; fi
  done
  [ -z "$failed_wave" ] || find_common_reason
}

find_common_reason() { # sets <common_reason>
  local row
  for ((row = 0; row < rows; row++)); do
    [ "${kinds[row]}:${waves[row]}" = "task:$failed_wave" ] || continue
    read_checkpoint "${keys[row]}"
    case $common_reason in '' | "$status, $reason") common_reason="$status, $reason" ;; *) common_reason='no reason'; return ;; esac
  done
}

note_who() { # note_who ROW: where somebody else than the owner has done it, or tried
  local owner=${agents[$1]} deputy=${deputies[$1]} words=''
  [ "$deputy" != - ] || return 0
  if [ "$owner" = - ]; then
    words="nobody is assigned, so it was given to $deputy"
  elif [ "$who" = deputy ]; then
    words="$deputy took over from $owner"
  fi
  printable "$words"
  notes[$1]="${notes[$1]}${words:+; $printable}"
}

# A check whose failure is no fault of the plan but a question to a person: checks/KEY.person says which. Its commands have
# said no; what was killed or took too long has asked nothing.
waits_for_person() { # waits_for_person ROW, whose checkpoint has just been read
  [ "${kinds[$1]}:$status:$reason" = check:blocked:proof-2 ] && [ -e "$plan_dir/checks/${keys[$1]}.person" ]
}

# A check that failed may be approved like a gate: then the plan goes on all the same.
is_waived() { # is_waived ROW, whose checkpoint has just been read
  [ "${kinds[$1]}" = check ] && [ "$status" != "done" ] && is_approved "$1"
}
