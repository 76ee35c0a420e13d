import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { draftPaste, type Paste, parsePaste } from '../../../src/domain/codes/paste.ts'
import { UserError } from '../../../src/errors.ts'
import { runs } from '../../thorough.ts'
import { leastTime } from '../../timing.ts'

const folder = join(import.meta.dirname, '../../../fixtures/pastes')

/** `notes` are line numbers, none where missing. */
type Expected =
  | { codes: string[]; notes?: number[] }
  | { refused: string; line?: number; firstLine?: number; kind?: string }

const index: Record<string, Expected> = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'))

describe('what people paste', () => {
  it.each(Object.entries(index))('%s', (name, expected) => {
    expect(outcome(readFileSync(join(folder, name)))).toEqual(expected)
  })

  it('has an expectation for every file', () => {
    const files = readdirSync(folder).filter(name => name.endsWith('.txt'))
    expect(files.sort()).toEqual(Object.keys(index).sort())
  })
})

describe('a line between two groups of codes', () => {
  it.each([
    ['7309 441O', 1],
    ['3. 7309 441', 1],
    ['code: 7309 44180', 1],
    ['7309', 1],
    ['Call 03-1234-5678', 2],
    ['old list 7309 441', 2],
    ['New codes', 2],
  ])('%s: %i', (line, lists) => {
    const text = `4821 7730\n1956 0284\n${line}\n6042 9157\n2875 3691\n`
    expect(draftPaste(Buffer.from(text)).lists).toHaveLength(lists === 1 ? 0 : lists)
  })
})

describe('a line', () => {
  it.each([
    ['1234 5678 2345 6789', '12345678 23456789'],
    ['12345678/23456789|34567890', '12345678 23456789 34567890'],
    ['1. 1234 5678   2. 2345 6789', '12345678 23456789'],
    ['① 1234 5678 ② 2345 6789', '12345678 23456789'],
    ['1️⃣ 1234 5678\n2️⃣ 2345 6789', '12345678 23456789'],
    ['1️⃣2️⃣3️⃣4️⃣ 5️⃣6️⃣7️⃣8️⃣\n2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣9️⃣', '12345678 23456789'],
    ['⒈12345678', '12345678'],
    ['㉑ 12345678', '12345678'],
    ['❸ 12345678', '12345678'],
    ['(3)12345678', '12345678'],
    ['【1】12345678', '12345678'],
    ['４．１２３４　５６７８', '12345678'],
    ['１、１２３４ー５６７８', '12345678'],
    ['№1 12345678', '12345678'],
    ['No. 3: 1234-5678', '12345678'],
    ['Code 1 - 1234 5678', '12345678'],
    ['コード１：１２３４－５６７８', '12345678'],
    ['第1番 1234 5678', '12345678'],
    ['> - [ ] 1. **1234 5678**', '12345678'],
    ['-12345678', '12345678'],
    ['"12345678",', '12345678'],
    ['(1234 5678)', '12345678'],
    ['Your code: 1234 5678.', '12345678'],
    ['コード:12345678、23456789', '12345678 23456789'],
    ['𝟏𝟐𝟑𝟒 𝟓𝟔𝟕𝟖', '12345678'],
    ['1234\u200b5678', '12345678'],
  ])('holds codes: %s', (line, codes) => {
    expect(codesOf(line)).toBe(codes)
  })

  it.each([
    '© 2026',
    '© 2010-2026 Instagram',
    '2026年11月20日 10:30',
    'Fri, 20 Nov 2026, 9:41 AM',
    '5 codes left',
    'iPhone 15 Pro • 100%',
    '12,345 followers',
    'version 410.0.0',
    '1.',
    '③',
    '----',
    '電話 0120-123-456',
  ])('is prose: %s', line => {
    expect(codesOf(`${line}\n1234 5678`)).toBe('12345678')
  })

  it.each([
    '1',
    '12',
    '4/5',
    '9:41',
    '100%',
    '2026-11-20',
    '20/11/2026 1234 5678',
    '1 1234 5678',
    '03. 1 1234 5678',
    '(65) 1234 5678',
    '(03) 1234 5678',
    '03 1234 5678',
    '電話番号 03 1234 5678',
    'phone no. 03 1234 5678',
    '1-1234-5678',
    'card 1234-5678-9012-3456',
    '1234-5678-9012 3456',
    '1234 5678-9012 3456',
    '12345678-23456789',
    '12345678.23456789',
    '1234 - 5678',
    '1234/5678',
    '1234\t5678',
    '1234.5678',
    '1234 5678 2345',
    '1234  5678 2345 6789',
    '1234 5678 ③',
    '1234567③',
    '1234 5678²',
    '12 34 56 78',
    '0.12345678',
    '12.34567890',
    '.12345678',
    '+12345678',
    '#12345678',
    '@12345678',
    '$12345678',
    '12345678円',
    'IG-12345678',
    '12345678-AB',
    'user_12345678',
    'shop12345',
    '12345678x',
    'é12345678',
    'А12345678',
    'https://example.com/12345678',
    'https://example.com/?id=12345678',
    '1\u03362\u03363\u03364\u0336 5\u03366\u03367\u03368\u0336',
    '10:12) 1234 5678',
    '3.11. 1234 5678',
  ])('refuses the paste: %s', line => {
    expect(outcome(bytes(`1111 2222\n\n${line}\n`))).toMatchObject({ refused: 'paste-bad-line', line: 3 })
  })

  it.each([
    ['1234', 'half', ''],
    ['123 456', 'six-digits', ''],
    ['call 090 1234 5678', 'phone', ''],
    ['(555) 123-4567', 'phone', ''],
    ['12 34 56 78', 'apart', '1• •• •• •8'],
    ['\u202e\u200b⁦1234567⁩ مرحبا', 'seven-digits', '1•••••7'],
    ['code: 4821 - 7730', 'apart', '4••• •••0'],
    ['コード 4821　　7730', 'apart', '4••• •••0'],
    ['4821.7730', 'apart', '4••• •••0'],
    ['code 4821/7730', 'apart', '4••• •••0'],
    ['code 4821 773', 'seven-digits', '4••• ••3'],
    ['48,217,730', 'apart', '4• ••• ••0'],
    ['4821 773O', 'letters', '4••• •••O'],
    ['code: 482l 7730', 'letters', '4••• •••0'],
    ['4B21 77З0'.replace('З', '3'), 'letters', '4••• •••0'],
    ['code 4821', 'half', ''],
    ['old password: Kestrel20202024', 'other', ''],
    [`${'word '.repeat(20)}123456789 ${'word '.repeat(20)}`, 'nine-digits', '1•••••••9'],
    // The last digit in a keycap is no list number: it touches the others.
    ['120261129\ufe0f\u20e3', 'nine-digits', '1•••••••9'],
    ['1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣', 'seven-digits', '1•••••7'],
  ])('says what is wrong, masked: %s', (line, kind, masked) => {
    expect(detailsOf(line)).toEqual({ line: 1, kind, masked })
  })

  it('is noted when words or a tick beside the code may mean that it is used', () => {
    const noted = ['1234 5678 used', '✓ 2345 6789', '3456 7890 済', '[x] 4567 8901']
    const silent = ['Backup code 5: 5678 9012', 'インスタグラムのバックアップコード：6789 0123', '[ ] 7890 1234']
    expect(parsePaste(bytes([...noted, ...silent].join('\n'))).notes.map(note => note.line)).toEqual([1, 2, 3, 4])
  })
})

describe('a paste', () => {
  it('names both lines of a doubled code, masked', () => {
    const error = refusal(bytes('1234 5678\n\n１２３４－５６７８'))
    expect(error?.code).toBe('paste-doubled')
    expect(error?.details).toEqual({ line: 3, firstLine: 1, masked: '1••• •••8' })
  })

  it('may have 64 KiB and not a byte more', () => {
    const text = '12345678'.padEnd(64 * 1024)
    expect(codesOf(text)).toBe('12345678')
    expect(refusal(bytes(`${text} `))?.details).toEqual({ limit: 65_536 })
  })

  it('of any codes in any mix of layouts gives the same codes in the same order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(code, { minLength: 1, maxLength: 25 }),
        fc.infiniteStream(layout),
        (codes, layouts) => {
          const text = codes.map((digits, index) => layouts.next().value?.(digits, index + 1) ?? '').join('')
          // Prose between them may part two lists, and eight digits may be a date.
          if (refusal(bytes(text))?.code === 'paste-two-lists') return
          const { codes: found, doubtful } = parsePaste(bytes(text))
          const dates = doubtful.flatMap(({ doubt, codes }) => (doubt === 'date' ? codes : []))
          expect(found).toEqual(codes.filter(one => !dates.some(date => date === one)))
        },
      ),
      { numRuns: runs(1000) },
    )
  })

  it('with one bad line is refused and names that line', () => {
    fc.assert(
      fc.property(fc.uniqueArray(code, { minLength: 1, maxLength: 12 }), fc.nat(), badLine, (codes, seed, bad) => {
        const lines = codes.map((digits, index) => `${index + 1}. ${digits}`)
        const at = seed % (lines.length + 1)
        lines.splice(at, 0, bad)
        expect(outcome(bytes(lines.join('\n')))).toMatchObject({ refused: 'paste-bad-line', line: at + 1 })
      }),
      { numRuns: runs(1000) },
    )
  })

  it('of any bytes is read or refused, and never told in an error', () => {
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.string({ unit: 'binary', maxLength: 300 }).map(bytes),
      fc.array(fragment, { maxLength: 60 }).map(parts => bytes(parts.join(''))),
    )
    fc.assert(
      fc.property(anything, pasted => {
        // Anything but a UserError is thrown on by refusal().
        const details = JSON.stringify(refusal(pasted)?.details ?? {})
        expect(details).not.toMatch(/\p{Nd}{5}/u)
        expect(details).not.toMatch(/"masked":"[^"]*\p{Nd}\p{Nd}/u)
      }),
      { numRuns: runs(3000) },
    )
  })

  it.each([
    ['digits', '1'],
    ['spaced digits', '1 '],
    ['groups', '1234 '],
    ['dashed groups', '1234-'],
    ['brackets', '('],
    ['list numbers', '1) '],
    ['cells', '1|\t'],
    ['spaces', ' '],
    ['tabs', '\t '],
    ['spaces that are not seen', '\ufeff'],
    ['labels', 'code '],
    ['numbered labels', 'No.1 - '],
    ['circled numbers', '③'],
    ['accents out of order', '\u0301\u0316'],
    ['ligatures that grow', '\ufdfa'],
    ['plus signs', '+('],
    ['line ends', '\n'],
    ['bad lines', '12345678\n1'],
    ['codes and words on one line', 'a 4821 7730 '],
  ])('of 64 KiB of %s takes less than half a second', (_, unit) => {
    for (const [before, after] of [
      ['', ''],
      ['1)', '1'],
      ['a 1\t', ' 1234 5678 9'],
      ['12345678', 'x'],
      ['77', '14 0382'],
    ]) {
      const room = 64 * 1024 - Buffer.byteLength(`${before}${after}`)
      const pasted = bytes(`${before}${unit.repeat(Math.floor(room / Buffer.byteLength(unit)))}${after}`)
      const once = leastTime(() => refusal(pasted), 1)
      expect(once < 500 ? once : leastTime(() => refusal(pasted))).toBeLessThan(500)
    }
  })
})

const code = fc.stringMatching(/^[0-9]{8}$/)

/** Ways to print a code, with everything around it up to the next one. */
const layout = fc
  .tuple(
    fc.constantFrom(
      (_: number) => '\n',
      (n: number) => `\n${n}. `,
      (n: number) => `\n${n})`,
      (n: number) => `\n（${n}）`,
      (n: number) => `\n${String.fromCodePoint(0x245f + Math.min(n, 20))}`,
      (n: number) => `\nCode ${n}: `,
      (n: number) => `\nコード${n}：`,
      (n: number) => `\nNo.${n} `,
      (n: number) => `, #${n} `,
      (n: number) => ` / ${n}. `,
      (n: number) => `\t${n}) `,
      () => '\n・',
      () => '\r\n\u200e- ',
      () => '\n[ ] ',
      () => '\n5 codes left\n© 2026 Meta\n',
      () => '\n2026年11月20日\n\n',
      () => ' ',
      () => ', ',
      () => '、',
      () => ' | ',
      () => '\t',
    ),
    fc.constantFrom('', ' ', '\u00a0', '\u3000', '-', '‐', '‑', '–', '—', '−', 'ー', '－'),
    fc.boolean(),
  )
  .map(([before, joint, wide]) => (digits: string, position: number) => {
    const shape = `${digits.slice(0, 4)}${joint}${digits.slice(4)}`
    return (
      before(position) + (wide ? shape.replace(/[0-9]/g, digit => '０１２３４５６７８９'[Number(digit)] ?? '') : shape)
    )
  })

const badLine = fc.oneof(
  fc.stringMatching(/^[0-9]{1,7}$/),
  fc.stringMatching(/^[0-9]{9,40}$/),
  fc.stringMatching(/^0[0-9]{2}-[0-9]{4}-[0-9]{4}$/),
  fc.stringMatching(/^[0-9]{4} {2,3}[0-9]{4}$/),
  fc.stringMatching(/^[0-9]{8} [0-9]{1,7}$/),
  fc.stringMatching(/^[A-Za-z]{1,3}[0-9]{8}$/),
  fc.stringMatching(/^[0-9]{8}[A-Za-z]{1,3}$/),
  fc.stringMatching(/^code is [0-9]{6}$/),
  fc.stringMatching(/^[0-9]{4}-[0-9]{4}-[0-9]{4}(-[0-9]{4})?$/),
  fc.stringMatching(/^(call|電話) 0[0-9]{1,2} [0-9]{4} [0-9]{4}$/),
)

const fragment = fc.constantFrom(
  ...['1234', '5678', '12345678', '９', '③', '1.', '(2)', 'No.3', 'コード', 'code', '©', 'x', '済'],
  ...[' ', '  ', '\u3000', '\t', '\n', '\r\n', '-', 'ー', '+', ',', '、', '|', '/', ':', '.', '#', '\u200b', '\u0301'],
)

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function codesOf(text: string): string {
  return parsePaste(bytes(text)).codes.join(' ')
}

function outcome(pasted: Uint8Array): Expected {
  const error = refusal(pasted)
  if (!error) return summary(parsePaste(pasted))
  const { masked: _masked, limit: _limit, ...place }: Record<string, unknown> = { ...error.details }
  return { refused: error.code, ...place }
}

function summary({ codes, notes }: Paste): Expected {
  const lines = notes.map(note => note.line)
  return lines.length === 0 ? { codes: [...codes] } : { codes: [...codes], notes: lines }
}

function refusal(pasted: Uint8Array): UserError | undefined {
  try {
    parsePaste(pasted)
    return undefined
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
}

function detailsOf(line: string): unknown {
  return refusal(bytes(line))?.details
}
