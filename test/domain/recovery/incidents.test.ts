import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkedText } from '../../../src/domain/model/checked-text.ts'
import {
  closeIncident,
  deadlineOf,
  findIncident,
  handleOf,
  incidentsOf,
  noteIncident,
  type Opening,
  openIncident,
  openIncidents,
  openNames,
  refuseSecond,
  requireIncident,
  scenarioOf,
  setDeadline,
} from '../../../src/domain/recovery/incidents.ts'
import { isHandle } from '../../../src/domain/text/handle.ts'
import { newShortId } from '../../../src/domain/text/short-id.ts'
import { Copy, cafe, list, noon, refusal, shop } from '../samples.ts'

const maxText = 2000

const closing = { outcome: 'recovered', cause: '', worked: '', change: '' } as const

function opened(copy: Copy, id: string, opening: Partial<Opening> = {}): void {
  const when = copy.now.toISOString()
  const rest = { have: [], lost: [], scenario: 'phone-lost', odds: 'high', when, ...opening } as const
  copy.do(state => openIncident(state, { id, ...rest }))
}

function withShop(): Copy {
  const copy = new Copy()
  copy.add(shop, list(1))
  return copy
}

function incident(copy: Copy, id = 'k7tm') {
  return requireIncident(copy.state, id)
}

describe('an incident', () => {
  it('keeps what was told when it was opened', () => {
    const copy = withShop()
    opened(copy, 'k7tm', {
      handle: shop,
      see: 'code-prompt',
      have: new Set(['mail', 'codes'] as const),
      lost: ['phone'],
      when: '2026-11-20T11:58:00.000Z',
    })
    expect(incident(copy)).toEqual({
      id: 'k7tm',
      account: 'shop',
      handle: 'shop',
      openedAt: '2026-11-20T11:58:00.000Z',
      openedBy: 'aki',
      see: 'code-prompt',
      have: ['mail', 'codes'],
      lost: ['phone'],
      odds: 'high',
      scenarios: [{ scenario: 'phone-lost', at: '2026-11-20T11:58:00.000Z', by: 'aki' }],
      steps: [],
      pauses: [],
      notes: [],
      deadlines: [],
    })
  })

  it('follows the walk: steps, another playbook, a pause', () => {
    const copy = withShop()
    opened(copy, 'k7tm', { handle: shop })
    const when = '2026-11-20T12:01:00.000Z'
    const until = '2026-11-20T13:01:00.000Z'
    copy.record(
      { type: 'incident-step', incident: 'k7tm', playbook: 'phone-lost', step: 'stop-sim', outcome: 'done', when },
      { type: 'incident-moved', incident: 'k7tm', scenario: 'stale-set', when },
      { type: 'incident-step', incident: 'k7tm', playbook: 'codes', step: 'use-code', outcome: 'failed', when },
      { type: 'incident-paused', incident: 'k7tm', until, when },
    )
    const { steps, pauses } = incident(copy)
    expect(steps.map(({ playbook, step, outcome }) => `${playbook} ${step} ${outcome}`)).toEqual([
      'phone-lost stop-sim done',
      'codes use-code failed',
    ])
    expect(pauses).toEqual([{ until, at: when, by: 'aki' }])
    expect(scenarioOf(incident(copy))).toBe('stale-set')
  })

  it('can be opened for an account that is not in the vault, and belongs to it once it is', () => {
    const copy = new Copy()
    opened(copy, 'k7tm', { handle: shop })
    expect(incident(copy).account).toBeUndefined()
    expect(handleOf(copy.state, incident(copy))).toBe('shop')
    copy.add(shop, list(1))
    expect(incidentsOf(copy.state, 'shop').map(({ id }) => id)).toEqual(['k7tm'])
  })

  it('follows its account to another handle, and outlives it', () => {
    const copy = withShop()
    opened(copy, 'k7tm', { handle: shop })
    copy.record({ type: 'account-renamed', account: 'shop', handle: cafe })
    expect(handleOf(copy.state, incident(copy))).toBe('cafe')
    expect(findIncident(copy.state, 'cafe')?.id).toBe('k7tm')
    copy.record({ type: 'account-removed', account: 'shop', sets: ['laptop-set-1'] })
    expect(handleOf(copy.state, incident(copy))).toBe('shop')
    expect(incidentsOf(copy.state, 'shop')).toHaveLength(1)
  })

  it('of an unknown incident is ignored', () => {
    const copy = new Copy()
    copy.record({ type: 'incident-noted', incident: 'a2bc', text: 'lost' })
    expect(copy.state.incidents.size).toBe(0)
  })

  it('that two machines closed ended as the first said, and keeps the notes of both', () => {
    const one = withShop()
    opened(one, 'k7tm', { handle: shop })
    const other = one.on('phone')
    one.do(state => closeIncident(state, 'k7tm', { ...closing, cause: 'old set' }))
    other.do(state => noteIncident(state, 'k7tm', 'from the phone'))
    other.do(state => closeIncident(state, 'k7tm', { ...closing, outcome: 'given-up' }))
    one.take(other)
    expect(incident(one).closed).toMatchObject({ outcome: 'recovered', cause: 'old set' })
    expect(incident(one).notes).toMatchObject([{ text: 'from the phone' }])
  })
})

describe('a note', () => {
  it('is kept as it was typed, by whom and when', () => {
    const copy = withShop()
    opened(copy, 'k7tm')
    copy.wait(5)
    const text = '  携帯会社に連絡。\n\u001b[31m SIM on Friday'
    copy.do(state => noteIncident(state, 'k7tm', text))
    expect(incident(copy).notes).toEqual([{ text, at: '2026-11-20T12:05:00.000Z', by: 'aki' }])
  })

  it('can be added to a closed incident', () => {
    const copy = withShop()
    opened(copy, 'k7tm')
    copy.do(state => closeIncident(state, 'k7tm', closing))
    copy.do(state => noteIncident(state, 'k7tm', 'it was the old set'))
    expect(incident(copy).notes).toHaveLength(1)
  })

  it.each([
    ['', 'text-empty'],
    [' \n\t　', 'text-empty'],
    ['あ'.repeat(maxText + 1), 'text-too-long'],
    ['No. 3 is 1234 5678', 'text-holds-code'],
  ])('is refused when it is %j', (text, code) => {
    const copy = withShop()
    opened(copy, 'k7tm')
    expect(refusal(() => noteIncident(copy.state, 'k7tm', text))).toMatchObject({ code, exitCode: 22 })
  })

  it('counts characters, not bytes', () => {
    expect(checkedText('🙂'.repeat(maxText))).toHaveLength(2 * maxText)
  })

  it('for an unknown incident is refused, with those that are open', () => {
    const copy = withShop()
    opened(copy, 'k7tm', { handle: shop })
    const { code, exitCode, details } = refusal(() => noteIncident(copy.state, 'a2bc', 'x'))
    expect({ code, exitCode, details }).toEqual({
      code: 'unknown-incident',
      exitCode: 20,
      details: { incident: 'a2bc', open: ['k7tm @shop'] },
    })
  })
})

describe('a text for a report', () => {
  it.each([
    '12345678',
    '1234 5678',
    '1234-5678',
    '1234　5678',
    '１２３４　５６７８',
    'コードは12345678です',
    'code:1234 5678.',
    'IG-12345678',
    'A12345678',
    '3. 1234 5678',
    '3-1234 5678',
    '1234 5678 2345 6789',
    '12345678-23456789',
    '1234.5678',
    '1234 - 5678',
    '1234\n5678',
    '12\u200b34 56\u200b78',
    '1\u00ad2345678',
    '① 1234 5678',
    '٠١٢٣٤٥٦٧',
    '20261127',
  ])('may have no code in it: %j', text => {
    expect(refusal(() => checkedText(text))).toMatchObject({ code: 'text-holds-code', exitCode: 22 })
  })

  it.each([
    '',
    'No. 3 of 5 was refused at 14:02, twice.',
    '2026-11-27 18:00',
    '2026年11月27日 18時30分',
    '090-1234-5678',
    '03-1234-5678',
    '+81-90-1234-5678',
    '0120-444-113',
    'SMS code 482913 came after 40 minutes',
    'case 123456789',
    'case 1234567',
    'ticket 1234 567 89',
    'in 2025, then again in 2026',
    '550e8400-e29b-41d4-a716-446655440000',
    'https://help.instagram.com/566810106808145',
  ])('may have %j', text => {
    expect(checkedText(text)).toBe(text)
  })

  it('never lets through what Instagram shows as a code, whatever is around it', () => {
    const digits = fc.stringMatching(/^[0-9]{4}$/)
    const around = fc.stringMatching(/^[a-zA-Z ,.:;()「」。、\n]{0,5}$/)
    const gap = fc.constantFrom('', ' ', '-', '\u00a0', '　', '–')
    fc.assert(
      fc.property(around, digits, gap, digits, around, (before, a, between, b, behind) => {
        expect(refusal(() => checkedText(before + a + between + b + behind)).code).toBe('text-holds-code')
      }),
    )
  })
})

describe('a deadline', () => {
  const deadline = '2026-11-20T18:00:00.000Z'

  it('holds until another one is set', () => {
    const copy = withShop()
    opened(copy, 'k7tm')
    expect(deadlineOf(incident(copy))).toBeNull()
    copy.do(state => setDeadline(state, 'k7tm', deadline))
    expect(deadlineOf(incident(copy))).toBe(deadline)
    copy.do(state => setDeadline(state, 'k7tm', null))
    expect(deadlineOf(incident(copy))).toBeNull()
    expect(incident(copy).deadlines).toHaveLength(2)
  })

  it('that is set already needs no event', () => {
    const copy = withShop()
    opened(copy, 'k7tm')
    expect(setDeadline(copy.state, 'k7tm', null).facts).toEqual([])
  })

  it('of a closed incident is refused', () => {
    const copy = withShop()
    opened(copy, 'k7tm')
    copy.do(state => closeIncident(state, 'k7tm', closing))
    const { code, exitCode, details } = refusal(() => setDeadline(copy.state, 'k7tm', deadline))
    expect({ code, exitCode, details }).toEqual({
      code: 'incident-closed',
      exitCode: 24,
      details: { incident: 'k7tm' },
    })
  })
})

describe('the end', () => {
  it('says how, why, what worked and what is to change', () => {
    const copy = withShop()
    opened(copy, 'k7tm')
    copy.wait(30)
    const ending = { ...closing, cause: 'SMS to the old phone', worked: 'No. 2', change: 'two keepers' }
    copy.do(state => closeIncident(state, 'k7tm', ending))
    expect(incident(copy).closed).toEqual({ ...ending, at: '2026-11-20T12:30:00.000Z', by: 'aki' })
    expect(openIncidents(copy.state)).toEqual([])
  })

  it('comes once', () => {
    const copy = withShop()
    opened(copy, 'k7tm')
    copy.do(state => closeIncident(state, 'k7tm', closing))
    expect(refusal(() => closeIncident(copy.state, 'k7tm', closing)).code).toBe('incident-closed')
  })

  it.each(['cause', 'worked', 'change'])('takes no code in its %s, and no novel', part => {
    const copy = withShop()
    opened(copy, 'k7tm')
    const close = (text: string) => () => closeIncident(copy.state, 'k7tm', { ...closing, [part]: text })
    expect(refusal(close('1234 5678')).code).toBe('text-holds-code')
    expect(refusal(close('x'.repeat(maxText + 1))).code).toBe('text-too-long')
  })
})

describe('an incident is found', () => {
  /** k7tm and k9ab open for shop, a2bc closed for cafe, x5yz open for nobody. */
  function several(): Copy {
    const copy = withShop()
    opened(copy, 'k7tm', { handle: shop })
    opened(copy, 'a2bc', { handle: cafe })
    opened(copy, 'k9ab', { handle: shop })
    opened(copy, 'x5yz')
    copy.do(state => closeIncident(state, 'a2bc', closing))
    return copy
  }

  it.each([
    ['k7tm', 'k7tm'],
    ['K7TM', 'k7tm'],
    ['ｋ７ｔｍ', 'k7tm'],
    [' k7tm ', 'k7tm'],
    ['k7', 'k7tm'],
    ['a', 'a2bc'],
    ['k', undefined],
    ['', undefined],
    ['@', undefined],
    ['shop', 'k9ab'],
    ['@shop', 'k9ab'],
    ['@Cafe', 'a2bc'],
    ['sh', 'k9ab'],
    ['@ca', 'a2bc'],
    ['@nobody', undefined],
    ['@k7', undefined],
    ['zzzz', undefined],
  ])('by %j: %s', (name, id) => {
    expect(findIncident(several().state, name)?.id).toBe(id)
  })

  it('by a handle the newest open one goes before a newer closed one', () => {
    const copy = several()
    copy.do(state => closeIncident(state, 'k9ab', closing))
    expect(findIncident(copy.state, 'shop')?.id).toBe('k7tm')
    copy.do(state => closeIncident(state, 'k7tm', closing))
    expect(findIncident(copy.state, 'shop')?.id).toBe('k9ab')
  })

  it('by an account that is called like the beginning of an id', () => {
    const copy = withShop()
    opened(copy, 'k7tm')
    const { facts } = openIncident(copy.state, opening('b3cd', 'k7'))
    copy.record(...facts)
    expect(findIncident(copy.state, 'k7')?.id).toBe('b3cd')
  })

  it('without a name, when it is the only open one, else the newest', () => {
    const copy = new Copy()
    expect(findIncident(copy.state)).toBeUndefined()
    opened(copy, 'k7tm')
    opened(copy, 'a2bc')
    expect(findIncident(copy.state)?.id).toBe('a2bc')
    copy.do(state => closeIncident(state, 'a2bc', closing))
    expect(findIncident(copy.state)?.id).toBe('k7tm')
    copy.do(state => closeIncident(state, 'k7tm', closing))
    expect(findIncident(copy.state)?.id).toBe('a2bc')
  })

  it('or refused, with the open ones by id and account', () => {
    const { state } = several()
    expect(openNames(state)).toEqual(['k7tm @shop', 'k9ab @shop', 'x5yz'])
    expect(refusal(() => requireIncident(state, 'zzzz'))).toMatchObject({
      code: 'unknown-incident',
      details: { incident: 'zzzz', open: ['k7tm @shop', 'k9ab @shop', 'x5yz'] },
    })
    expect(refusal(() => requireIncident(new Copy().state)).details).toEqual({ incident: '', open: [] })
  })

  function opening(id: string, name: string): Opening {
    if (!isHandle(name)) throw new Error('no handle')
    return { id, handle: name, have: [], lost: [], scenario: 'phone-lost', odds: 'low', when: noon.toISOString() }
  }
})

describe('a second one', () => {
  it('of an account is refused to scripts while the first is open', () => {
    const copy = withShop()
    opened(copy, 'k7tm', { handle: shop })
    const { code, exitCode, details } = refusal(() => refuseSecond(copy.state, shop))
    expect({ code, exitCode, details }).toEqual({
      code: 'incident-exists',
      exitCode: 24,
      details: { account: 'shop', incident: 'k7tm' },
    })
    expect(() => refuseSecond(copy.state, cafe)).not.toThrow()
    copy.do(state => closeIncident(state, 'k7tm', closing))
    expect(() => refuseSecond(copy.state, shop)).not.toThrow()
  })

  it('of nobody’s account is none', () => {
    const copy = new Copy()
    opened(copy, 'k7tm')
    expect(() => refuseSecond(copy.state, undefined)).not.toThrow()
  })
})

describe('a new id', () => {
  const random = fc.infiniteStream(fc.integer({ min: 0, max: 255 }))

  it('has four characters that nobody mixes up, begins with a letter and has a digit', () => {
    fc.assert(
      fc.property(random, bytes => {
        const id = newShortId(length => Uint8Array.from(bytes.take(length)), new Set())
        expect(id).toMatch(/^[abcdefghjkmnpqrstuvwxyz][abcdefghjkmnpqrstuvwxyz23456789]{3}$/)
        expect(id).toMatch(/[2-9]/)
      }),
    )
  })

  it('is none that there is', () => {
    const copy = new Copy()
    const draw = (...draws: readonly string[]) => {
      const left = [...draws]
      return newShortId(() => bytesOf(left.shift() ?? ''), copy.state.incidents.keys())
    }
    expect(draw('aaaa', '7abc', 'k7tm')).toBe('k7tm')
    opened(copy, 'k7tm')
    expect(draw('k7tm', 'k7tn')).toBe('k7tn')
  })

  /** What random source gives this id. */
  function bytesOf(id: string): Uint8Array {
    return Uint8Array.from([...id].map(character => 'abcdefghjkmnpqrstuvwxyz23456789'.indexOf(character)))
  }
})
