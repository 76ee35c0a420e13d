import type { Reporter, TestModule } from 'vitest/node'

/** Ends a run with one plain line that any program can read: `N passed, N failed`. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const count = { passed: 0, failed: errors.length, skipped: 0, pending: 0 }
    for (const module of modules) {
      // A file that could not even be loaded has no tests to count, yet it failed.
      if (module.errors().length > 0) count.failed += 1
      // Nor has a group whose preparation failed: its tests count as skipped.
      for (const suite of module.children.allSuites()) if (suite.errors().length > 0) count.failed += 1
      for (const test of module.children.allTests()) {
        count[test.result().state] += 1
        if (test.diagnostic()?.flaky) process.stdout.write(`\nonly at the second try: ${test.fullName}\n`)
      }
    }
    const skipped = count.skipped + count.pending
    if (skipped > 0) process.stdout.write(`\n${skipped} skipped (this machine lacks what they test)\n`)
    process.stdout.write(`\n${count.passed} passed, ${count.failed} failed\n`)
  }
}
