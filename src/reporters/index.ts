import { agent } from './agent.ts'
import { concise } from './concise.ts'
import { pretty } from './pretty.ts'
import type { Format } from './reporter.ts'

/** For people first, then for machines: programs, build servers, agents. */
export const formats: readonly Format[] = [
  {
    id: 'pretty',
    summary: 'the text around each finding, with every place that belongs to it; then a summary',
    load: async () => pretty,
  },
  {
    id: 'concise',
    summary: '`path:line:col: severity CODE name: message`, one line each',
    load: async () => concise,
  },
  {
    id: 'grouped',
    summary: 'the findings of each file under its path, in columns; then a summary',
    load: async () => (await import('./grouped.ts')).grouped,
  },
  {
    id: 'markdown',
    summary: 'a heading and a table, for step summaries and comments',
    load: async () => (await import('./markdown.ts')).markdown,
  },
  {
    id: 'json',
    summary: 'one document by `schemas/report.schema.json`, also where there is nothing to say',
    load: async () => (await import('./json.ts')).json,
  },
  {
    id: 'jsonl',
    summary: 'one JSON object for each finding, a line each: what is in `diagnostics` of `json`',
    load: async () => (await import('./jsonl.ts')).jsonl,
  },
  {
    id: 'sarif',
    summary: 'SARIF 2.1.0, with the pages of the rules, cycles as code flows, fixes, stable fingerprints',
    load: async () => (await import('./sarif.ts')).sarif,
  },
  {
    id: 'github',
    summary: 'workflow commands that become annotations, the worst first',
    load: async () => (await import('./github.ts')).github,
  },
  {
    id: 'gitlab',
    summary: 'a Code Quality report',
    load: async () => (await import('./gitlab.ts')).gitlab,
  },
  {
    id: 'junit',
    summary: 'JUnit XML: a suite for each file, a failed test for each error and warning',
    load: async () => (await import('./junit.ts')).junit,
  },
  {
    id: 'checkstyle',
    summary: 'Checkstyle XML',
    load: async () => (await import('./checkstyle.ts')).checkstyle,
  },
  {
    id: 'rdjson',
    summary: 'Reviewdog Diagnostic Format, with fixes as suggestions',
    load: async () => (await import('./rdjson.ts')).rdjson,
  },
  {
    id: 'agent',
    summary: '`path:line:col: severity CODE name: message help: the next move`, one line each',
    load: async () => agent,
  },
]
