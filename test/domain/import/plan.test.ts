import { describe, expect, test } from 'vitest'
import type { FoundCodes } from '../../../src/domain/import/find.ts'
import { accountsSharing, issueDay, judge, sortOut, storeAll } from '../../../src/domain/import/plan.ts'
import { fold } from '../../../src/domain/journal/fold.ts'
import type { State } from '../../../src/domain/model/state.ts'
import { parseIsoDate } from '../../../src/domain/text/date.ts'
import type { Handle } from '../../../src/domain/text/handle.ts'
import { Copy, cafe, identify, list, shop, today } from '../samples.ts'

const empty = fold([])

function found(handle: Handle, codes: FoundCodes['codes'], title = 'Instagram'): FoundCodes & { handle: Handle } {
  return {
    handle,
    codes,
    source: { title, fields: [''] },
    changedOn: undefined,
    certain: true,
    hint: 'name',
    authenticator: false,
    doubled: [],
    noted: [],
  }
}

function wanted(handle: Handle, codes: FoundCodes['codes'], issuedOn = today) {
  return { handle, codes, issuedOn, setId: `set-of-${handle}`, identify }
}

describe('entries of one account', () => {
  test('with the same codes, in any order, are one', () => {
    const { candidates, contests } = sortOut([
      found(shop, list(1), 'old'),
      found(shop, list(1).toReversed(), 'new'),
      found(cafe, list(2)),
    ])
    expect(contests).toEqual([])
    expect(candidates.map(({ handle, sources }) => [handle, sources.map(({ title }) => title)])).toEqual([
      [shop, ['old', 'new']],
      [cafe, ['Instagram']],
    ])
  })

  test('with different codes are a question, never ten codes of one set', () => {
    const { candidates, contests } = sortOut([found(shop, list(1)), found(shop, list(2)), found(shop, list(1, 4))])
    expect(candidates).toEqual([])
    expect(contests.map(rivals => rivals.map(({ codes }) => codes.length))).toEqual([[5, 5, 4]])
  })
})

test('two accounts that share half of a list: one of them has the other’s', () => {
  const { candidates } = sortOut([found(shop, list(1)), found(cafe, [...list(1, 3), ...list(2, 2)])])
  const [first] = candidates
  expect(first && accountsSharing(first, candidates)).toEqual([cafe])
})

test('a set was issued when its entry was last changed at the latest, never in the future', () => {
  expect(issueDay({ changedOn: parseIsoDate('2026-03-02') }, today)).toBe('2026-03-02')
  expect(issueDay({ changedOn: parseIsoDate('2031-01-01') }, today)).toBe(today)
  expect(issueDay({ changedOn: undefined }, today)).toBe(today)
})

describe('a set', () => {
  /** The shop has a set of that day. */
  function withSet(): State {
    const copy = new Copy('a')
    copy.add(shop, list(1))
    return copy.state
  }

  test('of an account without codes is new', () => {
    expect(judge(empty, wanted(shop, list(1)))).toMatchObject({ kind: 'new', stored: { added: 5 } })
  })

  test('with other codes replaces the one in use, which is said', () => {
    expect(judge(withSet(), wanted(shop, list(2)))).toMatchObject({ kind: 'replaces', issuedOn: today, left: 5 })
  })

  test.each([
    ['the same codes', list(1), 'known'],
    ['some of its codes', list(1, 3), 'known'],
    ['some known and some not', [...list(1, 3), ...list(2, 2)], 'partly-known'],
    ['too many', list(3, 21), 'too-many'],
  ])('with %s is left', (_, codes, reason) => {
    expect(judge(withSet(), wanted(shop, codes))).toEqual({ kind: 'left', reason })
  })

  test('that another account has, and one from before the newest, are left', () => {
    expect(judge(withSet(), wanted(cafe, list(1)))).toEqual({ kind: 'left', reason: 'of-another-account' })
    const before = parseIsoDate('2020-01-01')
    expect(judge(withSet(), wanted(shop, list(2), before))).toEqual({ kind: 'left', reason: 'outdated' })
  })

  test('of several accounts is one decision, with an account and a set each', () => {
    const { facts, secrets, stored } = storeAll(empty, [wanted(shop, list(1)), wanted(cafe, list(2))])
    expect(facts.map(({ type }) => type)).toEqual(['account-added', 'set-added', 'account-added', 'set-added'])
    expect(secrets?.size).toBe(10)
    expect(stored.map(({ added }) => added)).toEqual([5, 5])
  })
})
