#!/usr/bin/env bash
# Stands in for a coding agent: takes its time, leaves what its task declares, and fails where it is told to. It reads no
# prompt. As another member of a team than the executor it is content at once, and so it is as who verifies a phase.
IFS= read -r _
case ${PLAN_MEMBER-} in
  take)
    mkdir -p "${PLAN_PROMPT%/prompts/*}/notes"
    echo 'Go on.' >"${PLAN_PROMPT%/prompts/*}/notes/$PLAN_TASK.take.md"
    exit ;;
  review) echo "## Task $PLAN_TASK REVIEW: PASS"; exit ;;
  test) echo "## Task $PLAN_TASK TEST: PASS"; exit ;;
esac
while IFS=$'\t' read -r key seconds; do
  [ "$key" != "$PLAN_TASK" ] || sleep "$seconds" 2>/dev/null || sleep 1 # POSIX knows whole seconds only
done <"$REHEARSAL/seconds.tsv"
case ",$REHEARSAL_FAILS," in *",$PLAN_TASK,"*) echo 'fails, as it was told to' >&2; exit 1 ;; esac
[ -e "$PLAN_DIR/checks/$PLAN_TASK.files" ] || exit 0
while IFS=$'\t' read -r mode path; do
  case $mode:$path in
    delete:*) rm -rf -- "./$path"; continue ;;
    *:*/) mkdir -p -- "./$path"; path=$path$PLAN_TASK ;;
    *:*/*) mkdir -p -- "./${path%/*}" ;;
  esac
  words="$PLAN_TASK, attempt $PLAN_ATTEMPT"
  case $PLAN_TASK in verify-goal*) words=$'---\nstatus: passed\n---\n\n'$words ;; esac
  printf '%s\n' "$words" >"./$path" || exit 1
done <"$PLAN_DIR/checks/$PLAN_TASK.files"
