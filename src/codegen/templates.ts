import Handlebars from 'handlebars/runtime.js'
import { templates } from '../generated/templates.js'
import { code, fence, js, just, justString, md, name, path, sh, toml, yaml } from './escape.ts'

/** Renders a template by its path below `templates/`, e.g. `just/justfile.hbs`. */
export type Render = (template: string, view: object) => string

/** What a template may call: each value in it passes through the helper of the language that it stands in. */
export const helpers = { sh, just, justString, yaml, toml, js, md, code, fence, name, path } as const

/** The templates of the build, each loaded when it is first used. */
export function createRender(): Render {
  // The types of the runtime build are those of the whole library.
  const engine = (Handlebars as unknown as typeof import('handlebars')).create()
  for (const [called, helper] of Object.entries(helpers))
    engine.registerHelper(called, ofStrings(called, helper))
  const loaded = new Map<string, HandlebarsTemplateDelegate>()
  return (template, view) => {
    const run = loaded.get(template) ?? engine.template(precompiled(template))
    loaded.set(template, run)
    return run(view)
  }
}

/** Handlebars hands over whatever the view holds, and its own options last. */
function ofStrings(called: string, helper: (text: string, language?: string) => string) {
  return (...values: unknown[]): string => {
    const [text, language] = values.slice(0, -1)
    if (typeof text !== 'string') throw new Error(`{{${called}}} got ${JSON.stringify(text)} for a text`)
    return typeof language === 'string' ? helper(text, language) : helper(text)
  }
}

function precompiled(template: string): TemplateSpecification {
  const specification = templates[template]
  if (specification === undefined) throw new Error(`there is no template ${template}`)
  return specification
}
