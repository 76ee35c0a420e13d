/**
 * A process that derives one key and does nothing else: `node derive.cjs MEMORY PASSES`. What `status` is measured against.
 *
 * The engine is the one that igcodes takes on this machine, and like igcodes this is CommonJS, which starts faster.
 */
const crypto = require('node:crypto')

const [memory, passes] = process.argv.slice(2).map(Number)
const secret = Buffer.from('correct horse battery staple')
const salt = Buffer.alloc(16, 1)

if (typeof crypto.argon2 === 'function') deriveWithNode()
else void deriveWithPackage()

function deriveWithNode() {
  const parameters = { message: secret, nonce: salt, memory, passes, parallelism: 1, tagLength: 32 }
  crypto.argon2('argon2id', parameters, error => {
    if (error) throw error
  })
}

async function deriveWithPackage() {
  const { hashRaw } = require('@node-rs/argon2')
  const cost = { memoryCost: memory, timeCost: passes, parallelism: 1, outputLen: 32 }
  await hashRaw(secret, { algorithm: 2, version: 1, salt, ...cost })
}
