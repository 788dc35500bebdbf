import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { targets } from '../src/codegen/targets/index.ts'
import { readPages } from './support/page.ts'
import { testPages } from './support/spec.ts'

const pages = readPages('docs/targets')

testPages(pages, () => [])

it('has a page for each target, and a target for each page', () => {
  expect(pages.map(({ name }) => name)).toEqual(targets.map(({ id }) => id).sort())
})

it('has a file for each target, named for it', () => {
  const files = readdirSync('src/codegen/targets').filter((file) => file !== 'index.ts')
  expect(files).toEqual(targets.map(({ id }) => `${id}.ts`).sort())
})
