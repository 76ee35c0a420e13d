import { defineConfig } from 'vitest/config'
import { isThorough } from './test/thorough.ts'

const inRooms = (...rooms: string[]): string[] => rooms.map(room => `test/${room}/**/*.test.ts`)

/** What puts something of its own in the place of a module. All other files share their workers, which then load every module only once. */
const mocking = [
  'test/torture/store-*.test.ts',
  'test/vault/{backups-without-links,doctor-refused,file-lock-without-links,stubborn-disk,vault-file,vault-lossy}.test.ts',
  'test/envelope/{argon2id,xchacha20poly1305}.test.ts',
]
/** What needs no process or disk. */
const pure = inRooms('domain', 'imports', 'playbooks', 'terminal/messages')
/** What starts the program by its test entry, often. */
const program = [
  ...inRooms('cli', 'torture', 'interop', 'documents', 'pictures'),
  'test/readme.test.ts',
  'test/windows/as-windows.test.ts',
]

/** Minutes of attacks that few changes touch: only with IGCODES_TORTURE=full. */
const long = isThorough
  ? []
  : ['test/cli/hostile.test.ts', 'test/cli/multiplexers.test.ts', 'test/torture/said-and-done.test.ts']

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      {
        extends: true,
        test: {
          name: 'program',
          include: program,
          exclude: [...mocking, ...long],
          globalSetup: './test/cli/warm-up.ts',
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'other',
          include: ['test/**/*.test.ts'],
          exclude: [...mocking, ...pure, ...program, ...long],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'mocking', include: mocking } },
    ],
    reporters: ['default', './test/closing-line.ts'],
    // The same random cases in each run, so that chance does not decide whether a commit passes. `npm run torture` draws new ones.
    env: { FC_SEED: process.env.FC_SEED ?? '1' },
    setupFiles: ['./test/torture/seed.ts'],
    // In full, several rows share the processor.
    testTimeout: isThorough ? 300_000 : 60_000,
    // Hundreds of homes are deleted after the longest files.
    hookTimeout: isThorough ? 600_000 : 60_000,
    // Most tests start processes, which want the cores for them; some wait. On two cores further workers fill those waits.
    maxWorkers: 4,
    // What a pseudo-terminal shows comes when the system lets it come. Only such a wait is tried once more, and the end of the run says so.
    retry: { count: 1, condition: /^(?:Waited for |Timed out in waitUntil)/ },
  },
})
