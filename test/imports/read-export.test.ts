/** The same shop's entries, as every program writes them (fixtures/imports; all codes are made up). */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { findCodes } from '../../src/domain/import/find.ts'
import { parseHandle } from '../../src/domain/text/handle.ts'
import { type ImportFormat, UserError } from '../../src/errors.ts'
import { maxBytes, readExport } from '../../src/imports/read-export.ts'
import { failureSentences } from '../../src/terminal/messages/failures.ts'
import { runs } from '../thorough.ts'
import { timeOf } from '../timing.ts'
import { bitwardenZip, onePux } from './archive.ts'

const tokyo = ['48217730', '19560284', '73094418', '60429157', '28753691']
const osaka = ['55172048', '92036671', '33908124', '81645502', '44781936']

function fixture(name: string): Uint8Array {
  return readFileSync(new URL(`../../fixtures/imports/${name}`, import.meta.url))
}

const packed = (name: string): Uint8Array => {
  if (name === '1password.1pux') return onePux(fixture('1password-export.data.json'))
  return name === 'bitwarden.zip' ? bitwardenZip(fixture('bitwarden.json')) : fixture(name)
}

async function found(bytes: Uint8Array, from?: ImportFormat) {
  const { format, entries } = await readExport(bytes, from)
  return { format, entries, ...findCodes(entries, new Set()) }
}

/** The failure's code; the test fails where there is none. */
async function failure(bytes: Uint8Array, from?: ImportFormat): Promise<UserError> {
  try {
    await readExport(bytes, from)
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error('it was read')
}

const table: readonly [name: string, format: ImportFormat, entries: number, changedOn: string | undefined][] = [
  ['bitwarden.json', 'bitwarden', 7, '2026-03-02'],
  ['bitwarden.zip', 'bitwarden', 7, '2026-03-02'],
  ['bitwarden.csv', 'csv', 6, undefined],
  ['1password.1pux', '1password', 6, '2026-03-02'],
  ['1password-export.data.json', '1password', 6, '2026-03-02'],
  ['1password.csv', 'csv', 6, undefined],
  ['keepass.xml', 'keepass', 6, '2026-03-02'],
  ['keepassxc.csv', 'csv', 6, '2026-03-02'],
  ['apple.csv', 'csv', 6, undefined],
  ['chrome.csv', 'csv', 6, undefined],
  ['excel-semicolons.csv', 'csv', 6, undefined],
  ['excel-utf-16.csv', 'csv', 6, undefined],
]

describe.each(table)('%s', (name, format, entries, changedOn) => {
  test('is told by its content, and both accounts’ codes are found', async () => {
    const result = await found(packed(name))
    expect(result.format).toBe(format)
    expect(result.entries).toHaveLength(entries)
    expect(result.found.map(({ handle, codes }) => [handle, codes])).toEqual([
      ['shop_tokyo', tokyo],
      ['shop_osaka', osaka],
    ])
    for (const one of result.found) expect(one.changedOn).toBe(changedOn)
  })

  test('what is not Instagram’s is left: Google’s codes, Facebook’s, a bank’s number, a phone’s', async () => {
    const { left, others, entries } = await found(packed(name))
    expect(left.map(({ reason }) => reason)).toEqual(expect.arrayContaining(['odd-digits', 'no-codes', 'facebook']))
    // Google, the bank, and in Bitwarden's a secure note.
    expect(others).toBe(entries.length - 4)
    expect(JSON.stringify(left)).not.toMatch(/\d{4}/)
  })

  test('--from says the same', async () => {
    expect((await found(packed(name), format)).found).toHaveLength(2)
  })
})

test('an authenticator secret is noticed, and not taken', async () => {
  for (const name of ['bitwarden.json', '1password.1pux', 'keepass.xml', 'apple.csv', 'bitwarden.csv']) {
    const { found: sets } = await found(packed(name))
    expect(sets.map(({ authenticator }) => authenticator)).toEqual([true, false])
    expect(JSON.stringify(sets)).not.toContain('JBSWY3DP')
  }
})

test('older versions of an entry and the recycle bin are skipped', async () => {
  const { entries } = await readExport(fixture('keepass.xml'), undefined)
  expect(JSON.stringify(entries)).not.toContain('9999')
})

test('Firefox exports no notes: its Instagram entry is named, without codes', async () => {
  const { found: sets, left } = await found(fixture('firefox.csv'))
  expect(sets).toEqual([])
  expect(left).toMatchObject([{ reason: 'no-codes', title: 'www.instagram.com' }])
})

test('KeePass’s own table escapes in its own way', async () => {
  const table = [
    '"Account","Login Name","Password","Web Site","Comments"',
    String.raw`"Instagram \"Tokyo\"","shop_tokyo","a\"b\\","https://www.instagram.com/","`,
    ...tokyo.map(code => `${code.slice(0, 4)} ${code.slice(4)}`),
    '"',
    '"Bank","x","y","https://bank.example","1111 2222"',
  ].join('\r\n')
  const { format, found: sets, others, entries } = await found(new TextEncoder().encode(table))
  expect(format).toBe('csv')
  expect(entries[0]).toMatchObject({ title: 'Instagram "Tokyo"' })
  expect(sets).toMatchObject([{ handle: 'shop_tokyo', codes: tokyo }])
  expect(others).toBe(1)
})

describe('the day of the last change', () => {
  afterEach(() => {
    vi.unstubAllEnvs()
  })

  test.each([
    ['2026-03-02', '2026-03-02'],
    ['2026-03-02T02:00:00Z', '2026-03-01'],
    ['2026-03-02 02:00:00', '2026-03-02'],
    ['1772416800000', '2026-03-01'],
    ['1999-12-31', undefined],
    ['2026-02-30', undefined],
    ['yesterday', undefined],
  ])('in New York, of what is written as %s: %s', async (written, day) => {
    vi.stubEnv('TZ', 'America/New_York')
    const table = `title,username,password,modified\nInstagram,shop_tokyo,x,${written}`
    const { entries } = await readExport(strToU8(table), undefined)
    expect(entries[0]?.changedOn).toBe(day)
  })
})

test('a text file has a list under each account’s name', async () => {
  const { format, found: sets } = await found(fixture('notes.txt'))
  expect(format).toBe('text')
  expect(sets.map(({ handle, codes }) => [handle, codes])).toEqual([
    ['shop_tokyo', tokyo],
    ['shop_osaka', osaka],
  ])
})

test('a text without a name is nobody’s yet', async () => {
  const { found: sets } = await found(strToU8(tokyo.join('\n')))
  expect(sets).toMatchObject([{ handle: undefined, codes: tokyo }])
})

describe('what is refused, and never with a word of its content', () => {
  const json = fixture('bitwarden.json')
  const deep = `{"items":${'['.repeat(200_000)}`
  const laughs = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "48217730">]><KeePassFile><Root>&a;</Root></KeePassFile>`
  const nested = `<KeePassFile><Root>${'<Group>'.repeat(50_000)}${'</Group>'.repeat(50_000)}</Root></KeePassFile>`
  test.each<[string, Uint8Array, string, ImportFormat?]>([
    ['Bitwarden’s encrypted export', fixture('bitwarden-encrypted.json'), 'import-encrypted'],
    ['a KeePass database', Uint8Array.of(0x03, 0xd9, 0xa2, 0x9a, 0x67, 0xfb, 0x4b, 0xb5), 'import-encrypted'],
    ['a JSON file that was cut off', json.subarray(0, 2000), 'import-broken'],
    ['JSON that is too deep', strToU8(deep), 'import-broken'],
    ['JSON of somebody else', strToU8('{"name":"package"}'), 'import-unknown-format'],
    ['XML that was cut off', fixture('keepass.xml').subarray(0, 3000), 'import-broken'],
    ['XML that declares entities', strToU8(laughs), 'import-broken'],
    ['XML that is too deep', strToU8(nested), 'import-broken'],
    [
      'a table whose quotes do not end',
      strToU8('name,url,username,password,note\na,b,c,d,"4821 7730'),
      'import-broken',
    ],
    [
      'a table with a line of cells without end',
      strToU8(`name,url,username,password,note\n${','.repeat(20_000)}`),
      'import-broken',
    ],
    ['a table that --from says it is', strToU8(tokyo.join('\n')), 'import-unknown-format', 'csv'],
    ['JSON that --from says it is', strToU8('hello'), 'import-unknown-format', 'bitwarden'],
    ['Shift_JIS', fixture('excel-shift-jis.csv'), 'import-not-text'],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3), 'import-not-text'],
    ['a zip of something else', zipSync({ 'readme.txt': strToU8('hello') }), 'import-unknown-format'],
    ['a zip that was cut off', onePux(json).subarray(0, 900), 'import-broken'],
    ['17 MiB', new Uint8Array(17 * 1024 * 1024), 'import-too-large'],
  ])('%s', async (_, bytes, code, from) => {
    const error = await failure(bytes, from)
    expect(error.code).toBe(code)
    expect(error.exitCode).toBe(22)
    expect(JSON.stringify(error.details)).not.toMatch(/4821|7730|shop_tokyo/)
    expect(error.message).not.toMatch(/4821|7730|shop_tokyo/)
    expect(error.cause).toBeUndefined()
  })

  test('a zip that cannot be read is called a zip, as nobody knows whose it is', async () => {
    expect(await failure(onePux(json).subarray(0, 900))).toMatchObject({ details: { format: 'zip' } })
  })

  test('Shift_JIS is called by its name', async () => {
    expect(await failure(fixture('excel-shift-jis.csv'))).toMatchObject({ details: { shiftJis: true } })
  })

  test('a zip that would unfold to 200 MiB is not unfolded', async () => {
    const bomb = zipSync({ 'export.data': new Uint8Array(200 * 1024 * 1024) })
    expect(bomb.length).toBeLessThan(maxBytes)
    expect((await failure(bomb)).code).toBe('import-too-large')
  })

  test('a zip that lies about its size is not unfolded either', async () => {
    const bomb = zipSync({ 'export.data': new Uint8Array(20 * 1024 * 1024).fill(0x20) })
    // The size in the central directory (APPNOTE.TXT 4.3.12), behind its signature.
    const directory = Buffer.from(bomb.buffer).lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]))
    new DataView(bomb.buffer).setUint32(directory + 24, 64, true)
    expect((await failure(bomb)).code).toBe('import-too-large')
  })
})

test('names with codes in them, and endless ones, are not shown as they are', async () => {
  const table = `name,url,username,password,note\n"Instagram 4821 7730 ${'x'.repeat(200)}",https://instagram.com,shop,pw,19560284 and 123`
  const { left } = await found(strToU8(table))
  expect(left).toHaveLength(1)
  expect(left[0]?.title).toMatch(/^Instagram •••• •••• x+…$/)
  expect(left[0]?.title.length).toBeLessThanOrEqual(40)
})

describe('properties', () => {
  const starts = [
    '',
    '{',
    '{"items":[',
    '<KeePassFile>',
    'PK\u0003\u0004',
    'name,url,username,password,note\n',
    '@shop\n',
  ]

  test('whatever the bytes, there are entries or a refusal, and no failure tells eight digits', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 400 }), async (start, tail) => {
        const bytes = Buffer.concat([Buffer.from(start, 'latin1'), Buffer.from('48217730'), tail])
        try {
          const { entries } = await readExport(bytes, undefined)
          const { left } = findCodes(entries, new Set([parseHandle('shop')]))
          expect(JSON.stringify(left)).not.toContain('48217730')
        } catch (error) {
          if (!(error instanceof UserError)) throw error
          expect(error.exitCode).toBe(22)
          expect(JSON.stringify([error.message, error.details])).not.toContain('48217730')
        }
      }),
      { numRuns: runs(400) },
    )
  })

  test('a byte changed anywhere in an export never does more than a refusal', async () => {
    const names = ['bitwarden.json', '1password.1pux', 'keepass.xml', 'chrome.csv']
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.nat(), fc.nat(255), async (name, place, byte) => {
        const bytes = Uint8Array.from(packed(name))
        bytes[place % bytes.length] = byte
        try {
          findCodes((await readExport(bytes, undefined)).entries, new Set())
        } catch (error) {
          if (!(error instanceof UserError)) throw error
          const { what, next } = failureSentences(error as Parameters<typeof failureSentences>[0], 'en')
          expect(`${what}${next}`).not.toMatch(/\d{4} ?\d{4}/)
        }
      }),
      { numRuns: runs(200) },
    )
  })
})

test('reading 10,000 entries takes a moment', async () => {
  const row = 'example.com,https://example.com,hana,correct-Horse-7,"a note, with 5 things in it"\n'
  const bytes = strToU8(`name,url,username,password,note\n${row.repeat(10_000)}`)
  expect(await timeOf(async () => expect((await found(bytes)).others).toBe(10_000))).toBeLessThan(5000)
})

test('a table whose rows end in two ways is read, and thousands of empty ones are none', async () => {
  const codes = `"${tokyo.join('\r\n')}"`
  const table = `title,username,password,notes\nInstagram,shop_tokyo,x,${codes}\r\n${'\r\n'.repeat(200_000)}Bank,a,b,c\n`
  const work = async () => {
    const { entries, found: sets } = await found(strToU8(table))
    expect(entries).toHaveLength(2)
    expect(sets).toMatchObject([{ handle: 'shop_tokyo', codes: tokyo }])
  }
  expect(await timeOf(work)).toBeLessThan(2000)
})

test('a table with more rows than anybody has is refused before it fills the memory', async () => {
  const bytes = strToU8(`title,username,password,notes\n${'a\n'.repeat(3_000_000)}`)
  expect(await timeOf(async () => expect((await failure(bytes)).code).toBe('import-broken'))).toBeLessThan(4000)
})

test('a tag that does not belong inside of a line separates what is before and after it', async () => {
  const note = (content: string) =>
    strToU8(`<en-export><note><title>Instagram</title><content><![CDATA[${content}]]></content></note></en-export>`)
  for (const tag of ['<hr/>', '<ul><li>', '<div>', '</Entry>', '<en-todo/>'])
    expect((await found(note(`<en-note>4821${tag}7730</en-note>`))).found).toEqual([])
  expect((await found(note('<en-note><b>48</b>21 <span>77</span>30</en-note>'))).found).toMatchObject([
    { codes: ['48217730'] },
  ])
})

test.each<[string, string, ImportFormat | undefined]>([
  ['names of columns that are none', `username,password,a${'\u0301\u0316'.repeat(16_000)}\nx,y,z\n`, 'csv'],
  ['accents out of order', `@shop_tokyo${'\u0301\u0316'.repeat(32_000)}`, undefined],
  ['blank lines', `Instagram${'\n'.repeat(8000)}4821 7730`, undefined],
  ['blank lines in front', `${'\n'.repeat(8000)}4821 7730`, undefined],
  ['tabs behind a time', `9:41${'\t'.repeat(60_000)}:\n4821 7730`, undefined],
  ['beginnings of document types', `<?xml version="1.0"?><en-export>${'<!DOCTYPE '.repeat(200_000)}`, undefined],
])('%s cost next to nothing', async (_, text, from) => {
  const read = async (): Promise<unknown> => findCodes((await readExport(strToU8(text), from)).entries, new Set(), 2031)
  expect(await timeOf(() => read().catch(() => undefined))).toBeLessThan(2000)
})
