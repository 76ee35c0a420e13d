import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseEnvelope } from '../../src/envelope/format.ts'
import { sealEnvelope } from '../../src/envelope/payload.ts'
import { keyRecordIn, renewKey, withKeyRecord } from '../../src/envelope/vault-keys.ts'
import { unlock } from '../../src/vault/open-slot.ts'
import { makeFile, openFile, random, refusal, rememberingStretch, utf8, wholePayload } from '../envelope/samples.ts'
import { runs } from '../thorough.ts'
import { makeWithPython, openWithPython, pythonAvailable, rotateWithPython, runPython } from './igvault.ts'

const { stretch } = rememberingStretch()
const formatText = readFileSync(new URL('../../src/envelope/FORMAT.md', import.meta.url), 'utf8')

/**
 * What people type: ASCII, accents (also apart from their letters), kana of every width, kanji, emoji. Not all of Unicode:
 * the two sides have tables of different age, and NFKC leaves a letter alone that it does not know yet.
 */
const typed = [
  [0x20, 0x7e],
  [0xa0, 0x17f],
  [0x300, 0x33f],
  [0x3000, 0x30fe],
  [0x4e00, 0x9fa5],
  [0xff01, 0xff9f],
  [0x1f300, 0x1f64f],
] as const
const letters = fc.oneof(...typed.map(([min, max]) => fc.integer({ min, max }).map(code => String.fromCodePoint(code))))
const passphrases = fc.string({ unit: letters, minLength: 1, maxLength: 30 })
const payloads = fc.json({ stringUnit: 'grapheme' })

// On a machine without python3-nacl there is nothing to compare with; where releases are judged (CI) that is a failure.
const { CI } = process.env
describe.skipIf(!pythonAvailable && !CI)('the Python implementation on libsodium', () => {
  test('opens what igcodes made', async () => {
    await fc.assert(
      fc.asyncProperty(payloads, passphrases, async (payload, passphrase) => {
        const file = await makeFile(utf8(payload), [passphrase], stretch)
        expect(openWithPython(file, passphrase)).toBe(payload)
      }),
      { numRuns: runs(24) },
    )
  })

  test('makes what igcodes opens', async () => {
    await fc.assert(
      fc.asyncProperty(payloads, passphrases, async (payload, passphrase) => {
        const file = makeWithPython(payload, [passphrase])
        expect(text(await openFile(file, passphrase, stretch))).toBe(payload)
      }),
      { numRuns: runs(12) },
    )
  })

  test('agrees on several slots, on full-width typing and on a payload above 64 KiB', async () => {
    const payload = JSON.stringify({ note: '予備コード 🎌'.repeat(20_000) })
    const secrets = ['first passphrase', '第二の パスフレーズ']

    const ours = await makeFile(utf8(payload), secrets, stretch)
    expect(openWithPython(ours, 'ｆｉｒｓｔ　ｐａｓｓｐｈｒａｓｅ')).toBe(payload)
    expect(openWithPython(ours, '第二の ﾊﾟｽﾌﾚｰｽﾞ')).toBe(payload)

    const theirs = makeWithPython(payload, secrets)
    expect(text(await openFile(theirs, 'ｆｉｒｓｔ　ｐａｓｓｐｈｒａｓｅ', stretch))).toBe(payload)
    expect(text(await openFile(theirs, '第二の ﾊﾟｽﾌﾚｰｽﾞ', stretch))).toBe(payload)
  })

  test('refuses a wrong passphrase and a changed byte as igcodes does', async () => {
    const file = await makeFile(utf8('{}'), ['passphrase'], stretch)
    expect(() => openWithPython(file, 'another')).toThrow('refused: passphrase')
    await expect(openFile(file, 'another', stretch).catch(refusal)).resolves.toBe('wrong-passphrase')

    const changed = Uint8Array.from(file)
    changed[file.length - 100] = file[file.length - 100] === 0x41 ? 0x42 : 0x41
    expect(() => openWithPython(changed, 'passphrase')).toThrow('refused: payload')
    await expect(openFile(changed, 'passphrase', stretch).catch(refusal)).resolves.toBe('payload')
  })

  test('opens format 2, makes it, and hands new keys on; the product opens each through its links', async () => {
    const payload = '{"events":[],"secrets":{}}'
    const secrets = ['correct horse battery staple', '第二の パスフレーズ ですよ', 'a third person has this one']
    const [first = '', second = '', third = ''] = secrets
    const fresh = makeWithPython(payload, secrets, 'make2')
    const once = rotateWithPython(fresh, first)
    const revoked = parseEnvelope(once).slots[2]?.id ?? ''
    const twice = rotateWithPython(once, second, revoked)
    for (const file of [fresh, once, twice])
      for (const secret of [first, second])
        expect(JSON.parse(text(await openFile(file, secret, stretch)))).toMatchObject({ events: [] })
    await expect(openFile(twice, third, stretch).catch(refusal)).resolves.toBe('wrong-passphrase')

    // Back again: the product makes the next one, with the first slot linked and the second at hand.
    const envelope = parseEnvelope(twice)
    const { vaultKey, slotKeys } = await unlock(envelope, { text: second }, stretch, undefined)
    const members = JSON.parse(text(wholePayload(envelope, vaultKey)))
    const record = keyRecordIn(members, envelope, vaultKey)
    const renewed = renewKey(
      { header: envelope, vaultKey, record },
      { atHand: [slotKeys], added: [], ended: new Set(), known: undefined, random },
    )
    const sealed = sealEnvelope({
      ...renewed.header,
      vaultKey: renewed.vaultKey,
      payload: utf8(JSON.stringify(withKeyRecord(members, renewed.record))),
      random,
    })
    for (const secret of [first, second])
      expect(JSON.parse(openWithPython(sealed, secret))).toMatchObject({
        past: [{}, {}, {}].map(() => expect.any(String)),
      })
    expect(() => openWithPython(sealed, third)).toThrow('refused: passphrase')
    const [, recipe = ''] = /```python\n(.*?)```/s.exec(formatText) ?? []
    expect(runPython(recipe, sealed, first)).toContain('codeIdKey')
  })

  test('the recipe in FORMAT.md opens a vault', async () => {
    const [, recipe = ''] = /```python\n(.*?)```/s.exec(formatText) ?? []
    const file = await makeFile(utf8('{"note":"予備コード"}'), ['another', 'passphrase'], stretch)
    expect(runPython(recipe, file, 'ｐａｓｓｐｈｒａｓｅ').trim()).toBe('{"note":"予備コード"}')
    expect(() => runPython(recipe, file, 'wrong')).toThrow('no slot opens')
  })
})

function text(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
}
