// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is shell
/**
 * Removes one protection of the execution script at a time, and runs the tests: they must notice.
 *
 *   node test/runtime/mutants.mjs [NUMBER…]    one line per mutant; 1 if one was missed. Takes minutes.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { joinScript } from '../../scripts/join-script.mjs'

const runtime = joinScript(join(import.meta.dirname, '../..')) ?? ''

/** @type {readonly { readonly name: string, readonly from: string, readonly to: string }[]} */
export const mutants = [
  {
    name: 'no claim: two supervisors may have one task',
    from: 'take_seat "$work" || exit 0 # another supervisor has this task',
    to: 'take_seat "$work"',
  },
  {
    name: 'no look at the checkpoint after the claim',
    from: '  has_verdict || attempt_until_verdict\n',
    to: '  attempt_until_verdict\n',
  },
  {
    name: 'no fence: what a dead supervisor left goes on',
    from: '  end_recorded_groups "$task"\n  end_older_holders "$work" "$seat"\n',
    to: '',
  },
  {
    name: 'an agent starts though its supervisor is dead',
    from: '  is_alive "$supervisor" "$identity_of_supervisor" || exit $killed\n',
    to: '',
  },
  {
    name: 'an agent is not recorded',
    from: `  [ -n "$own_identity" ] && printf '%s\\n' "$own_pid $own_identity" >"$1" || exit $killed\n`,
    to: '',
  },
  {
    name: 'what the plan calls done is believed',
    from: '  elif [ $code -eq 0 ]; then\n    accept_claim\n',
    to: '  else\n    accept_claim\n  fi\n  if false; then :\n',
  },
  {
    name: 'a refused claim is asked for again and again',
    from: '  [ "$refused" != "$plan" ]\n',
    to: '  :\n',
  },
  {
    name: 'files are written in place',
    from: '  mv -f "$fresh" "$1" || [ ! -e "$fresh" ] || mv -f "$fresh" "$1" #',
    to: '  : >"$1"; sleep 0.02; cat "$fresh" >"$1"; rm -f "$fresh" #',
  },
  {
    name: 'the journal comes before the checkpoint',
    from: `  status=$1 reason=$2
  write_checkpoint
  journal "$status" "$task" ",\\"attempt\\":$starts,\\"reason\\":\\"$reason\\""
`,
    to: `  status=$1 reason=$2
  journal "$status" "$task" ",\\"attempt\\":$starts,\\"reason\\":\\"$reason\\""
  write_checkpoint
`,
  },
  {
    name: 'swallowed journal lines are not added',
    from: 'complete_journal() {\n',
    to: 'complete_journal() {\n  return 0\n',
  },
  {
    name: 'no lock',
    from: '  if ! take_seat "$state/lock"; then',
    to: '  if ! take_seat "$state/lock" && false; then',
  },
  {
    name: 'a seat is taken by a name that is not exclusive',
    from: `ln "$fresh" "$1/seat.$seat" 2>/dev/null`,
    to: `cp "$fresh" "$1/seat.$seat" 2>/dev/null`,
  },
  {
    name: 'a slow taker takes an old number',
    from: `  [ "$newest" -eq $seat ] || { rm -f "$1/seat.$seat"; holder=''; return 1; }`,
    to: '  :',
  },
  {
    name: 'the word of the agent is believed',
    from: '  if [ $code -eq 0 ]; then step=proof; run_proof; fi\n',
    to: '  step=proof\n',
  },
  {
    name: 'the baseline is taken before each attempt',
    from: '      if [ "$path" = "$1" ]; then before=$noted; return 0; fi\n',
    to: '      :\n',
  },
  {
    name: 'the reassignment is not on disk before the deputy starts',
    from: '  who=deputy\n  write_checkpoint\n',
    to: '  who=deputy\n',
  },
  {
    name: 'a deputy is followed by another try',
    from: '[ "$who:$outcome" = owner:transient ]',
    to: '[ "$outcome" = transient ]',
  },
  {
    name: 'the budget is forgotten',
    from: '  costs=$((costs - ${cost_of[$1]-0} + spent)) cost_of[$1]=$spent\n',
    to: '',
  },
  {
    name: 'a check that failed lets the plan go on',
    from: '[ "${kinds[$1]}" = check ] && [ "$status" != "done" ] && is_approved "$1"',
    to: '[ "${kinds[$1]}" = check ] && [ "$status" != "done" ]',
  },
  {
    name: 'a free seat counts as held',
    from: '[ ! -e "$1/seat.$newest" ] || [ -s "$1/seat.$newest" ] #',
    to: 'return 0 #',
  },
  {
    name: 'what git knows of all work trees is changed by several at once',
    from: '  until take_seat "$state/git"; do nap; done\n',
    to: '  take_seat "$state/git"\n',
  },
  {
    name: 'what a person has merged is thrown away',
    from: '    made | conflict) remove_stale_locks',
    to: '    made) remove_stale_locks',
  },
  {
    name: 'what no task declares is no failure under --strict-files',
    from: '  [ -n "$strict_files" ] || return 0\n',
    to: '  return 0\n',
  },
  {
    name: 'changes in the work tree are not looked for',
    from: '  [ -n "$allow_dirty" ] || look_for_changes\n',
    to: '',
  },
  {
    name: 'what an agent leaves in the background stays',
    from: '  wait "$watchdog" 2>/dev/null\n  end_group "$group"\n',
    to: '  wait "$watchdog" 2>/dev/null\n',
  },
  {
    name: 'one more at once than allowed',
    from: '&& ${#running[@]} < jobs;',
    to: '&& ${#running[@]} <= jobs;',
  },
  {
    name: 'links are not followed before they are judged',
    from: '    if [ -L "$walked" ]; then link_stays_inside "./${1%/}"; return; fi\n',
    to: '',
  },
  {
    name: 'a wrong plan pauses nothing',
    from: '[ -z "$signal$fatal$exhausted$paused$systemic$held" ] || return 0\n',
    to: '[ -z "$signal$fatal$exhausted$systemic$held" ] || return 0\n',
  },
  {
    name: 'of two answers at once one is lost',
    from: '  until ln "$fresh" "$folder/$number" 2>/dev/null; do\n',
    to: '  until mv "$fresh" "$folder/$number" 2>/dev/null; do\n',
  },
  {
    name: 'an answer serves for ever',
    from: '  put "$state/work/$1/heard" "$answer_count" || stop $not_writable "cannot write $state"\n',
    to: '',
  },
  {
    name: '--yes opens what a person has rejected',
    from: '    [ -n "$retry" ] || return 1 #',
    to: '    [ -z "$yes" ] || { approve "$1"; return; } #',
  },
  {
    name: 'commands run without acceptance',
    from: '  if [ "$commands_accepted" != yes ] || [ ! -s "$state/accepted/$1" ]; then return 0; fi\n',
    to: '  cp "$plan_dir/checks/$1.commands" "$state/accepted/$1" 2>/dev/null || return 0\n',
  },
  {
    name: 'proven code is made again after a kill',
    from: '  progress=complete findings=-\n  write_checkpoint\n  write_step\n',
    to: '  progress=complete findings=-\n  write_checkpoint\n',
  },
  {
    name: 'a FAIL leaves the verdict of the other judge',
    from: '  progress=code reviewed=- tested=-\n',
    to: '  progress=code reviewed=${reviewed/FAIL/-} tested=${tested/FAIL/-}\n',
  },
  {
    name: 'the judges have the last word, not the proof',
    from: '  [ $code -eq 0 ] || return 0\n  step=proof\n  run_proof\n',
    to: '  step=proof\n',
  },
  {
    name: 'a member is not recorded',
    from: '(join_supervisor "$work/group.$seat.$1.lead" && act_as "$1")',
    to: '(act_as "$1")',
  },
  {
    name: 'cycles have no end',
    from: '[ "$cycles" -ge "$cycles_allowed" ]',
    to: '[ "$cycles" -ge 1000 ]',
  },
  {
    name: 'a cycle is not on disk before the executor starts',
    from: '  write_step # before the checkpoint:',
    to: '  : # before the checkpoint:',
  },
  {
    name: 'a commit is not on disk before the branch moves',
    from: '    record_commit "$new"\n    move_branch "$old" "$new" || continue\n',
    to: '    move_branch "$old" "$new" || continue\n    record_commit "$new"\n',
  },
  {
    name: 'what is committed is not looked for after a kill',
    from: '  [ "$status" = running ] && [ -e "$work/commits" ] || return 1\n',
    to: '  return 1\n',
  },
  {
    name: 'a commit of an earlier start counts as one of this',
    from: '  [ "$its_starts" = "$starts" ] || return 1\n',
    to: '',
  },
  {
    name: 'several commit at once',
    from: '  with_git_locked make_commit || code=$?\n',
    to: '  make_commit || code=$?\n',
  },
  {
    name: 'a commit is made of all that the index of the user holds',
    from: '  index_git "$index" read-tree --reset "$1" && collect_own_changes &&\n',
    to: '  collect_own_changes &&\n',
  },
  {
    name: 'the index of the user is not told',
    from: '  if [ "$since" = "$1" ]; then tell_index "$1" "$2" \'\'; else tell_index "$since" "$2" gently; fi\n',
    to: '  :\n',
  },
  {
    name: 'an index that a kill kept from learning never learns',
    from: '    0) tell_index "$since" "$new" gently ;;\n',
    to: '    0) ;;\n',
  },
  {
    name: 'the index is written while somebody holds it',
    from: '    if [ -e "$git_folder/index.lock" ]; then nap; continue; fi\n',
    to: '    rm -f "$git_folder/index.lock"\n',
  },
  {
    name: 'the branch is not looked at before a commit',
    from: '  if [ "$current_branch" != "$recorded" ]; then\n',
    to: '  if false; then\n',
  },
  {
    name: 'the branch is not looked at before a run that goes on',
    from: '  [ ! -e "$state/begun" ] || check_branch\n',
    to: '',
  },
  {
    name: 'what another task declares is committed by this one',
    from: '  ! matches "$1" ${other_folders[@]+"${other_folders[@]}"} || return 1\n',
    to: '',
  },
  {
    name: 'what had changed before is committed',
    from: `  case $there_before in *$'\\n'"$1"$'\\n'*) return 1 ;; esac\n`,
    to: '',
  },
  {
    name: 'what a person has begun in declared files is committed',
    from: '  [ "$wants_commits" != yes ] || refuse_declared_changes\n',
    to: '',
  },
  {
    name: 'a hook that refuses is not heard',
    from: '    [ "$code" -ne 0 ] || continue\n    [ -z "$stopping" ]',
    to: '    continue\n    [ -z "$stopping" ]',
  },
  {
    name: 'tasks work beside each other while commits run hooks',
    from: '  [ -n "$hooks_folder" ] || return 0\n  [ -d "$state/alone" ]',
    to: '  return 0\n  [ -d "$state/alone" ]',
  },
  {
    name: 'a checkout that is half written is not finished',
    from: '  [ -e "$state/moving" ] || return 0\n  read -r old new its_branch',
    to: '  return 0\n  read -r old new its_branch',
  },
  {
    name: 'what is written into the checkout is not on disk before',
    from: '  put "$state/moving" "$1 $2 $current_branch" || stop',
    to: '  true || stop',
  },
  {
    name: 'what somebody has changed in a checkout that is half written is overwritten',
    from: '    is_gits "$path" "$before" "$after" "$1" || add_found "$path"\n',
    to: '    :\n',
  },
  {
    name: 'the git of a dead integrate goes on writing',
    from: '  local turns=0\n  end_writer\n',
    to: '  local turns=0\n',
  },
  {
    name: 'the index is open to others while the checkout is half written',
    from: '[ $code -eq 0 ] || stop $not_writable "git could not write all of it: once more, run integrate"\n',
    to: '[ $code -eq 0 ] || { unlock_index; stop $not_writable "git could not write all of it: once more, run integrate"; }\n',
  },
]

const suites = [
  'races',
  'proof',
  'interruption',
  'failover',
  'checks',
  'people',
  'skipping',
  'gates',
  'decisions',
  'team',
  'run',
  'claims',
  'worktrees',
  'preflight',
  'commits',
  'integrate',
  'crash-points',
  'torture',
]

if (pathToFileURL(process.argv[1] ?? '').href === import.meta.url) {
  const chosen = process.argv.slice(2).map(Number)
  const missed = mutants
    .filter((_, number) => chosen.length === 0 || chosen.includes(number))
    .filter((mutant) => !isCaught(mutant))
  process.exitCode = missed.length > 0 ? 1 : 0
}

/** @param {typeof mutants[number]} mutant */
function isCaught({ name, from, to }) {
  const folder = mkdtempSync(join(tmpdir(), 'mutant-'))
  const script = join(folder, 'run.sh')
  writeFileSync(
    script,
    runtime.replace(from, () => to),
    { mode: 0o755 },
  )
  const caught = caughtBy(script)
  rmSync(folder, { recursive: true })
  console.log(caught === undefined ? `MISSED  ${name}` : `caught  ${name}  by ${caught}`)
  return caught !== undefined
}

/** @param {string} script */
function caughtBy(script) {
  for (const suite of suites) {
    const words = ['vitest', 'run', `test/runtime/${suite}.test.ts`, '--bail', '1']
    const { status, stdout } = spawnSync('npx', words, {
      env: { ...process.env, PLAN_TEST_SCRIPT: script },
      encoding: 'utf8',
    })
    if (status === 0) continue
    const first = /(?:×|FAIL) +(?:test\/runtime\/\S+ > )?(.*)/.exec(stripVTControlCharacters(stdout))?.[1]
    return `${suite}: ${first}`
  }
  return undefined
}
