import { testPage } from '../cli/transcript.ts'

testPage('docs/configuration.md')
