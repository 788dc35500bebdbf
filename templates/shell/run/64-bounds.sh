must_stay_inside() { # must_stay_inside KEY PATH: 0 it does; 1 it does not, and that is said; killed = a helper failed
  local code=0
  check_path "$2" || code=$?
  [ $code -ne 1 ] || object "$1" "leads out of the repository: $2"
  return $code
}

# Is the path relative, and below the root even when links are followed? The paths are only ever read: a link that is
# swapped after this look can spoil a proof, but writes nothing.
check_path() { # check_path PATH: 0 yes, 1 no, killed = a helper failed
  local part rest=${1%/} walked=.
  case /$rest/ in //* | */../* | */./*) return 1 ;; esac
  while [ -n "$rest" ]; do
    part=${rest%%/*}
    walked=$walked/$part
    if [ -L "$walked" ]; then link_stays_inside "./${1%/}"; return; fi
    [ "$part" != "$rest" ] || break
    rest=${rest#*/}
  done
}

link_stays_inside() { # link_stays_inside PATH, one of whose parts is a symbolic link
  local path=$1 target folder hops=0
  while [ $hops -lt 40 ]; do
    hops=$((hops + 1))
    if [ -d "$path" ]; then is_inside "$path"; return; fi
    folder=${path%/*}
    while [ ! -d "$folder" ]; do
      if [ -L "$folder" ] || [ -z "$folder" ]; then return 1; fi # leads to nowhere
      folder=${folder%/*}
    done
    is_inside "$folder" || return
    [ -L "$path" ] || return 0
    target=$(readlink "$path") || return $killed
    case $target in /*) path=$target ;; *) path=$folder/$target ;; esac
  done
  return 1
}

is_inside() { # is_inside FOLDER
  local real code=0
  real=$(cd -P "$1" && pwd -P) || code=$?
  [ $code -le 128 ] || return $killed
  [ $code -eq 0 ] || return 1
  case $real/ in "${root%/}"/*) return 0 ;; *) return 1 ;; esac
}
