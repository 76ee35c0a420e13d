/** X25519 (RFC 7748) from Node's OpenSSL: 32 bytes in, 32 bytes out. */
import { createPrivateKey, createPublicKey, diffieHellman, type KeyObject } from 'node:crypto'

/**
 * Keys are passed as DER (RFC 8410), because JWK accepts sloppy base64 and an `x` that does not belong to `d`. With the fixed prefix, 33
 * bytes would be accepted, so lengths are checked here.
 */
const publicPrefix = Buffer.from('302a300506032b656e032100', 'hex')
const secretPrefix = Buffer.from('302e020100300506032b656e04220420', 'hex')

/** The public key of any 32 bytes; OpenSSL does the clamping of RFC 7748, section 5. */
export function publicKeyOf(secret: Uint8Array): Uint8Array {
  const key = createPublicKey(privateKey(secret))
  return new Uint8Array(key.export({ format: 'der', type: 'spki' }).subarray(publicPrefix.length))
}

/** The shared secret; undefined for a public key of small order, which gives zeros for any secret (RFC 7748, section 6.1). */
export function exchange(secret: Uint8Array, publicKey: Uint8Array): Uint8Array | undefined {
  const theirs = createPublicKey({ key: der(publicPrefix, publicKey), format: 'der', type: 'spki' })
  try {
    return new Uint8Array(diffieHellman({ privateKey: privateKey(secret), publicKey: theirs }))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_OSSL_FAILED_DURING_DERIVATION')
      return undefined
    throw error
  }
}

function privateKey(secret: Uint8Array): KeyObject {
  return createPrivateKey({ key: der(secretPrefix, secret), format: 'der', type: 'pkcs8' })
}

function der(prefix: Buffer, key: Uint8Array): Buffer {
  if (key.length !== 32) throw new RangeError('an X25519 key has 32 bytes')
  return Buffer.concat([prefix, key])
}
