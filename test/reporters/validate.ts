import { readFileSync } from 'node:fs'
import type { ValidateFunction } from 'ajv'
import Ajv from 'ajv/dist/2020.js'
import AjvDraft04 from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import { validateXML } from 'xmllint-wasm'

/** What is wrong with reports of a format, by its schema; empty: nothing. */
export type Validate = (reports: readonly string[]) => Promise<readonly string[]>

/** A validator for each format that has a schema. */
export const validators: Readonly<Record<string, Validate>> = {
  json: byJsonSchema(ajv().compile(read('schemas/report.schema.json'))),
  jsonl: lineByLine(
    ajv()
      .addSchema(read('schemas/report.schema.json'), 'report')
      .compile({ $ref: 'report#/$defs/diagnostic' }),
  ),
  sarif: byJsonSchema(sarifValidator()),
  gitlab: byJsonSchema(ajv().compile(read('test/reporters/schemas/gitlab-code-quality.schema.json'))),
  rdjson: byJsonSchema(ajv().compile(read('test/reporters/schemas/rdjson.schema.json'))),
  junit: byXmlSchema('test/reporters/schemas/junit.xsd'),
  checkstyle: byXmlSchema('test/reporters/schemas/checkstyle.xsd'),
}

function ajv() {
  return new Ajv.default({ allErrors: true, strict: true, allowUnionTypes: true })
}

/** A pattern of the official schema is no regular expression under the `u` flag. */
function sarifValidator(): ValidateFunction {
  const schema = read('node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')
  const draft04 = new AjvDraft04.default({ allErrors: true, strict: false, unicodeRegExp: false })
  addFormats.default(draft04)
  return draft04.compile(schema)
}

function read(path: string) {
  return JSON.parse(readFileSync(path, 'utf8'))
}

function byJsonSchema(validate: ValidateFunction): Validate {
  return async (reports) => reports.flatMap((report) => problemsOf(validate, report))
}

function lineByLine(validate: ValidateFunction): Validate {
  return async (reports) =>
    reports
      .flatMap((report) => report.split('\n').filter((line) => line !== ''))
      .flatMap((line) => problemsOf(validate, line))
}

function problemsOf(validate: ValidateFunction, text: string): readonly string[] {
  if (validate(JSON.parse(text))) return []
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}\n${text}`)
}

function byXmlSchema(path: string): Validate {
  return async (reports) => {
    const xml = reports.map((contents, index) => ({ fileName: `${index}.xml`, contents }))
    const { errors } = await validateXML({ xml, schema: [readFileSync(path, 'utf8')] })
    return errors.map(({ rawMessage }) => rawMessage)
  }
}
