# ────────────────────────────────────────────────────────────────────────────────────────── reports that people keep
#
# Views of the state, in Markdown: they are printed, and written into no file of the user's.

began_at=() ended_at=()

command_report() {
  local row finished=0 tasks=0 waived=0 undecided='' title=Report word=FAILED
  survey
  read_times
  for ((row = 0; row < rows; row++)); do
    case ${kinds[row]}:${shown[row]} in
      task:*) tasks=$((tasks + 1)) ;;
      barrier:* | *:done) continue ;;
      *) undecided="$undecided, ${keys[row]} is ${shown[row]/#gate/waiting}"; continue ;;
    esac
    case ${shown[row]} in "done") finished=$((finished + 1)) ;; waived) waived=$((waived + 1)) ;; esac
  done
  [ $finished -eq 0 ] || word='PARTIAL SUCCESS'
  [ $finished -lt $tasks ] || [ -n "$undecided" ] || title=Complete word=SUCCESS
  markdown "${plan_source:-$plan_path}"
  printf '## Plan Execution %s\n\n' $title
  duration "${first_time:-0}" "${last_time:-0}"
  printf '**Plan:** %s\n**Execution Time:** %s\n**Status:** %s (%s of %s' "$markdown" "$duration" "$word" $finished $tasks
  [ $waived -eq 0 ] || printf ', %s skipped by a person' $waived
  printf '%s)\n' "$undecided"
  report_tasks
  report_files
  report_commits
  report_checks
  report_requirements
  report_issues
  report_next
}

read_times() { # from the journal: when each task began and ended last; sets <first_time> and <last_time> too
  local line time row=''
  first_time='' last_time=''
  [ -e "$state/journal.jsonl" ] || return 0
  while IFS= read -r line; do
    time=${line#*'"time":'} time=${time%%,*}
    is_number "$time" || [ ${#time} -eq 10 ] || continue
    first_time=${first_time:-$time} last_time=$time
    case $line in *'"task":"'*) row_of_line "$line" ;; *) continue ;; esac
    [ -n "$row" ] || continue
    case $line in
      *'"event":"start"'* | *'"event":"check"'*) [ -n "${began_at[row]-}" ] && [ -z "${ended_at[row]-}" ] || began_at[row]=$time ended_at[row]='' ;;
      *'"event":"done"'* | *'"event":"blocked"'* | *'"event":"timeout"'*) ended_at[row]=$time ;;
    esac
  done <"$state/journal.jsonl"
}

duration() { # duration FROM TO; sets <duration>
  local seconds=$(($2 - $1))
  if [ $seconds -lt 60 ]; then duration="${seconds}s"; else duration="$((seconds / 60))m"; fi
}

markdown() { # markdown TEXT; sets <markdown>: the text, and no more
  local sign
  printable "$1"
  markdown=${printable//\\/\\\\}
  for sign in '|' '<' '[' '`' '*' '_' '#'; do markdown=${markdown//"$sign"/\\"$sign"}; done
}

report_tasks() {
  local row title agent
  printf '\n### Summary\n\n| Wave | Task | Name | Owner | Status | Duration |\n|---|---|---|---|---|---|\n'
  for ((row = 0; row < rows; row++)); do
    [ "${kinds[row]}" != barrier ] || continue
    markdown "${titles[row]}"; title=$markdown
    read_checkpoint "${keys[row]}"
    name_agent "$row"
    markdown "$current_agent"; agent=$markdown
    duration=-
    [ -z "${ended_at[row]-}" ] || duration "${began_at[row]-0}" "${ended_at[row]}"
    printf '| %s | %s | %s | %s | %s | %s |\n' "${waves[row]}" "${keys[row]}" "$title" "$agent" "${shown[row]}" "$duration"
  done
}

report_files() { # by the note that was taken before each task
  local row mode before path kind created='' modified='' deleted=''
  for ((row = 0; row < rows; row++)); do
    [ "${kinds[row]}:${shown[row]}" = task:done ] && [ -e "$state/work/${keys[row]}/baseline" ] || continue
    while IFS=$'\t' read -r mode before path; do
      [ "$mode" != end ] || continue
      markdown "$path"
      case $mode:$before in
        delete:*) deleted="$deleted- $markdown (${keys[row]})"$'\n' ;;
        *:absent) created="$created- $markdown (${keys[row]})"$'\n' ;;
        *) modified="$modified- $markdown (${keys[row]})"$'\n' ;;
      esac
    done <"$state/work/${keys[row]}/baseline"
  done
  printf '\n### Files Changed\n'
  for kind in Created Modified Deleted; do
    case $kind in Created) mode=$created ;; Modified) mode=$modified ;; *) mode=$deleted ;; esac
    [ -z "$mode" ] || printf '\n**%s:**\n\n%s' "$kind" "$mode"
  done
}

report_checks() {
  local row passed=0 skipped=0
  printf '\n### Test Results\n\n'
  for ((row = 0; row < rows; row++)); do
    is_work "$row" || continue
    read_checkpoint "${keys[row]}"
    case $commands in passed) passed=$((passed + 1)) ;; skipped) skipped=$((skipped + 1)) ;; esac
    [ "${kinds[row]}" != check ] || { markdown "${titles[row]}"; printf -- '- %s: %s\n' "$markdown" "${shown[row]}"; }
  done
  printf -- '- the commands of %s passed; those of %s were not accepted and did not run\n' $passed $skipped
}

report_issues() {
  local row count=0
  printf '\n### Issues\n\n'
  for ((row = 0; row < rows; row++)); do
    is_work "$row" || is_rejected "$row" || continue
    read_checkpoint "${keys[row]}"
    case ${shown[row]}:$who:$starts in done:owner:0 | done:owner:1 | pending:* | waiting:*) continue ;; esac
    markdown "${notes[row]}"
    printf -- '- %s: %s' "${keys[row]}" "${shown[row]}"
    [ "${kinds[row]}" = gate ] || printf ' after %s start(s)' "$starts"
    printf '%s\n' "${markdown:+: $markdown}"
    quote_text "$row"
    count=$((count + 1))
  done
  [ $count -gt 0 ] || printf 'None.\n'
}

quote_text() { # quote_text ROW: all that the agent has asked, or the person has said, where the line above has not all of it
  local question question_kind person text='' line
  if is_rejected "$1"; then read_decision rejected "${keys[$1]}"
  elif is_asking "$1"; then text=$question
  fi
  case $text in *$'\n'*) ;; *) [ ${#text} -gt 300 ] || return 0 ;; esac
  printf '\n'
  while IFS= read -r line; do
    markdown "$line"
    printf '  > %s\n' "$markdown"
  done <<<"$text"
  printf '\n'
}

report_next() {
  local row number=0 question question_kind
  printf '\n### Next Steps\n\n'
  for ((row = 0; row < rows; row++)); do
    if is_asking "$row"; then step "answer ${keys[row]} TEXT"
    elif [ "${shown[row]}" = gate ] || is_rejected "$row"; then step "approve ${keys[row]}"
    fi
  done
  case " ${shown[*]-} " in
    *' blocked '* | *' timeout '* | *' interrupted '* | *' pending '* | *' waiting '* | *' skipped '*) step resume; report_next_up ;;
    *' gate '*) ;;
    *) if [ -e "$state/worktrees" ]; then step integrate; else step outcomes; fi ;;
  esac
  printf '\n### Logs\n\n- %s/state/journal.jsonl\n- %s/state/logs/\n' "$plan_path" "$plan_path"
}

step() { # step WORDS: of a numbered list of commands
  number=$((number + 1))
  next_command "$1"
  printf '%s. `%s`\n' $number "$next_command"
}

report_next_up() { # the batch, or the like, that comes next, where the plan has such
  local scope scope_name group_number=''
  find_next
  [ "$scope" = group ] || return 0
  markdown "${group_titles[group_number]}"
  next_command "group $scope_name"
  printf '\nNext up: %s (`%s`)\n' "$markdown" "$next_command"
}

# The section that plans of phases keep for a resume; people, or their tools, may put it into the plan.
command_checkpoints() {
  local row artifacts stamp
  survey
  read_times
  printf '## Execution Checkpoints\n\n'
  for ((row = 0; row < rows; row++)); do
    [ "${kinds[row]}" = task ] || continue
    case ${shown[row]} in "done" | blocked | timeout | waived) ;; *) continue ;; esac
    date_of "${ended_at[row]-}"
    printf -- '- %s:\n' "${keys[row]//-/_}"
    if [ "${shown[row]}" = "done" ]; then
      artifacts=''
      list_artifacts "${keys[row]}"
      printf '    status: complete\n    completed_at: %s\n    artifacts: [%s]\n' "$stamp" "${artifacts//,/, }"
    elif [ "${shown[row]}" = waived ]; then
      json_string "${notes[row]}"
      printf '    status: skipped\n    reason: %s\n' "$json"
    else
      json_string "${notes[row]}"
      printf '    status: %s\n    failed_at: %s\n    error: %s\n' "${shown[row]/#blocked/failed}" "$stamp" "$json"
    fi
  done
}

date_of() { # date_of SECONDS; sets <stamp>
  stamp=null
  [ -z "$1" ] || stamp=$(date -u -d "@$1" +%Y-%m-%dT%H:%M:%SZ 2>/dev/null || date -u -r "$1" +%Y-%m-%dT%H:%M:%SZ) || stamp=null
}
