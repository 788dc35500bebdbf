import { ts } from 'ts-morph'

/** A module that another one names. */
export interface Specifier {
  readonly name: string
  /** Where it is written, without its quotes. */
  readonly start: number
  readonly end: number
}

/**
 * The modules whose code runs when this one does: imported, exported again, required, loaded with a literal. What is
 * imported as a type alone is gone before a test runs.
 */
export function specifiersIn(path: string, text: string): readonly Specifier[] {
  const code = /\.(?:vue|svelte|astro)$/.test(path) ? scriptsOf(text) : text
  const kind = /\.(?:ts|mts|cts)$/.test(path) ? ts.ScriptKind.TS : ts.ScriptKind.TSX
  const found: Specifier[] = []
  const visit = (node: ts.Node, file: ts.SourceFile): void => {
    const literal = literalOf(node)
    if (literal)
      found.push({ name: literal.text, start: literal.getStart(file) + 1, end: literal.getEnd() - 1 })
    ts.forEachChild(node, (child) => visit(child, file))
  }
  try {
    const file = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, false, kind)
    visit(file, file)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error // nested deeper than can be followed
  }
  return found
}

/** What is not script is blanked, so that places stay right. */
function scriptsOf(text: string): string {
  const blank = (part: string) => part.replace(/[^\n]/g, ' ')
  let [code, end] = ['', 0]
  for (const match of text.matchAll(/(<script\b[^>]*>)([\s\S]*?)<\/script>/gi)) {
    const [, opening = '', script = ''] = match
    const start = match.index + opening.length
    code += blank(text.slice(end, start)) + script
    end = start + script.length
  }
  return code + blank(text.slice(end))
}

function literalOf(node: ts.Node): ts.StringLiteralLike | undefined {
  if (ts.isImportDeclaration(node))
    return isErased(node.importClause) ? undefined : literal(node.moduleSpecifier)
  if (ts.isExportDeclaration(node)) return node.isTypeOnly ? undefined : literal(node.moduleSpecifier)
  if (ts.isImportEqualsDeclaration(node))
    return ts.isExternalModuleReference(node.moduleReference) && !node.isTypeOnly
      ? literal(node.moduleReference.expression)
      : undefined
  if (ts.isCallExpression(node)) return loads(node) ? literal(node.arguments[0]) : undefined
  // new URL('./worker.ts', import.meta.url)
  return ts.isNewExpression(node) && named(node.expression) === 'URL' && node.arguments?.length === 2
    ? literal(node.arguments[0])
    : undefined
}

function isErased(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false
  if (clause.isTypeOnly) return true
  const names = clause.namedBindings
  const isAllTypes = names && ts.isNamedImports(names) && names.elements.every((one) => one.isTypeOnly)
  return clause.name === undefined && isAllTypes === true && names.elements.length > 0
}

const LOADERS = new Set(['require', 'require.resolve', 'jest.requireActual', 'vi.importActual'])

function loads({ expression }: ts.CallExpression): boolean {
  return expression.kind === ts.SyntaxKind.ImportKeyword || LOADERS.has(named(expression))
}

function named(node: ts.Node): string {
  if (ts.isIdentifier(node)) return node.text
  return ts.isPropertyAccessExpression(node) ? `${named(node.expression)}.${node.name.text}` : ''
}

function literal(node: ts.Node | undefined): ts.StringLiteralLike | undefined {
  return node && ts.isStringLiteralLike(node) ? node : undefined
}

/** The files that modules are looked for among; paths are relative to the root. */
export interface ModuleFiles {
  has(path: string): boolean
  text(path: string): string | undefined
  /** The folders of the repository's own packages, by name: they mean their source, wherever they are installed. */
  readonly packages: ReadonlyMap<string, string>
}

/** The file that a module means by a name, as TypeScript's own resolution with the nearest `tsconfig.json` has it. */
export function moduleResolver(files: ModuleFiles): (name: string, from: string) => string | undefined {
  const host = hostOf(files)
  const settings = new Map<string, Settings>()
  const settingsAt = (folder: string): Settings => {
    const known = settings.get(folder) ?? readSettings(folder, files, host, settingsAt)
    settings.set(folder, known)
    return known
  }
  return (name, from) => {
    const { options, cache } = settingsAt(folderOf(from))
    const { resolvedModule } = ts.resolveModuleName(name, ROOT + from, options, host, cache)
    return resolvedModule && inside(resolvedModule.resolvedFileName)
  }
}

/** No folder of this machine: nothing is looked for outside of `ModuleFiles`. */
const ROOT = '/repository/'

interface Settings {
  readonly options: ts.CompilerOptions
  readonly cache: ts.ModuleResolutionCache
}

function readSettings(
  folder: string,
  files: ModuleFiles,
  host: ts.ParseConfigHost & ts.ModuleResolutionHost,
  settingsAt: (folder: string) => Settings,
): Settings {
  const inFolder = (name: string) => (folder === '' ? name : `${folder}/${name}`)
  const path = ['tsconfig.json', 'jsconfig.json'].map(inFolder).find((one) => files.has(one))
  if (path === undefined && folder !== '') return settingsAt(folderOf(folder))
  const own = path === undefined ? {} : optionsIn(ROOT + path, host)
  const options: ts.CompilerOptions = {
    ...own,
    ...FOLLOWED,
    paths: { ...own.paths, ...packagePaths(files.packages) },
  }
  return { options, cache: ts.createModuleResolutionCache(ROOT, (name) => name, options) }
}

/** Whatever the project is built with: everything that can be followed is. */
const FOLLOWED: ts.CompilerOptions = {
  allowJs: true,
  resolveJsonModule: true,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
}

/** A project may only point to others, which then say what its names mean. */
function optionsIn(path: string, host: ts.ParseConfigHost): ts.CompilerOptions {
  const { config } = ts.readConfigFile(path, host.readFile)
  const { options, projectReferences = [] } = ts.parseJsonConfigFileContent(
    config ?? {},
    host,
    folderOf(path),
  )
  if (options.paths !== undefined) return options
  for (const reference of projectReferences) {
    const other = host.fileExists(reference.path) ? reference.path : `${reference.path}/tsconfig.json`
    if (other === path || !host.fileExists(other)) continue
    const { config: inner } = ts.readConfigFile(other, host.readFile)
    const { options: theirs } = ts.parseJsonConfigFileContent(inner ?? {}, host, folderOf(other))
    if (theirs.paths !== undefined) return theirs
  }
  return options
}

function packagePaths(packages: ModuleFiles['packages']): ts.MapLike<string[]> {
  return Object.fromEntries(
    [...packages].flatMap(([name, folder]) => {
      const at = ROOT + (folder === '' ? '' : `${folder}/`)
      return [
        [name, [`${at}src/index`, `${at}index`, at]],
        [`${name}/*`, [`${at}*`, `${at}src/*`]],
      ]
    }),
  )
}

function hostOf({ has, text }: ModuleFiles): ts.ParseConfigHost & ts.ModuleResolutionHost {
  const within = (path: string) => inside(path)
  return {
    useCaseSensitiveFileNames: true,
    getCurrentDirectory: () => ROOT,
    fileExists: (path) => has(within(path) ?? ''),
    readFile: (path) => text(within(path) ?? ''),
    // What a project compiles is of no interest here, only how it resolves.
    readDirectory: () => [],
  }
}

function inside(path: string): string | undefined {
  return path.startsWith(ROOT) ? path.slice(ROOT.length) : undefined
}

function folderOf(path: string): string {
  return path.replace(/\/?[^/]*$/, '')
}
