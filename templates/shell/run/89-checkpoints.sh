# The section that plans of phases keep for a resume; people, or their tools, may put it into the plan.
command_checkpoints() {
  local row artifacts stamp
  survey
  read_times
  printf '## Execution Checkpoints\n\n'
  for ((row = 0; row < rows; row++)); do
    [ "${kinds[row]}" = task ] || continue
    case ${shown[row]} in "done" | blocked | timeout | waived) ;; *) continue ;; esac
    date_of "${ended_at[row]-}"
    printf -- '- %s:\n' "${keys[row]//-/_}"
    if [ "${shown[row]}" = "done" ]; then
      artifacts=''
      list_artifacts "${keys[row]}"
      printf '    status: complete\n    completed_at: %s\n    artifacts: [%s]\n' "$stamp" "${artifacts//,/, }"
    elif [ "${shown[row]}" = waived ]; then
      json_string "${notes[row]}"
      printf '    status: skipped\n    reason: %s\n' "$json"
    else
      json_string "${notes[row]}"
      printf '    status: %s\n    failed_at: %s\n    error: %s\n' "${shown[row]/#blocked/failed}" "$stamp" "$json"
    fi
  done
}

date_of() { # date_of SECONDS; sets <stamp>
  stamp=null
  [ -z "$1" ] || stamp=$(date -u -d "@$1" +%Y-%m-%dT%H:%M:%SZ 2>/dev/null || date -u -r "$1" +%Y-%m-%dT%H:%M:%SZ) || stamp=null
}
