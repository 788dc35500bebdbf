# ─────────────────────────────────────────────────────────────────────────────────────────────── what a client answers
#
# For the adapters: awk reads the JSON of a client (there is no jq on many machines) and the status line with which the
# prompt asks an agent to end, `## NAME: COMPLETE`, or PARTIAL, or BLOCKED.

# "number TAB text" of each line that matters: what stands last counts.
readonly report_functions='
function report_in(line) {
  if (line ~ ("^ *[#*].*" ending "[^A-Za-z|]*$")) {
    match(line, /(COMPLETE|PARTIAL|BLOCKED|PASS|FAIL)[^:]*$/)
    report = substr(line, RSTART)
    sub(/[^A-Z].*/, "", report)
    sub(/^COMPLETED/, "COMPLETE", report)
    sub(/^PASSED/, "PASS", report)
    sub(/^FAILED/, "FAIL", report)
    reason = question = wrong = ""
  } else if (line ~ /^[ >*-]*[Pp]lan is wrong[*]*: *[^ ]/) {
    wrong = after_colon(line)
  } else if (line ~ /^[ >*-]*[Qq]uestion *(\[[a-z-]+\])?[*]*: *[^ ]/) {
    add_question(line)
  } else if (reason == "" && line ~ /^[ *-]*[Rr]eason[*]*: *[^ ]/) {
    reason = line
    sub(/^[^:]*: */, "", reason)
  }
}
function tell_report() {
  if (report != "") print "report\t" report
  if (reason != "") print "reason\t" brief(reason, 300)
  if (question != "") print "question\t" brief(question, 2000)
  if (wrong != "") print "wrong\t" brief(wrong, 2000)
}
function add_question(line,   kind) {
  kind = ""
  if (match(line, /\[[a-z-]+\][*]*:/)) { kind = substr(line, RSTART, RLENGTH); sub(/[*]*:$/, " ", kind) }
  line = after_colon(line)
  if (line != "") question = question == "" ? kind line : question "; " line
}
function after_colon(line) {
  sub(/^[^:]*:[* ]*/, "", line)
  return line ~ /^(\.\.\.|…|<.*>|-|[Nn]one\.?|[Nn]\/?[Aa])[ *]*$/ ? "" : line
}
function brief(text, size) {
  gsub(/[^ -~\200-\377]/, " ", text)
  if (length(text) <= size) return text
  text = substr(text, 1, size)
  sub(/[\300-\377][\200-\277]*$/, "", text)
  return text "…"
}
'

# A document on each line. For each scalar whose path is wanted "path TAB text", with # for every number of a list; in
# the texts whose paths are in <reports> the status line is looked for; numbers in <costs> lose their exponents.
readonly json_program=$report_functions'
function take(size) {
  taken = substr(rest, 1, size)
  rest = substr(rest, size + 1)
  sub(/^[ \t\r]+/, "", rest)
  return taken
}
function string() {
  if (!match(rest, /^"([^"\\]|\\.)*"/)) return spoil()
  take(RLENGTH)
  return substr(taken, 2, length(taken) - 2)
}
function spoil() { spoiled = 1; rest = ""; return "" }
function value(path) {
  if (rest ~ /^[{]/) members(path)
  else if (rest ~ /^\[/) elements(path)
  else if (rest ~ /^"/) tell(path, string())
  else if (match(rest, /^[-+.0-9a-zA-Z]+/)) tell(path, take(RLENGTH))
  else spoil()
}
function members(path,   key) {
  take(1)
  if (rest ~ /^}/) { take(1); return }
  while (!spoiled) {
    key = string()
    if (take(1) != ":") spoil()
    value(path == "" ? key : path "." key)
    if (take(1) != ",") { if (taken != "}") spoil(); return }
  }
}
function elements(path) {
  take(1)
  if (rest ~ /^\]/) { take(1); return }
  while (!spoiled) {
    value(path ".#")
    if (take(1) != ",") { if (taken != "]") spoil(); return }
  }
}
function tell(path, text,   lines, count, number) {
  if (index(reports, " " path " ")) {
    report = reason = question = wrong = ""
    count = split(text, lines, /\\n/)
    for (number = 1; number <= count; number++) report_in(plain(lines[number]))
    tell_report()
  }
  if (index(costs, " " path " ")) { printf "cost\t%.6f\n", text; return }
  if (!index(wanted, " " path " ")) return
  print path "\t" brief(plain(text), 2000)
}
function plain(text) {
  gsub(/\\[nrtbf]/, " ", text)
  gsub(/\\u[0-9a-fA-F][0-9a-fA-F][0-9a-fA-F][0-9a-fA-F]/, "?", text)
  gsub(/\\"/, "\"", text)
  return text
}
(only == "" || index($0, only)) && /[^ \t\r]/ {
  print "document\t"
  rest = $0
  spoiled = 0
  take(0)
  value("")
  if (spoiled || rest != "") print "spoiled\t"
}'

# What stands before the end of a status line, for each member of a team: what it says of its parts is not its verdict.
readonly review_ending='REVIEW[^A-Za-z]*:[^A-Za-z]*(PASS|FAIL)(ED)?' test_ending='TEST[^A-Za-z]*:[^A-Za-z]*(PASS|FAIL)(ED)?'
report_ending=':[^A-Za-z]*(COMPLETED?|PARTIAL|BLOCKED)'

# Words may be anything, a quoted prompt too: only what stands behind a status line is a question.
readonly text_program=$report_functions'{ report_in($0); if (report == "") question = wrong = "" } END { tell_report() }'

read_documents() { # read_documents WANTED REPORTS COSTS [ONLY], three times paths between blanks; sets <answers>, from lines with ONLY
  answers=$(awk -v ending="$report_ending" -v only="${4-}" -v wanted=" $1 " -v reports=" $2 " -v costs=" $3 " "$json_program" "$result") || code=$killed
}

read_report() { # sets <answers>: "report" and "reason", if the result is a text that ends with them
  answers=''
  [ ! -s "$result" ] || answers=$(awk -v ending="$report_ending" "$text_program" "$result") || code=$killed
}

# What an agent says of itself decides where it says that it is not done. Where it says that it is, or says nothing at
# all and there is something to prove, the proof decides.
judge_report() { # judge_report REPORT REASON; sets <outcome>
  case $member in review | test) judge_verdict "$1" "$2"; return ;; esac
  note_question
  printable "$2"
  case $asked:$1 in
    wrong:*) outcome=wrong; object "$task" "the agent reports that the plan is wrong" ;;
    must:PARTIAL | must:BLOCKED) outcome=asks; object "$task" "the agent reports ${1}${printable:+: $printable}" ;;
    *) judge_status "$1" ;;
  esac
}

judge_status() { # judge_status REPORT; sets <outcome>
  case $1 in
    COMPLETE) outcome="done" ;;
    PARTIAL | BLOCKED)
      outcome=blocked
      object "$task" "the agent reports $1${printable:+: $printable}" ;;
    *)
      outcome="done"
      has_proof || { outcome=ignored; object "$task" "the agent ended without its report, and there is nothing to prove"; } ;;
  esac
}

has_proof() { # does anything but words prove this task?
  local line=''
  [ "$commands_accepted" = yes ] && [ -s "$state/accepted/$task" ] && return
  IFS= read -r line <"$work/baseline"
  [ "$line" != end ]
}
