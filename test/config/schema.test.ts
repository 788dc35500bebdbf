import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseArguments } from '../../src/cli/arguments.ts'
import { compileOptions } from '../../src/cli/options.ts'
import { runSettingsIn } from '../../src/cli/run-settings.ts'
import { levels, overrideKeys, topKeys } from '../../src/config/configuration-file.ts'
import { presets } from '../../src/config/presets.ts'
import { runKeys } from '../../src/config/run-configuration.ts'
import { validateConfig } from '../../src/generated/schemas.js'
import { dialects } from '../../src/parser/dialects/index.ts'

const schema = JSON.parse(readFileSync('schemas/config.schema.json', 'utf8'))

test('the schema has the keys that the program has', () => {
  expect(Object.keys(schema.properties)).toEqual(topKeys)
  expect(Object.keys(schema.properties.overrides.items.properties)).toEqual(overrideKeys)
  expect(schema.$defs.level.enum).toEqual(levels)
  expect(schema.$defs.dialect.enum.toSorted()).toEqual(dialects.map(({ id }) => id).toSorted())
})

test('the schema has the keys of runs that the program has', () => {
  expect(Object.keys(schema.properties.run.properties)).toEqual(runKeys)
})

const names = [
  'work',
  'a/b.c',
  'ü',
  'v1.2',
  'a@b',
  '@',
  'HEAD',
  '-f',
  '.a',
  '/a',
  'a/',
  'a.',
  'a//b',
  'a/.b',
  'a..b',
  'a@{1}',
]
const odd = ['x.lock', 'x.lock/y', 'a b', 'a~1', 'a^', 'a:b', 'a?', 'a*', 'a[b', 'a\\b', 'a\tb', 'a\u0085b']

/** Git lets them pass: one it takes for HEAD itself, and in one something is hidden. */
const oursAlone = ['@', 'a\u0085b']

test.each([...names, ...odd])(
  'a branch is called %j where git, the configuration and the option allow it',
  (name) => {
    const { status } = spawnSync('git', ['check-ref-format', '--branch', name])
    const given = parseArguments([`--branch=${name}`], compileOptions)
    if (validateConfig({ run: { branch: name } })) {
      expect([status, runSettingsIn(given)]).toEqual([0, [['branch', name]]])
    } else {
      expect(() => runSettingsIn(given)).toThrow('--branch needs a name')
      expect(status !== 0 || oursAlone.includes(name)).toBe(true)
    }
  },
)

test('each dialect has a preset, and each preset is a configuration', () => {
  for (const { id } of dialects) expect(presets).toHaveProperty([id])
  for (const preset of Object.values(presets)) expect(validateConfig(preset)).toBe(true)
})
