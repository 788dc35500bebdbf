/**
 * The import law: who may import whom (the picture is in docs/architecture.md).
 * Each rule's `comment` says what to do instead; test/import-law.test.ts breaks each of them once.
 */

const MARKDOWN =
  'node_modules/(@types/)?(unified|remark-[^/]+|mdast[^/]*|micromark[^/]*|unist[^/]*|vfile[^/]*)/'

export const REPORTERS =
  '^src/reporters/(pretty|concise|grouped|markdown|json|jsonl|sarif|github|gitlab|junit|checkstyle|rdjson|agent)\\.ts$'

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    // Floors import only below.
    {
      name: 'ground',
      comment:
        'source/ imports nothing of ours. Move what knows more than text and places up to the floor that needs it.',
      severity: 'error',
      from: { path: '^src/source/' },
      to: { path: '^src/', pathNot: '^src/source/' },
    },
    {
      name: 'nouns',
      comment:
        'plan/ and diagnostics/ know only source/, not each other. Code that needs both, or more, is work: it belongs to the workshop that does it.',
      severity: 'error',
      from: { path: '^src/(plan|diagnostics)/' },
      to: { path: '^src/', pathNot: ['^src/source/', '^src/$1/'] },
    },
    {
      name: 'workshops-are-strangers',
      comment:
        'parser/, analyzer/, codegen/, proof/ and reporters/ never meet. Put what two of them share into plan/ or diagnostics/ and give it a name, or let compile.ts hand it over.',
      severity: 'error',
      from: { path: '^src/(parser|analyzer|codegen|reporters|proof)/' },
      to: { path: '^src/', pathNot: ['^src/(source|plan|diagnostics|generated)/', '^src/$1/'] },
    },
    {
      name: 'page',
      comment:
        'compile.ts, load.ts and mend.ts are the pipeline, without a machine and without an opinion. Pass tools, hosts and facts in (Toolbox, Host, Workspace).',
      severity: 'error',
      from: { path: '^src/(compile|load|mend)\\.ts$' },
      to: {
        path: '^src/',
        pathNot: [
          '^src/(source|plan|diagnostics|parser|analyzer|codegen)/',
          '^src/(compile|load|mend)\\.ts$',
        ],
      },
    },
    {
      name: 'edges',
      comment:
        'config/ and workspace/ know the pipeline, not each other and not who calls them. Let cli/ or lsp/ pass the one to the other.',
      severity: 'error',
      from: { path: '^src/(config|workspace)/' },
      to: { path: '^src/(config|workspace|cli|lsp|index\\.ts$)', pathNot: '^src/$1/' },
    },
    {
      name: 'doors',
      comment:
        'cli/ and lsp/ are two doors of one house. Move what both need down to workspace/, config/ or compile.ts.',
      severity: 'error',
      from: { path: '^src/(cli|lsp)/' },
      to: { path: '^src/(cli|lsp|index\\.ts$)', pathNot: '^src/$1/' },
    },
    {
      name: 'package-door',
      comment:
        'index.ts is what others import, in Node or in a browser. Export the pure core from it; what touches the machine stays in workspace/, cli/ and lsp/.',
      severity: 'error',
      from: { path: '^src/index\\.ts$' },
      to: { path: '^src/(workspace|cli|lsp)/' },
    },
    {
      name: 'program-stands-alone',
      comment:
        'src/ is what people install. Move what it shares with tests, scripts or benchmarks into src/, and import it from there.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|scripts|bench)/' },
    },

    // No circle.
    {
      name: 'no-circle',
      comment: 'Types count too. Move what both files need into a third one below them, and give it a name.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },

    {
      name: 'record',
      comment:
        'record/ edits documents as parser/ reads them, and knows nothing else: no machine, no script, no caller. Hand it the results (record/results.ts).',
      severity: 'error',
      from: { path: '^src/record/' },
      to: { path: '^src/', pathNot: '^src/(source|plan|diagnostics|parser|generated|record)/' },
    },

    // Siblings do not touch.
    siblings(
      'rules',
      '^src/analyzer/rules/',
      'Move what two rules share down to analyzer/ (or plan/, if it is a question about plans).',
    ),
    siblings(
      'dialects',
      '^src/parser/dialects/',
      'Move what two dialects share down to parser/, as fields.ts does.',
    ),
    siblings(
      'targets',
      '^src/codegen/targets/',
      'Move what two targets share down to codegen/; what is decided belongs into the schedule.',
    ),
    {
      name: 'reporters-do-not-touch',
      comment:
        'A reporter never imports a reporter. Give what two reporters share a file and a name of its own.',
      severity: 'error',
      from: { path: REPORTERS },
      to: { path: REPORTERS },
    },

    // The machine is at the edge.
    {
      name: 'node-at-the-edge',
      comment:
        'The core is pure and runs in a browser. Read and write through Host and Workspace, whose Node side lives in workspace/.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/((workspace|cli|lsp)/|testing\\.ts$)' },
      to: { dependencyTypes: ['core'] },
    },

    // One door per library.
    {
      name: 'markdown-stays-in-the-parser',
      comment:
        'Only parser/ knows Markdown syntax trees. Ask for a Section or a Field instead (parser/section.ts).',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/parser/' },
      to: { path: MARKDOWN },
    },
    {
      name: 'markdown-door',
      comment:
        'Only parser/markdown.ts runs unified, remark, mdast and micromark; the rest of parser/ may import their types.',
      severity: 'error',
      from: { path: '^src/parser/', pathNot: '^src/parser/markdown\\.ts$' },
      to: { path: MARKDOWN, dependencyTypesNot: ['type-only'] },
    },
    door(
      'graphlib',
      'node_modules/@dagrejs/graphlib/',
      '^src/analyzer/graph\\.ts$',
      'Ask TaskGraph (analyzer/graph.ts).',
    ),
    door(
      'handlebars',
      'node_modules/handlebars/',
      '^src/(codegen/templates\\.ts|generated/.*)$',
      'Call `render` (codegen/templates.ts).',
    ),
    door(
      'yaml',
      'node_modules/yaml/',
      '^src/parser/(frontmatter|data)\\.ts$',
      'Read YAML and JSON through parser/frontmatter.ts or parser/data.ts, which keep places.',
    ),
    door(
      'ajv',
      'node_modules/ajv[^/]*/',
      '^$',
      'Import a validator from src/generated/schemas.js: schemas are compiled by scripts/generate.mjs.',
    ),
    door(
      'picomatch',
      'node_modules/(@types/)?picomatch/',
      '^src/workspace/glob\\.ts$',
      'Ask Host.glob for files, or plan/globs.ts whether two patterns meet.',
    ),
    door(
      'momoa',
      'node_modules/@humanwhocodes/momoa/',
      '^src/config/json-value\\.ts$',
      'Read configuration files through config/json-value.ts, which keeps places.',
    ),
    door(
      'ignore',
      'node_modules/ignore/',
      '^src/workspace/ignored\\.ts$',
      'Ask discover (workspace/discover.ts) for files.',
    ),
    door(
      'ts-morph',
      'node_modules/(ts-morph|@ts-morph|typescript)/',
      '^src/workspace/typescript(-imports)?\\.ts$',
      'Ask Workspace (plan/workspace.ts).',
    ),

    // What is imported exists.
    {
      name: 'declared',
      comment:
        'Name the package in package.json, or mend the path. (`npm run generate` writes src/generated/.)',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/generated/.*\\.d\\.ts$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.d.ts'],
    },
  },
}

/**
 * Files of one kind in one folder, with a registry `index.ts` that alone imports them all.
 *
 * @param {string} kind
 * @param {string} folder
 * @param {string} instead
 * @returns {import('dependency-cruiser').IForbiddenRuleType}
 */
function siblings(kind, folder, instead) {
  return {
    name: `${kind}-do-not-touch`,
    comment: `Siblings are strangers, and only the registry index.ts knows them all. ${instead}`,
    severity: 'error',
    from: { path: `${folder}(?!index\\.ts$)([^/.]+)` },
    to: { path: folder, pathNot: `${folder}$1[./]` },
  }
}

/**
 * @param {string} library
 * @param {string} path where the library lives
 * @param {string} keeper the only files that may import it
 * @param {string} instead
 * @returns {import('dependency-cruiser').IForbiddenRuleType}
 */
function door(library, path, keeper, instead) {
  return {
    name: `${library}-door`,
    comment: `One door per library. ${instead}`,
    severity: 'error',
    from: { path: '^src/', pathNot: keeper },
    to: { path },
  }
}
