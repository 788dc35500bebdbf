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
  report_usage
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
    read_checkpoint "${keys[row]}"
    [ "$reason" != claimed ] || continue # written before this run
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

