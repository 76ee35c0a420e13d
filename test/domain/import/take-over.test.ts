import { describe, expect, it } from 'vitest'
import { currentSet, placedCodes } from '../../../src/domain/codes/queries.ts'
import { addSet, voidSet } from '../../../src/domain/codes/sets.ts'
import { exportOf, type OwnExport, parseOwnExport, type ReadExport } from '../../../src/domain/import/own-export.ts'
import { type TakeOver, takeOver } from '../../../src/domain/import/take-over.ts'
import { erasable } from '../../../src/domain/journal/erasure.ts'
import type { BackupCode } from '../../../src/domain/model/backup-code.ts'
import type { Fact } from '../../../src/domain/model/events.ts'
import type { TotpKey } from '../../../src/domain/model/totp-key.ts'
import { parseIsoDate } from '../../../src/domain/text/date.ts'
import { Copy, identify, list, shop } from '../samples.ts'

const made = { at: '2026-11-25T00:00:00.000Z', by: 'aki' }
const key: TotpKey = {
  secret: 'JBSWY3DPEHPK3PXP',
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
  issuer: 'Instagram',
  label: '',
}

/** A machine's copy of a journal, with its digits. */
class Vault {
  readonly copy: Copy
  readonly digits = new Map<string, BackupCode>()
  readonly totps = new Map<string, TotpKey>()
  #ids = 0

  constructor(replica: string) {
    this.copy = new Copy(replica)
  }

  add(first: number, day = '2026-11-20', handle = shop): void {
    const pasted = { handle, codes: list(first), issuedOn: parseIsoDate(day), setId: `set-${first}`, identify }
    const { secrets = [] } = this.copy.do(state => addSet(state, pasted))
    for (const [id, code] of secrets) this.digits.set(id, code)
  }

  /** Facts at a time, by somebody. */
  facts(...facts: readonly Fact[]): void {
    this.copy.record(...facts)
  }

  export(): OwnExport {
    const { state, events } = this.copy
    const gone = erasable(state)
    const digits = (id: string) => (gone.has(id) ? undefined : this.digits.get(id))
    return exportOf({ state, events, digits, totpKey: id => this.totps.get(id) }, made)
  }

  /** As it comes out of a file. */
  import(found: object): TakeOver {
    const read = readAgain(found)
    const newId = () => `new-${this.copy.replica}-${++this.#ids}`
    const plan = takeOver(this.copy.state, read, { identify, newId })
    if (!plan) throw new Error('not taken')
    this.copy.record(...plan.facts)
    for (const [id, code] of plan.secrets ?? []) this.digits.set(id, code)
    for (const [id, one] of plan.totps ?? []) this.totps.set(id, one)
    return plan
  }

  /** The current list's states, one word each. */
  states(): string {
    const { state } = this.copy
    const account = [...state.accounts.values()][0]
    const set = account && currentSet(account)
    return set
      ? placedCodes(state, account, set)
          .map(one => one.state)
          .join(' ')
      : 'none'
  }
}

function readAgain(found: object): ReadExport {
  const read = parseOwnExport(JSON.parse(JSON.stringify(found)))
  if (!read) throw new Error('broken')
  return read
}

/** What has to come through. Code ids belong to one vault, and so does the history. */
function content(found: OwnExport): unknown {
  const { history: _, made: __, ...rest } = found
  return JSON.parse(JSON.stringify(rest), (name, value) =>
    name === 'id' && /-\d{8}$/.test(String(value)) ? '' : value,
  )
}

/** A team with some of everything. */
function full(): Vault {
  const vault = new Vault('laptop')
  vault.add(1, '2026-09-01')
  vault.add(2, '2026-11-01')
  const code = (at: number): string => identify('shop', list(2)[at] as BackupCode)
  vault.facts(
    { type: 'code-reserved', account: 'shop', code: code(0) },
    { type: 'code-used', account: 'shop', code: code(0) },
    { type: 'code-reserved', account: 'shop', code: code(1) },
    { type: 'code-reserved', account: 'shop', code: code(1) },
    { type: 'code-rejected', account: 'shop', code: code(1) },
    { type: 'code-used', account: 'shop', code: code(2), found: true },
    { type: 'code-reserved', account: 'shop', code: code(3), recovered: true },
    { type: 'totp-added', account: 'shop', totp: 'totp-1' },
    {
      type: 'person-saved',
      person: 'sato',
      name: 'Sato',
      roles: ['poster'],
      agency: false,
      left: null,
      phone: '+81 90',
      contact: null,
    },
    {
      type: 'device-saved',
      device: 'phone',
      name: 'Phone',
      kind: 'phone',
      owner: 'company',
      holder: 'sato',
      since: null,
      vault: true,
    },
    {
      type: 'factor-saved',
      factor: 'app',
      kind: 'authenticator',
      label: 'App',
      owner: 'company',
      on: 'phone',
      holders: [],
      needs: [],
      confirmed: null,
    },
    { type: 'factor-linked', factor: 'app', accounts: ['shop'] },
    {
      type: 'place-saved',
      place: 'safe',
      kind: 'locked-paper',
      label: 'Safe',
      on: null,
      holders: ['sato'],
      handOver: 'sealed',
    },
    { type: 'place-linked', place: 'safe', accounts: ['shop'] },
    { type: 'review-recorded', accounts: ['shop'], day: parseIsoDate('2026-11-02') },
    { type: 'test-recorded', account: 'shop', passed: true, with: 'sms', day: parseIsoDate('2026-11-03') },
    { type: 'audit-ignored', rule: 'sms-only', account: 'shop', until: parseIsoDate('2027-01-01'), because: 'soon' },
    {
      type: 'incident-opened',
      incident: 'k7tm',
      account: 'shop',
      handle: shop,
      have: ['codes'],
      lost: ['phone'],
      scenario: 'phone-lost',
      odds: 'high',
      when: '2026-11-04T00:00:00.000Z',
    },
    {
      type: 'incident-step',
      incident: 'k7tm',
      playbook: 'codes',
      step: 'ask',
      outcome: 'done',
      when: '2026-11-04T00:01:00.000Z',
    },
    { type: 'incident-noted', incident: 'k7tm', text: 'called Sato' },
    { type: 'incident-deadline-set', incident: 'k7tm', deadline: '2026-12-01T00:00:00.000Z' },
    { type: 'incident-closed', incident: 'k7tm', outcome: 'recovered', cause: 'lost', worked: 'codes', change: '' },
    {
      type: 'handover-started',
      handover: 'p2xx',
      kind: 'leave',
      about: ['person:sato'],
      tasks: [{ account: 'shop', task: 'move:factor:app' }],
    },
    { type: 'handover-task', handover: 'p2xx', account: 'shop', task: 'move:factor:app', outcome: 'skipped' },
    { type: 'handover-closed', handover: 'p2xx', dropped: true },
  )
  vault.totps.set('totp-1', key)
  return vault
}

describe('an export', () => {
  it('gives the same content after an import into an empty vault, whenever that is', () => {
    const vault = full()
    const other = new Vault('desktop')
    other.copy.now = new Date('2027-05-05T00:00:00Z')
    const { taken } = other.import(vault.export())
    expect(taken).toMatchObject({ accounts: 1, sets: 2, codes: 10, outcomes: 4, authenticators: 1, incidents: 1 })
    expect(taken).toMatchObject({ persons: 1, devices: 1, factors: 1, places: 1 })
    expect(content(other.export())).toEqual(content(vault.export()))
    expect(other.states()).toBe('used rejected used reserved available')
  })

  it('that is imported again adds nothing, into either vault', () => {
    const vault = full()
    const other = new Vault('desktop')
    other.import(vault.export())
    expect(other.import(vault.export()).facts).toEqual([])
    expect(vault.import(other.export()).facts).toEqual([])
    expect(vault.import(vault.export()).facts).toEqual([])
  })

  it('can be read, even if another program wrote a time that is none', () => {
    const vault = full()
    vault.copy.events = vault.copy.events.map(event => ({ ...event, at: event.n % 3 === 0 ? 'yesterday' : event.at }))
    const other = new Vault('desktop')
    other.import(vault.export())
    expect(other.states()).toBe('used rejected used reserved available')
  })

  it('names no key and no slot', () => {
    const vault = full()
    vault.facts({ type: 'key-added', slot: 'slot-1', from: null, label: 'hanako' })
    const text = JSON.stringify(vault.export())
    expect(text).not.toMatch(/slot-1|hanako|codeIdKey|anchors|"past"/)
    // The digits of used codes are erased, and so they are not in it.
    expect(text).not.toContain(`"code":"${list(2)[0]}"`)
  })
})

describe('an import into a vault that has the account', () => {
  it('moves codes forward only, and leaves later changes as they are', () => {
    const vault = new Vault('laptop')
    vault.add(1)
    const before = vault.export()
    const code = identify('shop', list(1)[0] as BackupCode)
    vault.facts({ type: 'code-reserved', account: 'shop', code }, { type: 'code-used', account: 'shop', code })
    expect(vault.import(before).facts).toEqual([])
    expect(vault.states()).toBe('used available available available available')
    const other = new Vault('desktop')
    other.import(before)
    expect(other.import(vault.export()).facts.map(({ type }) => type)).toEqual(['code-reserved', 'code-used'])
    expect(other.states()).toBe(vault.states())
  })

  it('keeps a list of its own beside the other, and the later one counts', () => {
    const [vault, other] = [new Vault('laptop'), new Vault('desktop')]
    vault.add(1, '2026-10-01')
    other.add(2, '2026-11-01')
    other.import(vault.export())
    const account = other.copy.state.accounts.get('shop')
    expect(account?.heads.map(({ issuedOn }) => issuedOn)).toEqual(['2026-11-01', '2026-10-01'])
    expect(other.import(vault.export()).facts).toEqual([])
  })

  it('does not bring back a list that is known to be dead', () => {
    const vault = new Vault('laptop')
    vault.add(1, '2026-09-01')
    vault.add(2, '2026-10-01')
    const other = new Vault('desktop')
    other.add(2, '2026-10-01')
    other.import(vault.export())
    const account = other.copy.state.accounts.get('shop')
    expect(account?.heads.map(({ issuedOn }) => issuedOn)).toEqual(['2026-10-01'])
    expect(account?.sets).toHaveLength(2)
  })

  it('takes over that a list is void', () => {
    const vault = new Vault('laptop')
    vault.add(1)
    const other = new Vault('desktop')
    other.import(vault.export())
    vault.copy.do(state => voidSet(state, shop, 'exposed', false))
    other.import(vault.export())
    expect(other.states()).toBe('none')
  })

  it('leaves its authenticator, person and incident alone', () => {
    const other = new Vault('desktop')
    other.add(2)
    other.facts(
      { type: 'totp-added', account: 'shop', totp: 'own' },
      { type: 'person-saved', person: 'sato', name: 'Another Sato', roles: [], agency: true, left: null },
      {
        type: 'incident-opened',
        incident: 'k7tm',
        handle: shop,
        have: [],
        lost: [],
        scenario: 'sms-late',
        odds: 'low',
        when: '2026-01-01T00:00:00.000Z',
      },
    )
    const plan = other.import(full().export())
    const { state } = other.copy
    expect(plan.otherAuthenticator).toEqual(['shop'])
    expect(state.totps.get('shop')?.map(({ id }) => id)).toEqual(['own'])
    expect(state.registry.persons.get('sato')?.name).toBe('Another Sato')
    expect([...state.incidents.keys()]).toEqual(['k7tm', 'k7tm2'])
    expect(other.import(full().export()).facts).toEqual([])
  })

  it('brings back an account that was removed, and no code that was spent', () => {
    const vault = full()
    const before = vault.export()
    vault.facts({ type: 'account-removed', account: 'shop', sets: ['set-1', 'set-2'] })
    expect(vault.copy.state.accounts.size).toBe(0)
    vault.import(before)
    expect(vault.states()).toBe('used rejected used reserved available')
    expect(erasable(vault.copy.state).has(identify('shop', list(2)[4] as BackupCode))).toBe(false)
    expect(vault.totps.size).toBe(2)
    expect(vault.import(before).facts).toEqual([])
  })
})

describe('a file that was changed by hand', () => {
  it('cannot write what belongs to a stamp, or another fact', () => {
    const found = full().export()
    const persons = found.persons.map(one => ({
      ...one,
      type: 'code-used',
      n: 2 ** 50,
      lamport: 2 ** 50,
      replica: 'x',
    }))
    const other = new Vault('desktop')
    const { facts } = other.import({ ...found, persons })
    const saved = facts.find(({ type }) => type === 'person-saved')
    expect(Object.keys(saved ?? {})).toEqual(['type', 'person', 'name', 'roles', 'agency', 'left', 'phone', 'contact'])
  })

  it.each([
    ['a code with nine digits', { accounts: [{ code: '123456789' }] }],
    ['no accounts', { accounts: undefined }],
    ['a person without a name', { persons: [{ id: 'x' }] }],
    ['an incident without a scenario', { incidents: [{ id: 'x', openedAt: made.at, openedBy: '' }] }],
  ])('is refused as a whole: %s', (_, broken) => {
    const read = parseOwnExport(JSON.parse(JSON.stringify({ ...full().export(), ...broken })))
    const tools = { identify, newId: () => 'new' }
    expect(read && takeOver(new Copy('desktop').state, read, tools)).toBeUndefined()
  })
})
