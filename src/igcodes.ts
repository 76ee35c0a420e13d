/** The program on a real machine: the real clock, the system's randomness, the key derivation that the format asks for. */
import { userInfo } from 'node:os'
import { main } from './main.ts'

process.exitCode = await main({
  argv: process.argv.slice(2),
  env: process.env,
  now: () => new Date(),
  random: length => crypto.getRandomValues(new Uint8Array(length)),
  user: loginName,
  stretch: onProgress => async (secret, salt, cost) => {
    const { argon2id } = await import('./envelope/argon2id.ts')
    return argon2id(onProgress)(secret, salt, cost)
  },
})

function loginName(): string {
  try {
    return userInfo().username
  } catch {
    // A container may run under a number that no one gave a name.
    return String(process.getuid?.() ?? '?')
  }
}
