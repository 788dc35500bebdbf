import {
  type FunctionLikeDeclaration,
  Node,
  Project,
  type SourceFile,
  type Statement,
  SyntaxKind,
} from 'ts-morph'
import type { ModuleFacts, Stub } from '../proof/evidence.ts'
import { notDone } from '../proof/stubs.ts'

/** Larger ones are made by programs. */
const LONGEST = 1_000_000

/** Takes modules apart by their syntax alone: no other file is read, no type is asked for. */
export function moduleReader(): (path: string, text: string) => ModuleFacts | undefined {
  const project = new Project({
    useInMemoryFileSystem: true,
    skipFileDependencyResolution: true,
    skipLoadingLibFiles: true,
    compilerOptions: { allowJs: true, noResolve: true },
  })
  return (path, text) => {
    if (text.length > LONGEST) return undefined
    const extension = /\.\w+$/.exec(path)?.[0] ?? '.ts'
    try {
      const file = project.createSourceFile(`/module${extension}`, text, { overwrite: true })
      return { exports: exportsOf(file), stars: starsOf(file), stubs: stubsIn(file) }
    } catch (error) {
      if (error instanceof RangeError) return undefined // nested deeper than the parser can go
      throw error
    }
  }
}

function exportsOf(file: SourceFile): ReadonlySet<string> {
  return new Set(
    file.getStatements().flatMap((statement) => [...declaredBy(statement), ...assignedBy(statement)]),
  )
}

function declaredBy(statement: Statement): readonly string[] {
  if (Node.isExportDeclaration(statement)) {
    const space = statement.getNamespaceExport()
    const named = statement.getNamedExports().map((one) => one.getAliasNode()?.getText() ?? one.getName())
    return space ? [space.getName()] : named
  }
  if (Node.isExportAssignment(statement)) return ['default']
  if (!Node.isExportable(statement) || !statement.hasExportKeyword()) return []
  const names = Node.isVariableStatement(statement)
    ? statement.getDeclarations().flatMap((one) => boundIn(one.getNameNode()))
    : Node.hasName(statement)
      ? [statement.getName()]
      : []
  return statement.hasDefaultKeyword() ? ['default', ...names] : names
}

/** `const { a, b: [c] } = …` binds a and c. */
function boundIn(name: Node): readonly string[] {
  if (Node.isIdentifier(name)) return [name.getText()]
  return name
    .getDescendantsOfKind(SyntaxKind.BindingElement)
    .map((element) => element.getNameNode())
    .filter(Node.isIdentifier)
    .map((identifier) => identifier.getText())
}

/** `module.exports = { a, b: 1 }`, `exports.a = …`. */
function assignedBy(statement: Statement): readonly string[] {
  const expression = Node.isExpressionStatement(statement) ? statement.getExpression() : undefined
  if (!Node.isBinaryExpression(expression)) return []
  const target = expression.getLeft().getText()
  const member = /^(?:module\.)?exports\.([\w$]+)$/.exec(target)?.[1]
  if (member !== undefined) return [member]
  const value = expression.getRight()
  if (target !== 'module.exports') return []
  if (!Node.isObjectLiteralExpression(value)) return ['default']
  return ['default', ...value.getProperties().flatMap((one) => (Node.hasName(one) ? [one.getName()] : []))]
}

function starsOf(file: SourceFile): readonly string[] {
  return file.getExportDeclarations().flatMap((one) => {
    const isStar = !one.hasNamedExports() && !one.getNamespaceExport()
    return isStar ? (one.getModuleSpecifierValue() ?? []) : []
  })
}

function stubsIn(file: SourceFile): readonly Stub[] {
  const empty = emptyModule(file)
  if (empty !== undefined) return [{ line: 1, text: '', what: empty }]
  const stubs: Stub[] = []
  file.forEachDescendant((node) => {
    const what = isFunction(node) ? stubOf(node) : undefined
    if (what !== undefined) stubs.push({ line: node.getStartLineNumber(), text: firstLine(node), what })
  })
  return stubs
}

function firstLine(node: Node): string {
  return node.getText().split('\n', 1)[0]?.trim().slice(0, 1000) ?? ''
}

function emptyModule(file: SourceFile): string | undefined {
  const statements = file.getStatements()
  if (statements.length === 0) {
    return notDone.test(file.getFullText()) ? 'holds nothing but a comment that promises work' : undefined
  }
  const isNothing = (statement: Statement) => {
    if (Node.isExportAssignment(statement))
      return /^(?:\{\s*\}|null|undefined)$/.test(statement.getExpression().getText())
    return (
      Node.isExportDeclaration(statement) &&
      !statement.hasModuleSpecifier() &&
      declaredBy(statement).length === 0
    )
  }
  return statements.every(isNothing) ? 'exports nothing' : undefined
}

type Bodied = FunctionLikeDeclaration & Node

function isFunction(node: Node): node is Bodied {
  return Node.isFunctionLikeDeclaration(node) || Node.isFunctionExpression(node)
}

function stubOf(node: Bodied): string | undefined {
  const body = Node.isBodyable(node) || Node.isBodied(node) ? node.getBody() : undefined
  if (!Node.isBlock(body)) return undefined
  const name = nameOf(node)
  const [first, ...others] = body.getStatements()
  if (others.length > 0) return undefined
  const promises = notDone.test(body.getText())
  if (first === undefined) {
    if (promises) return `holds no more than a promise of ${name}`
    return isExportedFunction(node) ? `exports ${name} with nothing in it` : undefined
  }
  if (Node.isThrowStatement(first) && promises) return `only throws in ${name}, because it is not implemented`
  return Node.isReturnStatement(first) && isEmptyValue(first.getExpression()) && promisesInComment(body)
    ? `holds no more than a promise of ${name}`
    : undefined
}

/** Names end in messages: short. */
function nameOf(node: Bodied): string {
  const parent = node.getParent()
  const holder = Node.hasName(node) ? node : Node.isVariableDeclaration(parent) ? parent : undefined
  const name = holder && Node.hasName(holder) ? holder.getName() : undefined
  return name ? `\`${name.slice(0, 80)}\`` : 'a function'
}

/** What is called a no-op is one. */
function isExportedFunction(node: Bodied): boolean {
  if (/no_?op/i.test(nameOf(node))) return false
  if (Node.isFunctionDeclaration(node)) return node.isExported()
  const statement = node.getParentIfKind(SyntaxKind.VariableDeclaration)?.getVariableStatement()
  return statement?.isExported() ?? false
}

function isEmptyValue(value: Node | undefined): boolean {
  return (
    value === undefined || /^(?:null|undefined|true|false|0|\{\s*\}|\[\s*\]|''|"")$/.test(value.getText())
  )
}

function promisesInComment(body: Node): boolean {
  return body
    .getText()
    .split('\n')
    .some((line) => /\/[/*]|^\s*\*/.test(line) && notDone.test(line))
}
