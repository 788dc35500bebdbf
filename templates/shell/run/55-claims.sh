# ────────────────────────────────────────────────────────────────────────────────────── what the plan says is done
#
# checks/KEY.claim is there where the plan's own marks (a checkpoint, a status) call the task done. That is a claim: the
# proof decides, before any agent starts. Files are looked at as they are, without a time before to compare with. Where
# there is nothing to prove, nothing is believed. What was refused once is not asked for again, for this plan.

is_claimed() {
  local refused=''
  [ "$task_kind" = task ] && [ "$progress" = code ] && [ -e "$plan_dir/checks/$task.claim" ] || return 1
  read_plan
  { IFS= read -r refused <"$work/claim-refused"; } 2>/dev/null
  [ "$refused" != "$plan" ]
}

hear_claim() { # settles the task, or leaves it to its agent
  code=0 outcome='' cost=0 commands=- log=$state/logs/$task.$starts.log step=claim
  [ -z "$worktrees" ] || prepare_tree >>"$log" 2>&1 || code=$?
  [ $code -ne 0 ] || { note_start && take_baseline; } >>"$log" 2>&1 || code=$?
  [ $code -ne 0 ] || run_in_group "${PLAN_PROOF_TIMEOUT:-1800}" prove_claim "$task"
  if [ -n "$stopping" ]; then
    give_back interrupted
  elif [ $code -eq 0 ]; then
    accept_claim
  elif [ $code -eq $killed ] && ! is_timed_out; then
    count_loss
    [ "$status" != running ] || hear_claim
  else
    refuse_claim
  fi
}

accept_claim() {
  name_commands
  settle "done" claimed
  [ -z "$worktrees" ] || leave_tree
}

refuse_claim() {
  rm -f "$work/timed-out.$member"
  read_plan
  put "$work/claim-refused" "$plan" || stop $not_writable "cannot write $work"
  journal claim-refused "$task"
  announce refused
}

prove_claim() { # prove_claim KEY: 0 it holds, else it does not; killed = a helper failed
  local mode path proven=''
  checks_file "$1" files
  while IFS=$'\t' read -r mode path; do
    must_stay_inside "$1" "$path" || return
    proven=yes
    case $mode in
      delete) [ ! -e "./$path" ] && [ ! -L "./$path" ] || { object "$1" "the plan calls it done, but this is still there: $path"; return 1; } ;;
      *) is_filled "$path" || { object "$1" "the plan calls it done, but this is not there, or empty: $path"; return 1; } ;;
    esac
  done <"$checks_file"
  if [ "$commands_accepted" = yes ] && [ -s "$state/accepted/$1" ]; then proven=yes; fi
  [ -n "$proven" ] || { object "$1" "the plan calls it done, but there is nothing to prove"; return 1; }
  prove_by_commands "$1"
}
