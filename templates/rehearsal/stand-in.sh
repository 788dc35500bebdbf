#!/usr/bin/env bash
# Stands in for a coding agent: leaves what its task declares, and fails where it is told to. It reads no prompt.
IFS= read -r _
case ",$REHEARSAL_FAILS," in *",$PLAN_TASK,"*) echo 'fails, as it was told to' >&2; exit 1 ;; esac
[ -e "$PLAN_DIR/checks/$PLAN_TASK.files" ] || exit 0
while IFS=$'\t' read -r mode path; do
  case $mode:$path in
    delete:*) rm -rf -- "./$path"; continue ;;
    *:*/) mkdir -p -- "./$path"; path=$path$PLAN_TASK ;;
    *:*/*) mkdir -p -- "./${path%/*}" ;;
  esac
  printf '%s\n' "$PLAN_TASK" >"./$path" || exit 1
done <"$PLAN_DIR/checks/$PLAN_TASK.files"
