import { defineConfig } from 'vitest/config'
import countReporter from './scripts/count-reporter.mjs'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', countReporter()],
  },
})
