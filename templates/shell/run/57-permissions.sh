# ──────────────────────────────────────────────────────────────────────────────────────────────── what an agent may do
#
# For the adapters, which say it in the words of their client: permissions/KEY.tsv holds lines "verb TAB kind TAB path",
# with edit, delete and forbid; file, folder, glob, ending (of a path) and anywhere. Commands are those that a person
# has accepted, as they stand, and the patterns in the lines of PLAN_ALLOW_COMMANDS. PLAN_PERMISSIONS=repository allows
# any file and any command.

permissions=() allowed_commands=() allowed_patterns=()

read_permissions() { # sets <permissions>, each "verb kind path", <allowed_commands> and <allowed_patterns>
  local file=$plan_dir/permissions/$member_key.tsv verb kind path line
  permissions=("edit file $plan_path/notes/$member_key.md")
  if [ "${PLAN_PERMISSIONS-}" = repository ]; then permissions[1]='edit anywhere -'; fi
  [ -e "$file" ] || file=/dev/null
  while IFS=$'\t' read -r verb kind path; do
    case /$path/ in //* | */../*) continue ;; esac
    permissions[${#permissions[@]}]="$verb $kind $path"
  done <"$file"
  for path in run.sh tasks.tsv teams.tsv groups.tsv settings.tsv plan.hash prompts/ checks/ permissions/ state/; do
    case $path in */) kind=folder ;; *) kind="file" ;; esac
    permissions[${#permissions[@]}]="forbid $kind $plan_path/$path"
  done
  while IFS= read -r line; do
    [ -z "$line" ] || allowed_patterns[${#allowed_patterns[@]}]=$line
  done <<<"${PLAN_ALLOW_COMMANDS-}"
  if [ "$member" = executor ] && [ "$reviewer" != - ]; then
    allowed_patterns[${#allowed_patterns[@]}]="bash $plan_path/run.sh await $PLAN_TASK take" # that, and no more
  fi
  [ "$commands_accepted" = yes ] && [ -s "$state/accepted/$PLAN_TASK" ] || return 0
  while IFS= read -r line; do allow_command "$line"; done <"$state/accepted/$PLAN_TASK"
}

# Clients look at each command of a line by itself, so its parts are allowed too. Between quotes it is no line of parts.
allow_command() { # allow_command LINE
  local rest=$1
  [ -n "${rest// /}" ] || return 0
  allowed_commands[${#allowed_commands[@]}]=$rest
  case $rest in *[\"\'\`\\\#]* | *'$('*) return 0 ;; *' && '* | *'; '* | *' || '*) ;; *) return 0 ;; esac
  rest=${rest// || / && }
  rest=${rest//; / && }
  while [ -n "$rest" ]; do
    allowed_commands[${#allowed_commands[@]}]=${rest%%' && '*}
    case $rest in *' && '*) rest=${rest#*' && '} ;; *) rest='' ;; esac
  done
}

# Characters that mean something in a pattern become "any one": no client has a way to write all of them. The classes
# stand in variables: bash 3.2 would read the braces and backslashes of a class in another way.
readonly pattern_characters='[][()*?!#{}\\]' other_pattern_characters='[][()!#{}\\]'

as_pattern() { # as_pattern TEXT; sets <pattern>
  pattern=${1//$pattern_characters/?}
}

plain_glob() { # plain_glob GLOB, whose * and ? stay; sets <pattern>
  pattern=${1//$other_pattern_characters/?}
}

warn_of_unknown_agents() { # whom the plan names and the client does not know
  local row name seen=' '
  [ "$adapter" != command ] || return 0
  for ((row = 0; row < rows; row++)); do
    read_team "${teams[row]:--}"
    for name in "${agents[row]}" "${deputies[row]}" "${reviewer#default}" "${tester#default}"; do
      case $name:$seen in -:* | :* | *:*" $name "*) continue ;; esac
      seen="$seen$name "
      printable "$name"
      "${adapter}_knows" "$name" || say warning - "$adapter has no agent $printable: its own agent does such tasks"
    done
  done
}

is_plain_path() {
  case $1 in '' | -* | *[!A-Za-z0-9._/-]*) return 1 ;; esac
}
