# ─────────────────────────────────────────────────────────────────────────────────── what members tell each other
#
# They read each other's notes, in the plan's folder where they work. Only the take is awaited, by a command of this script.

# For the executor, in the shell of its agent: the take, or that there will be none. Clients end a command that takes
# long, so it waits for a while only, and says that it wants to be asked again.
command_await() {
  work=$state/work/$argument
  is_key "$argument" && [ -d "$work" ] || stop $usage_error "no task $argument has begun"
  SECONDS=0
  while ! find_take; do
    if [ $SECONDS -ge "${PLAN_AWAIT:-100}" ]; then
      printf 'The reviewer is not ready. Run the same command again.\n'
      exit $ask_again
    fi
    sleep 1
  done
  if [ "$taken" = wrong ]; then printf 'The reviewer says that the plan is wrong: report BLOCKED, and end.\n'; exit 0; fi
  if [ "$taken" != there ]; then printf 'There will be no take: go on without it.\n'; exit 0; fi
  tr -d '\000-\010\013-\037\177' <"$work/take.md"
  exit # with its code: who gets nothing because it was killed must not take that for a take
}

find_take() { # sets <taken>; fails if it may still come
  local verdict amount pid='' its_identity=''
  read_step "$argument"
  [ "$taken" = - ] || return 0
  { read -r pid its_identity <"$work/take.by"; } 2>/dev/null
  if is_alive "${pid:-0}" "$its_identity" && ! read_end take; then return 1; fi
  taken=none
  ! read_end take || taken=$verdict
}

bring_team() { # into the work tree: what its members are told, and a way back to this script
  local name text
  [ -n "$members" ] || return 0
  for name in $members; do
    cp "$plan_dir/prompts/$task.$name.md" "$tree/$plan_path/prompts/" || return
  done
  printf -v text '#!/usr/bin/env bash\nexec bash %q "$@"' "$script"
  put "$tree/$plan_path/run.sh" "$text"
}

keep_team_notes() { # from the work tree, where they are gone when the task is done
  local name file
  [ -n "$members" ] || return 0
  for name in take review test proof; do
    file=$plan_path/notes/$task.$name.md
    [ ! -s "$file" ] || { mkdir -p "$state/notes" && cp "$file" "$state/notes/"; } || return
  done
}
