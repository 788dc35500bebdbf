/**
 * The door of the package: the pure core, which reads and writes nothing by itself and also runs in a browser.
 *
 *     const { plan, schedule, diagnostics } = await check('plan.md', host, { dialects, rules, workspace: noWorkspace })
 */

export type { Options, OptionValue, RuleOption } from './analyzer/option.ts'
export type { Rule, RuleInput } from './analyzer/rule.ts'
export { rules } from './analyzer/rules/index.ts'
export type { Artifact, FileTree } from './codegen/artifact.ts'
export { emit } from './codegen/emit.ts'
export { planSlug, slugsOf } from './codegen/slugs.ts'
export type { EmitInput, Target } from './codegen/target.ts'
export { targets } from './codegen/targets/index.ts'
export { createRender, type Render } from './codegen/templates.ts'
export { type Checked, type Checker, check } from './compile.ts'
export { defineRule, type OwnRule } from './config/own-rule.ts'
export type { Diagnostic, Finding, Related, Severity, Signature } from './diagnostics/diagnostic.ts'
export type { Fix, TextEdit } from './diagnostics/fix.ts'
export { fingerprintOf, type Identity, identitiesOf } from './diagnostics/identity.ts'
export { version } from './generated/version.js'
export type { Dialect, Document } from './parser/dialect.ts'
export { dialects } from './parser/dialects/index.ts'
export type * from './plan/plan.ts'
export type { Policy } from './plan/policy.ts'
export type { Schedule, Serialised, Slot, Wave } from './plan/schedule.ts'
export { tasksOf } from './plan/walk.ts'
export { noWorkspace, type Workspace } from './plan/workspace.ts'
export { formats } from './reporters/index.ts'
export type { Account, Appearance, Format, Reporter } from './reporters/reporter.ts'
export type { Host } from './source/host.ts'
export { type Position, positionAt, type SourceFile } from './source/source-file.ts'
export type { Located, SourceSpan } from './source/span.ts'
