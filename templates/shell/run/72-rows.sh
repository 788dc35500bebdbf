is_work() { # is_work ROW: is it carried out by a supervisor, and has a checkpoint?
  case ${kinds[$1]} in task | check) return 0 ;; *) return 1 ;; esac
}

row_named() { # row_named KEY, as the user gave it; sets <row>
  row=''
  ! is_key "$1" || row_of "$1"
  [ -n "$row" ] || stop $usage_error "the plan has no $1"
}

row_of() { # row_of KEY; sets <row>, empty if there is no such key
  row_variable "$1"
  row=${!row_variable-}
}

row_variable() { # bash 3.2 has no maps, so each key has a variable; sets <row_variable>, different for different keys
  row_variable=${1//_/_u}
  row_variable=${row_variable//./_d}
  row_variable=row_of_${row_variable//-/_h}
}

is_key() {
  case $1 in '' | [._-]* | *[!a-z0-9._-]*) return 1 ;; esac
  [ ${#1} -le 100 ]
}

is_number() {
  case $1 in 0) ;; '' | 0* | *[!0-9]*) return 1 ;; esac
  [ ${#1} -le 9 ]
}

is_count() {
  is_number "$1" && [ "$1" -ge 1 ]
}

# What this call may start is selected; concerned is also what must be done before, seen through gates and barriers.
select_rows() { # select_rows all - | wave N | key KEY | group KEY, which find_group or find_next has found
  local row need any=''
  for ((row = rows - 1; row >= 0; row--)); do
    if is_chosen "$1:$2" "$row"; then
      any=yes selected[row]=yes concerned[row]=yes
    elif [ -z "${concerned[row]-}" ] || [ "${kinds[row]}" = task ]; then
      continue
    elif [ "${kinds[row]}" = check ]; then
      selected[row]=yes # what it costs is no agent's work
    fi
    for need in ${needs[row]}; do concerned[need]=yes; done
  done
  [ -n "$any" ] || stop $usage_error "the plan has no $1 $2"
}

is_chosen() { # is_chosen SCOPE ROW
  case $1 in
    all:* | wave:"${waves[$2]}" | key:"${keys[$2]}") return 0 ;;
    group:*) in_group "$2" ;;
    *) return 1 ;;
  esac
}

checks_file() { # checks_file KEY files | commands; sets <checks_file>
  checks_file=$plan_dir/checks/$1.$2
  [ -e "$checks_file" ] || checks_file=/dev/null
}

# The compiler's hash, and what the graph says of itself: it is short enough to be changed by hand.
plan_identity() { # sets <plan_identity>
  local hash='' sum
  { IFS= read -r hash <"$plan_dir/plan.hash"; } 2>/dev/null
  case $hash in '' | *[!A-Za-z0-9:._-]*) stop $usage_error "cannot read $plan_dir/plan.hash" ;; esac
  sum=$(cksum <"$plan_dir/tasks.tsv") || stop $not_writable "cksum failed"
  plan_identity=$hash+${sum// /.}
}
