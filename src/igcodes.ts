/**
 * The first file that runs: what a shell asks often and wants at once is answered here; only the rest loads the program, with
 * the real clock, the system's randomness and the key derivation that the format asks for.
 */
import { writeSync } from 'node:fs'
import { userInfo } from 'node:os'

declare const VERSION: string

const [, , ...argv] = process.argv
if (argv.length === 1 && argv[0] === '--version') writeSync(1, `${VERSION}\n`)
else void run()

async function run(): Promise<void> {
  const { argon2id, main } = await import('./main.ts')
  process.exitCode = await main({
    argv,
    env: process.env,
    now: () => new Date(),
    random: length => crypto.getRandomValues(new Uint8Array(length)),
    user: loginName,
    stretch: argon2id,
  })
}

function loginName(): string {
  try {
    return userInfo().username
  } catch {
    // A container may run under a number that no one gave a name.
    return String(process.getuid?.() ?? '?')
  }
}
