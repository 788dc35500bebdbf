// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is shell
/**
 * Removes one protection of the execution script at a time, and runs the tests: they must notice.
 *
 *   node test/runtime/mutants.mjs [NUMBER…]    one line per mutant; 1 if one was missed. Takes minutes.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
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
  const script = join(mkdtempSync(join(tmpdir(), 'mutant-')), 'run.sh')
  writeFileSync(
    script,
    runtime.replace(from, () => to),
    { mode: 0o755 },
  )
  for (const suite of [
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
    'crash-points',
    'torture',
  ]) {
    const words = ['vitest', 'run', `test/runtime/${suite}.test.ts`, '--bail', '1']
    const { status, stdout } = spawnSync('npx', words, {
      env: { ...process.env, PLAN_TEST_SCRIPT: script },
      encoding: 'utf8',
    })
    if (status === 0) continue
    const first = /(?:×|FAIL) +(?:test\/runtime\/\S+ > )?(.*)/.exec(stdout)?.[1]
    console.log(`caught  ${name}  by ${suite}: ${first}`)
    return true
  }
  console.log(`MISSED  ${name}`)
  return false
}
