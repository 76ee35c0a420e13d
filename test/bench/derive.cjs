/**
 * A process that derives one key and does nothing else: `node derive.cjs MEMORY PASSES`. What `status` is measured against.
 *
 * The engine is the one that igcodes takes on this machine, and like igcodes this is CommonJS, which starts faster.
 */
const [memory, passes] = process.argv.slice(2).map(Number)
const secret = Buffer.from('correct horse battery staple')
const salt = Buffer.alloc(16, 1)

let native
try {
  native = require('@node-rs/argon2')
} catch {}
if (native) {
  const cost = { memoryCost: memory, timeCost: passes, parallelism: 1, outputLen: 32 }
  void native.hashRaw(secret, { algorithm: 2, version: 1, salt, ...cost })
} else {
  const parameters = { message: secret, nonce: salt, memory, passes, parallelism: 1, tagLength: 32 }
  require('node:crypto').argon2('argon2id', parameters, error => {
    if (error) throw error
  })
}
