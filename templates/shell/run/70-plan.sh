# ─────────────────────────────────────────────────────────────────────────────────────────────────────── the plan
#
# A node is a row: keys[row], kinds[row] and so on. needs[row] and dependents[row] are rows between blanks.

keys=() kinds=() waves=() needs=() agents=() deputies=() timeouts=() attempts=() titles=() dependents=() selected=() concerned=()
rows=0

load_plan() {
  local key kind wave need agent deputy timeout attempt title rest number=0 tasks=0
  [ -r "$plan_dir/tasks.tsv" ] || stop $usage_error "cannot read $plan_dir/tasks.tsv"
  while IFS=$'\t' read -r key kind wave need agent deputy timeout attempt title rest; do
    number=$((number + 1))
    if [ $number -eq 1 ]; then
      [ "$key$kind" = 'plan-compile-tasks 1' ] || malformed "this script does not know the format"
      continue
    fi
    [ -n "$title" ] && [ -z "$rest" ] || malformed "it has not nine columns"
    keys[rows]=$key kinds[rows]=$kind waves[rows]=$wave agents[rows]=$agent deputies[rows]=$deputy
    timeouts[rows]=$timeout attempts[rows]=$attempt titles[rows]=$title needs[rows]='' dependents[rows]='' open_needs[rows]=0
    check_row
    resolve_needs "$need"
    [ "$kind" != task ] || tasks=$((tasks + 1))
    rows=$((rows + 1))
  done <"$plan_dir/tasks.tsv"
  [ $rows -gt 0 ] || malformed "it has no node"
  [ -n "$jobs" ] || default_jobs $tasks
}

default_jobs() { # default_jobs TASKS; sets <jobs>
  if [ "$1" -le 3 ]; then jobs=2; elif [ "$1" -le 8 ]; then jobs=3; else jobs=4; fi
}

malformed() { # malformed SENTENCE
  stop $usage_error "tasks.tsv, line $number: $1 (compile the plan again)"
}

check_row() { # has each column of the last row the form that the rest of this file relies on?
  local key=${keys[rows]}
  is_key "$key" || malformed "a key has other characters than a-z 0-9 . _ -"
  is_number "${waves[rows]}" || malformed "a wave is no number"
  case ${kinds[rows]} in
    gate | barrier) return ;;
    task) [ -e "$plan_dir/prompts/$key.md" ] || malformed "there is no prompts/$key.md" ;;
    check) ;;
    *) malformed "a kind is not task, check, gate or barrier" ;;
  esac
  is_count "${timeouts[rows]}" || malformed "a timeout is no number of seconds"
  is_count "${attempts[rows]}" || malformed "the attempts are no number"
}

# Each need stands above, which makes cycles impossible, and tells the needed row its dependents.
resolve_needs() { # resolve_needs KEYS
  local need row
  row_of "${keys[rows]}"
  [ -z "$row" ] || malformed "${keys[rows]} was there before"
  set -f
  [ "$1" = - ] || for need in ${1//,/ }; do
    row=''
    ! is_key "$need" || row_of "$need"
    [ -n "$row" ] || malformed "${keys[rows]} needs what does not stand above it"
    needs[rows]="${needs[rows]} $row"
    dependents[row]="${dependents[row]} $rows"
    open_needs[rows]=$((open_needs[rows] + 1))
  done
  set +f
  row_variable "${keys[rows]}"
  printf -v "$row_variable" %s "$rows"
}
