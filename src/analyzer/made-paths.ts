/** Who makes what lies at a normalised path, if it is a tool: `node_modules/…` is the package manager's. */
export function makerOf(path: string): string | undefined {
  return makers.find(([pattern]) => pattern.test(path))?.[1]
}

const makers: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\/)\.git(?:\/|$)/, 'git itself'],
  [/(?:^|\/)node_modules(?:\/|$)/, 'the package manager'],
  [/(?:^|\/)(?:\.venv|venv|site-packages|__pycache__)(?:\/|$)/, 'Python'],
  [/(?:^|\/)(?:\.next|\.nuxt|\.svelte-kit|\.turbo|\.gradle|DerivedData)(?:\/|$)/, 'the build'],
  [/^(?:(?:packages|apps|crates)\/[^/]+\/)?dist(?:\/|$)/, 'the build'],
  [/(?:^|\/)target\/(?:debug|release|classes)(?:\/|$)/, 'the build'],
  [/(?:^|\/)build\/(?:classes|libs|outputs|intermediates)(?:\/|$)/, 'the build'],
]
