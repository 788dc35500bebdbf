/** Renders a template by its path below `templates/`, e.g. `just/justfile.hbs`. */
export type Render = (template: string, view: object) => string
