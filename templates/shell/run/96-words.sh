# ────────────────────────────────────────────────────────────────────────────────────────────────────────── words

say() { # say WORD KEY TEXT: a progress line
  local clock
  [ -z "$quiet" ] || return 0
  if [ "${BASH_VERSINFO[0]}" -ge 5 ]; then printf -v clock '%(%H:%M:%S)T' -1; else clock=$(date +%H:%M:%S); fi
  printf '%s  %-7s  %s  %s\n' "$clock" "$1" "$2" "$3"
}

stop() { # stop CODE SENTENCE
  printf 'run.sh: %s\n' "$2" >&2
  exit "${stop_as:-$1}"
}

ask() { # ask QUESTION: has a person said yes? Nothing runs while we ask, so a signal may simply end us.
  local answer=''
  printf '\n%s [y/N] ' "$1"
  trap - HUP INT TERM
  read -r answer
  trap_signals
  case $answer in y | Y | yes | Yes) return 0 ;; *) return 1 ;; esac
}

printable() { # printable TEXT; sets <printable>: nothing in it moves the cursor or colours the screen
  printable=${1//[[:cntrl:]]/?}
}

json_string() { # json_string TEXT; sets <json>
  local text=$1 quote='"' backslash=\\
  text=${text//"$backslash"/"$backslash$backslash"} # quoted: since bash 5.2 a bare \\ in a replacement is one \
  text=${text//"$quote"/"$backslash$quote"}
  printable "$text"
  json="\"$printable\""
}

set_now() { # sets <now>, seconds since 1970
  now=${EPOCHSECONDS:-}
  [ -n "$now" ] || now=$(date +%s) || now=0
}
