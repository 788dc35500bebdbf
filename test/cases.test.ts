import { rules } from '../src/analyzer/rules/index.ts'
import { readPages } from './support/page.ts'
import { testPages } from './support/spec.ts'

testPages(readPages('test/cases'), () => rules)
