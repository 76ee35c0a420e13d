/** Copies of one vault that went their own ways: what a merge brings together, whose keys open it, and what it leaves to a person. */
import { copyFileSync, mkdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { removeAccount } from '../../src/domain/accounts/changes.ts'
import { endedWith, labelOf } from '../../src/domain/journal/key-slots.ts'
import type { Journal } from '../../src/domain/journal/payload.ts'
import type { StoredEvent } from '../../src/domain/model/events.ts'
import { noteIncident, openIncident } from '../../src/domain/recovery/incidents.ts'
import { savePerson } from '../../src/domain/registry/save.ts'
import { parseEnvelope } from '../../src/envelope/format.ts'
import { UserError } from '../../src/errors.ts'
import { Backups } from '../../src/vault/backups.ts'
import { findVault } from '../../src/vault/closed-vault.ts'
import { conflictCopies, setAside } from '../../src/vault/copies.ts'
import { withoutEvents } from '../../src/vault/merging.ts'
import { createVault, openVault } from '../../src/vault/open.ts'
import { type Secret, unlock } from '../../src/vault/open-slot.ts'
import { revisionIn } from '../../src/vault/revision.ts'
import type { StoreSystem } from '../../src/vault/store-system.ts'
import type { MergePlan, Vault } from '../../src/vault/vault.ts'
import { list, shop } from '../domain/samples.ts'
import { cheap } from '../envelope/samples.ts'
import { openWithPython, pythonAvailable } from '../interop/igvault.ts'
import {
  add,
  failure,
  type House,
  house,
  machine,
  mark,
  passphrase,
  recoveryKey,
  rewritePayload,
  states,
  stretch,
  use,
} from './samples.ts'

const secrets = {
  aki: passphrase,
  'aki, later': 'a later one of aki',
  sato: 'the passphrase of sato',
  'sato, later': 'another one of sato',
  'by sato': 'whoever sato let in',
  tanaka: 'the passphrase of tanaka',
} as const
type Who = keyof typeof secrets

/** A machine with its copy of the vault. */
interface Side {
  readonly path: string
  readonly system: StoreSystem
}

let persons = 0

let place: House
let ours: Side
let theirs: Side

beforeEach(async () => {
  place = house()
  ours = { path: place.vault, system: place.system }
  const folder = join(place.folder, 'theirs')
  mkdirSync(folder, { mode: 0o700 })
  theirs = { path: join(folder, 'vault.igcodes'), system: machine(join(place.folder, 'their-state'), 'sato') }
  const vault = await createVault(ours.path, { passphrase, recoveryKey }, cheap, ours.system)
  await add(vault)
  await addAs(ours, 'aki', 'sato')
  await addAs(ours, 'aki', 'tanaka')
  fork()
})
afterEach(() => {
  vi.restoreAllMocks()
  place.remove()
})

/** They get the file as it is. */
function fork(): void {
  copyFileSync(ours.path, theirs.path)
}

async function openAs({ path, system }: Side, who: Who): Promise<Vault> {
  return openVault(findVault(path), { text: secrets[who] }, system)
}

async function addAs(side: Side, who: Who, label: Who): Promise<void> {
  const vault = await openAs(side, who)
  await vault.addSlot({ kind: 'passphrase', secret: secrets[label], cost: cheap, about: { label } })
}

async function changeAs(side: Side, who: Who, to: Who): Promise<void> {
  const vault = await openAs(side, who)
  await vault.renewKey({ replaced: [vault.slot], by: { kind: 'passphrase', secret: secrets[to], cost: cheap } })
}

async function revokeAs(side: Side, who: Who, label: Who): Promise<void> {
  const vault = await openAs(side, who)
  const { keySlots } = vault.state
  const slot = vault.slots.find(({ id }) => labelOf(keySlots, id) === label)?.id ?? ''
  const ids = endedWith(keySlots, slot, new Set([vault.slot.id]))
  await vault.renewKey({ revoked: vault.slots.filter(({ id }) => ids.has(id)) })
}

/** Merges their file into ours, or the other way round; all that a person would be asked is let in unless `takes` says otherwise. */
async function mergeInto(
  side: Side,
  who: Who,
  other: Side,
  theirSecret: Who = who,
  takes: (plan: MergePlan) => MergePlan['theirs']['events'] = plan => plan.theirs.events,
): Promise<{ vault: Vault; plan: MergePlan; wasWritten: boolean }> {
  const vault = await openAs(side, who)
  const copy = await vault.openCopy(other.path, readFileSync(other.path), async () => ({ text: secrets[theirSecret] }))
  const plan = vault.planMerge(copy)
  return { vault, plan, wasWritten: await vault.merge(copy, takes(plan)) }
}

async function readers({ path }: Side): Promise<readonly Who[]> {
  const envelope = parseEnvelope(readFileSync(path))
  const found: Who[] = []
  for (const who of Object.keys(secrets) as Who[]) {
    try {
      await unlock(envelope, { text: secrets[who] }, stretch, undefined)
      found.push(who)
    } catch {}
  }
  return found
}

function pythonReads({ path }: Side, who: Who): void {
  if (!pythonAvailable && !process.env.CI) return
  expect(JSON.parse(openWithPython(readFileSync(path), secrets[who]))).toHaveProperty('events')
}

const opening = { have: [], lost: [], scenario: 'phone-lost', odds: 'high', when: '2026-11-20T12:00:00.000Z' } as const

describe('two copies under one vault key', () => {
  it('have the codes of both, and both files end with the same bytes', async () => {
    await use(await openAs(ours, 'aki'), ours.system)
    const other = await openAs(theirs, 'sato')
    await use(other, theirs.system)
    await mark(other, 'worked')
    const { vault } = await mergeInto(ours, 'aki', theirs)
    expect(
      states(vault)
        .split(' ')
        .filter(state => state !== 'available'),
    ).toHaveLength(2)
    const back = await mergeInto(theirs, 'sato', ours)
    expect([back.wasWritten, readFileSync(theirs.path).equals(readFileSync(ours.path))]).toEqual([true, true])
    expect((await mergeInto(ours, 'aki', theirs)).wasWritten).toBe(false)
    pythonReads(ours, 'tanaka')
  })

  it.each([
    ['with fewer changes', (vault: Vault) => vault.change(state => savePerson(state, { name: `Sato ${++persons}` }))],
    ['with an earlier key', (vault: Vault) => vault.renewKey({})],
  ])('are not both the one, whatever their bytes: %s', async (_, change) => {
    const vault = await openAs(ours, 'aki')
    const bytes = readFileSync(theirs.path)
    // Of two that are equal, the one with the smaller nonce is taken.
    do await change(vault)
    while (vault.save <= revisionIn(bytes))
    const copy = await vault.openCopy(theirs.path, bytes, async () => undefined)
    const before = readFileSync(ours.path)
    expect(await vault.merge(copy)).toBe(false)
    expect(readFileSync(ours.path).equals(before)).toBe(true)
  })

  it('end with what only this machine knows, and with digits that only one has', async () => {
    const opened = await openAs(ours, 'aki')
    const [first = '', second = ''] = opened.state.codes.keys()
    await mark(await openAs(theirs, 'sato'), 'worked', 5)
    await rewritePayload(theirs.path, ({ secrets, ...rest }) => {
      const { [second]: _, ...others } = secrets as Record<string, unknown>
      return { ...rest, secrets: others }
    })
    const merged = await mergeInto(ours, 'aki', theirs)
    expect([merged.wasWritten, merged.vault.digits(second)]).toEqual([true, list(1)[1]])
    expect((await openAs(ours, 'aki')).digits(second)).toBe(list(1)[1])

    fork()
    await mark(await openAs(theirs, 'sato'), 'worked', 4)
    ours.system.replica.claim(opened.id, [first])
    await mergeInto(ours, 'aki', theirs)
    const { events } = await openAs({ ...ours, system: machine(join(place.folder, 'a third')) }, 'aki')
    expect(events.at(-1)).toMatchObject({ type: 'code-reserved', code: first, recovered: true })
  })

  it('each with a slot of its own have the slots in the same order, whichever is merged into the other', async () => {
    await addAs(theirs, 'sato', 'by sato')
    await addAs(ours, 'aki', 'aki, later')
    const ids = async (side: Side, who: Who) => (await openAs(side, who)).slots.map(({ id }) => id)
    const before = readFileSync(ours.path)
    await mergeInto(ours, 'aki', theirs)
    const mine = await ids(ours, 'aki')
    expect(mine).toHaveLength(6)
    writeFileSync(ours.path, before)
    await mergeInto(theirs, 'sato', ours)
    expect(await ids(theirs, 'sato')).toEqual(mine)
  })

  it('merged on both sides at once converge on one file', async () => {
    await use(await openAs(ours, 'aki'), ours.system)
    await use(await openAs(theirs, 'sato'), theirs.system)
    const [mine, other] = [readFileSync(ours.path), readFileSync(theirs.path)]
    await mergeInto(ours, 'aki', theirs)
    const merged = readFileSync(ours.path)
    writeFileSync(ours.path, mine)
    await mergeInto(theirs, 'sato', ours)
    writeFileSync(ours.path, merged)
    expect(other.equals(readFileSync(theirs.path))).toBe(false)
    const first = await mergeInto(ours, 'aki', theirs)
    const second = await mergeInto(theirs, 'sato', ours)
    expect([first.wasWritten, second.wasWritten].filter(Boolean)).toHaveLength(1)
    expect(readFileSync(theirs.path).equals(readFileSync(ours.path))).toBe(true)
  })

  it('each with a Sato and an incident of one id have two of each, and the same in both', async () => {
    for (const [side, who] of [
      [ours, 'aki'],
      [theirs, 'sato'],
    ] as const) {
      const vault = await openAs(side, who)
      await vault.change(state => savePerson(state, { name: 'Sato', contact: who }))
      await vault.change(state => savePerson(state, { roles: ['poster'] }, 'sato'))
      await vault.change(state => openIncident(state, { id: 'k7tm', handle: shop, ...opening }))
      await vault.change(state => noteIncident(state, 'k7tm', `of ${who}`))
      expect([...vault.state.registry.persons.keys(), ...vault.state.incidents.keys()]).toEqual(['sato', 'k7tm'])
    }
    const { state } = (await mergeInto(ours, 'aki', theirs)).vault
    expect([...state.registry.persons.keys()].toSorted()).toEqual(['sato-1', 'sato-2'])
    expect([...state.registry.persons.values()].map(({ contact }) => contact).toSorted()).toEqual(['aki', 'sato'])
    const notes = [...state.incidents.values()].map(({ notes }) => notes.map(({ text }) => text))
    expect(notes.toSorted()).toEqual([['of aki'], ['of sato']])
    expect((await mergeInto(theirs, 'sato', ours)).vault.state.registry).toEqual(state.registry)
  })

  it('keep a slot that only one of them has', async () => {
    await addAs(theirs, 'sato', 'by sato')
    const { plan } = await mergeInto(ours, 'aki', theirs)
    expect(plan.joined).toHaveLength(1)
    expect(await readers(ours)).toEqual(['aki', 'sato', 'by sato', 'tanaka'])
    pythonReads(ours, 'by sato')
  })
})

describe('a copy from before a passphrase was changed', () => {
  it('is taken in without a question, and the old passphrase stays out', async () => {
    await use(await openAs(theirs, 'sato'), theirs.system)
    await changeAs(ours, 'aki', 'aki, later')
    const { plan, vault } = await mergeInto(ours, 'aki, later', theirs, 'aki')
    expect([plan.relation, plan.theirs.events.length, plan.isNew, plan.joined.length]).toEqual(['ours', 0, false, 0])
    expect(states(vault)).toContain('reserved')
    expect(await readers(ours)).toEqual(['aki, later', 'sato', 'tanaka'])
    await mergeInto(theirs, 'sato', ours)
    expect(await readers(theirs)).toEqual(['aki, later', 'sato', 'tanaka'])
    pythonReads(theirs, 'aki, later')
  })

  it('keeps a colleague who was added to it meanwhile, by a link', async () => {
    await addAs(theirs, 'sato', 'by sato')
    await changeAs(ours, 'aki', 'aki, later')
    const { plan } = await mergeInto(ours, 'aki, later', theirs, 'aki')
    expect(plan.joined.map(({ id }) => labelOf(plan.united.keySlots, id))).toEqual(['by sato'])
    expect(await readers(ours)).toEqual(['aki, later', 'sato', 'by sato', 'tanaka'])
    pythonReads(ours, 'by sato')
    // The one who was linked in takes part as before.
    await use(await openAs(ours, 'by sato'), ours.system)
    pythonReads(ours, 'sato')
  })

  it('on both sides ends both old passphrases, with one new key, and the machines do not re-key each other forever', async () => {
    await changeAs(ours, 'aki', 'aki, later')
    await changeAs(theirs, 'sato', 'sato, later')
    const [mine, other] = [readFileSync(ours.path), readFileSync(theirs.path)]
    await mergeInto(ours, 'aki, later', theirs, 'sato, later')
    const merged = readFileSync(ours.path)
    // Wrapped by the one whose slots go on, as both secrets are at hand.
    expect(
      findVault(ours.path).envelope.slots.filter(({ link, kind }) => link === null && kind === 'passphrase'),
    ).toHaveLength(1)
    writeFileSync(ours.path, mine)
    await mergeInto(theirs, 'sato, later', ours, 'aki, later')
    writeFileSync(ours.path, merged)
    expect(await readers(ours)).toEqual(['aki, later', 'sato, later', 'tanaka'])
    const { plan } = await mergeInto(ours, 'aki, later', theirs, 'sato, later')
    expect(plan.isNew).toBe(false)
    await mergeInto(theirs, 'sato, later', ours, 'aki, later')
    const marks = [ours, theirs].map(({ path }) => findVault(path).envelope.epoch)
    expect(marks[0]).toBe(marks[1])
    expect(await readers(theirs)).toEqual(['aki, later', 'sato, later', 'tanaka'])
    for (const side of [ours, theirs])
      for (const who of ['aki, later', 'sato, later', 'tanaka'] as const) pythonReads(side, who)
    expect(other.length).toBeGreaterThan(0)
  })

  it('of several with one earlier passphrase asks for it once', async () => {
    await changeAs(ours, 'aki', 'aki, later')
    const vault = await openAs(ours, 'aki, later')
    const first = readFileSync(theirs.path)
    await use(await openAs(theirs, 'sato'), theirs.system)
    let asked = 0
    const secret = async () => {
      asked++
      return { text: secrets.aki }
    }
    for (const bytes of [first, readFileSync(theirs.path)])
      await vault.merge(await vault.openCopy('copy', bytes, secret))
    expect(asked).toBe(1)
    expect(states(vault)).toContain('reserved')
  })
})

describe('after a revocation', () => {
  it('neither the passphrase that the leaver set meanwhile nor a slot that she added opens anything', async () => {
    await changeAs(theirs, 'sato', 'sato, later')
    await addAs(theirs, 'sato, later', 'by sato')
    await revokeAs(ours, 'aki', 'sato')
    const { plan } = await mergeInto(ours, 'aki', theirs, 'tanaka')
    expect(plan.joined).toEqual([])
    expect(await readers(ours)).toEqual(['aki', 'tanaka'])
    pythonReads(ours, 'tanaka')
  })

  it('takes what became of codes, and leaves all else of the earlier key to a person', async () => {
    const other = await openAs(theirs, 'sato')
    await use(other, theirs.system)
    await add(other, 7)
    await other.change(state => removeAccount(state, shop))
    await revokeAs(ours, 'aki', 'sato')
    const { plan, vault } = await mergeInto(ours, 'aki', theirs, 'tanaka', () => [])
    expect(plan.theirs.events.map(({ type }) => type)).toEqual(['set-added', 'account-removed'])
    expect(plan.theirs.grave.map(({ type }) => type)).toEqual(['account-removed'])
    expect(vault.state.accounts.size).toBe(1)
    expect(states(vault)).toContain('reserved')
    const again = await mergeInto(ours, 'aki', theirs, 'tanaka')
    expect(again.vault.state.accounts.size).toBe(0)
  })

  it('a forged file with a higher epoch changes nothing but codes, and lets nobody in', async () => {
    await revokeAs(ours, 'aki', 'sato')
    // Sato goes on from her old copy, past the epoch of ours.
    for (let n = 0; n < 3; n++) {
      const vault = await openAs(theirs, 'sato')
      await vault.renewKey({})
    }
    const { plan } = await mergeInto(ours, 'aki', theirs, 'sato', () => [])
    expect([plan.relation, plan.isNew]).toEqual(['apart', true])
    expect(await readers(ours)).toEqual(['aki', 'tanaka'])
  })

  it('of each by the other nobody can merge', async () => {
    await revokeAs(ours, 'aki', 'tanaka')
    fork()
    await revokeAs(ours, 'aki', 'sato')
    const vault = await openAs(theirs, 'sato')
    const first = vault.slots.find(({ id }) => labelOf(vault.state.keySlots, id) === undefined)
    await vault.renewKey({ revoked: vault.slots.filter(({ id }) => id === first?.id) })
    const before = readFileSync(ours.path)
    const error = await failure(mergeInto(ours, 'aki', theirs, 'sato'))
    expect([error.code, error.exitCode]).toEqual(['merge-locks-out', 40])
    expect(readFileSync(ours.path).equals(before)).toBe(true)
  })
})

describe('keys that two computers made side by side', () => {
  /** Both from one, the one side further than the other. */
  async function renewBoth(mine: number, others: number): Promise<void> {
    for (const [side, who, times] of [
      [ours, 'aki', mine],
      [theirs, 'sato', others],
    ] as const)
      for (let n = 0; n < times; n++) await (await openAs(side, who)).renewKey({})
  }

  it.each([
    ['ours', 2, 1],
    ['theirs', 1, 2],
  ])('go on as the one with the higher number, without a further one: %s', async (which, mine, others) => {
    await renewBoth(mine, others)
    await use(await openAs(ours, 'aki'), ours.system)
    const { vault, plan, wasWritten } = await mergeInto(ours, 'aki', theirs, 'sato')
    expect([plan.relation, plan.isNew, plan.joined, wasWritten]).toEqual([
      `sibling-${which}`,
      false,
      [],
      which === 'theirs',
    ])
    expect([vault.epoch, vault.hasNewKey]).toEqual([3, which === 'theirs'])
    expect(states(vault)).toContain('reserved')
    expect(await readers(ours)).toEqual(['aki', 'sato', 'tanaka'])
    expect((await openAs(ours, 'aki')).epoch).toBe(3)
  })

  it('are taken as they are where an older copy was accepted, with no key in between', async () => {
    await renewBoth(1, 2)
    const old = readFileSync(ours.path)
    await (await openAs(ours, 'aki')).renewKey({})
    writeFileSync(ours.path, old)
    const vault = await openVault(findVault(ours.path), { text: passphrase }, ours.system, { older: true })
    await vault.merge(
      await vault.openCopy(theirs.path, readFileSync(theirs.path), async () => ({ text: secrets.sato })),
    )
    expect(vault.epoch).toBe(3)
  })
})

describe('a merge that cannot be saved', () => {
  it('leaves the vault as it was, and the next one is whole', async () => {
    const opened = await openAs(ours, 'aki')
    const [first = ''] = opened.state.codes.keys()
    ours.system.replica.claim(opened.id, [first])
    await use(await openAs(theirs, 'sato'), theirs.system)
    await mark(await openAs(theirs, 'sato'), 'worked')
    await add(await openAs(theirs, 'sato'), 8)

    const vault = await openAs(ours, 'aki')
    const copy = await vault.openCopy(theirs.path, readFileSync(theirs.path), async () => undefined)
    const before = { events: vault.events, state: vault.state, save: vault.save }
    const { folders } = new Backups(ours.path, place.state)
    for (const folder of folders) {
      rmSync(folder, { recursive: true, force: true })
      writeFileSync(folder, 'in the way')
    }
    expect(await failure(vault.merge(copy))).toMatchObject({ code: 'storage', exitCode: 16 })
    expect({ events: vault.events, state: vault.state, save: vault.save }).toEqual(before)
    for (const folder of folders) unlinkSync(folder)

    await use(vault, ours.system)
    const kinds = () => vault.events.map(({ type, recovered }) => (recovered === true ? `${type} (recovered)` : type))
    expect(kinds().slice(-2)).toEqual(['code-reserved (recovered)', 'code-reserved'])
    expect([await vault.merge(copy), vault.has(copy)]).toEqual([true, true])
    expect(kinds().filter(kind => kind.includes('recovered'))).toHaveLength(1)
  })
})

describe('after a merge', () => {
  const later: Secret = { text: secrets['aki, later'] }

  /** Takes in a copy in which the passphrase of the vault was changed. */
  async function takeLater(isWhole: boolean): Promise<Vault> {
    await changeAs(theirs, 'aki', 'aki, later')
    const vault = await openAs(ours, 'aki')
    if (!isWhole) await use(vault, ours.system)
    const bytes = readFileSync(theirs.path)
    await vault.openCopy(theirs.path, bytes, async () => later)
    // It is asked for once.
    await vault.merge(await vault.openCopy(theirs.path, bytes, async () => undefined))
    expect(readFileSync(ours.path).equals(bytes)).toBe(isWhole)
    return vault
  }

  it.each([true, false])(
    'the slot that opened the copy is the one that opened, and its secret is at hand: bytes taken %s',
    async isWhole => {
      const vault = await takeLater(isWhole)
      expect([vault.epoch, vault.hasNewKey]).toEqual([2, true])
      const own = findVault(theirs.path).envelope.slots.find(({ id }) => id === vault.slot.id)
      expect(own).toBeDefined()
      expect(ours.system.replica.recall(vault.id).slot).toBe(vault.slot.id)
      // Another process makes a new key: this one asks for nothing.
      await (await openAs(ours, 'sato')).renewKey({})
      await add(vault, 6)
      expect([vault.epoch, vault.slot.id]).toEqual([3, own?.id])
    },
  )

  it('that would shut out who opened the vault nothing is written', async () => {
    await revokeAs(theirs, 'aki', 'sato')
    const vault = await openAs(ours, 'sato')
    const tanaka = vault.slots.find(({ id }) => labelOf(vault.state.keySlots, id) === 'tanaka')
    if (!tanaka) throw new Error('no slot')
    await vault.takeSecret({ text: secrets.tanaka }, tanaka)
    const before = readFileSync(ours.path)
    const copy = await vault.openCopy(theirs.path, readFileSync(theirs.path), async () => undefined)
    expect(await failure(vault.merge(copy))).toMatchObject({ code: 'slot-revoked', exitCode: 40 })
    expect(readFileSync(ours.path).equals(before)).toBe(true)
    // With a secret of hers that opens it, the one that it opens.
    const given = await openAs(ours, 'sato')
    await given.merge(
      await given.openCopy(theirs.path, readFileSync(theirs.path), async () => ({ text: secrets.tanaka })),
    )
    expect(given.slot.id).toBe(tanaka.id)
  })

  it('the bytes that were taken are kept, unless they are gone or others by then', async () => {
    const kept = () => ours.system.replica.keptSave(findVault(theirs.path).envelope.vaultId)?.bytes.toString()
    const first = kept()
    for (const happen of [() => unlinkSync(ours.path), () => writeFileSync(ours.path, 'another', { mode: 0o600 })]) {
      await use(await openAs(theirs, 'sato'), theirs.system)
      const bytes = readFileSync(theirs.path)
      const vault = await openVault(findVault(ours.path), { text: passphrase }, { ...ours.system, onSaved: happen })
      const copy = await vault.openCopy(theirs.path, bytes, async () => undefined)
      expect(await vault.merge(copy)).toBe(true)
      expect(kept()).toBe(first)
      writeFileSync(ours.path, bytes, { mode: 0o600 })
    }
    await use(await openAs(theirs, 'sato'), theirs.system)
    const vault = await openAs(ours, 'aki')
    const copy = await vault.openCopy(theirs.path, readFileSync(theirs.path), async () => undefined)
    const keepSave = vi.spyOn(ours.system.replica, 'keepSave').mockImplementationOnce(() => {
      throw new RangeError('a defect')
    })
    await expect(vault.merge(copy)).rejects.toThrow('a defect')
    expect(keepSave).toHaveBeenCalledWith(vault.id, readFileSync(theirs.path))
    await use(await openAs(theirs, 'sato'), theirs.system)
    await mergeInto(ours, 'aki', theirs)
    expect(kept()).toBe(readFileSync(theirs.path).toString())
  })
})

describe('another state of the file', () => {
  const back = async (vault: Vault, bytes = readFileSync(theirs.path), secret?: Secret) => {
    const before = readFileSync(ours.path)
    const outcome = await vault.takeBack(bytes, secret)
    return [outcome, readFileSync(ours.path).equals(before)]
  }

  it('is taken back where it has more, and nobody needs to be asked', async () => {
    const vault = await openAs(ours, 'aki')
    expect(await back(vault)).toEqual(['nothing', true])
    await use(await openAs(theirs, 'sato'), theirs.system)
    expect(await back(vault)).toEqual(['merged', false])
    expect(states(vault)).toContain('reserved')
    expect(vault.hasNewKey).toBe(false)
    expect(await back(vault)).toEqual(['nothing', true])
  })

  it('is opened with the secret that opened the vault, and withheld where that does not do', async () => {
    await changeAs(theirs, 'sato', 'sato, later')
    const vault = await openAs(ours, 'sato')
    const bytes = readFileSync(theirs.path)
    expect(await back(vault, bytes)).toEqual(['withheld', true])
    expect(await back(vault, bytes, { text: secrets.sato })).toEqual(['withheld', true])
    expect(await back(vault, Buffer.from('no vault'))).toEqual(['withheld', true])
  })

  it('under a later key is opened with the secret, where the vault key was lent', async () => {
    const { envelope } = findVault(ours.path)
    const { vaultKey, slot } = await unlock(envelope, { text: passphrase }, stretch, undefined)
    await (await openAs(theirs, 'sato')).renewKey({})
    await use(await openAs(theirs, 'sato'), theirs.system)
    const vault = await openVault(findVault(ours.path), { vaultKey, slot }, ours.system)
    expect(await back(vault)).toEqual(['withheld', true])
    expect(await back(vault, readFileSync(theirs.path), { text: passphrase })).toEqual(['merged', false])
    expect(vault.epoch).toBe(2)
  })

  it('with a slot is withheld unless this machine knows the slot', async () => {
    const old = readFileSync(ours.path)
    await addAs(ours, 'aki', 'by sato')
    const newer = readFileSync(ours.path)
    writeFileSync(ours.path, old)
    const [known, stranger] = [ours.system, machine(join(place.folder, 'a stranger'))]
    const outcomes: unknown[] = []
    const takeInto = async (vault: Vault) => {
      outcomes.push(await back(vault, newer))
    }
    // On a machine without any memory, all slots are unknown.
    await openVault(findVault(ours.path), { text: passphrase }, stranger, {}, { takeInto })
    const again = await openVault(findVault(ours.path), { text: passphrase }, stranger)
    outcomes.push(await back(again, newer))
    await openVault(findVault(ours.path), { text: passphrase }, known, { older: true }, { takeInto })
    expect(outcomes).toEqual([
      ['withheld', true],
      ['withheld', true],
      ['merged', false],
    ])
  })

  it.each<[string, boolean, unknown]>([
    ['storage', false, new UserError('storage', { doing: 'read', path: 'x', cause: 'EIO' })],
    ['locked', false, new UserError('locked', { path: 'x', host: 'y', pid: 1, seconds: 1 })],
    ['a defect', false, new RangeError('a defect')],
    ['another failure', true, new UserError('newer-events', { types: [] })],
  ])('that meets %s is withheld: %s', async (_, isWithheld, error) => {
    await use(await openAs(theirs, 'sato'), theirs.system)
    const vault = await openAs(ours, 'aki')
    vi.spyOn(vault, 'planMerge').mockImplementation(() => {
      throw error
    })
    if (isWithheld) expect(await back(vault)).toEqual(['withheld', true])
    else await expect(back(vault)).rejects.toBe(error)
  })
})

describe('what a person has to agree to', () => {
  const cases: readonly [string, Who, () => Promise<void>][] = [
    ['a slot that joins', 'aki', () => addAs(theirs, 'sato', 'by sato')],
    [
      'what somebody may have written who was shut out',
      'aki',
      async () => {
        await add(await openAs(theirs, 'sato'), 6)
        await revokeAs(ours, 'aki', 'sato')
      },
    ],
    [
      'what somebody else wrote here under a key from before a revocation',
      'aki',
      async () => {
        await add(await openAs({ ...ours, system: machine(join(place.folder, 'a third')) }, 'tanaka'), 6)
        await revokeAs(theirs, 'aki', 'sato')
      },
    ],
    [
      'a new key',
      'aki',
      async () => {
        for (let n = 0; n < 2; n++) await (await openAs(ours, 'aki')).renewKey({})
        const vault = await openAs(theirs, 'aki')
        const tanaka = vault.slots.find(({ id }) => labelOf(vault.state.keySlots, id) === 'tanaka')
        await vault.renewKey({ replaced: tanaka ? [tanaka] : [], by: vault.slot })
      },
    ],
  ]

  it.each(cases)('keeps two states apart: %s', async (_, who, prepare) => {
    await prepare()
    const vault = await openAs(ours, who)
    const bytes = readFileSync(theirs.path)
    const copy = await vault.openCopy(theirs.path, bytes, async () => ({ text: secrets[who] }))
    const plan = vault.planMerge(copy)
    const asked = [plan.isNew, plan.joined.length > 0, plan.theirs.events.length > 0, plan.ours.events.length > 0]
    expect(asked.filter(Boolean)).toHaveLength(1)
    const before = readFileSync(ours.path)
    expect(vault.unitedWith(copy)).toBeUndefined()
    // The union is made once.
    expect(vault.planMerge(copy).united).toBe(plan.united)
    expect(await vault.takeBack(bytes, { text: secrets[who] })).toBe('withheld')
    expect(readFileSync(ours.path).equals(before)).toBe(true)
  })
})

describe('the bytes of two files united', () => {
  async function unite(who: Who = 'aki', secret: Who = who) {
    const vault = await openAs(ours, who)
    const bytes = readFileSync(theirs.path)
    const copy = await vault.openCopy(theirs.path, bytes, async () => ({ text: secrets[secret] }))
    const before = readFileSync(ours.path)
    const united = vault.unitedWith(copy)
    expect(readFileSync(ours.path).equals(before)).toBe(true)
    return { vault, copy, united, bytes }
  }

  /** What is in them, as somebody sees it who has only them. */
  async function within(united: Uint8Array | 'ours' | undefined, who: Who) {
    if (united === undefined || united === 'ours') throw new Error('no bytes')
    const path = join(place.folder, 'united.igcodes')
    writeFileSync(path, united, { mode: 0o600 })
    const system = machine(join(place.folder, `reader ${Math.random()}`))
    return openVault(findVault(path), { text: secrets[who] }, system)
  }

  it('are ours, where they have all of theirs, under the same key or a later one', async () => {
    expect((await unite()).united).toBe('ours')
    await use(await openAs(ours, 'aki'), ours.system)
    const { vault, copy, united } = await unite()
    expect([united, vault.has(copy)]).toEqual(['ours', true])
    await (await openAs(ours, 'aki')).renewKey({})
    expect((await unite()).united).toBe('ours')
  })

  it('are theirs, where those have all of ours under the same key', async () => {
    await use(await openAs(theirs, 'sato'), theirs.system)
    const { vault, copy, united, bytes } = await unite()
    expect(united).toEqual(bytes)
    expect(vault.has(copy)).toBe(false)
  })

  it('are new, where each has something', async () => {
    await use(await openAs(ours, 'aki'), ours.system)
    await use(await openAs(theirs, 'sato'), theirs.system)
    const { vault, copy, united } = await unite()
    const merged = await within(united, 'tanaka')
    const all = new Set([...vault.events, ...copy.journal.events].map(({ id }) => id))
    expect(new Set(merged.events.map(({ id }) => id))).toEqual(all)
    expect([merged.epoch, merged.identify(shop, '12345678' as never)]).toEqual([
      1,
      vault.identify(shop, '12345678' as never),
    ])
  })

  it.each([
    ['theirs', 0, 1, 2],
    ['sibling-ours', 2, 1, 3],
    ['sibling-theirs', 1, 2, 3],
  ])('are new, where nothing but the key is to be united: %s', async (relation, mine, others, epoch) => {
    for (let n = 0; n < mine; n++) await (await openAs(ours, 'aki')).renewKey({})
    for (let n = 0; n < others; n++) await (await openAs(theirs, 'aki')).renewKey({})
    const { vault, copy, united, bytes } = await unite()
    expect([vault.planMerge(copy).relation, vault.has(copy)]).toEqual([relation, true])
    const merged = await within(united, 'tanaka')
    expect([merged.epoch, merged.events.length]).toEqual([epoch, vault.events.length])
    expect(bytes.equals(united as Buffer)).toBe(false)
    // It comes from both keys.
    const known = [vault, await openAs(theirs, 'aki')].map(({ id }, at) =>
      (at === 0 ? ours : theirs).system.replica.recall(id),
    )
    expect(known.map(memory => merged.keySince(memory))).toEqual(['later', 'later'])
  })
})

describe('what is no copy', () => {
  it('is refused: another vault, a damaged file, a passphrase that nobody knows', async () => {
    const vault = await openAs(ours, 'aki')
    const copy = (bytes: Uint8Array) => failure(vault.openCopy(theirs.path, bytes, async () => undefined))
    const bytes = readFileSync(theirs.path)
    expect((await copy(bytes.subarray(0, 900))).exitCode).toBe(13)
    const other = join(place.folder, 'data', 'other.igcodes')
    await createVault(other, { passphrase }, cheap, machine(join(place.folder, 'other-state')))
    expect(await copy(readFileSync(other))).toMatchObject({
      code: 'foreign-vault',
      exitCode: 22,
      details: { path: ours.path, copy: theirs.path },
    })
    await changeAs(theirs, 'sato', 'sato, later')
    await (await openAs(theirs, 'tanaka')).renewKey({ revoked: [] })
    await changeAs(ours, 'aki', 'aki, later')
    const later = await openAs(ours, 'aki, later')
    const unknown = later.openCopy(theirs.path, readFileSync(theirs.path), async () => undefined)
    expect(await failure(unknown)).toMatchObject({
      code: 'copy-passphrase-needed',
      exitCode: 12,
      details: { path: theirs.path },
    })
  })
})

describe('conflicted copies beside the vault', () => {
  const names = [
    "vault (Sato's conflicted copy 2026-11-20).igcodes",
    'vault (佐藤 の競合コピー 2026-11-20).igcodes',
    'vault (conflicted copy 2026-11-20 180405).igcodes',
    'vault (conflicted copy suzuki 2026-11-20 180405).igcodes',
    'vault_conflict-20261120-180405.igcodes',
    'vault.sync-conflict-20261120-180405-ABCDEFG.igcodes',
    'vault-SATO-PC.igcodes',
    'vault 2.igcodes',
    'vault [conflicted].igcodes',
    'vault.igcodes.conflicted',
    'vault.Conflict.igcodes',
    'vault (1).igcodes',
  ]

  it('are known by their header, whatever a sync program calls them; nothing else is', async () => {
    const folder = dirname(ours.path)
    for (const name of names) copyFileSync(ours.path, join(folder, name))
    writeFileSync(join(folder, 'vault notes.txt'), 'igcodes-vault/2\n{"vault":"AAECAwQFBgcICQoLDA0ODw"')
    await createVault(join(folder, 'vault-other.igcodes'), { passphrase }, cheap, machine(join(place.folder, 's2')))
    expect(conflictCopies(ours.path)).toEqual(names.map(name => join(folder, name)).toSorted())
  })

  it('are moved to the backups only as they were merged', async () => {
    const copy = join(dirname(ours.path), names[0] ?? '')
    copyFileSync(theirs.path, copy)
    const merged = readFileSync(copy)
    const backups = new Backups(ours.path, place.state)
    writeFileSync(copy, 'something else by now')
    expect(setAside(copy, merged, ours.path, backups, new Date())).toBe(false)
    copyFileSync(theirs.path, copy)
    expect([setAside(copy, merged, ours.path, backups, new Date()), conflictCopies(ours.path)]).toEqual([true, []])
    expect(backups.list().some(({ path }) => readFileSync(path).equals(merged))).toBe(true)
    expect(setAside(theirs.path, merged, ours.path, backups, new Date())).toBe(false)
  })
})

describe('events that a person has not let in', () => {
  it('stay out with what only they name, and leave what others name', () => {
    const event = (id: string, rest: object) => ({ id, type: 'x', ...rest }) as unknown as StoredEvent
    const kept = event('kept', { codes: ['a', 'both'], totp: 't' })
    const others = [event('out', { codes: ['both', 'b'], totp: 'u' }), event('none', {})]
    const journal = {
      events: [kept, ...others],
      secrets: new Map(['a', 'both', 'b'].map(id => [id, id])),
      totps: new Map(['t', 'u'].map(id => [id, id])),
    } as unknown as Journal
    const left = withoutEvents(journal, others)
    expect(left.events).toEqual([kept])
    expect([...left.secrets.keys()]).toEqual(['a', 'both'])
    expect([...left.totps.keys()]).toEqual(['t'])
    expect(withoutEvents(journal, [])).toBe(journal)
  })
})
