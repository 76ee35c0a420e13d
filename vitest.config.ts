import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', './test/closing-line.ts'],
    globalSetup: './test/cli/warm-up.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Most tests start processes, which want the cores for them; some wait. On two cores a third worker fills those waits.
    maxWorkers: 3,
    // What a pseudo-terminal shows comes when the system lets it come. Only such a wait is tried once more, and the end of the run says so.
    retry: { count: 1, condition: /^(?:Waited for |Timed out in waitUntil)/ },
  },
})
