import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { levels, overrideKeys, topKeys } from '../../src/config/configuration-file.ts'
import { presets } from '../../src/config/presets.ts'
import { validateConfig } from '../../src/generated/schemas.js'
import { dialects } from '../../src/parser/dialects/index.ts'

const schema = JSON.parse(readFileSync('schemas/config.schema.json', 'utf8'))

test('the schema has the keys that the program has', () => {
  expect(Object.keys(schema.properties)).toEqual(topKeys)
  expect(Object.keys(schema.properties.overrides.items.properties)).toEqual(overrideKeys)
  expect(schema.$defs.level.enum).toEqual(levels)
  expect(schema.$defs.dialect.enum.toSorted()).toEqual(dialects.map(({ id }) => id).toSorted())
})

test('each dialect has a preset, and each preset is a configuration', () => {
  for (const { id } of dialects) expect(presets).toHaveProperty([id])
  for (const preset of Object.values(presets)) expect(validateConfig(preset)).toBe(true)
})
