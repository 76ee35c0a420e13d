/** Argon2id by every engine of the product, and by libsodium, which is none of them. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { engines } from '../../src/envelope/argon2id.ts'
import { runs } from '../thorough.ts'
import { runDebianPython } from './debian-python.ts'
import { pythonAvailable } from './igvault.ts'

/** Reads lines `SECRET SALT KIBIBYTES PASSES`, in hex, and prints 32 bytes for each. */
const libsodium = `
import sys
from nacl.bindings import crypto_pwhash_alg, crypto_pwhash_ALG_ARGON2ID13
for line in sys.stdin:
    secret, salt, m, t = line.rstrip('\\n').split(' ')
    key = crypto_pwhash_alg(32, bytes.fromhex(secret), bytes.fromhex(salt), int(t), int(m) * 1024, crypto_pwhash_ALG_ARGON2ID13)
    print(key.hex())
`

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** libsodium has only salts of 16 bytes, and no derivation of less than 8 KiB. */
const tuples = fc.record({
  secret: fc.uint8Array({ maxLength: 200 }),
  salt: fc.uint8Array({ minLength: 16, maxLength: 16 }),
  m: fc.oneof(fc.integer({ min: 8, max: 200 }), fc.integer({ min: 200, max: 2000 })),
  t: fc.integer({ min: 1, max: 5 }),
})

const { CI } = process.env
describe.skipIf(!pythonAvailable && !CI)('libsodium', () => {
  test('gives the same key as each engine that is here', { timeout: 300_000 }, async () => {
    const all = fc.sample(tuples, runs(500))
    const lines = all.map(({ secret, salt, m, t }) => `${hex(secret)} ${hex(salt)} ${m} ${t}\n`)
    const keys = runDebianPython(['-c', libsodium], lines.join('')).trim().split('\n')
    expect(keys).toHaveLength(all.length)
    let tried = 0
    for (const engine of engines) {
      const stretch = await engine.load()
      if (!stretch) continue
      tried++
      for (const [index, { secret, salt, m, t }] of all.entries())
        expect([engine.name, lines[index], hex(await stretch(secret, salt, { m, t }))]).toEqual([
          engine.name,
          lines[index],
          keys[index],
        ])
    }
    expect(tried).toBeGreaterThan(1)
  })
})
