// Runs the tests and ends with a line that says how many passed and failed. Takes Vitest's own arguments.
import { parseCLI, startVitest } from 'vitest/node'

const { filter, options } = parseCLI(['vitest', 'run', ...process.argv.slice(2)])
const count = { passed: 0, failed: 0, skipped: 0 }
try {
  const vitest = await startVitest(filter, { ...options, watch: false })
  for (const file of vitest.state.getTestModules()) {
    for (const test of file.children.allTests()) count[test.result().state] += 1
    // A file that could not be loaded, or whose hooks failed, has no test to show for it.
    count.failed += file.errors().length
    for (const suite of file.children.allSuites()) count.failed += suite.errors().length
  }
  count.failed += vitest.state.getUnhandledErrors().length
  await vitest.close()
  if (count.skipped > 0) console.log(`${count.skipped} skipped`)
} catch (error) {
  console.error(error)
  count.failed += 1
}
// Vitest also fails before any test, for instance where the database cannot be reached.
if (process.exitCode && count.failed === 0) count.failed = 1
if (count.failed > 0) process.exitCode ||= 1
process.once('exit', () => console.log(`${count.passed} passed, ${count.failed} failed`))
