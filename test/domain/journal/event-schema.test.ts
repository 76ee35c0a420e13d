import { describe, expect, it } from 'vitest'
import { isKnown, isStoredEvent } from '../../../src/domain/journal/event-schema.ts'
import { concernsCodes, inOrder, type StoredEvent } from '../../../src/domain/model/events.ts'

const written = {
  id: 'e1',
  replica: 'laptop',
  n: 1,
  lamport: 1,
  at: '2026-11-20T12:00:00.000Z',
  by: 'aki',
  type: 'code-used',
}

describe('what is in a journal', () => {
  it('is an event when its stamp and its type are whole, whatever else it holds', () => {
    expect(isStoredEvent(written)).toBe(true)
    expect(isStoredEvent({ ...written, type: 'review-held', mood: { good: true } })).toBe(true)
  })

  it.each<[string, unknown]>([
    ...Object.keys(written).map((member): [string, unknown] => [`no ${member}`, { ...written, [member]: undefined }]),
    ['a number for an id', { ...written, id: 1 }],
    ['an id that begins beyond ASCII', { ...written, id: 'é1' }],
    ['a replica that ends beyond ASCII', { ...written, replica: 'laptop\u0007' }],
    ['a text for a count', { ...written, n: '1' }],
    ['half a count', { ...written, n: 0.5 }],
    ['a time beyond exact numbers', { ...written, lamport: 2 ** 53 }],
    ['null', null],
    ['a text', 'code-used'],
  ])('is none with %s', (_, value) => {
    expect(isStoredEvent(value)).toBe(false)
  })
})

describe('an event that this program knows', () => {
  const when = '2026-11-20T12:00:00.000Z'
  const complete: Record<string, Record<string, unknown>> = {
    'account-added': { account: 'shop', handle: 'shop' },
    'account-renamed': { account: 'shop', handle: 'boutique' },
    'account-removed': { account: 'shop', sets: ['s1'] },
    'set-added': { account: 'shop', set: 's1', issuedOn: '2026-11-20', codes: ['c1'] },
    'set-completed': { account: 'shop', set: 's1', codes: [] },
    'set-voided': { account: 'shop', set: 's1', because: '2fa-off' },
    'set-erased': { account: 'shop', set: 's1' },
    'code-reserved': { account: 'shop', code: 'c1' },
    'code-used': { account: 'shop', code: 'c1' },
    'code-rejected': { account: 'shop', code: 'c1' },
    'key-changed': { slot: 'k1' },
    'incident-opened': { incident: 'k7tm', have: [], lost: [], scenario: 'phone-lost', odds: 'high', when },
    'incident-moved': { incident: 'k7tm', scenario: 'stale-set', when },
    'incident-step': { incident: 'k7tm', playbook: 'codes', step: 'use-code', outcome: 'done', when },
    'incident-paused': { incident: 'k7tm', until: when, when },
    'incident-noted': { incident: 'k7tm', text: '' },
    'incident-deadline-set': { incident: 'k7tm', deadline: when },
    'incident-closed': { incident: 'k7tm', outcome: 'recovered', cause: '', worked: '', change: '' },
    'person-saved': { person: 'sato', name: 'Sato', roles: [], agency: false, left: null },
    'place-saved': { place: 'safe', kind: 'paper', label: 'Safe', on: null, holders: [] },
  }
  const types = Object.entries(complete)

  it.each(types)('is %s, with all that it needs', (type, members) => {
    expect(isKnown({ ...written, ...members, type })).toBe(true)
  })

  it.each(types.flatMap(([type, members]) => Object.keys(members).map(name => [type, name] as const)))(
    'is no %s without its %s',
    (type, name) => {
      expect(isKnown({ ...written, ...complete[type], type, [name]: undefined })).toBe(false)
    },
  )

  it.each([
    ['account-added', { handle: '@shop' }],
    ['account-removed', { sets: 's1' }],
    ['set-added', { issuedOn: '2026-02-30' }],
    ['set-added', { codes: [1] }],
    ['set-voided', { because: 'boredom' }],
    ['incident-opened', { account: 7 }],
    ['incident-opened', { handle: '@shop' }],
    ['incident-opened', { see: 'a mirror' }],
    ['incident-opened', { have: ['luck'] }],
    ['incident-opened', { lost: 'phone' }],
    ['incident-opened', { scenario: 'alien-abduction' }],
    ['incident-opened', { scenario: 'constructor' }],
    ['incident-opened', { odds: 'fair' }],
    ['incident-opened', { when: '2026-11-20 12:00' }],
    ['incident-opened', { when: '2026-13-20T12:00:00.000Z' }],
    ['incident-step', { outcome: 'perhaps' }],
    ['incident-paused', { until: 'tomorrow' }],
    ['incident-deadline-set', { deadline: '' }],
    ['incident-closed', { outcome: 'forgotten' }],
    ['person-saved', { phone: 9012345678 }],
    ['person-saved', { contact: ['chat'] }],
    ['place-saved', { handOver: false }],
    ['code-reserved', { recovered: 'yes' }],
    ['code-reserved', { recovered: null }],
    ['code-used', { found: 1 }],
    ['account-added', { account: 'x;touch pwned' }],
    ['account-removed', { sets: ['s1', '\u001b[2J'] }],
    ['set-added', { set: 'a b' }],
    ['set-added', { codes: ['c1', '../../pwned'] }],
    ['code-used', { code: '$(pwned)' }],
    ['key-changed', { slot: '\u202e' }],
    ['incident-opened', { incident: '\u001b]52;c;cHduZWQ=\u0007' }],
    ['incident-opened', { account: 'x y' }],
    ['incident-step', { playbook: 'Codes!' }],
    ['incident-step', { step: 'a b' }],
    ['person-saved', { person: 'x;touch pwned' }],
    ['place-saved', { place: 'sa\u200bfe' }],
    ['place-saved', { on: '`pwned`' }],
    ['place-saved', { holders: ['sato', 'a\nb'] }],
  ])('is no %s with %j', (type, members) => {
    expect(isKnown({ ...written, ...complete[type], type, ...members })).toBe(false)
  })

  it.each([
    ['incident-opened', { account: 'shop', handle: 'shop', see: 'wait', have: ['mail'], lost: ['phone', 'sms'] }],
    ['incident-opened', { when: '2026-11-20T12:00:00Z' }],
    ['incident-deadline-set', { deadline: null }],
    ['code-reserved', { recovered: true }],
    ['code-reserved', { recovered: false }],
    ['code-used', { found: true }],
    ['code-used', { found: false }],
    ['person-saved', { phone: '090-1234-5678', contact: null }],
    ['place-saved', { handOver: 'sealed envelope' }],
  ])('is %s with %j', (type, members) => {
    expect(isKnown({ ...written, ...complete[type], type, ...members })).toBe(true)
  })

  it('was written by a replica: by one that is called otherwise than any of ours it was not', () => {
    const event = { ...written, ...complete['code-used'] }
    expect(isKnown({ ...event, replica: 'x'.repeat(24) })).toBe(true)
    expect(isKnown({ ...event, replica: '' })).toBe(true)
    expect(isKnown({ ...event, replica: 'a laptop' })).toBe(false)
  })

  it.each(['constructor', '__proto__', 'toString', ''])('is none of the type %j', type => {
    expect(isKnown({ ...written, type })).toBe(false)
  })
})

it.each([
  ['code-shared', true],
  ['set-split', true],
  ['account-closed', true],
  ['review-held', false],
  ['incident-reopened', false],
  ['codec-chosen', false],
  ['recode-done', false],
])('whether an unknown %s bears on codes: %s', (type, bears) => {
  expect(concernsCodes({ ...written, type })).toBe(bears)
})

it('the order of events is that of their Lamport times, then of their ids, never of the clock', () => {
  const event = (lamport: number, id: string, at: string): StoredEvent => ({ ...written, lamport, id, at })
  const events = [event(2, 'a', '2020'), event(1, 'b', '2030'), event(1, 'B', '2040'), event(10, 'c', '2010')]
  expect(events.toSorted(inOrder).map(({ lamport, id }) => `${lamport}${id}`)).toEqual(['1B', '1b', '2a', '10c'])
})
