import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseMigration } from '../../src/authenticator/migration.ts'
import { runs } from '../thorough.ts'
import { addressOf, exportOf, rfcSeed } from './exports.ts'

test('an export that public pages show is read', () => {
  const address =
    'otpauth-migration://offline?data=CjEKCkhlbGxvId6tvu8SGEV4YW1wbGU6YWxpY2VAZ29vZ2xlLmNvbRoHRXhhbXBsZTAC'
  expect(parseMigration(address)?.entries).toEqual([
    {
      type: 'totp',
      secret: 'JBSWY3DPEHPK3PXP',
      issuer: 'Example',
      label: 'Example:alice@google.com',
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    },
  ])
})

test('every entry is read, with its part of the whole', () => {
  const address = exportOf(
    [
      { secret: rfcSeed, name: 'shop_tokyo', issuer: 'Instagram' },
      { secret: rfcSeed, name: 'me', issuer: 'Bank', algorithm: 3, digits: 2, type: 1 },
    ],
    { parts: 3, part: 1 },
  )
  const migration = parseMigration(address)
  expect(migration).toMatchObject({ parts: 3, part: 1, batch: 77 })
  expect(migration?.entries.map(({ type, algorithm, digits }) => [type, algorithm, digits])).toEqual([
    ['totp', 'SHA1', '6'],
    ['hotp', 'SHA512', '8'],
  ])
})

test('a plus that was not escaped is still one', () => {
  const address = exportOf([{ secret: new Uint8Array(20).fill(0xfb), name: '>>>>', issuer: '???' }])
  const raw = decodeURIComponent(address)
  expect(raw).toContain('+')
  expect(parseMigration(raw)).toEqual(parseMigration(address))
})

test.each([
  ['another address', 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP'],
  ['no data', 'otpauth-migration://offline'],
  ['no base64', 'otpauth-migration://offline?data=%00'],
  ['a secret that is longer than all there is', addressOf(Uint8Array.of(0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f))],
  ['an unknown wire type', addressOf(Uint8Array.of(0x0f, 1, 2, 3))],
])('what is no export gives nothing, or nothing to take: %s', (_, address) => {
  const found = parseMigration(address)
  expect(found?.entries.filter(({ secret }) => secret !== '') ?? []).toEqual([])
})

test('whatever the bytes are, reading them ends and throws nothing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
      parseMigration(addressOf(bytes))
    }),
    { numRuns: runs(2_000) },
  )
})
