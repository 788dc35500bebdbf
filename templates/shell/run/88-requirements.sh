# requirements.tsv, where the plan's project names requirements: lines "id TAB title TAB keys of tasks between commas". One
# is covered when all of its tasks are done and nothing of their proof was left out.

report_requirements() {
  local id title members number=0 covered=0 lines='' sign
  [ -e "$plan_dir/requirements.tsv" ] || return 0
  while IFS=$'\t' read -r id title members; do
    number=$((number + 1))
    if [ $number -eq 1 ]; then
      [ "$id" = 'plan-compile-requirements 1' ] || stop $usage_error "requirements.tsv: this script does not know the format (compile the plan again)"
      continue
    fi
    [ -n "$members" ] || stop $usage_error "requirements.tsv, line $number: it has not three columns (compile the plan again)"
    look_for_evidence "$members"
    [ -z "$is_covered" ] || covered=$((covered + 1))
    markdown "$id"; lines="$lines| $markdown |"
    markdown "${title#-}"; lines="$lines $markdown | $evidence |"$'\n'
  done <"$plan_dir/requirements.tsv"
  [ $number -gt 1 ] || return 0
  printf '\n### Requirements Coverage\n\nRequirements: %s/%s covered\n\n| Requirement | Title | Evidence |\n|---|---|---|\n%s' \
    $covered $((number - 1)) "$lines"
}

look_for_evidence() { # look_for_evidence KEYS; sets <evidence>, and <is_covered>, which may be empty
  local row key missing=''
  evidence='' is_covered=''
  if [ "$1" = - ]; then evidence='not covered: no task claims it'; return; fi
  set -f
  for key in ${1//,/ }; do
    row=''
    ! is_key "$key" || row_of "$key"
    [ -n "$row" ] || stop $usage_error "requirements.tsv, line $number: the plan has no such task (compile the plan again)"
    case ${shown[row]}:${notes[row]} in
      done:*unproven:*) missing="$missing${missing:+, }$key is unproven" ;;
      done:*) evidence="$evidence${evidence:+; }$key: ${notes[row]%%;*}" ;;
      *) missing="$missing${missing:+, }$key is ${shown[row]}" ;;
    esac
  done
  set +f
  if [ -n "$missing" ]; then evidence="not covered: $missing"; else is_covered=yes; fi
}
