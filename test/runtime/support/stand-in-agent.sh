#!/usr/bin/env bash
# A stand-in for a coding agent: writes the files that its task declares, and notes in .stand-in/ what the tests ask.
#   .stand-in/log          "start KEY ATTEMPT" and "end KEY ATTEMPT", in the order in which they happened
#   .stand-in/violations   what must never happen: it was started twice at once, after "done", or before its needs
# As a member of a team (PLAN_MEMBER) it does what such a member does; its name is then KEY.MEMBER.
#   .stand-in/KEY.sh       how a task behaves, read here as shell: hang, code, message, idle, seconds, server, extra
read -r told
notes=${PLAN_DIR%/.plan/*}/.stand-in # a task may work in another folder
mkdir -p "$notes"
member=${PLAN_MEMBER:-executor} name=$PLAN_TASK
[ "$member" = executor ] || name=$PLAN_TASK.$member
exec 7>"$notes/$name.busy" # whatever this agent starts holds it too
busy=137
while [ $busy -gt 128 ] && command -v flock >/dev/null; do busy=0; flock -n 7 || busy=$?; done # it may be killed, too
[ $busy -ne 1 ] || echo "overlap $name" >>"$notes/violations"
read -r status _ <"$PLAN_DIR/state/tasks/$PLAN_TASK"
[ "$status" = running ] || echo "started while $status $name" >>"$notes/violations"
for need in $(cat "$notes/$PLAN_TASK.needs" 2>/dev/null); do
  read -r status _ <"$PLAN_DIR/state/tasks/$need"
  [ "$status" = "done" ] || echo "order $need $PLAN_TASK" >>"$notes/violations"
done
progress=code taken=- reviewed=- tested=-
[ ! -e "$PLAN_DIR/state/work/$PLAN_TASK/step" ] || read -r progress _ taken reviewed tested _ <"$PLAN_DIR/state/work/$PLAN_TASK/step"
case $member:$progress:$taken:$reviewed:$tested in
  executor:code:* | take:code:-:* | review:complete:*:-:* | test:complete:*:-) ;;
  *) echo "$name started although the step is $progress $taken $reviewed $tested" >>"$notes/violations" ;;
esac
[ ! -e "$PLAN_DIR/state/work/$PLAN_TASK/$member.end" ] || echo "$name started although it has ended" >>"$notes/violations"
echo "start $name $PLAN_ATTEMPT" >>"$notes/log"
printf '%s\n' "$told" >"$notes/$name.told"
printf '%s' "$PLAN_TASK_AGENT" >"$notes/$name.agent"
printf '%s' "${PLAN_MODEL-}" >"$notes/$name.model"

code=0 hang='' idle='' server='' extra='' message='' verdict=PASS words='' reason='' wrong='' question='' hasty='' seconds=${STAND_IN_SECONDS:-0.01}
[ ! -e "$notes/$name.sh" ] || . "$notes/$name.sh"
[ -z "$message" ] || echo "$message" >&2
[ "$code" -eq 0 ] || exit "$code"
if [ -n "$hang" ]; then
  trap '' TERM
  sleep 600 &
  sleep 600
fi
[ -z "$server" ] || sleep 600 &
sleep "$seconds"
[ -z "$extra" ] || eval "$extra"
own=${PLAN_PROMPT%/prompts/*}
case $member in
  take)
    [ -z "$wrong" ] || printf '## Task %s TAKE: BLOCKED\nplan is wrong: %s\n' "$PLAN_TASK" "$wrong"
    [ -n "$idle" ] || { mkdir -p "$own/notes" && echo "The take of $PLAN_TASK" >"$own/notes/$name.md"; }
    echo "end $name $PLAN_ATTEMPT" >>"$notes/log"
    exit 0 ;;
  review | test)
    [ -z "$words" ] || { mkdir -p "$own/notes" && echo "$words" >"$own/notes/$name.md"; }
    echo "end $name $PLAN_ATTEMPT" >>"$notes/log"
    case $member in review) word=REVIEW ;; *) word=TEST ;; esac
    [ -n "$idle" ] || echo "## Task $PLAN_TASK $word: $verdict"
    [ -z "$wrong" ] || echo "plan is wrong: $wrong"
    [ -z "$question" ] || echo "question: $question"
    [ -z "$reason" ] || echo "reason: $reason"
    exit 0 ;;
esac
if [ -z "$hasty" ] && [ -e "$PLAN_DIR/prompts/$PLAN_TASK.take.md" ]; then
  while :; do
    bash "$own/run.sh" await "$PLAN_TASK" take >"$notes/$PLAN_TASK.awaited" 2>"$notes/$PLAN_TASK.trouble"
    awaited=$?
    case $awaited in 0) break ;; 75 | 129 | 13? | 14?) ;; *) echo "await $PLAN_TASK ended with $awaited" >>"$notes/violations"; break ;; esac
  done
fi
while [ -z "$idle" ] && IFS=$'\t' read -r mode path; do
  if [ "$mode" = delete ]; then rm -f -- "$path"; continue; fi
  case $path in
    */) mkdir -p -- "./$path"; path=${path}file ;;
    */*) mkdir -p -- "./${path%/*}" ;;
  esac
  echo "$PLAN_TASK $PLAN_ATTEMPT $RANDOM" >"./$path"
done <"$PLAN_DIR/checks/$PLAN_TASK.files"
echo "end $PLAN_TASK $PLAN_ATTEMPT" >>"$notes/log"
echo "all done, says $PLAN_TASK"
