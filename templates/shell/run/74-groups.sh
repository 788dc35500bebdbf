# groups.tsv, where the plan has stages, batches or the like: lines "key TAB leaf | branch TAB keys of tasks between commas
# TAB title". "run.sh group KEY" runs one of them, "run.sh stage 2" the one whose key is stage-2.

group_keys=() group_members=() group_leaves=() group_titles=()

load_groups() {
  local key kind members title number=0
  [ -e "$plan_dir/groups.tsv" ] || return 0
  while IFS=$'\t' read -r key kind members title; do
    number=$((number + 1))
    if [ $number -eq 1 ]; then
      [ "$key" = 'plan-compile-groups 1' ] || stop $usage_error "groups.tsv: this script does not know the format (compile the plan again)"
      continue
    fi
    is_key "$key" || stop $usage_error "groups.tsv, line $number: a key has other characters than a-z 0-9 . _ -"
    group_keys[${#group_keys[@]}]=$key group_members[${#group_members[@]}]=,$members,
    group_leaves[${#group_leaves[@]}]=$kind group_titles[${#group_titles[@]}]=$title
  done <"$plan_dir/groups.tsv"
}

find_group() { # find_group WORD NAME, as the user gave them; sets <group_number>
  local number known='' word=$1-
  load_groups
  [ "$1" != group ] || word=''
  for number in ${group_keys[@]+"${!group_keys[@]}"}; do
    group_number=$number
    case ${group_keys[number]} in "$2" | "$word$2") return ;; esac
    known="$known ${group_keys[number]}"
  done
  stop $usage_error "the plan has no $1 $2${known:+, only$known}"
}

in_group() { # in_group ROW
  case ${group_members[group_number]} in *,"${keys[$1]}",*) return 0 ;; *) return 1 ;; esac
}

# The first batch with a task that is not done; where the plan has no batches, the first wave.
find_next() { # sets <scope> and <scope_name>, empty where all is done; with a group <group_number>
  local row number
  load_groups
  scope='' scope_name=''
  for ((row = 0; row < rows; row++)); do
    is_work "$row" || continue
    read_checkpoint "${keys[row]}"
    [ "$status" != "done" ] && ! is_waived "$row" && ! is_skipped "${keys[row]}" || continue
    scope=wave scope_name=${waves[row]}
    for number in ${group_keys[@]+"${!group_keys[@]}"}; do
      group_number=$number
      [ "${group_leaves[number]}" = leaf ] && in_group "$row" && { scope=group scope_name=${group_keys[number]}; return; }
    done
    [ "${kinds[row]}" != task ] || return 0
  done
}
