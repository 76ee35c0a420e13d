/**
 * The first file that runs: what a shell asks often and wants at once is answered here; only the rest loads the program, with
 * the real clock, the system's randomness and the key derivation that the format asks for.
 */
import { writeSync } from 'node:fs'
import { shortCheck } from './check.ts'
import { shortComplete } from './complete.ts'
import { shortPlaybook } from './playbook.ts'

declare const VERSION: string

const [, , ...argv] = process.argv
const world = { argv, env: process.env, now: () => new Date() }

if (argv.length === 1 && argv[0] === '--version') writeSync(1, `${VERSION}\n`)
else {
  process.exitCode = shortPlaybook(world) ?? shortCheck(world) ?? shortComplete(world)
  if (process.exitCode === undefined) void run()
}

async function run(): Promise<void> {
  const { argon2id, main } = await import('./main.ts')
  const { userInfo } = await import('node:os')
  process.exitCode = await main({
    ...world,
    random: length => crypto.getRandomValues(new Uint8Array(length)),
    user: () => loginName(userInfo),
    stretch: argon2id,
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
