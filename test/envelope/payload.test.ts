import { hkdfSync } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { parseEnvelope, type Slot } from '../../src/envelope/format.ts'
import { codeIdentifier, newVaultId, newVaultKey, sealEnvelope } from '../../src/envelope/payload.ts'
import { seal } from '../../src/envelope/xchacha20poly1305.ts'
import { runs } from '../thorough.ts'
import { timeOf } from '../timing.ts'
import {
  cheap,
  makeFile,
  makeSlot,
  openFile,
  random,
  refusal,
  rememberingStretch,
  utf8,
  wholePayload,
} from './samples.ts'

const { stretch } = rememberingStretch()
const vaultId = newVaultId(random)
const vaultKey = newVaultKey(random)
let slots: Slot[]

beforeAll(async () => {
  const options = { vaultId, epoch: 1, secret: 'passphrase', cost: cheap, vaultKey, stretch, random }
  slots = [await makeSlot({ ...options, kind: 'passphrase' }), await makeSlot({ ...options, kind: 'recovery' })]
})

function sealed(payload: Uint8Array, some: readonly Slot[] = slots): Uint8Array {
  return sealEnvelope({ vaultId, epoch: 1, slots: some, vaultKey, payload, random })
}

function judged(file: Uint8Array, key = vaultKey): string {
  try {
    wholePayload(parseEnvelope(file), key)
    return 'opens'
  } catch (error) {
    return refusal(error)
  }
}

/** The first file with some of its lines (0 to 3) taken from the second. */
function mixed(one: Uint8Array, two: Uint8Array, fromTwo: readonly number[]): Uint8Array {
  const other = new TextDecoder().decode(two).split('\n')
  const lines = new TextDecoder().decode(one).split('\n')
  return utf8(lines.map((line, at) => (fromTwo.includes(at) ? (other[at] ?? '') : line)).join('\n'))
}

describe('what is sealed comes back', () => {
  test('whatever the bytes and the number of passphrases', async () => {
    const secrets = fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1 }), {
      minLength: 1,
      maxLength: 4,
      selector: secret => secret.normalize('NFKC'),
    })
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ size: 'large' }), secrets, async (payload, secrets) => {
        const file = await makeFile(payload, secrets, stretch)
        for (const secret of secrets) expect(await openFile(file, secret, stretch)).toEqual(payload)
      }),
      { numRuns: runs(15) },
    )
  })

  test.each([0, 1, 4095, 4096, 4097, 8191, 8192, 65_535, 65_536, 1_000_000])('%d bytes', length => {
    // Ends in what padding is made of: neither zeros nor a mark of the payload's own may be lost.
    const payload = new Uint8Array(length)
    payload[length - 3] = 0x80
    const back = wholePayload(parseEnvelope(sealed(payload)), vaultKey)
    expect(Buffer.compare(back, payload)).toBe(0)
  })
})

test('a file’s size grows in steps of 4,096 bytes of payload', () => {
  const size = (length: number) => sealed(new Uint8Array(length)).length
  expect(size(0)).toBe(size(4095))
  expect(size(4096)).toBe(size(8191))
  expect(size(4096)).toBeGreaterThan(size(4095))
})

test('every save has a fresh nonce', () => {
  const lines = (file: Uint8Array) => new TextDecoder().decode(file).split('\n')
  const [one, two] = [lines(sealed(utf8('{}'))), lines(sealed(utf8('{}')))]
  expect(one.slice(0, 3)).toEqual(two.slice(0, 3))
  expect(one[3]?.slice(0, 32)).not.toBe(two[3]?.slice(0, 32))
})

describe('parts that do not belong together', () => {
  test('a slot removed, or the slots swapped: the MAC', () => {
    const file = sealed(utf8('{}'))
    expect(judged(mixed(file, sealed(utf8('{}'), slots.slice(0, 1)), [1]))).toBe('mac')
    expect(judged(mixed(file, sealed(utf8('{}'), slots.toReversed()), [1]))).toBe('mac')
  })

  test('a header of an earlier save with its own MAC, over a later payload: the payload', () => {
    expect(judged(mixed(sealed(utf8('{}')), sealed(utf8('{}'), slots.slice(0, 1)), [1, 2]))).toBe('payload')
  })

  test('a payload of another vault under the same key: the payload', () => {
    const other = sealEnvelope({ vaultId: newVaultId(random), epoch: 1, slots, vaultKey, payload: utf8('{}'), random })
    expect(judged(mixed(sealed(utf8('{}')), other, [3]))).toBe('payload')
  })

  test('another vault key: the MAC', () => {
    expect(judged(sealed(utf8('{}')), newVaultKey(random))).toBe('mac')
  })
})

test('padding that could have been a block shorter: the payload', () => {
  const file = sealed(utf8('{}'))
  const { signed, mac } = parseEnvelope(file)
  const salt = Buffer.from(vaultId, 'base64url')
  const key = new Uint8Array(hkdfSync('sha256', vaultKey, salt, 'igcodes-vault/2 payload', 32))
  const nonce = random(24)
  const padded = (length: number) => {
    const bytes = new Uint8Array(length)
    bytes.set([...utf8('{}'), 0x80])
    const lock = { key, nonce, aad: new Uint8Array([...signed, ...mac]) }
    const line = Buffer.concat([nonce, seal(bytes, lock)]).toString('base64url')
    const lines = new TextDecoder().decode(file).split('\n')
    return utf8([...lines.slice(0, 3), line, ''].join('\n'))
  }
  expect(judged(padded(4096))).toBe('opens')
  expect(judged(padded(8192))).toBe('payload')
})

test('what no reader accepts is never written', () => {
  expect(() => sealed(utf8('{}'), [])).toThrow(RangeError)
  expect(() => sealed(utf8('{}'), Array.from({ length: 9 }, () => slots).flat())).toThrow(RangeError)
  expect(() => sealed(new Uint8Array(50 * 1024 * 1024))).toThrow(RangeError)
})

test('sealing and opening 40 MiB takes a moment', async () => {
  const payload = new Uint8Array(40 * 1024 * 1024)
  const open = () => wholePayload(parseEnvelope(sealed(payload)), vaultKey)
  expect(await timeOf(() => expect(open()).toHaveLength(payload.length))).toBeLessThan(5000)
})

describe('a code’s identifier', () => {
  const key = random(32)
  const name = codeIdentifier(key)

  test('is the same for the same code, and differs by handle, digits and key', () => {
    const names = [
      name('shop_tokyo', '12345678'),
      name('shop_osaka', '12345678'),
      name('shop_tokyo', '12345679'),
      // Without the NUL between them these two would be one.
      name('shop1', '2345678'),
      name('shop', '12345678'),
      codeIdentifier(random(32))('shop_tokyo', '12345678'),
    ]
    expect(new Set(names).size).toBe(names.length)
    expect(codeIdentifier(key)('shop_tokyo', '12345678')).toBe(names[0])
  })

  test('is 32 bytes as base64url', () => {
    expect(name('shop_tokyo', '12345678')).toMatch(/^[A-Za-z0-9_-]{43}$/)
  })
})
