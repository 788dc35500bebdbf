import type { Target } from '../target.ts'
import { claudeCode } from './claude-code.ts'
import { dot } from './dot.ts'
import { json } from './json.ts'
import { just } from './just.ts'
import { mermaid } from './mermaid.ts'
import { prompts } from './prompts.ts'
import { shell } from './shell.ts'
import { text } from './text.ts'

/** In the order in which their files are listed: what is written first, what is only shown last. */
export const targets: readonly Target[] = [prompts, shell, just, claudeCode, json, text, mermaid, dot]
