import type { FileChange } from '../../plan/plan.ts'

/** Endings that make a bare word a file name; with a `/` any ending will do. */
const endings = new Set(
  (
    'astro bash bat c cc cfg clj cljs cmake conf cpp cs css csv cts dart db env ex exs fish go gql gradle graphql h hbs hpp hs html ini ' +
    'ipynb java jinja jl js json json5 jsonc jsonl jsx just kt kts less lock log lua m md mdx mjs ml mmd mts nix php pl plist png prisma ' +
    'proto ps1 py pyi r rake rb rs rst sass scala scm scss sh sol sql sqlite svelte svg swift tape tf toml ts tsv tsx txt vim vue wasm webp ' +
    'xml yaml yml zig zsh'
  ).split(' '),
)
const bareNames =
  /^(?:Makefile|Dockerfile|Justfile|justfile|Gemfile|Rakefile|Procfile|LICENSE|CODEOWNERS|Brewfile|Vagrantfile|Jenkinsfile)$/

/** Whether a code span is a path rather than a command, a name in code or a route. */
export function looksLikePath(text: string): boolean {
  const { path } = parts(text)
  if (
    path === '' ||
    /[\s<>"'`|;=?!]/.test(path) ||
    variable.test(path) ||
    /\w\(\)?$|\(\)|^[-+@#]|:\/\/|::/.test(path)
  )
    return false
  const last = path.split('/').filter(Boolean).at(-1) ?? ''
  if (bareNames.test(last)) return true
  const ending = /\.([A-Za-z0-9]+)$/.exec(last)?.[1]
  if (ending !== undefined && endings.has(ending.toLowerCase()))
    return !/^\.[a-z]+$/.test(path) || path.startsWith('.env')
  if (/^\.[a-z][\w.-]*$/i.test(last) && path.length > 2) return endings.has(last.slice(1)) === false
  return isDirectory(path)
}

/** `$HOME/x` and `${dir}/x` are for a shell; `routes/$id.tsx` and `routes/$.tsx` are files of a router. */
const variable = /(?<![/.])\$|\$(?:[^a-z.]|$)/

/** `src/api/` and `src/**` are; `and/or`, `application/json` and `/api/users` are not. */
function isDirectory(path: string): boolean {
  if (!path.includes('/') || path.startsWith('/')) return false
  return path.endsWith('/') || /[*{]/.test(path) || path.split('/').length > 2
}

/** A path and what in it the author points at: the lines of `src/a.rs:10-20`, the test of `tests/test_a.py::TestA::test_b`. */
function parts(text: string): { readonly path: string } {
  const file = /^([^:]*\.(?:py|rs)):{2}[\w:[\]-]+$/.exec(text)?.[1] ?? text
  return { path: file.replace(/:\d+(?:[-–,] ?\d+)*$/, '').replace(/#L\d+(?:-L?\d+)?$/, '') }
}

/** Relative to the repository, without `./` and lines; `..` is resolved as far as it goes. */
export function normalPath(written: string): string {
  const { path } = parts(written.trim().replaceAll('\\', '/'))
  const lead = path.startsWith('/') ? '/' : ''
  const kept: string[] = []
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue
    if (segment === '..' && kept.length > 0 && kept.at(-1) !== '..') kept.pop()
    else kept.push(segment)
  }
  const tail = /\/$|\/\.$/.test(path) && kept.length > 0 ? '/' : ''
  return `${lead}${kept.join('/')}${tail}`
}

export function pathKind(path: string): FileChange['kind'] {
  if (path.endsWith('/')) return 'directory'
  return /[*?]|\{[^}]*,[^}]*\}/.test(path) ? 'glob' : 'file'
}
