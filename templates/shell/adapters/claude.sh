# Claude Code (claude -p), as measured with 2.1: nothing prompts, what is not allowed is denied, and a run in which that
# happened ends with 0 all the same. So does one that never asked a model.

readonly claude_schema='{"type":"object","properties":{"status":{"type":"string","enum":[WORDS],"description":"as in your report"},"reason":{"type":"string","description":"if PARTIAL, BLOCKED or FAIL: why, in one sentence"},"question":{"type":"string","description":"if the answer of a person would help: the question, on one line"},"plan_is_wrong":{"type":"string","description":"only if the plan itself is wrong, so that other tasks are wrong too: why, on one line"},"report":{"type":"string"}},"required":["status","reason","report"],"additionalProperties":false}'

claude_start() {
  claude_rules
  local words='"COMPLETE","PARTIAL","BLOCKED"'
  case $member in review | test) words='"PASS","FAIL"' ;; esac
  set -- -p --output-format stream-json --verbose --permission-mode dontAsk --strict-mcp-config --json-schema "${claude_schema/WORDS/$words}" --settings \
    "{\"disableSkillShellExecution\":true,\"permissions\":{\"allow\":[$claude_allowed],\"deny\":[$claude_denied]}}"
  [ -z "$model" ] || set -- "$@" --model "$model"
  if [ -n "$PLAN_TASK_AGENT" ]; then
    if claude_knows "$PLAN_TASK_AGENT"; then set -- "$@" --agent "$PLAN_TASK_AGENT"
    else printf 'no agent %s in .claude/agents: the default agent has this task\n' "$PLAN_TASK_AGENT" >&2; fi
  fi
  export DISABLE_AUTOUPDATER=${DISABLE_AUTOUPDATER-1}
  exec claude "$@"
}

claude_knows() { # claude_knows AGENT: does the project, or the user, define it?
  case $1 in -*) return 1 ;; esac
  grep -rqsxF -e "name: $1" -e "name: \"$1\"" -e "name: '$1'" .claude/agents "${CLAUDE_CONFIG_DIR:-$HOME/.claude}/agents"
}

# Paths are absolute: a rule with a bare name would mean that name in every folder.
claude_rules() { # sets <claude_allowed> and <claude_denied>, what stands in a list of JSON
  local permission verb kind path command
  claude_allowed='' claude_denied=''
  claude_rule Bash 'mkdir *'
  read_permissions
  for permission in "${permissions[@]}"; do
    read -r verb kind path <<<"$permission"
    claude_path "$kind" "$path"
    case $verb in
      forbid) claude_rule deny "$pattern" ;;
      delete) claude_removal "$kind" "$path" ;;
      edit) claude_rule Edit "$pattern" ;;
    esac
  done
  claude_path ending "$plan_path/run.sh" # another one, in a folder below: it allows cd to go before what is allowed
  claude_rule deny "$pattern"
  [ "${PLAN_PERMISSIONS-}" != repository ] || claude_rule Bash ''
  for command in ${allowed_patterns[@]+"${allowed_patterns[@]}"}; do claude_rule Bash "$command"; done
  for command in ${allowed_commands[@]+"${allowed_commands[@]}"}; do
    case $command in *'*'*) printf 'cannot be allowed to the agent: %s\n' "$command" >&2; continue ;; esac
    claude_rule Bash "$command"
    claude_rule Bash "$command *"
  done
}

claude_path() { # claude_path KIND PATH; sets <pattern>
  local path root
  as_pattern "${PWD%/}"
  root=/$pattern
  if [ "$1" = glob ]; then plain_glob "$2"; else as_pattern "$2"; fi
  path=$pattern
  case $1 in
    file | glob) pattern=$root/$path ;;
    folder) pattern="$root/${path%/}/**" ;;
    ending) pattern="$root/**/$path" ;;
    anywhere) pattern="$root/**" ;;
  esac
}

claude_removal() { # claude_removal KIND PATH: of a path that needs no quotes
  local words
  is_plain_path "$2" || return 0
  case $1 in
    file) for words in rm 'rm -f' 'git rm'; do claude_rule Bash "$words $2"; done ;;
    folder) for words in 'rm -r' 'rm -rf' 'git rm -r'; do claude_rule Bash "$words $2"; claude_rule Bash "$words ${2%/}"; done ;;
  esac
}

claude_rule() { # claude_rule Bash | Edit | Read | deny WHAT
  case $1 in deny) json_string "Edit($2)" ;; *) json_string "$1${2:+($2)}" ;; esac
  case $1 in
    deny) claude_denied=$claude_denied${claude_denied:+,}$json ;;
    *) claude_allowed=$claude_allowed${claude_allowed:+,}$json ;;
  esac
}

claude_judge() {
  local name text failed='' turns=0 ending='' http='' said='' denied='' report='' reason=''
  local wanted='is_error num_turns terminal_reason api_error_status result errors.# structured_output.status'
  wanted="$wanted structured_output.reason structured_output.question structured_output.plan_is_wrong permission_denials.#.tool_name permission_denials.#.tool_input.file_path"
  read_documents "$wanted permission_denials.#.tool_input.command" "result structured_output.report" total_cost_usd '"type":"result"'
  while IFS=$'\t' read -r name text; do
    case $name in
      spoiled) failed=true ;;
      is_error) failed=$text ;;
      num_turns) turns=$text ;;
      terminal_reason) ending=$text ;;
      api_error_status) http=$text ;;
      result | errors.#) said=$text ;;
      cost) ! read_dollars "$text" || cost=$millionths ;;
      permission_denials.#.tool_name) denied="$denied${denied:+; }$text" ;;
      permission_denials.#.*) denied="$denied $text" ;;
      structured_output.reason | reason) reason=$text ;;
      structured_output.status | report) report=$text ;;
    esac
  done <<<"$answers"
  claude_outcome
}

claude_outcome() { # sets <outcome>
  printable "$said"
  case $failed:$http in
    :*) looks_transient '' && outcome=transient; return ;; # no document at all: the log says why
    true:408 | true:429 | true:5??) outcome=transient; object "$task" "$printable"; return ;;
    true:*)
      object "$task" "the client failed: $printable"
      ! looks_transient "$said" || outcome=transient
      return ;;
  esac
  printable "$denied"
  if [ "$turns" = 0 ]; then outcome=ignored; object "$task" 'the client has asked no model'
  elif [ -n "$denied" ]; then outcome=denied; object "$task" "the agent was not allowed: $printable"
  elif [ "$ending" != completed ] || [ "$code" -ne 0 ]; then object "$task" "the client ended early: $ending"
  else judge_report "$report" "$reason"; fi
}

claude_streams() { :; } # a line for each step, while it works

# For an account with a plan it prints, after answers of the model, how much of each window is used; for a key it does not.
claude_usage() { # claude_usage RESULT [first]; sets <used_up>, lines "WINDOW PERCENT RESET" of the last such event, or the first
  local line name text status='' kind='' used='' reset='' short='' short_reset='' long='' long_reset='' info=rate_limit_info
  local windows=$info.unifiedWindows answers=''
  used_up=''
  line=$(grep '^{"type":"rate_limit_event"' "$1") || return 0
  if [ "${2-}" = first ]; then line=${line%%$'\n'*}; else line=${line##*$'\n'}; fi
  text="$windows.five_hour.utilization $windows.five_hour.resetsAt $windows.seven_day.utilization $windows.seven_day.resetsAt"
  text="$text $info.status $info.rateLimitType $info.utilization $info.resetsAt"
  answers=$(awk -v wanted=" $text " "$json_program" <<<"$line") || return 0
  while IFS=$'\t' read -r name text; do
    case $name in
      *.five_hour.utilization) short=$text ;;
      *.five_hour.resetsAt) short_reset=$text ;;
      *.seven_day.utilization) long=$text ;;
      *.seven_day.resetsAt) long_reset=$text ;;
      *.status) status=$text ;;
      *.rateLimitType) kind=$text ;;
      *.utilization) used=$text ;;
      *.resetsAt) reset=$text ;;
    esac
  done <<<"$answers"
  [ "$status" != rejected ] || used=1
  claude_window 5h "$short" "$short_reset"
  claude_window 7d "$long" "$long_reset"
  case $kind in five_hour) claude_window 5h "$used" "$reset" ;; seven_day*) claude_window 7d "$used" "$reset" ;; esac
}

claude_window() { # claude_window NAME PART RESET, in seconds or thousandths of them; adds to <used_up>
  [ -n "$2" ] && [ -n "$3" ] && read_dollars "$2" || return 0
  used_up="$used_up$1 $((millionths / 10000)) ${3:0:10}"$'\n'
}
