/** FORMAT.md's example is made here again by the code, and its rules are compared with the code's numbers. */
import { createHash, createHmac, hkdfSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { argon2id, type Kdf } from '../../src/envelope/argon2id.ts'
import { bounds, costs, parseEnvelope } from '../../src/envelope/format.ts'
import { codeIdentifier, newVaultId, newVaultKey, sealEnvelope } from '../../src/envelope/payload.ts'
import { newSlotKeys, openSlot, wrapSlot } from '../../src/envelope/slots.ts'
import { keyRecordIn, newKeyRecord, renewKey, withKeyRecord } from '../../src/envelope/vault-keys.ts'
import { exchange, publicKeyOf } from '../../src/envelope/x25519.ts'
import { open } from '../../src/envelope/xchacha20poly1305.ts'
import { cheap, countingRandom, makeFile, openFile, utf8, wholePayload } from './samples.ts'

const specification = readFileSync(new URL('../../src/envelope/FORMAT.md', import.meta.url), 'utf8')

test('the example’s values come out of the code', async () => {
  // The random source counts 00 01 02 …; Argon2id's answer is caught on its way.
  let stretched = new Uint8Array()
  const stretch: Kdf = async (secret, salt, cost) => {
    stretched = new Uint8Array(await argon2id()(secret, salt, cost))
    return stretched
  }
  const payload = '{"events":[],"secrets":{}}'
  const file = await makeFile(utf8(payload), ['correct horse battery staple'], stretch, countingRandom())

  const { vaultId, slots, mac, sealed } = parseEnvelope(file)
  const [slot] = slots
  if (!slot) throw new Error('no slot')
  const opened = await openSlot({ vaultId, epoch: 0, slot, secret: 'correct horse battery staple', stretch })
  if (!opened) throw new Error('does not open')
  const { vaultKey } = opened
  expect(wholePayload(parseEnvelope(file), vaultKey)).toEqual(utf8(payload))

  // Computed from the formulas once more, with Node's HMAC and HKDF instead of the room's own functions.
  const { id, kind, kdf, m, t, p, salt } = slot
  const context = `igcodes-vault/1 slot\n${vaultId}\n${JSON.stringify({ id, kind, kdf, m, t, p, salt })}`
  const keyed = (label: string) =>
    new Uint8Array(createHmac('sha256', stretched).update(`${label}\n${context}`).digest())
  const subkey = (purpose: string) =>
    new Uint8Array(hkdfSync('sha256', vaultKey, bytes(vaultId), `igcodes-vault/1 ${purpose}`, 32))

  const [line1, line2, line3, line4 = ''] = new TextDecoder().decode(file).split('\n')
  const shown = [line1, line2, line3, `${line4.slice(0, 64)}…${line4.slice(-32)}`].join('\n')
  const values = [
    ['vault id', bytes(vaultId)],
    ['vault key', vaultKey],
    ['salt', bytes(salt)],
    ['A', stretched],
    ['commit', keyed('commit')],
    ['KEK', keyed('kek')],
    ['wrapped', bytes(slot.wrapped)],
    ['header subkey', subkey('header')],
    ['payload subkey', subkey('payload')],
    ['code-id subkey', subkey('code-id')],
    ['M', mac],
    ['payload nonce', sealed.subarray(0, 24)],
    ['payload tag', sealed.subarray(-16)],
    ['codeId', codeIdentifier(subkey('code-id'))('shop_tokyo', '12345678')],
    ['SHA-256 of file', createHash('sha256').update(file).digest()],
  ] as const
  const table = values.map(([name, value]) => `${name.padEnd(17)}${typeof value === 'string' ? value : hex(value)}`)

  expect(keyed('commit')).toEqual(bytes(slot.commit))
  const record = { codeIdKey: subkey('code-id'), anchors: new Map(), past: [] }
  expect(keyRecordIn({}, { vaultId, epoch: 0 }, vaultKey)).toEqual(record)
  for (const block of [shown, context, table.join('\n')]) {
    expect(specification).toContain(`\n\`\`\`\n${block}\n\`\`\`\n`)
  }
  expect(specification).toContain(`The file has ${file.length.toLocaleString('en')} bytes`)
  expect(specification).toContain(`${line4.length.toLocaleString('en')} characters`)
})

test('so do those of the example of format 2: two slots, the second opened through its link', async () => {
  const stretch = argon2id()
  const random = countingRandom()
  const vaultId = newVaultId(random)
  const firstKey = newVaultKey(random)
  const record = newKeyRecord(random)
  const common = { vaultId, epoch: 1, kind: 'passphrase', cost: cheap, stretch, random } as const
  const own = await newSlotKeys({ ...common, secret: 'correct horse battery staple' })
  const other = await newSlotKeys({ ...common, secret: 'a second good passphrase' })
  const slots = [own, other].map(keys => wrapSlot(common, keys, firstKey, random))
  const { header, vaultKey, ...renewed } = renewKey(
    { header: { vaultId, epoch: 1, slots }, vaultKey: firstKey, record },
    { atHand: [own], added: [], ended: new Set(), known: undefined, random },
  )
  const members = { events: [], secrets: {}, ...withKeyRecord({}, renewed.record) }
  const payload = utf8(JSON.stringify(members))
  const file = sealEnvelope({ ...header, vaultKey, payload, random })

  // What a reader does with the second passphrase, from the formulas, with Node's own functions.
  const [, slot] = parseEnvelope(file).slots
  if (!slot?.link) throw new Error('no link')
  const { id, kind, kdf, m, t, p, salt, link } = slot
  const context = `igcodes-vault/2 slot\n${vaultId}\n${JSON.stringify({ id, kind, kdf, m, t, p, salt })}`
  const stretched = await stretch(utf8('a second good passphrase'), bytes(salt), { m, t })
  const keyed = (label: string) =>
    new Uint8Array(createHmac('sha256', stretched).update(`${label}\n${context}`).digest())
  const subkey = (key: Uint8Array, purpose: string) =>
    new Uint8Array(hkdfSync('sha256', key, bytes(vaultId), `igcodes-vault/2 ${purpose}`, 32))
  const shared = exchange(keyed('x25519'), bytes(link.enc))
  if (!shared) throw new Error('small order')
  const anchor = subkey(firstKey, 'anchor')
  const info = `igcodes-vault/2 link\n${vaultId}\n${id}\n${link.enc}\n${slot.public}\n2`
  const linkKey = new Uint8Array(hkdfSync('sha256', shared, anchor, info, 32))
  const lock = { key: linkKey, nonce: bytes(link.nonce), aad: utf8(context) }
  expect(open(bytes(link.sealed), lock)).toEqual(vaultKey)
  expect(publicKeyOf(keyed('x25519'))).toEqual(bytes(slot.public ?? ''))
  expect(await openFile(file, 'a second good passphrase', stretch)).toEqual(payload)

  const [line1, line2 = '', line3, line4 = ''] = new TextDecoder().decode(file).split('\n')
  const shown = [line1, line2, line3, `${line4.slice(0, 64)}…${line4.slice(-32)}`].join('\n')
  const values = [
    ['vault key 1', firstKey],
    ['vault key 2', vaultKey],
    ['A', stretched],
    ['KEK', keyed('kek')],
    ['X25519 secret', keyed('x25519')],
    ['public', bytes(slot.public ?? '')],
    ['anchor', anchor],
    ['enc', bytes(link.enc)],
    ['shared', shared],
    ['link key', linkKey],
    ['key id 1', subkey(firstKey, 'key-id')],
    ['header subkey', subkey(vaultKey, 'header')],
    ['payload subkey', subkey(vaultKey, 'payload')],
    ['SHA-256 of file', createHash('sha256').update(file).digest()],
  ] as const
  const table = values.map(([name, value]) => `${name.padEnd(17)}${hex(value)}`)
  for (const block of [shown, JSON.stringify(members), table.join('\n')]) {
    expect(specification).toContain(`\n\`\`\`\n${block}\n\`\`\`\n`)
  }
})

test('its numbers are the code’s', () => {
  const { leastMemory, maxMemory, maxPasses, maxMemoryTimesPasses } = bounds
  for (const number of [leastMemory, maxMemory, maxMemoryTimesPasses]) {
    expect(specification).toContain(number.toLocaleString('en'))
  }
  expect(specification).toContain(`1 ≤ t ≤ ${maxPasses}`)
  const tables = specification.replaceAll(/ +/g, ' ')
  for (const [name, { m, t }] of Object.entries(costs)) {
    expect(tables).toContain(`| \`${name}\` | ${m.toLocaleString('en')} | ${t} |`)
  }
})

function bytes(base64url: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64url, 'base64url'))
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
