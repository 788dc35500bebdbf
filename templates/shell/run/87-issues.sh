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
