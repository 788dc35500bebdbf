import { readPages } from './support/page.ts'
import { testPages } from './support/spec.ts'

testPages(readPages('docs/dialects'), () => [])
