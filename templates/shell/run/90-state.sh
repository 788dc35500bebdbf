# ────────────────────────────────────────────────────────────────────────────────────────────────── state on disk

open_state() {
  mkdir -p "$state/tmp" "$state/lock" "$state/tasks" "$state/work" "$state/logs" "$state/results" \
    "$state/accepted" "$state/approved" "$state/usage/of" || stop $not_writable "cannot write $state"
  [ -e "$state/.gitignore" ] || put "$state/.gitignore" '*' || stop $not_writable "cannot write $state"
}

put() { # put FILE TEXT: whoever reads FILE sees the old text or the new one, never a part
  local fresh=$state/tmp/${1##*/}.$$
  printf '%s\n' "$2" >"$fresh" || return
  mv -f "$fresh" "$1" || [ ! -e "$fresh" ] || mv -f "$fresh" "$1" # a killed mv has renamed it, or has not
}

make_work_folders() { # of all tasks that may start, in as few processes as possible
  local row folders=()
  for ((row = 0; row < rows; row++)); do
    [ -n "${selected[row]-}" ] && is_work "$row" && [ ! -d "$state/work/${keys[row]}" ] || continue
    folders[${#folders[@]}]=$state/work/${keys[row]}
    if [ ${#folders[@]} -ge 500 ]; then make_folders "${folders[@]}"; folders=(); fi
  done
  [ ${#folders[@]} -eq 0 ] || make_folders "${folders[@]}"
}

make_folders() {
  mkdir -p "$@" || stop $not_writable "cannot write $state"
}

sweep_temporary_files() { # what killed processes left half written
  local file number leftovers=()
  for file in "$state"/tmp/*.*; do
    number=${file##*.}
    if ! is_number "$number"; then number=${file%.*} number=${number##*.}; fi # NAME.PID.raw, of two steps
    [ "$number" != $$ ] && kill -0 "$number" 2>/dev/null || leftovers[${#leftovers[@]}]=$file
    if [ ${#leftovers[@]} -ge 500 ]; then rm -f "${leftovers[@]}"; leftovers=(); fi
  done
  [ ${#leftovers[@]} -eq 0 ] || rm -f "${leftovers[@]}"
}

read_checkpoint() { # read_checkpoint KEY; without one, or with a torn or foreign one, the task is pending
  local file=$state/tasks/$1 end=''
  if [ -e "$file" ] && { read -r status starts tries losses who spent reason commands end <"$file"; } 2>/dev/null && [ "$end" = ok ]; then
    return 0
  fi
  status=pending starts=0 tries=0 losses=0 who=owner spent=0 reason=- commands=-
}

write_checkpoint() { # without a checkpoint nothing may go on
  put "$state/tasks/$task" "$status $starts $tries $losses $who $spent $reason $commands ok" || stop $not_writable "cannot write the checkpoint of $task"
}

has_verdict() {
  case $status in "done" | blocked | timeout) return 0 ;; *) return 1 ;; esac
}

# The journal holds keys, words of ours and numbers, nothing that needs escaping; a line is one write to the end.
journal() { # journal EVENT [KEY [MORE]]
  set_now
  printf '{"time":%s,"run":%s,"event":"%s"%s%s}\n' "$now" "$run" "$1" "${2:+,\"task\":\"$2\"}" "${3-}" >>"$state/journal.jsonl" ||
    stop $not_writable "cannot write the journal"
}

# A kill between a checkpoint and its journal line swallows the line. The checkpoint is the truth: the line is added.
# First the checkpoints are read, then the journal: what a living supervisor is about to write is not ours to add.
complete_journal() {
  local row line='' unwritten=() written=()
  for ((row = 0; row < rows; row++)); do
    is_work "$row" || continue
    read_checkpoint "${keys[row]}"
    if [ "$status" = "done" ] && ! held_by_living "$state/work/${keys[row]}"; then unwritten[row]=yes; fi
  done
  [ -e "$state/journal.jsonl" ] || return 0
  while IFS= read -r line; do
    case $line in
      *'"event":"done","task":"'*) row_of_line "$line"; [ -z "$row" ] || written[row]=yes ;;
      *'"event":"redo","task":"'*) row_of_line "$line"; [ -z "$row" ] || written[row]='' ;;
    esac
  done <"$state/journal.jsonl"
  [ -z "$line" ] || printf '\n' >>"$state/journal.jsonl" # a torn last line, from a disk that was full
  for row in ${unwritten[@]+"${!unwritten[@]}"}; do
    [ -n "${written[row]-}" ] || journal "done" "${keys[row]}" ',"recovered":true'
  done
}

row_of_line() { # row_of_line LINE of the journal; sets <row>
  local key=${1#*'"task":"'}
  key=${key%%'"'*}
  row=''
  ! is_key "$key" || row_of "$key"
}
