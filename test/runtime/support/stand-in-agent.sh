#!/usr/bin/env bash
# A stand-in for a coding agent: writes the files that its task declares, and notes in .stand-in/ what the tests ask.
#   .stand-in/log          "start KEY ATTEMPT" and "end KEY ATTEMPT", in the order in which they happened
#   .stand-in/violations   what must never happen: it was started twice at once, after "done", or before its needs
#   .stand-in/KEY.sh       how a task behaves, read here as shell: hang, code, message, idle, seconds, server, extra
read -r told
notes=${PLAN_DIR%/.plan/*}/.stand-in # a task may work in another folder
mkdir -p "$notes"
exec 7>"$notes/$PLAN_TASK.busy" # whatever this agent starts holds it too
if command -v flock >/dev/null && ! flock -n 7; then echo "overlap $PLAN_TASK" >>"$notes/violations"; fi
read -r status _ <"$PLAN_DIR/state/tasks/$PLAN_TASK"
[ "$status" = running ] || echo "started while $status $PLAN_TASK" >>"$notes/violations"
for need in $(cat "$notes/$PLAN_TASK.needs" 2>/dev/null); do
  read -r status _ <"$PLAN_DIR/state/tasks/$need"
  [ "$status" = "done" ] || echo "order $need $PLAN_TASK" >>"$notes/violations"
done
echo "start $PLAN_TASK $PLAN_ATTEMPT" >>"$notes/log"
printf '%s\n' "$told" >"$notes/$PLAN_TASK.told"
printf '%s' "$PLAN_TASK_AGENT" >"$notes/$PLAN_TASK.agent"

code=0 hang='' idle='' server='' extra='' message='' seconds=${STAND_IN_SECONDS:-0.01}
[ ! -e "$notes/$PLAN_TASK.sh" ] || . "$notes/$PLAN_TASK.sh"
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
