import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { encode } from '../../src/envelope/base64url.ts'
import { costs, headerLines, isCostAllowed, parseEnvelope, type Slot, takeEnvelope } from '../../src/envelope/format.ts'
import { makeFile, refusal, rememberingStretch, utf8 } from './samples.ts'

let file: Uint8Array
let text: string

beforeAll(async () => {
  file = await makeFile(utf8('{}'), ['correct horse battery staple'], rememberingStretch().stretch)
  text = new TextDecoder().decode(file)
})

/** How the reader refuses these bytes, or `opens`. */
function judged(bytes: Uint8Array): string {
  try {
    parseEnvelope(bytes)
    return 'opens'
  } catch (error) {
    return refusal(error)
  }
}

/** The file with its header's first slot changed. */
function withSlot(change: Record<string, unknown>): Uint8Array {
  const [magic, header = '', ...rest] = text.split('\n')
  const { vault, slots } = JSON.parse(header)
  const changed = JSON.stringify({ vault, slots: [{ ...slots[0], ...change }] })
  return utf8([magic, changed, ...rest].join('\n'))
}

describe('the first line', () => {
  test.each([
    ['an empty file', () => '', 'magic'],
    ['another file', () => 'age-encryption.org/v1\n', 'magic'],
    ['a byte order mark', () => `\ufeff${text}`, 'magic'],
    ['a number that is no number', () => text.replace('/1', '/1a'), 'magic'],
    ['a space after it', () => text.replace('/1', '/1 '), 'magic'],
    ['version 2 over a header of version 1', () => text.replace('/1', '/2'), 'header'],
    ['version 3', () => text.replace('/1', '/3'), 'newer-format'],
    ['version 0', () => text.replace('/1', '/0'), 'magic'],
    ['version 01', () => text.replace('/1', '/01'), 'magic'],
    ['version 10', () => text.replace('/1', '/10'), 'newer-format'],
    ['version 3 with nothing behind it', () => 'igcodes-vault/3', 'newer-format'],
    ['version 3 with converted line ends', () => text.replace('/1', '/3').replaceAll('\n', '\r\n'), 'newer-format'],
    ['converted line ends', () => text.replaceAll('\n', '\r\n'), 'line-ends'],
    ['nothing behind it', () => 'igcodes-vault/1', 'lines'],
  ])('%s', (_, made, expected) => {
    expect(judged(utf8(made()))).toBe(expected)
  })

  test('the version that a newer file names is told', () => {
    expect(() => parseEnvelope(utf8(text.replace('/1', '/7')))).toThrow(
      expect.objectContaining({ code: 'newer-format', details: { version: '7' } }),
    )
  })
})

describe('the lines', () => {
  test.each([
    ['no final line end', () => text.slice(0, -1), 'lines'],
    ['an empty line more', () => `${text}\n`, 'lines'],
    ['a line more', () => `${text}x\n`, 'lines'],
    ['bytes behind the last line', () => `${text}x`, 'lines'],
    ['a line fewer', () => text.replace(/\n[^\n]*\n$/, '\n'), 'lines'],
    ['nothing but line ends behind the first', () => `igcodes-vault/1\n\n\n\n`, 'header'],
    ['a CR at the end of the header only', () => text.replace('}\n', '}\r\n'), 'header'],
  ])('%s', (_, made, expected) => {
    expect(judged(utf8(made()))).toBe(expected)
  })
})

describe('the header', () => {
  test.each([
    ['a byte order mark', () => text.replace('{', '\ufeff{'), 'header'],
    ['a byte that is no UTF-8', () => text.replace('{"vault"', '{"vault\u0080"'), 'header'],
    ['an escape for the same letter', () => text.replace('"kind"', '"k\\u0069nd"'), 'header'],
    ['an escape in a value', () => text.replace('"argon2id"', '"argon2\\u0069d"'), 'header'],
    ['m as 19456.0', () => text.replace('19456', '19456.0'), 'header'],
    ['m as 1.9456e4', () => text.replace('19456', '1.9456e4'), 'header'],
    ['a member called __proto__', () => text.replace('{"vault"', '{"__proto__":{},"vault"'), 'header'],
    ['members in another order', () => text.replace(/("kind":"passphrase"),("kdf":"argon2id")/, '$2,$1'), 'header'],
    ['a list', () => text.replace(/\n.*\n/, '\n[]\n'), 'header'],
    ['null', () => text.replace(/\n.*\n/, '\nnull\n'), 'header'],
    ['brackets nested deeper than any stack', () => text.replace(/\n.*\n/, `\n${'['.repeat(16_000)}\n`), 'header'],
    ['more than 16 KiB', () => text.replace('{', `{${' '.repeat(16 * 1024)}`), 'header'],
    ['a slot that is null', () => text.replace(/"slots":\[.*\]/, '"slots":[null]'), 'slot'],
  ])('%s', (_, made, expected) => {
    expect(judged(Buffer.from(made(), 'utf8'))).toBe(expected)
  })

  test.each([
    [{ m: 19_455 }, 'kdf'],
    [{ m: 1_048_577 }, 'kdf'],
    [{ m: 1_048_576, t: 5 }, 'kdf'],
    [{ t: 0 }, 'kdf'],
    [{ t: 11 }, 'kdf'],
    [{ t: 1.5 }, 'kdf'],
    [{ m: '65536' }, 'kdf'],
    [{ m: null }, 'kdf'],
    [{ p: 2 }, 'kdf'],
    [{ p: '1' }, 'kdf'],
    [{ kdf: 'argon2i' }, 'slot'],
    [{ kind: 'admin' }, 'slot'],
    [{ id: 'AAAAAAAAAA' }, 'slot'],
    [{ salt: '' }, 'slot'],
    [{ commit: 7 }, 'slot'],
    [{ wrapped: undefined }, 'slot'],
    [{ note: 'unknown' }, 'header'],
    [{ m: 1_048_576, t: 4 }, 'opens'],
    [{ m: 19_456, t: 10 }, 'opens'],
  ])('a slot with %j: %s', (change, expected) => {
    expect(judged(withSlot(change))).toBe(expected)
  })

  test('what writers offer is within what readers accept', () => {
    for (const cost of Object.values(costs)) expect(isCostAllowed(cost)).toBe(true)
  })

  test('what headerLines writes is read back as it was', () => {
    const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }).map(encode)
    const slot: fc.Arbitrary<Slot> = fc.record({
      // Scrambled on purpose: the file's order must not depend on the object's.
      wrapped: bytes(48),
      nonce: bytes(24),
      commit: bytes(32),
      salt: bytes(16),
      p: fc.constant(1),
      t: fc.integer({ min: 1, max: 4 }),
      m: fc.integer({ min: 19_456, max: 1_048_576 }),
      kdf: fc.constant('argon2id'),
      kind: fc.constantFrom('passphrase', 'recovery'),
      id: bytes(8),
      public: bytes(32),
      link: fc.option(fc.record({ sealed: bytes(48), nonce: bytes(24), enc: bytes(32) })),
    })
    const slots = fc.uniqueArray(slot, { minLength: 1, maxLength: 8, selector: ({ id }) => id })
    const rest = text.split('\n').slice(2).join('\n')

    fc.assert(
      fc.property(bytes(16), fc.constantFrom(0, 1, 2, 1_000_000), slots, (vaultId, epoch, some) => {
        // Format 1 has no public keys and no links; the first key has no links.
        const slots = some.map(slot => ({
          ...slot,
          public: epoch === 0 ? null : slot.public,
          link: epoch < 2 ? null : slot.link,
        }))
        const signed = headerLines({ vaultId, epoch, slots })
        const envelope = parseEnvelope(Buffer.concat([signed, utf8(rest)]))
        expect(envelope).toMatchObject({ vaultId, epoch, slots, signed })
      }),
    )
  })
})

test('a file that is taken, and so overwritten, is read like one that stays', () => {
  const file = utf8(text)
  expect(takeEnvelope(utf8(text))).toEqual(parseEnvelope(file))
  expect(file).toEqual(utf8(text))
})

describe('the last two lines', () => {
  test.each([
    ['a MAC of 31 bytes', 2, encode(new Uint8Array(31)), 'mac'],
    ['a MAC with padding', 2, `${encode(new Uint8Array(32))}=`, 'mac'],
    ['an empty payload', 3, '', 'payload'],
    ['a payload without a block', 3, encode(new Uint8Array(40)), 'payload'],
    ['a payload that is no whole number of blocks', 3, encode(new Uint8Array(40 + 4097)), 'payload'],
    ['a payload that is not base64url', 3, '!'.repeat(5515), 'payload'],
  ])('%s', (_, at, line, expected) => {
    const lines = text.split('\n')
    lines[at] = line
    expect(judged(utf8(lines.join('\n')))).toBe(expected)
  })
})

describe('a large file', () => {
  test('over 64 MiB is refused before it is looked at', () => {
    expect(judged(new Uint8Array(64 * 1024 * 1024 + 1))).toBe('size')
  })

  test('of nothing but line ends is refused at once', () => {
    const hostile = new Uint8Array(64 * 1024 * 1024).fill(0x0a)
    hostile.set(utf8(`igcodes-vault/1\n`))
    const start = performance.now()
    expect(judged(hostile)).toBe('lines')
    expect(performance.now() - start).toBeLessThan(5000)
  })

  test('with a payload line of 60 MiB is read within a moment', () => {
    const blocks = Math.floor((45 * 1024 * 1024) / 4096)
    const [magic, header, mac] = text.split('\n')
    const large = utf8([magic, header, mac, encode(new Uint8Array(40 + blocks * 4096)), ''].join('\n'))
    const start = performance.now()
    expect(parseEnvelope(large).sealed).toHaveLength(40 + blocks * 4096)
    expect(performance.now() - start).toBeLessThan(5000)
  })
})

test('no bytes at all make the reader fail otherwise than by refusing', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), bytes => void expect(judged(bytes)).not.toBe('opens')))
  fc.assert(
    fc.property(fc.json(), header => {
      const lines = text.split('\n')
      expect(judged(utf8([lines[0], header, ...lines.slice(2)].join('\n')))).not.toBe('opens')
    }),
  )
})
