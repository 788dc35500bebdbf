# ─────────────────────────────────────────────────────────────────────────────────────────── a checkout that is half written

finish_move() { # of an "integrate" that was killed while the checkout moved
  local old new its_branch head
  [ -e "$state/moving" ] || return 0
  read -r old new its_branch <"$state/moving" || return 0
  lock_index
  remove_dead_locks || stop $not_writable "git failed"
  read_branch
  head=$(repository_git rev-parse --verify HEAD) || stop $not_writable "git ended with $?"
  case $head:$current_branch in
    "$new:$its_branch") rm -f "$state/moving"; unlock_index; return ;;
    "$old:$its_branch") ;;
    *)
      unlock_index
      conflict "an integrate was killed while it wrote $new into the checkout, which has gone elsewhere since" \
        "see git status; when the files are as they should be, remove $plan_path/state/moving" ;;
  esac
  finish_files "$old" "$new"
  end_move "$old" "$new"
  say merge - "what was half written is whole"
}

# The index may know the new files already, and then keeps them.
finish_files() { # finish_files OLD NEW
  local found='' list=$state/tmp/move.$$
  if ! index_git "$fresh" read-tree -i -m "$1" "$2"; then
    unlock_index
    conflict "the index has got changes since an integrate was killed" "see git status"
  fi
  repository_git diff-tree -r -z --no-renames "$1" "$2" >"$list" || stop $not_writable "git ended with $?"
  find_foreign "$2" <"$list"
  [ -n "$found" ] || { remove_files <"$list"; find_folders <"$list"; }
  if [ -n "$found" ]; then
    unlock_index
    conflict "an integrate was killed while it wrote the checkout, and somebody has changed since: $found" "put them aside"
  fi
  list_written <"$list" | index_git "$fresh" checkout-index --force -u -z --stdin || stop $not_writable "git cannot write the checkout"
  rm -f "$list"
}

find_foreign() { # find_foreign COMMIT; adds to <found> what of the list on standard input is a person's
  local meta path before after
  while IFS= read -r -d '' meta && IFS= read -r -d '' path; do
    read -r _ _ before after _ <<<"$meta"
    is_gits "$path" "$before" "$after" "$1" || add_found "$path"
  done
}

add_found() { # add_found PATH
  printable "$1"
  found="$found${found:+, }$printable"
}

# A file that is as it was, as it will be, gone, or the beginning of what it will be, is git's.
is_gits() { # is_gits PATH BEFORE AFTER COMMIT
  local name size full=$state/tmp/full.$$
  ! has_linked_parent "$1" || return 1
  if [ -L "./$1" ]; then
    name=$(readlink "./$1" | tr -d '\n' | repository_git hash-object --stdin) || stop $not_writable "git ended with $?"
    [ "$name" = "$2" ] || [ "$name" = "$3" ]
    return
  fi
  [ -e "./$1" ] && [ ! -d "./$1" ] || return 0 # folders are looked at when the files below are gone
  name=$(repository_git hash-object --path="$1" --stdin <"./$1") || stop $not_writable "git ended with $?"
  [ "$name" != "$2" ] && [ "$name" != "$3" ] || return 0
  case $3 in *[!0]*) ;; *) return 1 ;; esac
  repository_git cat-file --filters "$4:$1" >"$full" && size=$(wc -c <"./$1") || stop $not_writable "git ended with $?"
  head -c "${size//[!0-9]/}" "$full" | cmp -s - "./$1"
}

has_linked_parent() { # has_linked_parent PATH
  local walked=. rest=$1
  while :; do
    case $rest in */*) ;; *) return 1 ;; esac
    walked=$walked/${rest%%/*} rest=${rest#*/}
    [ ! -L "$walked" ] || return 0
  done
}

remove_files() { # of the list on standard input: what will be gone, and folders that are empty then
  local meta path
  while IFS= read -r -d '' meta && IFS= read -r -d '' path; do
    case $meta in ":160000 "*) continue ;; *' D') ;; *) continue ;; esac
    [ -d "./$path" ] || rm -f "./$path" || stop $not_writable "cannot remove $path"
    while [ "${path%/*}" != "$path" ]; do
      path=${path%/*}
      rmdir "./$path" 2>/dev/null || break
    done
  done
}

find_folders() { # adds to <found> what will be a file, and is a folder that still holds something
  local meta path
  while IFS= read -r -d '' meta && IFS= read -r -d '' path; do
    case $meta in *' D' | ':'??????' 160000 '*) continue ;; esac
    [ ! -d "./$path" ] || [ -L "./$path" ] || add_found "$path"
  done
}

list_written() { # prints what of the list on standard input will be there, each ended by a NUL
  local meta path
  while IFS= read -r -d '' meta && IFS= read -r -d '' path; do
    case $meta in *' D' | ':'??????' 160000 '*) continue ;; esac
    printf '%s\0' "$path"
  done
}
