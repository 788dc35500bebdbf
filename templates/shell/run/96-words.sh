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

ask() { # ask QUESTION: has a person said yes?
  local answer=''
  printf '\n'
  ask_for "$1 [y/N] "
  case $answer in y | Y | yes | Yes) return 0 ;; *) return 1 ;; esac
}

# Besides the control characters of ASCII there are those that Unicode takes from Latin-1, which terminals know as well.
readonly latin_controls=$'\302[\200-\237]'

printable() { # printable TEXT; sets <printable>: nothing in it moves the cursor or colours the screen
  printable=${1//[[:cntrl:]]/?}
  case $printable in *$latin_controls*) printable=${printable//$latin_controls/?} ;; esac
}

shorten() { # shorten TEXT; sets <shortened>: one line of at most some 300 bytes, that ends at a character
  local within=$'[\200-\277]'
  printable "${1//$'\n'/ }"
  shortened=$printable
  [ ${#shortened} -gt 300 ] || return 0
  shortened=${shortened:0:297}
  while :; do case $shortened in *$within) shortened=${shortened%?} ;; *) break ;; esac; done
  case $shortened in *[!\ -~]) shortened=${shortened%?} ;; esac # the first byte of that character
  shortened=$shortened...
}

ask_for() { # ask_for WORDS; sets <answer>: a line that a person types. Nothing runs while we ask, so a signal may simply end us.
  printf '%s' "$1"
  trap - HUP INT TERM
  IFS= read -r answer
  trap_signals
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
