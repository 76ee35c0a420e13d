/**
 * Argon2id (RFC 9106): version 0x13, 1 lane, 32 bytes out. libsodium calls it crypto_pwhash with ALG_ARGON2ID13.
 *
 * Native code first: attackers guess with native code, and for the same waiting time a slow engine would have to do less work.
 * All engines return the same bytes.
 */
import type { Cost } from './format.ts'

/** Derives 32 bytes from a secret and its salt, at this cost; a slow engine reports the part that is done, from 0 to 1. */
export type Kdf = (
  secret: Uint8Array,
  salt: Uint8Array,
  cost: Cost,
  onProgress?: (fraction: number) => void,
) => Promise<Uint8Array>

/** One implementation. `load` returns undefined where this machine does not have it; it never throws. */
export interface Engine {
  readonly name: 'native' | 'node' | 'noble'
  load(): Promise<Kdf | undefined>
}

const LENGTH = 32

/** The optional dependency @node-rs/argon2: Rust, prebuilt for the usual machines. */
const native: Engine = {
  name: 'native',
  async load() {
    // Missing (installed without optional dependencies) or not loadable (another C library): the next engine is used.
    const argon2 = await import('@node-rs/argon2').catch(() => undefined)
    if (argon2 === undefined) return undefined
    return async (secret, salt, { m, t }) => {
      // Argon2id and version 0x13, as numbers: the package declares both as const enums, which only a type can name.
      const algorithm = 2
      const version = 1
      const options = { algorithm, version, salt, memoryCost: m, timeCost: t, parallelism: 1, outputLen: LENGTH }
      return toPlainArray(await argon2.hashRaw(secret, options))
    }
  },
}

/** In Node since 24.7, if its OpenSSL is 3.2 or later. OpenSSL uses no vector instructions, so it takes 3 to 6 times as long. */
const node: Engine = {
  name: 'node',
  async load() {
    // The types describe the newest Node; on Node 20 and 22 the function is not there.
    const { argon2 }: Partial<Pick<typeof import('node:crypto'), 'argon2'>> = await import('node:crypto')
    if (typeof argon2 !== 'function') return undefined

    const stretch: Kdf = (message, nonce, { m, t }) =>
      new Promise((resolve, reject) => {
        const parameters = { message, nonce, memory: m, passes: t, parallelism: 1, tagLength: LENGTH }
        argon2('argon2id', parameters, (error, key) => (error ? reject(error) : resolve(toPlainArray(key))))
      })

    // A build with an older OpenSSL has the function, but it throws: find out with the cheapest call.
    const probe = stretch(new Uint8Array(8), new Uint8Array(8), { m: 8, t: 1 })
    return probe.then(
      () => stretch,
      () => undefined,
    )
  },
}

/** JavaScript: runs everywhere, about 12 times slower, so it is the one that reports its progress. */
const noble: Engine = {
  name: 'noble',
  async load() {
    const { argon2idAsync } = await import('@noble/hashes/argon2.js')
    return (secret, salt, { m, t }, onProgress) =>
      argon2idAsync(secret, salt, {
        m,
        t,
        p: 1,
        version: 0x13,
        dkLen: LENGTH,
        maxmem: 2 ** 32 - 1,
        ...(onProgress && { onProgress }),
      })
  },
}

/** Fastest first. */
export const engines: readonly Engine[] = [native, node, noble]

/** The first engine that this machine has; it is looked for once, at the first call. */
export function argon2id(): Kdf {
  let engine: Promise<Kdf> | undefined
  return async (...question) => {
    engine ??= firstAvailable()
    return (await engine)(...question)
  }
}

async function firstAvailable(): Promise<Kdf> {
  return (await fastest()).stretch
}

/** Whether only the engine of last resort is there. */
export async function isSlow(): Promise<boolean> {
  return (await fastest()).engine === noble
}

async function fastest(): Promise<{ readonly engine: Engine; readonly stretch: Kdf }> {
  for (const engine of engines) {
    const stretch = await engine.load()
    if (stretch !== undefined) return { engine, stretch }
  }
  throw new Error('no Argon2id engine')
}

/** A Buffer as a plain Uint8Array, so that the results of all engines compare as equal. */
function toPlainArray(buffer: Uint8Array): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length)
}
