# Clients start their tools in groups of their own, and leave them behind when they are killed. Each has the environment
# of its task; where there is no /proc, nobody can see that.
end_strays() { # end_strays MEMBER of the task, or '' for all
  local file files='' code=9 turns=0
  [ "$adapter" != command ] && [ -r /proc/self/environ ] || return 0
  while [ $code -gt 2 ] && [ $turns -lt 5 ]; do # 2 says that some were not ours to read; more, that grep was killed
    turns=$((turns + 1)) code=0
    files=$(grep -lsF "PLAN_TASK=$task" /proc/[0-9]*/environ) || code=$?
  done
  while IFS= read -r file; do
    file=${file#/proc/}
    ! works_here "${file%/environ}" "$1" || kill -s KILL "${file%/environ}" 2>/dev/null
  done <<<"$files"
}

works_here() { # works_here PID MEMBER: on this task of this plan, as that member of its team, and not as its supervisor?
  local line plan_seen='' task_seen='' member_seen=${2:-all}
  [ "$member_seen" = all ] || member_seen=''
  is_count "$1" && [ "$1" != $$ ] || return 1
  while IFS= read -r -d '' line; do
    case $line in "PLAN_DIR=$plan_dir") plan_seen=yes ;; "PLAN_TASK=$task") task_seen=yes ;; "PLAN_MEMBER=$2") member_seen=all ;; esac
  done 2>/dev/null <"/proc/$1/environ"
  [ "$plan_seen$task_seen$member_seen" = yesyesall ]
}
