# ──────────────────────────────────────────────────────────────────────────────────────── decisions of people, on disk
#
# approved/KEY, rejected/KEY and skipped/KEY: "PLAN PERSON TIME", then what the person said. They are void when the plan
# changes. answers/KEY/1, 2, ...: "TIME PERSON", the question, which may be empty, then the answer. work/KEY/heard: how
# many of them its last attempt could read; a task that was blocked and has got more since is tried again.

plan_identity=''

keep_decision() { # keep_decision approved | rejected | skipped KEY TEXT, which may be empty
  local person words=''
  set_person
  plan_identity
  set_now
  [ -d "$state/$1" ] || mkdir -p "$state/$1" || stop $not_writable "cannot write $state"
  [ -z "$3" ] || words=$'\n'$3
  put "$state/$1/$2" "$plan_identity $person $now$words" || stop $not_writable "cannot write $state"
  journal "$1" "$2"
}

read_decision() { # read_decision approved | rejected | skipped KEY: was it, for this plan? Sets <person> and <text>
  local decided_plan=''
  text=''
  [ -e "$state/$1/$2" ] || return 1
  { read -r decided_plan person _ && IFS= read -r -d '' text; } 2>/dev/null <"$state/$1/$2"
  text=${text%$'\n'}
  [ -n "$plan_identity" ] || plan_identity # a run keeps to the plan that it began with
  [ "$decided_plan" = "$plan_identity" ]
}

approve() { # approve ROW, for the plan as it is now
  keep_decision approved "${keys[$1]}" ''
}

reject() { # reject ROW TEXT
  keep_decision rejected "${keys[$1]}" "$2"
}

is_approved() { # is_approved ROW
  local person text
  read_decision approved "${keys[$1]}"
}

is_skipped() { # is_skipped KEY: by a person
  local person text
  read_decision skipped "$1"
}

# Each answer is a file of its own, made by link(2): two people who answer at once both keep their words.
keep_answer() { # keep_answer KEY TEXT, after its checkpoint was read; sets <number>
  local folder=$state/answers/$1 fresh=$state/tmp/answer.$$ person question question_kind
  read_question "$1"
  set_person
  set_now
  mkdir -p "$folder" || stop $not_writable "cannot write $state"
  printf '%s\n' "$now $person" "$question" "$2" >"$fresh" || stop $not_writable "cannot write $state"
  count_answers "$1"
  number=$((answer_count + 1))
  until ln "$fresh" "$folder/$number" 2>/dev/null; do
    [ -e "$folder/$number" ] || stop $not_writable "cannot make a hard link in $folder"
    number=$((number + 1))
  done
  rm -f "$fresh"
  journal answered "$1" ",\"answer\":$number"
  copy_answers "$1"
}

count_answers() { # count_answers KEY; sets <answer_count>
  answer_count=0
  while [ -e "$state/answers/$1/$((answer_count + 1))" ]; do answer_count=$((answer_count + 1)); done
}

is_answered() { # is_answered KEY, whose checkpoint has just been read: is there an answer that its last attempt had not?
  local heard=0
  case $status in blocked | timeout) ;; *) return 1 ;; esac
  [ -d "$state/answers/$1" ] || return 1
  count_answers "$1"
  [ ! -e "$state/work/$1/heard" ] || read -r heard <"$state/work/$1/heard"
  [ "$answer_count" -gt "$heard" ]
}

hear_answers() { # hear_answers KEY: an attempt begins
  [ -d "$state/answers/$1" ] || return 0
  copy_answers "$1"
  put "$state/work/$1/heard" "$answer_count" || stop $not_writable "cannot write $state"
}

# What agents read: notes/KEY.answers.md holds all answers. Each line of a person's words is quoted, so that none of them
# is a heading or a fence of this page.
copy_answers() { # copy_answers KEY
  local page file="$plan_dir/notes/$1.answers.md" count=-1
  [ -d "$state/answers/$1" ] || return 0
  [ ! -L "$plan_dir/notes" ] && [ ! -d "$file" ] || stop $not_writable "$plan_path/notes is not what it was: a folder of files"
  mkdir -p "$plan_dir/notes" || stop $not_writable "cannot write $plan_dir"
  count_answers "$1"
  while [ $count -ne $answer_count ]; do # who was slower than another looks again
    count=$answer_count
    compose_answers "$1"
    put "$file" "$page" || stop $not_writable "cannot write $plan_dir/notes"
    count_answers "$1"
  done
}

compose_answers() { # compose_answers KEY; sets <page>
  local number at person question text stamp
  page="# What a person has answered to $1"
  for ((number = 1; number <= count; number++)); do
    text=''
    { read -r at person && IFS= read -r question && IFS= read -r -d '' text; } <"$state/answers/$1/$number"
    date_of "$at"
    text=${text%$'\n'}
    page="$page"$'\n\n'"## Answer $number, by $person, $stamp"$'\n\n'
    [ -z "$question" ] || page="${page}The question was:"$'\n\n'"> $question"$'\n\n'"The answer:"$'\n\n'
    page="$page> ${text//$'\n'/$'\n> '}"
  done
}

set_person() { # sets <person>: one word
  person=$(id -un) || person=unknown
  person=${person//[!A-Za-z0-9._@-]/?}
}
