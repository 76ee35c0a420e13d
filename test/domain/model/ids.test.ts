import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { rotationKinds } from '../../../src/domain/continuity/rotation.ts'
import { fold } from '../../../src/domain/journal/fold.ts'
import { idFor } from '../../../src/domain/model/accounts.ts'
import {
  isAccountId,
  isNode,
  isRandomId,
  isRecordId,
  isShortId,
  isTaskId,
  isWord,
} from '../../../src/domain/model/ids.ts'
import { idFrom } from '../../../src/domain/registry/names.ts'
import { parseHandle } from '../../../src/domain/text/handle.ts'
import { newShortId } from '../../../src/domain/text/short-id.ts'
import { random } from '../../envelope/samples.ts'
import { runs } from '../../thorough.ts'

/** What no id may hold: each would act on a terminal, on a shell, or on the eye. */
const hostile = [
  '\u001b]52;c;ZXZpbA==\u0007',
  '\u001b[2J',
  '\u009b1m',
  'a\u202eb',
  'a\u200bb',
  'a\u{e0061}b',
  'a\u061cb',
  'a\u00adb',
  'a\ufeffb',
  'a b',
  'a;b',
  '$(b)',
  'a`b`',
  "a'b",
  'a"b',
  'a&b',
  'a|b',
  'a>b',
  'a\nb',
  'a*b',
  '~root',
  '-rf',
  '--help',
  '../../b',
  'a\\b',
  '',
  'a'.repeat(65),
  '\ud800',
]

const checks = { isAccountId, isNode, isRandomId, isRecordId, isShortId, isTaskId, isWord }

describe.each(Object.entries(checks))('%s', (name, fits) => {
  it.each(hostile.map(text => [JSON.stringify(text), text]))('refuses %s', (_, text) => {
    // base64url may begin with a dash: such ids are never typed.
    if (name === 'isRandomId' && text.startsWith('-')) return
    expect(fits(text)).toBe(false)
    if (name === 'isNode') expect(fits(`person:${text}`)).toBe(false)
    if (name === 'isTaskId') expect(fits(`move:factor:${text}`)).toBe(false)
  })
})

describe('every id that the program makes is taken', () => {
  const names = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 100 }),
    fc.string({ unit: 'binary', maxLength: 100 }),
    fc.constantFrom(
      '佐藤 花子',
      'Ωmega ΑΣ',
      '㌀℡',
      'İstanbul',
      '葛\udb40\udd00城',
      'नमस्ते',
      'ﾃｽﾄ',
      '👩‍💻',
      '…',
      'a'.repeat(80),
    ),
  )

  test('of a name', () => {
    fc.assert(
      fc.property(names, fc.nat(3), (name, twins) => {
        const taken = new Set<string>()
        for (let n = 0; n <= twins; n++) {
          const id = idFrom(name, taken)
          taken.add(id)
          expect(isRecordId(id), JSON.stringify([name, id])).toBe(true)
          expect(isNode(`person:${id}`)).toBe(true)
          expect(isTaskId(`move:factor:${id}`)).toBe(true)
        }
      }),
      { numRuns: runs(2000) },
    )
  })

  test('of an account, also under a handle that was renamed away', () => {
    const handle = parseHandle('._abcdefghijklmnopqrstuvwxyz__')
    const added = { type: 'account-added', account: handle, handle }
    const stamp = { id: 'e', replica: 'r', n: 1, lamport: 1, at: '', by: '' }
    const state = fold([{ ...stamp, ...added }])
    expect([idFor(fold([]), handle), idFor(state, handle)]).toEqual([handle, `${handle}~2`])
    expect([handle, `${handle}~2`].every(isAccountId)).toBe(true)
  })

  test('of an incident, of a hand-over, of a task, and at random', () => {
    for (let n = 0; n < 200; n++) expect(isShortId(newShortId(random, new Set()))).toBe(true)
    for (const length of [8, 12, 18, 32])
      expect(isRandomId(Buffer.from(random(length)).toString('base64url'))).toBe(true)
    for (const kind of rotationKinds) {
      expect(isTaskId(kind)).toBe(true)
      for (const about of ['totp', 'codes', 'device:koho-iphone', 'person:佐藤花子-2'])
        expect(isTaskId(`${kind}:${about}`)).toBe(true)
    }
  })

  test('with letters that are newer than this program knows', () => {
    expect(isRecordId('a\u{3fff0}b')).toBe(true)
  })
})
