/**
 * The entry point. Answers by a fast path if there is one; else loads the program and runs it with the real clock, the system's
 * randomness and Argon2id.
 */
import { writeSync } from 'node:fs'

declare const VERSION: string

const [, , ...argv] = process.argv
const world = { argv, env: process.env, now: () => new Date() }

/** Returns the exit code; undefined if the program must be loaded. */
type FastPath = (world: { argv: readonly string[]; env: NodeJS.ProcessEnv; now: () => Date }) => number | undefined

/** By command; each is loaded when needed, because it loads modules of Node that the others do not. */
const fastPaths: ReadonlyMap<string, () => Promise<FastPath>> = new Map([
  ['--version', async () => shortVersion],
  ['-V', async () => shortVersion],
  ['version', async () => shortVersion],
  ['playbook', async () => (await import('./playbook.ts')).shortPlaybook],
  ['check', async () => (await import('./check.ts')).shortCheck],
  ['complete', async () => (await import('./complete.ts')).shortComplete],
])

void start()

async function start(): Promise<void> {
  const fastPath = await fastPaths.get(argv[0] ?? '')?.()
  process.exitCode = fastPath?.(world)
  if (process.exitCode === undefined) await run()
}

function shortVersion(): number | undefined {
  if (argv.length > 1) return undefined
  try {
    writeSync(1, `${VERSION}\n`)
    return 0
  } catch {
    // The program reports the error.
    return undefined
  }
}

async function run(): Promise<void> {
  const { argon2id, main } = await import('./main.ts')
  const { userInfo } = await import('node:os')
  process.exitCode = await main({
    ...world,
    random: length => crypto.getRandomValues(new Uint8Array(length)),
    user: () => loginName(userInfo),
    stretch: argon2id(),
  })
}

function loginName(userInfo: () => { readonly username: string }): string {
  try {
    return userInfo().username
  } catch {
    // In a container, the user id may have no name.
    return String(process.getuid?.() ?? '?')
  }
}
