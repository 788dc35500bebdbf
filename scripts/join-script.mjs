import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The execution script is written in parts, and emitted as one file: `templates/shell/run/*.sh` in the order of their
 * names, with `templates/shell/adapters/*.sh`, one for each agent client, after the part `56-agent`.
 *
 * @param {string} root the repository
 * @returns {string | undefined} the text of `run.sh`; `undefined` if there are no parts
 */
export function joinScript(root) {
  const parts = partsIn(join(root, 'templates/shell/run'), '')
  if (parts.length === 0) return undefined
  const adapters = partsIn(join(root, 'templates/shell/adapters'), '58-')
  return [...parts, ...adapters]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ text }) => text)
    .join('\n')
}

/** Is the template at this path (below `templates/`) a part of the script, which is no file of its own? */
export function isPartOfScript(/** @type {string} */ path) {
  return /^shell\/(run|adapters)\//.test(path)
}

/**
 * @param {string} folder
 * @param {string} prefix where its files stand among the parts
 */
function partsIn(folder, prefix) {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sh'))
    .map((name) => ({ name: `${prefix}${name}`, text: readFileSync(join(folder, name), 'utf8') }))
}
