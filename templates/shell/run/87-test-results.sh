# ──────────────────────────────────────────────────────────────────────────────── what tests said, before and after
#
# Each test runner counts in its own words. They are quoted: the last two lines of a command's output that
# count something.

readonly count_program='
/^proof: / { tell(); command = substr($0, 8); before = counted = ""; next }
{
  gsub(/\033\[[0-9;]*[A-Za-z]/, "")
  line = tolower($0)
  if (line ~ /[0-9]+ (tests? |examples?,? )?(passed|failed|passing|failing|failures?)|tests run: *[0-9]+|^[^a-z]*(pass|fail|tests) +[0-9]+/) {
    sub(/^ +/, "")
    before = counted
    counted = $0
  }
}
END { tell() }
function tell() { if (command != "" && counted != "") print command "\t" before (before == "" ? "" : "; ") counted }
'

report_checks() {
  local row passed=0 skipped=0
  printf '\n### Test Results\n\n'
  for ((row = 0; row < rows; row++)); do
    is_work "$row" || continue
    read_checkpoint "${keys[row]}"
    case $commands in passed) passed=$((passed + 1)) ;; skipped) skipped=$((skipped + 1)) ;; esac
    [ "${kinds[row]}" != check ] || report_check "$row"
  done
  printf -- '- the commands of %s passed; those of %s were not accepted and did not run\n' $passed $skipped
}

report_check() { # report_check ROW, whose checkpoint has just been read
  local command_line counts log=$state/logs/${keys[$1]}.$starts.log
  markdown "${titles[$1]}"
  printf -- '- %s: %s\n' "$markdown" "${shown[$1]}"
  [ -e "$log" ] || return 0
  counts=$(LC_ALL=C awk "$count_program" "$log") || { printf '  - its output cannot be read now\n'; return 0; }
  while IFS=$'\t' read -r command_line counts; do
    [ -n "$counts" ] || continue
    shorten "$command_line"
    markdown "$shortened"
    printf '  - %s: ' "$markdown"
    shorten "$counts"
    markdown "$shortened"
    printf '“%s”\n' "$markdown"
  done <<<"$counts"
}
