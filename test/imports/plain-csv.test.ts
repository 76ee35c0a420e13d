import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maxInRecord, plainRecords } from '../../src/imports/plain-csv.ts'

function judged(text: string): readonly (readonly string[])[] | 'broken' {
  try {
    return parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true, max_record_size: maxInRecord })
  } catch {
    return 'broken'
  }
}

const cell = fc.string({ unit: fc.constantFrom('a', 'é', ' ', ',', ';', '"', '\n', '\r\n', '\r'), maxLength: 6 })

describe('a table', () => {
  test('is read as csv-parse reads it, or left to it', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', ',', ',', '"', '"', '\n', '\n', '\r\n', '\r', ' ', '\ufeff') })
    fc.assert(
      fc.property(texts, text => {
        const plain = plainRecords(text, ',')
        if (plain) expect(plain).toEqual(judged(text))
      }),
      { numRuns: 2000 },
    )
  })

  test.each(['\n', '\r\n'])('that a program has written is not left to csv-parse: lines end with %j', end => {
    const quoted = (text: string): string => (/[,"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
    // A record of one empty cell is an empty line.
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 })
    fc.assert(
      fc.property(rows, fc.boolean(), (records, isEnded) => {
        const text = records.map(record => record.map(quoted).join(',')).join(end) + (isEnded ? end : '')
        expect(plainRecords(text, ',')).toEqual(records)
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    ['a byte order mark', '\ufeff"a",b\n'],
    ['a quote inside a cell', 'a,b"c\n'],
    ['text behind a quoted cell', '"a"b,c\n'],
    ['a quote that does not end', 'a,"b\n'],
    ['two kinds of line ends', 'a,b\nc,d\r\n'],
    ['an old line end', 'a,b\rc,d\r'],
    ['a record that is too long', `a,"${'b'.repeat(maxInRecord)}"\n`],
  ])('with %s is left to csv-parse', (_, text) => {
    expect(plainRecords(text, ',')).toBeUndefined()
  })
})
