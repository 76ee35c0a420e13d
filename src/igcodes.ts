/**
 * The first file that runs: what a shell asks often and wants at once is answered here; only the rest loads the program, with
 * the real clock, the system's randomness and the key derivation that the format asks for.
 */
import { writeSync } from 'node:fs'

declare const VERSION: string

const [, , ...argv] = process.argv
const world = { argv, env: process.env, now: () => new Date() }

/** An exit code; undefined where the program has to see to it. */
type ShortWay = (world: { argv: readonly string[]; env: NodeJS.ProcessEnv; now: () => Date }) => number | undefined

/** By command, evaluated only when asked for: each brings modules of Node's that the others do without. */
const shortWays: ReadonlyMap<string, () => Promise<ShortWay>> = new Map([
  ['--version', async () => shortVersion],
  ['version', async () => shortVersion],
  ['playbook', async () => (await import('./playbook.ts')).shortPlaybook],
  ['check', async () => (await import('./check.ts')).shortCheck],
  ['complete', async () => (await import('./complete.ts')).shortComplete],
])

void start()

async function start(): Promise<void> {
  const shortWay = await shortWays.get(argv[0] ?? '')?.()
  process.exitCode = shortWay?.(world)
  if (process.exitCode === undefined) await run()
}

function shortVersion(): number | undefined {
  if (argv.length > 1) return undefined
  try {
    writeSync(1, `${VERSION}\n`)
    return 0
  } catch {
    // The program can say what is wrong.
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
    // A container may run under a number that no one gave a name.
    return String(process.getuid?.() ?? '?')
  }
}
