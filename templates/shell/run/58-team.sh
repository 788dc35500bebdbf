# ───────────────────────────────────────────────────────────────────────────────────────────── the team of a task
#
# teams.tsv, where tasks have a team: lines "key TAB reviewer TAB tester TAB model of the executor TAB of the reviewer TAB
# of the tester TAB cycles". The reviewer speaks before the executor writes its approach (the take) and judges afterwards
# (the review), while the tester does so too (the test). All of it happens inside the supervisor of the task.
#
# work/KEY/step says how far the team is, in one line that only the supervisor writes:
#   <progress>             code: the executor works; complete: what it has made is proven, review and test follow
#   <cycles>               how often the executor was sent back to mend something
#   <taken>                - there or none: the take
#   <reviewed>, <tested>   - PASS or FAIL: what was said of the code as it is now
#   <findings>             - or who found what the executor is to mend: review, test, proof, with + between them
# and for which plan.

teams=()
member=executor member_key='' members='' reviewer=- tester=- executor_model=- reviewer_model=- tester_model=- cycles_allowed=0

load_teams() { # sets teams[row], what stands behind the key
  local key rest row number=0
  [ -e "$plan_dir/teams.tsv" ] || return 0
  while IFS=$'\t' read -r key rest; do
    number=$((number + 1))
    if [ $number -eq 1 ]; then
      [ "$key" = 'plan-compile-teams 1' ] || malformed_team "this script does not know the format"
      continue
    fi
    row=''
    ! is_key "$key" || row_of "$key"
    [ -n "$row" ] && [ "${kinds[row]}" = task ] || malformed_team "it names no task"
    read_team "$rest" || malformed_team "a column is not as it should be"
    look_for_prompts "$key"
    teams[row]=$rest
  done <"$plan_dir/teams.tsv"
}

malformed_team() { # malformed_team SENTENCE
  stop $usage_error "teams.tsv, line $number: $1 (compile the plan again)"
}

read_team() { # read_team TEXT, or - for none; sets <members>, who they are, their models and <cycles_allowed>
  local more='' model
  members='' reviewer=- tester=- executor_model=- reviewer_model=- tester_model=- cycles_allowed=0
  [ "$1" != - ] || return 0
  IFS=$'\t' read -r reviewer tester executor_model reviewer_model tester_model cycles_allowed more <<<"$1"
  is_number "$cycles_allowed" && [ -z "$more" ] || return 1
  for model in "$executor_model" "$reviewer_model" "$tester_model"; do
    case $model in -) ;; [!A-Za-z0-9]* | *[!A-Za-z0-9._:/@+-]*) return 1 ;; esac
  done
  [ "$reviewer" = - ] || members='take review'
  [ "$tester" = - ] || members="$members test"
}

look_for_prompts() { # look_for_prompts KEY
  local name row
  for name in $members; do
    [ -e "$plan_dir/prompts/$1.$name.md" ] || malformed_team "there is no prompts/$1.$name.md"
    row_of "$1.$name"
    [ -z "$row" ] || malformed_team "$1.$name is a task too"
  done
}

read_step() { # read_step KEY; without a step, or with one for another plan, the executor has everything before it
  local step_plan='' end=''
  read_plan
  if { read -r progress cycles taken reviewed tested findings step_plan end <"$state/work/$1/step"; } 2>/dev/null &&
    [ "$end" = ok ] && [ "$step_plan" = "$plan" ]; then
    return 0
  fi
  progress=code cycles=0 taken=- reviewed=- tested=- findings=-
}

read_plan() { # sets <plan>, the identity of the plan that is run
  plan=-
  { IFS= read -r plan <"$state/plan"; } 2>/dev/null
}

write_step() {
  read_plan
  put "$work/step" "$progress $cycles $taken $reviewed $tested $findings $plan ok" || stop $not_writable "cannot write $work"
}

is_awaited() { # is_awaited MEMBER: is it in the team, and has it yet to say something?
  case $1 in
    take) [ "$reviewer" != - ] && [ "$taken" = - ] ;;
    review) [ "$reviewer" != - ] && [ "$reviewed" = - ] ;;
    test) [ "$tester" != - ] && [ "$tested" = - ] ;;
  esac
}

# A person has the task tried again: what was judged good stays so, what was found bad is mended, from the first cycle on.
reopen_step() {
  [ -n "$members" ] && [ -e "$work/step" ] || return 0
  read_step "$task"
  cycles=0
  case $reviewed$tested in *FAIL*) void_verdicts ;; esac
  write_step
}

void_verdicts() { # a FAIL sends the executor back, and what was said of the code as it was holds no more
  findings=''
  [ "$reviewed" != FAIL ] || findings=review
  [ "$tested" != FAIL ] || findings="$findings${findings:++}test"
  [ -n "$findings" ] || findings=proof
  progress=code reviewed=- tested=-
}
