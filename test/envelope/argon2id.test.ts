import * as crypto from 'node:crypto'
import { argon2id as nobleArgon2id } from '@noble/hashes/argon2.js'
import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { argon2id, engines, isSlow, type Kdf } from '../../src/envelope/argon2id.ts'
import { runs } from '../thorough.ts'
import { utf8 } from './samples.ts'

const available = new Map<string, Kdf>()
for (const engine of engines) {
  const stretch = await engine.load()
  if (stretch) available.set(engine.name, stretch)
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const nodeHasArgon2 = major > 24 || (major === 24 && minor >= 7)

/** RFC 9106, section 5.3. */
const rfc = {
  password: new Uint8Array(32).fill(1),
  salt: new Uint8Array(16).fill(2),
  secret: new Uint8Array(8).fill(3),
  associatedData: new Uint8Array(12).fill(4),
  tag: '0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659',
}

describe('the test vector of RFC 9106 (4 lanes, a secret and associated data)', () => {
  test('comes out of noble', () => {
    const { password, salt, secret, associatedData } = rfc
    const tag = nobleArgon2id(password, salt, { m: 32, t: 3, p: 4, key: secret, personalization: associatedData })
    expect(hex(tag)).toBe(rfc.tag)
  })

  test.skipIf(!nodeHasArgon2)('comes out of Node (24.7 and later; skipped before)', () => {
    const { password: message, salt: nonce, secret, associatedData } = rfc
    const parameters = { message, nonce, secret, associatedData, memory: 32, passes: 3, parallelism: 4, tagLength: 32 }
    expect(hex(crypto.argon2Sync('argon2id', parameters))).toBe(rfc.tag)
  })

  // @node-rs/argon2 takes no associated data, so it can only be compared with the two others, below.
})

describe.each(engines)('the engine $name', ({ name }) => {
  const skipped = name === 'node' && !nodeHasArgon2

  test.skipIf(skipped)(`is here${name === 'node' ? ' (Node 24.7 and later; skipped before)' : ''}`, () => {
    expect(available.has(name)).toBe(true)
  })

  // Made with libsodium's crypto_pwhash (python3-nacl), which is none of the three.
  test.skipIf(skipped)('gives the known answer for one lane', async () => {
    const answer = await available.get(name)?.(utf8('password'), utf8('somesaltsomesalt'), { m: 1024, t: 2 })
    expect(hex(answer ?? new Uint8Array())).toBe('08a19ee7f6d7f589c2ab6af18d6e724172b19f7d6fd462b38430ab31ceabeaf0')
  })
})

test('all engines return the same bytes', async () => {
  const secrets = fc.uint8Array({ maxLength: 100 })
  const salts = fc.uint8Array({ minLength: 8, maxLength: 32 })
  const costs = fc.record({ m: fc.integer({ min: 8, max: 200 }), t: fc.integer({ min: 1, max: 4 }) })
  await fc.assert(
    fc.asyncProperty(secrets, salts, costs, async (secret, salt, cost) => {
      const answers = await Promise.all([...available.values()].map(stretch => stretch(secret, salt, cost)))
      expect(answers[0]).toHaveLength(32)
      for (const answer of answers) expect(answer).toEqual(answers[0])
    }),
    { numRuns: runs(60) },
  )
})

test('the first engine that is there is taken, and is looked for once', async () => {
  const loads = engines.map(engine => vi.spyOn(engine, 'load'))
  const stretch = argon2id()
  await stretch(utf8('a'), utf8('somesalt'), { m: 8, t: 1 })
  await stretch(utf8('b'), utf8('somesalt'), { m: 8, t: 1 })
  expect(loads.map(load => load.mock.calls.length)).toEqual([1, 0, 0])
  expect(await isSlow()).toBe(false)
  vi.restoreAllMocks()
})

describe('where the native package is missing', () => {
  afterEach(() => {
    vi.doUnmock('node:crypto')
    vi.doUnmock('@node-rs/argon2')
    vi.resetModules()
  })

  /** With another `argon2` in Node. */
  async function withArgon2(argon2: unknown): Promise<typeof import('../../src/envelope/argon2id.ts')> {
    vi.doMock('node:crypto', async original => ({ ...(await original<typeof import('node:crypto')>()), argon2 }))
    vi.doMock('@node-rs/argon2', () => refuse())
    vi.resetModules()
    return import('../../src/envelope/argon2id.ts')
  }

  test('the function of Node does it, where it is there', async () => {
    const asked: unknown[] = []
    const alone = await withArgon2(
      (name: string, options: NodeOptions, done: (error: null, key: Uint8Array) => void) => {
        const { message, nonce, memory: m, passes: t, parallelism: p, tagLength: dkLen } = options
        asked.push([name, p, dkLen])
        done(null, Buffer.from(nobleArgon2id(message, nonce, { m, t, p, dkLen })))
      },
    )
    const cost = { m: 1024, t: 2 }
    expect(await alone.argon2id()(utf8('a'), utf8('somesalt'), cost)).toEqual(
      await argon2id()(utf8('a'), utf8('somesalt'), cost),
    )
    expect(await alone.isSlow()).toBe(false)
    expect(asked.at(-1)).toEqual(['argon2id', 1, 32])
  })

  test.each([
    ['Node has no argon2', undefined],
    ['its OpenSSL has none', refuse],
  ])('(%s) noble does it, with progress from 0 to 1', async (_, argon2) => {
    const alone = await withArgon2(argon2)
    const progress: number[] = []
    const cost = { m: 1024, t: 2 }
    const slow = await alone.argon2id()(utf8('a'), utf8('somesalt'), cost, part => progress.push(part))

    expect(await alone.isSlow()).toBe(true)
    expect(progress.at(-1)).toBe(1)
    expect(progress).toEqual([...progress].sort((a, b) => a - b))
    expect(slow).toEqual(await argon2id()(utf8('a'), utf8('somesalt'), cost))
  })
})

/** What node:crypto's argon2 is asked. */
interface NodeOptions {
  readonly message: Uint8Array
  readonly nonce: Uint8Array
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
  readonly tagLength: number
}

function refuse(): never {
  throw new Error('not supported')
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
