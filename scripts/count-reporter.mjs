/**
 * The last line of a test run: `41 passed, 0 failed`. A file that does not load, a hook that throws and an error
 * outside any test are failures too.
 *
 * @returns {import('vitest/reporters').Reporter}
 */
export default function countReporter() {
  return {
    onTestRunEnd(modules, errors) {
      const tests = modules.flatMap((module) => [...module.children.allTests()])
      const suites = modules.flatMap((module) => [module, ...module.children.allSuites()])
      const passed = tests.filter((test) => test.result().state === 'passed')
      const failed = tests.filter((test) => test.result().state === 'failed')
      const broken = suites.filter((suite) => suite.errors().length > 0)
      console.log(`${passed.length} passed, ${failed.length + broken.length + errors.length} failed`)
    },
  }
}
