import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encode } from '../../src/envelope/base64url.ts'
import type { Slot } from '../../src/envelope/format.ts'
import { newVaultId, newVaultKey } from '../../src/envelope/payload.ts'
import { openSlot } from '../../src/envelope/slots.ts'
import { runs } from '../thorough.ts'
import { cheap, makeSlot, random, rememberingStretch } from './samples.ts'

const vaultId = newVaultId(random)
const vaultKey = newVaultKey(random)
const { stretch } = rememberingStretch()

function make(secret: string, kind: Slot['kind'] = 'passphrase'): Promise<Slot> {
  return makeSlot({ vaultId, epoch: 2, kind, secret, cost: cheap, vaultKey, stretch, random })
}

async function opened(slot: Slot, secret: string, vault = vaultId): Promise<Uint8Array | undefined> {
  const found = await openSlot({ vaultId: vault, epoch: 2, slot, secret, stretch })
  return found?.vaultKey
}

test('a slot gives the vault key to its own secret and to no other', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), async (secret, other) => {
      const slot = await make(secret)
      expect(await opened(slot, secret)).toEqual(vaultKey)
      const same = secret.normalize('NFKC') === other.normalize('NFKC')
      expect(await opened(slot, other)).toEqual(same ? vaultKey : undefined)
    }),
    { numRuns: runs(25) },
  )
})

test('no id begins like an option', async () => {
  const draws = [new Uint8Array(8).fill(0xfb), new Uint8Array(8).fill(0x00)]
  const scripted = (length: number): Uint8Array => (length === 8 && draws.shift()) || random(length)
  const secret = 'horse battery staple'
  const slot = await makeSlot({
    vaultId,
    epoch: 2,
    kind: 'passphrase',
    secret,
    cost: cheap,
    vaultKey,
    stretch,
    random: scripted,
  })
  expect(slot.id).toBe('AAAAAAAAAAA')
})

test.each([
  ['full-width letters and digits', 'ＰＡＳＳ　ｗｏｒｄ１２３', 'PASS word123'],
  ['half-width kana', 'ﾊﾟｽﾜｰﾄﾞ ﾃﾞｽ', 'パスワード デス'],
  ['decomposed kana, as macOS file names have them', 'は\u309aす ば\u3099', 'ぱす ば\u3099'],
  ['an accent apart from its letter', 'cafe\u0301', 'caf\u00e9'],
])('%s are the same passphrase', async (_, typed, stored) => {
  expect(await opened(await make(stored), typed)).toEqual(vaultKey)
})

test.each([
  ['a space at the end', 'passphrase '],
  ['another case', 'Passphrase'],
  ['nothing', ''],
])('%s makes another passphrase', async (_, typed) => {
  expect(await opened(await make('passphrase'), typed)).toBeUndefined()
})

describe('a slot is bound to everything in it', () => {
  test.each([
    ['another kind', { kind: 'recovery' }],
    ['another id', { id: encode(new Uint8Array(8)) }],
    ['a cheaper cost', { m: 19_457 }],
    ['fewer passes', { t: 2 }],
    ['another salt', { salt: encode(new Uint8Array(16)) }],
    ['another commitment', { commit: encode(new Uint8Array(32)) }],
  ] as const)('with %s the passphrase is wrong', async (_, change) => {
    const slot = await make('passphrase')
    expect(await opened({ ...slot, ...change }, 'passphrase')).toBeUndefined()
  })

  test('in another vault the passphrase is wrong', async () => {
    expect(await opened(await make('passphrase'), 'passphrase', newVaultId(random))).toBeUndefined()
  })

  test.each([
    ['another wrapped key', { wrapped: encode(new Uint8Array(48)) }],
    ['another nonce', { nonce: encode(new Uint8Array(24)) }],
  ])('with %s the passphrase is right and the slot is damaged', async (_, change) => {
    const slot = await make('passphrase')
    await expect(opened({ ...slot, ...change }, 'passphrase')).rejects.toMatchObject({
      code: 'damaged',
      details: { part: 'slot' },
    })
  })
})

test('two slots for one passphrase share no value', async () => {
  const [one, two] = await Promise.all([make('passphrase'), make('passphrase')])
  for (const name of ['id', 'salt', 'commit', 'nonce', 'wrapped'] as const) expect(one[name]).not.toBe(two[name])
})

test('the order of an object’s members does not matter', async () => {
  const slot = await make('passphrase', 'recovery')
  const { wrapped, nonce, commit, salt, p, t, m, kdf, kind, id, link, public: key } = slot
  const scrambled = { link, public: key, wrapped, nonce, commit, salt, p, t, m, kdf, kind, id }
  expect(await opened(scrambled, 'passphrase')).toEqual(vaultKey)
})

test('a cost that readers refuse is never written', async () => {
  const options = { vaultId, epoch: 1, kind: 'passphrase', secret: 'x', vaultKey, stretch, random } as const
  await expect(makeSlot({ ...options, cost: { m: 8, t: 1 } })).rejects.toThrow(RangeError)
  await expect(makeSlot({ ...options, cost: { m: 1_048_576, t: 5 } })).rejects.toThrow(RangeError)
})
