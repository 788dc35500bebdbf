# ───────────────────────────────────────────────────────────────────────────────────────────── commits in the report

# Those that we have made, and those of the agent's own that the proof has seen; nothing where there are none.
report_commits() {
  local row line text='' folder
  for ((row = 0; row < rows; row++)); do
    [ "${kinds[row]}" = task ] || continue
    folder=$state/work/${keys[row]} line=''
    [ "${shown[row]}" != "done" ] || list_commits "$folder/commits" 'by the script'
    list_commits "$folder/agent-commits" 'by the agent'
    [ ! -e "$folder/left-out" ] || name_left_out "$folder/left-out"
    [ -z "$line" ] || text="$text- ${keys[row]}: $line"$'\n'
  done
  [ -z "$text" ] || printf '\n### Commits\n\n%s' "$text"
}

list_commits() { # list_commits FILE WORDS; adds to <line>; a commit is the first word of a line
  local commit ids=''
  [ -e "$1" ] || return 0
  while read -r commit _; do ids="$ids ${commit:0:12}"; done <"$1"
  line="$line${line:+; }${ids# } $2"
}

name_left_out() { # name_left_out FILE; adds to <line>
  local path
  while IFS= read -r path; do
    markdown "$path"
    line="$line${line:+; }in no commit: $markdown"
  done <"$1"
}
