import { describe, expect, it } from 'vitest'
import { packageName, packagesIn } from '../../src/proof/manifests.ts'

describe('packagesIn', () => {
  it('package.json', () => {
    const text =
      '{"name":"own","dependencies":{"@acme/ui":"1"},"devDependencies":{"Left-Pad":"1"},"scripts":{"x":"y"}}'
    expect([...packagesIn('web/package.json', text)]).toEqual(['@acme/ui', 'left-pad'])
  })

  it('Cargo.toml', () => {
    const text = `[package]
name = "own"
[dependencies]
serde = { version = "1", features = ["derive"] }
tokio_util.workspace = true
# rand = "0.8"
[dependencies.clap]
version = "4"
[target.'cfg(unix)'.dev-dependencies]
"nix" = "0.29"
[[bin]]
path = "src/main.rs"
`
    expect([...packagesIn('Cargo.toml', text)]).toEqual(['serde', 'tokio-util', 'clap', 'nix'])
  })

  it('pyproject.toml', () => {
    const text = `[project]
name = "own"
dependencies = [
  "requests[socks]>=2",
  'PyYAML',
]
keywords = ["nothing"]
[project.optional-dependencies]
test = ["pytest-cov"]
[tool.poetry.group.dev.dependencies]
ruff = "^0.5"
[tool.other]
list = ["no"]
`
    expect([...packagesIn('pyproject.toml', text)].sort()).toEqual([
      'pytest-cov',
      'pyyaml',
      'requests',
      'ruff',
    ])
  })

  it('go.mod', () => {
    const text =
      'module example.org/own\n\ngo 1.23\n\nrequire (\n\tgithub.com/a/b v1.2.3 // indirect\n)\nrequire golang.org/x/y v0.1.0\n'
    expect([...packagesIn('go.mod', text)]).toEqual(['github-com/a/b', 'golang-org/x/y'])
  })

  it.each(['package.json', 'Cargo.toml', 'pyproject.toml', 'go.mod'])(
    '%s of nonsense names nothing',
    (path) => {
      for (const text of [
        '',
        'null',
        '[',
        `[${' '.repeat(100_000)}`,
        `[${' '.repeat(990)}\n`.repeat(1000),
        `require ${'a.'.repeat(100_000)}`,
        '{"dependencies":1}',
      ])
        expect([...packagesIn(path, text)]).toEqual([])
    },
  )
})

it.each([
  ['zod@^3.2', 'zod'],
  ['@acme/ui@1', '@acme/ui'],
  ['serde = "1.0"', 'serde'],
  ['requests>=2', 'requests'],
  ['Foo_Bar.baz (with features)', 'foo-bar-baz'],
  ['github.com/a/b v1', 'github-com/a/b'],
  ['…', ''],
])('%s is %j', (written, name) => {
  expect(packageName(written)).toBe(name)
})
