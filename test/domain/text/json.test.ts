import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { parseJournal } from '../../../src/domain/journal/payload.ts'
import { parseJson, parseObject } from '../../../src/domain/text/json.ts'
import { refusal } from '../samples.ts'

const nested = (levels: number, open = '[', close = ']') => open.repeat(levels) + close.repeat(levels)

describe('JSON from outside', () => {
  test('reads as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json(), text => {
        expect(parseJson(text)).toEqual(JSON.parse(text))
      }),
    )
  })

  it.each([
    ['a hundred levels', nested(100)],
    ['as many brackets as there are, in a text', JSON.stringify(['['.repeat(5000), '"\\', '{'.repeat(5000)])],
    ['as many one after the other', `[${'[],'.repeat(5000)}{}]`],
  ])('takes %s', (_, text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text))
  })

  it.each([
    ['lists', nested(101)],
    ['objects', `${'{"a":'.repeat(101)}1${'}'.repeat(101)}`],
    ['two million lists without an end', '['.repeat(2_000_000)],
    ['lists behind a text with a quote in it', `["\\"",${nested(200)}]`],
  ])('refuses too many %s within each other', (_, text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError)
    expect(parseObject(`{"a":${text}}`)).toBeUndefined()
  })

  it('makes a payload damaged that could be read, but never written again', () => {
    const payload = new TextEncoder().encode(`{"events":[],"newer":${nested(20_000)}}`)
    expect(refusal(() => parseJournal([payload]))).toMatchObject({ code: 'damaged', details: { part: 'journal' } })
  })
})
