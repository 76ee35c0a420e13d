/**
 * The built program in a world that tests decide on: `node test/cli/entry.cjs …` instead of `node bin/igcodes.js …`. The product
 * itself has no such switches. Each is an environment variable; without it the real thing is used.
 *
 * - TEST_CLOCK: an ISO time at which the clock is fixed
 * - TEST_SEED: a word that all "randomness" follows from; two processes must never share one
 * - TEST_USER: who is at the keyboard
 * - TEST_COST: what a new key slot costs, `KIBIBYTES/PASSES`
 * - TEST_KEPT: a folder with what earlier starts worked out (kept.cjs)
 */
const { env: given } = process
const kept = given.TEST_KEPT && require('./kept.cjs').keptIn(given.TEST_KEPT)
const { createHash, randomFillSync } = require('node:crypto')
// Not as ES modules: Node would look through both for exports, which takes longer than all the rest of a command.
const { main } = require('../../dist/main.js')

const { TEST_CLOCK, TEST_SEED, TEST_USER = 'tester', TEST_COST, TEST_KEPT, ...env } = given
const [m, t] = (TEST_COST ?? '19456/1').split('/').map(Number)

let drawn = 0

/** SHA-256 of the seed and a counter. */
function seeded(length) {
  const blocks = []
  for (let have = 0; have < length; have += 32)
    blocks.push(createHash('sha256').update(`${TEST_SEED} ${drawn++}`).digest())
  return new Uint8Array(Buffer.concat(blocks).subarray(0, length))
}

/** Argon2id, version 0x13: straight from the package, as dist/ exports no engine. */
function argon2id(secret, salt, cost) {
  return require('@node-rs/argon2').hashRaw(secret, {
    algorithm: 2,
    version: 1,
    salt,
    memoryCost: cost.m,
    timeCost: cost.t,
    parallelism: 1,
    outputLen: 32,
  })
}

module.exports = main({
  argv: process.argv.slice(2),
  env,
  now: () => (TEST_CLOCK ? new Date(TEST_CLOCK) : new Date()),
  random: TEST_SEED === undefined ? length => randomFillSync(new Uint8Array(length)) : seeded,
  user: () => TEST_USER,
  cost: { m, t },
  stretch: async (...input) => new Uint8Array(await (kept ? kept.stretched(argon2id, ...input) : argon2id(...input))),
}).then(code => {
  process.exitCode = code
})
