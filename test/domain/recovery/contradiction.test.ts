import { expect, test } from 'vitest'
import type { Asset, Sight } from '../../../src/domain/model/situation.ts'
import { refuseContradiction } from '../../../src/domain/recovery/contradiction.ts'
import { refusal } from '../samples.ts'

function told(see: Sight | undefined, have: readonly Asset[], lost: readonly Asset[]) {
  return () => refuseContradiction({ have: new Set(have), lost: new Set(lost), ...(see && { see }) })
}

test.each<[Sight, Asset[], Asset[], string, string]>([
  ['logged-in', [], ['phone', 'session'], '--lost', 'session'],
  ['nothing-wrong', [], ['session'], '--lost', 'session'],
  ['mail-gone', ['session', 'mail'], [], '--have', 'mail'],
  ['mail-gone', [], ['session'], '--lost', 'session'],
  ['no-service', ['sms'], [], '--have', 'sms'],
])('--see %s with %j and %j lost: %s %s is named', (see, have, lost, option, word) => {
  expect(refusal(told(see, have, lost))).toMatchObject({
    code: 'sight-contradicts',
    exitCode: 22,
    details: { see, option, word },
  })
})

test('one word in both lists is named', () => {
  expect(refusal(told(undefined, ['mail'], ['mail']))).toMatchObject({
    code: 'have-and-lost',
    details: { word: 'mail' },
  })
})

test.each<[Sight, Asset[], Asset[]]>([
  ['logged-in', ['session'], ['phone', 'sms', 'mail']],
  ['mail-gone', ['session'], ['mail']],
  ['no-service', ['mail'], ['sms']],
  // A carrier can hold back the SMS of a number that works.
  ['no-sms', ['sms'], []],
  // The right password is refused where the account signs in with Facebook.
  ['password-refused', ['password', 'facebook'], []],
])('--see %s with %j and %j lost is no contradiction', (see, have, lost) => {
  expect(told(see, have, lost)).not.toThrow()
})
