# OpenCode (opencode run), as measured with 1.18: of its rules the last that matches counts, what is denied does not end
# the run, and an agent that it does not know is replaced by its own without more than a line on standard error.

opencode_start() {
  opencode_rules
  export OPENCODE_PERMISSION=$opencode_rules OPENCODE_DISABLE_AUTOUPDATE=${OPENCODE_DISABLE_AUTOUPDATE-1}
  set -- run --format json
  case ${PLAN_MODEL:+chosen}:$model in
    :) ;;
    chosen:* | *:*/*) set -- "$@" --model "$model" ;;
    *) printf 'the plan wants the model %s, which is no name of OpenCode (provider/model): its own model has this task\n' "$model" >&2 ;;
  esac
  if [ -n "$PLAN_TASK_AGENT" ]; then
    if opencode_knows "$PLAN_TASK_AGENT"; then set -- "$@" --agent "$PLAN_TASK_AGENT"
    else printf 'no agent %s in .opencode/agent: the default agent has this task\n' "$PLAN_TASK_AGENT" >&2; fi
  fi
  exec opencode "$@"
}

opencode_knows() { # opencode_knows AGENT: does the project, or the user, define it?
  local folder name user=${XDG_CONFIG_HOME:-$HOME/.config}/opencode
  case $1 in -* | */*) return 1 ;; esac
  for folder in .opencode "$user"; do
    for name in agent agents; do [ ! -e "$folder/$name/$1.md" ] || return 0; done
  done
  grep -qsF "\"$1\"" opencode.json opencode.jsonc .opencode/opencode.json .opencode/opencode.jsonc "$user/opencode.json"
}

# Patterns know * and ? alone. Paths are seen from the root of the repository, or of the file system where there is none.
opencode_rules() { # sets <opencode_rules>, an object of JSON
  local permission verb kind path edits='"*":"deny"' commands='"*":"deny"' late=()
  for path in pwd 'git status' 'git diff' 'git log' 'git show'; do opencode_commands "$path"; opencode_commands "$path *"; done
  for path in cat head tail grep rg mkdir; do opencode_commands "$path *"; done
  read_permissions
  for permission in "${permissions[@]}"; do
    read -r verb kind path <<<"$permission"
    case $verb in
      forbid) opencode_path deny "$kind" "$path" ;;
      delete) opencode_path allow "$kind" "$path"; opencode_removal "$kind" "$path" ;;
      edit) opencode_path allow "$kind" "$path" ;;
    esac
  done
  opencode_path deny ending "$plan_path/run.sh" # another one, in a folder below: it lets cd go before what is allowed
  for path in ${allowed_commands[@]+"${allowed_commands[@]}"}; do
    as_pattern "$path"
    opencode_commands "$pattern *"
    late[${#late[@]}]=$pattern
  done
  opencode_outside
  for path in ${allowed_patterns[@]+"${allowed_patterns[@]}"}; do opencode_commands "$path"; done
  for path in ${late[@]+"${late[@]}"}; do opencode_commands "$path"; opencode_commands "$path 2>&1"; done
  [ "${PLAN_PERMISSIONS-}" != repository ] || commands='"*":"allow"'
  opencode_rules="{\"edit\":{$edits},\"bash\":{$commands},\"external_directory\":\"deny\",\"task\":\"deny\",\"webfetch\":\"deny\",\"websearch\":\"deny\"}"
}

# It looks neither into redirections nor, for most commands, at the paths that they read. Names and sizes harm nobody.
opencode_outside() { # adds to <commands>
  local path
  for path in '* /*' '*=/*' '*~*' '*../*' '*--output*'; do opencode_commands "$path" deny; done
  for path in ls 'ls *' 'wc *'; do opencode_commands "$path"; done
  opencode_commands '*>*' deny
}

opencode_commands() { # opencode_commands PATTERN [deny]; adds to <commands>
  json_string "$1"
  commands="$commands,$json:\"${2:-allow}\""
}

opencode_path() { # opencode_path allow|deny KIND PATH; adds to <edits>
  local path one
  if [ "$2" = glob ]; then plain_glob "$3"; else as_pattern "$3"; fi
  path=$pattern
  case $2 in
    folder) path="${path%/}/*" ;;
    anywhere) path='*' ;;
  esac
  as_pattern "${PWD#/}"
  set -- "$1" "$2" "$path" "$pattern/$path"
  [ "$2" != ending ] || set -- "$@" "*/$path"
  for one in "${@:3}"; do
    json_string "$one"
    edits="$edits,$json:\"$1\""
  done
}

opencode_removal() { # opencode_removal KIND PATH: of a path that needs no quotes
  local words
  is_plain_path "$2" || return 0
  case $1 in
    file) for words in rm 'rm -f' 'git rm'; do opencode_commands "$words $2"; done ;;
    folder) for words in 'rm -r' 'rm -rf' 'git rm -r'; do opencode_commands "$words $2"; opencode_commands "$words ${2%/}"; done ;;
  esac
}

opencode_streams() { :; } # an event for each step, while it works

opencode_judge() {
  local name text kind='' failed='' http='' again='' ending='' tool='' denied='' report='' reason='' said='' events=0
  local wanted='type error.name error.data.message error.data.statusCode error.data.isRetryable'
  read_documents "$wanted part.reason part.tool part.state.error part.state.input.command part.state.input.filePath" part.text part.cost
  while IFS=$'\t' read -r name text; do
    case $name in
      document) kind='' tool='' ;;
      type) kind=$text events=$((events + 1)) ;;
      spoiled | error.name) failed=yes said=$text ;;
      error.data.message) said=$text ;;
      error.data.statusCode) http=$text ;;
      error.data.isRetryable) again=$text ;;
      part.reason) [ "$kind" != step_finish ] || ending=$text ;;
      part.tool) tool=$text ;;
      part.state.input.*) tool="$tool $text" ;;
      part.state.error) case $text in *'rejected permission'* | *'rule which prevents'*) denied="$denied${denied:+; }$tool" ;; esac ;;
      cost) ! read_dollars "$text" || cost=$((cost + millionths)) ;;
      report) report=$text reason='' ;;
      reason) reason=$text ;;
    esac
  done <<<"$answers"
  opencode_outcome
}

opencode_outcome() { # sets <outcome>
  printable "$said"
  case $failed:$http:$again in
    yes:408:* | yes:429:* | yes:5??:* | yes:*:true) outcome=transient; object "$task" "the client failed: $printable"; return ;;
    yes:*) object "$task" "the client failed: $printable"; return ;;
  esac
  printable "$denied"
  if [ "$events" = 0 ] && [ "$code" -ne 0 ]; then ! looks_transient || outcome=transient
  elif [ "$events" = 0 ]; then outcome=ignored; object "$task" 'the client has asked no model'
  elif grep -qF 'Falling back to default agent' "$log"; then
    outcome=ignored; object "$task" 'the client did not know the agent of this task and took its own'
  elif [ -n "$denied" ]; then outcome=denied; object "$task" "the agent was not allowed: $printable"
  elif [ "$ending" != stop ] || [ "$code" -ne 0 ]; then object "$task" "the client ended early: ${ending:-no answer}"
  else judge_report "$report" "$reason"; fi
}
