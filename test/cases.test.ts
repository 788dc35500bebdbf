import { rules } from '../src/analyzer/rules/index.ts'
import { readPages } from './support/page.ts'
import { testPages } from './support/spec.ts'

const recommended = rules.filter((rule) => rule.recommended !== false)

testPages(readPages('test/cases'), () => recommended)
