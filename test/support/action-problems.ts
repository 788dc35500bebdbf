import { spawnSync } from 'node:child_process'
import { buildSync } from 'esbuild'

/**
 * What GitHub's own parser finds wrong with an `action.yml`. It is bundled first: it imports JSON in a way that Node
 * refuses.
 */
export function actionProblems(contents: string): readonly string[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-', contents], {
    input: parser(),
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}

const SCRIPT = `
  import { NoOperationTraceWriter } from '@actions/workflow-parser'
  import { parseAction } from '@actions/workflow-parser/actions/action-parser'
  const file = { name: 'action.yml', content: process.argv[2] ?? '' }
  const { context } = parseAction(file, new NoOperationTraceWriter())
  console.log(JSON.stringify(context.errors.getErrors().map(({ message }) => message)))
`

function parser(): string {
  const { outputFiles } = buildSync({
    stdin: { contents: SCRIPT, resolveDir: import.meta.dirname },
    bundle: true,
    format: 'esm',
    platform: 'node',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire('file:///');" },
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}
