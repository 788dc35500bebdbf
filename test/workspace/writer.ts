import fs, { readFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { fileTree } from '../../src/codegen/artifact.ts'
import { writeTree } from '../../src/workspace/write-tree.ts'

/**
 * A process of its own that writes the tree in `tree.json` below the folder that it is given, and kills itself right
 * before the step with the given number: each call that changes the file system is one.
 */
const [, , root = '', step = 'Infinity'] = process.argv
const tree = fileTree(JSON.parse(readFileSync(join(root, 'tree.json'), 'utf8')))
let left = Number(step)

function mortal<A extends readonly unknown[], R>(change: (...given: A) => R): (...given: A) => R {
  return (...given) => {
    left--
    if (left === 0) process.kill(process.pid, 'SIGKILL')
    return change(...given)
  }
}

fs.openSync = mortal(fs.openSync)
fs.writeFileSync = mortal(fs.writeFileSync)
fs.renameSync = mortal(fs.renameSync)
fs.rmSync = mortal(fs.rmSync)
fs.rmdirSync = mortal(fs.rmdirSync)
syncBuiltinESMExports()

writeTree(tree, {
  root,
  owned: ['.plan/ship', '.claude/commands/ship'],
  kept: ['.plan/ship/state'],
  plan: 'plan.md',
  exists: () => false,
  force: false,
  dryRun: false,
})
