# ────────────────────────────────────────────────────────────────────────────────────────────── the checkout moves on
#
# From one commit to another that is merged already, so nothing can conflict: git writes the files, and an index that is
# not the user's yet; then the index is renamed, and the branch moves. Before, state/moving says "OLD NEW BRANCH", and
# git's own index.lock is held, as a hard link to a mark of ours. A kill in between leaves both: no other git touches what
# is half written, and the next "integrate" finishes it.

move_checkout() { # move_checkout OLD NEW
  lock_index
  refuse_changes
  put "$state/moving" "$1 $2 $current_branch" || stop $not_writable "cannot write $state"
  (become_writer "$1" "$2") || give_up_move
  end_move "$1" "$2"
}

# Git outlives us if we are killed: whoever finishes ends it first.
become_writer() { # become_writer OLD NEW
  join_supervisor "$state/writer"
  unset GIT_DIR GIT_WORK_TREE
  GIT_INDEX_FILE=$fresh exec git -C "$checkout" -c core.fsmonitor=false -c core.hooksPath=/dev/null \
    -c core.splitIndex=false read-tree -m -u "$1" "$2"
}

end_writer() {
  local number='' start=''
  { read -r number start <"$state/writer"; } 2>/dev/null || return 0
  while is_alive "$number" "$start"; do
    kill -s KILL "$number" 2>/dev/null
    nap
  done
}

lock_index() { # sets <git_folder>, <mark> and <fresh>, a copy of the index
  local turns=0
  end_writer
  git_folder=$(repository_git rev-parse --absolute-git-dir) || stop $not_writable "git ended with $?"
  fresh=$git_folder/index.${plan_path//\//.} mark=$git_folder/index.${plan_path//\//.}.mark
  while [ $turns -lt 100 ]; do
    turns=$((turns + 1))
    [ ! "$mark" -ef "$git_folder/index.lock" ] || rm -f "$git_folder/index.lock"
    rm -f "$mark" "$fresh" "$fresh.lock"
    : >"$mark" || stop $not_writable "cannot write $git_folder"
    ln "$mark" "$git_folder/index.lock" 2>/dev/null
    if [ "$mark" -ef "$git_folder/index.lock" ]; then
      cp "$git_folder/index" "$fresh" || stop $not_writable "cannot write $git_folder"
      return
    fi
    nap
  done
  rm -f "$mark"
  stop $not_writable "the index is locked: is another git at work? ($git_folder/index.lock)"
}

unlock_index() {
  rm -f "$fresh" "$fresh.lock" "$git_folder/index.lock" "$mark"
}

refuse_changes() {
  local code=0
  index_git "$fresh" update-index -q --refresh >/dev/null || code=$?
  [ $code -gt 1 ] || { code=0; index_git "$fresh" diff-index --quiet HEAD -- || code=$?; }
  [ $code -ne 0 ] || return 0
  [ $code -eq 1 ] || stop $not_writable "git ended with $code"
  unlock_index
  conflict "the checkout has changes that are in no commit" "commit them or put them aside"
}

# A git that refuses has written nothing; one that was killed may have: then the next "integrate" has to know.
give_up_move() {
  local code=0
  index_git "$fresh" diff-files --quiet || code=$?
  [ $code -eq 0 ] || stop $not_writable "git could not write all of it: once more, run integrate"
  rm -f "$state/moving"
  unlock_index
  conflict "git cannot write the work of the plan into the checkout (see above)" "put aside what is in the way"
}

end_move() { # end_move OLD NEW: the files are written, and <fresh> is their index
  local head
  mv -f "$fresh" "$git_folder/index" || stop $not_writable "cannot write $git_folder"
  repository_git update-ref -m "integrate: plan ${plan_dir##*/}" HEAD "$2" "$1"
  head=$(repository_git rev-parse --verify HEAD) || stop $not_writable "git ended with $?"
  [ "$head" = "$2" ] || stop $not_writable "git cannot move the branch: once more, run integrate"
  rm -f "$state/moving"
  unlock_index
}
