# Patterns like [a-z], and the words of ps, depend on the locale: one for us and for all helpers, wherever this was typed.
# Agents and proof commands get the user's own back.
use_plain_locale() {
  export PLAN_RUN_LOCALE=${PLAN_RUN_LOCALE-${LC_ALL-}}
  export LC_ALL=C
}

# What an internal process must know of the run that started it comes in PLAN_RUN_* variables, which end with it.
bequeath_run() {
  bequeath_wishes
  export PLAN_RUN_ROOT=$root PLAN_RUN_AGENT=$agent_command PLAN_RUN_ADAPTER=$adapter PLAN_RUN_NUMBER=$run \
    PLAN_RUN_ACCEPTED=$commands_accepted PLAN_RUN_BUDGET=$budget_limit \
    PLAN_RUN_STRICT=$strict_files PLAN_RUN_VERIFIER=$verifier PLAN_RUN_SOURCE=$plan_source \
    PLAN_RUN_TREES=$worktrees PLAN_RUN_BASE=$base \
    PLAN_RUN_COMMIT=$wants_commits PLAN_RUN_HOOKS=$hooks_folder
}

inherit_run() {
  inherit_wishes
  root=$PLAN_RUN_ROOT agent_command=$PLAN_RUN_AGENT adapter=$PLAN_RUN_ADAPTER run=$PLAN_RUN_NUMBER
  commands_accepted=$PLAN_RUN_ACCEPTED budget_limit=$PLAN_RUN_BUDGET
  strict_files=$PLAN_RUN_STRICT verifier=$PLAN_RUN_VERIFIER plan_source=$PLAN_RUN_SOURCE
  worktrees=$PLAN_RUN_TREES base=$PLAN_RUN_BASE wants_commits=$PLAN_RUN_COMMIT hooks_folder=$PLAN_RUN_HOOKS
  checkout=$root script=$0 plan_dir=${0%/*}
  state=$plan_dir/state plan_path=${plan_dir#"${root%/}"/}
  cd "$root" || stop $not_writable "cannot enter $root"
  set_own_identity
}

restore_environment() {
  unset PLAN_RUN_IDLE PLAN_RUN_USAGE PLAN_RUN_USAGE_COMMAND PLAN_RUN_USAGE_5H PLAN_RUN_USAGE_7D
  if [ -n "$PLAN_RUN_LOCALE" ]; then export LC_ALL=$PLAN_RUN_LOCALE; else unset LC_ALL; fi
  unset PLAN_RUN_ROOT PLAN_RUN_AGENT PLAN_RUN_ADAPTER PLAN_RUN_NUMBER PLAN_RUN_ACCEPTED PLAN_RUN_BUDGET PLAN_RUN_LOCALE \
    PLAN_RUN_STRICT PLAN_RUN_VERIFIER PLAN_RUN_SOURCE PLAN_RUN_TREES PLAN_RUN_BASE \
    PLAN_RUN_COMMIT PLAN_RUN_HOOKS
}

locate_plan() { # sets <plan_dir>, <script>, <state>
  local path=$0
  case $path in /*) ;; *) path=$PWD/$path ;; esac
  plan_dir=$(cd -P "${path%/*}" && pwd -P) || stop $not_writable "cannot enter the folder of $0"
  script=$plan_dir/${path##*/}
  state=$plan_dir/state
  set_own_identity
}

locate_root() { # sets <root>, where agents and commands work, and <plan_path>, the plan's folder seen from there
  [ -n "$root" ] || find_root
  [ -d "$root" ] || stop $usage_error "there is no folder $root"
  root=$(cd -P "$root" && pwd -P) || stop $not_writable "cannot enter the root of the repository"
  checkout=$root
  plan_path=${plan_dir#"${root%/}"/}
  case $plan_path in
    /*) stop $usage_error "$plan_dir is not below $root (--root)" ;;
    *[!A-Za-z0-9._/-]*) stop $usage_error "only letters, digits and . _ - / may stand in the path that agents are told: $plan_path" ;;
  esac
  cd "$root" || stop $usage_error "cannot enter $root"
}

find_root() { # sets <root>: the git work tree, else the folder that holds .plan, else the folder above
  local code=0
  root=$(unset GIT_DIR GIT_WORK_TREE; git -C "$plan_dir" rev-parse --show-toplevel 2>/dev/null) || code=$?
  case $code in
    0) return ;;
    127 | 128) ;; # no git, or no repository
    *) stop $not_writable "git ended with $code" ;;
  esac
  case $plan_dir in
    */.plan/*) root=${plan_dir%/.plan/*}/ ;;
    *) root=${plan_dir%/*}/ ;;
  esac
}
