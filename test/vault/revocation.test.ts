/** Key slots of several people: who opens which save after one of them was shut out. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { endedWith, labelOf } from '../../src/domain/journal/key-slots.ts'
import { parseEnvelope } from '../../src/envelope/format.ts'
import { newVaultId, newVaultKey, sealEnvelope } from '../../src/envelope/payload.ts'
import { isFailure } from '../../src/errors.ts'
import { findVault } from '../../src/vault/closed-vault.ts'
import { createVault, openVault } from '../../src/vault/open.ts'
import { unlock } from '../../src/vault/open-slot.ts'
import type { KeyDialog, StoreSystem } from '../../src/vault/store-system.ts'
import type { Vault } from '../../src/vault/vault.ts'
import { list } from '../domain/samples.ts'
import { cheap, makeSlot, wholePayload } from '../envelope/samples.ts'
import { openWithPython, pythonAvailable } from '../interop/igvault.ts'
import {
  add,
  failure,
  type House,
  house,
  machine,
  passphrase,
  recoveryKey,
  rewritePayload,
  stretch,
} from './samples.ts'

let place: House
let path: string
let system: StoreSystem

beforeEach(() => {
  place = house()
  path = place.vault
  // The person who is asked about slots of other machines knows them.
  const agreeing: KeyDialog = { secret: async () => undefined, trusts: async () => true, leavesOut: async () => true }
  system = { ...place.system, keyDialog: agreeing }
})
afterEach(() => place.remove())

const secrets = {
  aki: passphrase,
  kit: recoveryKey,
  sato: 'the passphrase of sato',
  'sato, later': 'another one of sato',
  'added by sato': 'whoever sato let in',
  tanaka: 'the passphrase of tanaka',
} as const
type Who = keyof typeof secrets

async function openAs(who: Who, on = system): Promise<Vault> {
  const text = secrets[who]
  return openVault(findVault(path), { text, ...(who === 'kit' && { recoveryKey: text }) }, on)
}

async function addAs(who: Who, added: Who, on = system): Promise<void> {
  const vault = await openAs(who, on)
  await vault.addSlot({ kind: 'passphrase', secret: secrets[added], cost: cheap, about: { label: added } })
}

async function changeAs(who: Who, to: Who): Promise<void> {
  const vault = await openAs(who)
  await vault.renewKey({ replaced: [vault.slot], by: { kind: 'passphrase', secret: secrets[to], cost: cheap } })
}

/** Ends the slot with what came of it; the open one stays, and those that are named. */
async function revokeAs(who: Who, label: Who, keep: readonly Who[] = []): Promise<void> {
  const vault = await openAs(who)
  const { keySlots } = vault.state
  const called = (names: readonly string[]): readonly string[] =>
    vault.slots.filter(({ id }) => names.includes(labelOf(keySlots, id) ?? '')).map(({ id }) => id)
  const kept = new Set([vault.slot.id, ...called(keep)])
  const [slot = ''] = called([label])
  const ids = endedWith(keySlots, slot, kept)
  await vault.renewKey({ revoked: vault.slots.filter(({ id }) => ids.has(id)) })
}

async function opens(who: Who, bytes = readFileSync(path)): Promise<string | undefined> {
  const envelope = parseEnvelope(bytes)
  const text = secrets[who]
  try {
    const { vaultKey } = await unlock(envelope, { text, recoveryKey: text }, stretch, undefined)
    return new TextDecoder().decode(wholePayload(envelope, vaultKey))
  } catch (error) {
    if (isFailure(error, 'wrong-passphrase')) return undefined
    throw error
  }
}

/** Who reads the file. */
async function readers(): Promise<readonly Who[]> {
  const bytes = readFileSync(path)
  const all = Object.keys(secrets) as Who[]
  const found = await Promise.all(all.map(async who => ((await opens(who, bytes)) === undefined ? [] : [who])))
  return found.flat()
}

/** The other implementation opens it for these and refuses that one. */
function agrees(names: readonly Who[], refused: Who): void {
  if (!pythonAvailable && !process.env.CI) return
  const bytes = readFileSync(path)
  for (const who of names) expect(JSON.parse(openWithPython(bytes, secrets[who]))).toHaveProperty('events')
  expect(() => openWithPython(bytes, secrets[refused])).toThrow('refused: passphrase')
}

describe('a revoked slot', () => {
  it('opens no later save, nor does what came of it; everybody else opens every one', async () => {
    await createVault(path, { passphrase, recoveryKey }, cheap, system)
    await addAs('aki', 'sato')
    await addAs('aki', 'tanaka')
    await addAs('sato', 'added by sato')
    await changeAs('sato', 'sato, later')
    const before = readFileSync(path)
    expect(await readers()).toEqual(['aki', 'kit', 'sato, later', 'added by sato', 'tanaka'])
    agrees(['aki', 'sato, later', 'added by sato'], 'sato')

    await revokeAs('aki', 'sato')
    expect(await readers()).toEqual(['aki', 'kit', 'tanaka'])
    agrees(['aki', 'kit', 'tanaka'], 'sato, later')
    await add(await openAs('tanaka'), 9)
    await (await openAs('kit')).renewKey({})
    expect(await readers()).toEqual(['aki', 'kit', 'tanaka'])
    agrees(['aki', 'kit', 'tanaka'], 'added by sato')
    // Said plainly: what was saved before can still be read.
    expect(await opens('sato, later', before)).not.toContain(String(list(9)[0]))
  })

  it('ends what was added under it on a machine that its writer never saw, at the next new key', async () => {
    await createVault(path, { passphrase }, cheap, system)
    await addAs('aki', 'sato')
    await revokeAs('aki', 'sato')
    // A merge brings in the slot and the event of a copy that was offline.
    const vault = await openAs('aki')
    const [revocation] = vault.events.filter(({ type }) => type === 'key-revoked')
    await vault.addSlot({ kind: 'passphrase', secret: secrets['added by sato'], cost: cheap })
    const added = vault.slots.at(-1)?.id
    await rewritePayload(path, payload => ({
      ...payload,
      events: vault.events.map(event =>
        event.type === 'key-added' && event.slot === added ? { ...event, from: revocation?.slot } : event,
      ),
    }))
    expect(await readers()).toContain('added by sato')

    const later = await openVault(
      findVault(path),
      { text: passphrase },
      { ...system, ...machine(join(place.folder, 'b')) },
    )
    await later.renewKey({})
    expect(await readers()).toEqual(['aki'])
    expect(await failure(openAs('added by sato'))).toMatchObject({ code: 'wrong-passphrase' })
  })

  it('makes no new key itself: a person who opens with it is told', async () => {
    await createVault(path, { passphrase }, cheap, system)
    await addAs('aki', 'sato')
    const vault = await openAs('aki')
    const sato = vault.slots.at(-1)?.id
    await rewritePayload(path, payload => ({
      ...payload,
      events: [
        ...vault.events,
        {
          ...vault.events[0],
          id: 'x',
          n: 9,
          lamport: 9,
          type: 'key-revoked',
          slot: sato,
          because: 'revoked',
          successor: null,
        },
      ],
    }))
    const opened = await openAs('sato', machine(join(place.folder, 'b')))
    const before = readFileSync(path)
    const others = opened.slots.filter(({ id }) => id !== sato)
    for (const change of [{}, { revoked: others }])
      expect(await failure(opened.renewKey(change))).toMatchObject({ code: 'slot-revoked', exitCode: 40 })
    expect(readFileSync(path).equals(before)).toBe(true)
    // Unless that is what is asked for.
    await opened.renewKey({ revoked: opened.slots.filter(({ id }) => id === sato) })
    expect(await readers()).toEqual(['aki'])
  })

  it('leaves the slots that its writer keeps, also at later keys', async () => {
    await createVault(path, { passphrase, recoveryKey }, cheap, system)
    await addAs('aki', 'sato')
    await addAs('sato', 'tanaka')
    await addAs('sato', 'added by sato')
    // Even the founder can go: who revokes stays, though the founder let them in.
    const vault = await openAs('tanaka')
    const founder = vault.slots.find(({ id, kind }) => kind === 'passphrase' && !vault.state.keySlots.has(id))?.id ?? ''
    const ids = endedWith(vault.state.keySlots, founder, new Set([vault.slot.id]))
    await vault.renewKey({ revoked: vault.slots.filter(({ id }) => ids.has(id)) })
    expect(await readers()).toEqual(['kit', 'tanaka'])
    await (await openAs('kit')).renewKey({})
    await (await openAs('tanaka')).renewKey({})
    expect(await readers()).toEqual(['kit', 'tanaka'])
  })
})

describe('a label', () => {
  it('is in the payload only, and goes on to a new passphrase', async () => {
    await createVault(path, { passphrase }, cheap, system)
    await addAs('aki', 'sato')
    await changeAs('sato', 'sato, later')
    const vault = await openAs('sato, later')
    const { id } = vault.slot
    const at = vault.state.keySlots.get(id)?.added?.at
    expect(vault.named(vault.slot)).toStrictEqual({ id, kind: 'passphrase', label: 'sato', at, by: 'aki' })
    const [first] = vault.slots
    expect(first && vault.named(first)).toStrictEqual({ id: first?.id, kind: 'passphrase' })
    expect(readFileSync(path, 'latin1')).not.toContain('sato')
  })
})

describe('a one-time passphrase', () => {
  it('is known to be one until it was changed', async () => {
    await createVault(path, { passphrase }, cheap, system)
    const vault = await openAs('aki')
    const about = { label: 'sato', oneTime: true }
    await vault.addSlot({ kind: 'passphrase', secret: secrets.sato, cost: cheap, about })
    expect((await openAs('aki')).isOneTime).toBe(false)
    expect((await openAs('sato')).isOneTime).toBe(true)
    await changeAs('sato', 'sato, later')
    expect((await openAs('sato, later')).isOneTime).toBe(false)
    expect(await readers()).toEqual(['aki', 'sato, later'])
  })
})

describe('a vault of format 1 that gets one more key', () => {
  it('becomes one of format 2; no slot counts as added by the person who converted it', async () => {
    const { random } = system
    const vaultKey = newVaultKey(random)
    const common = { vaultId: newVaultId(random), epoch: 0, cost: cheap, vaultKey, stretch, random }
    const slots = [
      await makeSlot({ ...common, kind: 'passphrase', secret: passphrase }),
      await makeSlot({ ...common, kind: 'recovery', secret: recoveryKey }),
    ]
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const payload = new TextEncoder().encode('{"events":[],"secrets":{}}')
    writeFileSync(path, sealEnvelope({ ...common, slots, payload }), { mode: 0o600 })

    const vault = await openAs('aki')
    const kit = vault.slots.find(({ kind }) => kind === 'recovery')
    if (!kit) throw new Error('no kit')
    await vault.takeSecret({ text: recoveryKey, recoveryKey }, kit)
    await vault.renewKey({ by: { kind: 'passphrase', secret: secrets.sato, cost: cheap, about: { label: 'sato' } } })
    expect(vault.epoch).toBe(1)
    expect(await readers()).toEqual(['aki', 'kit', 'sato'])

    const own = vault.slot.id
    const ends = endedWith(vault.state.keySlots, own)
    const named = vault.slots.filter(({ id }) => ends.has(id))
    expect(named.map(slot => vault.named(slot).label ?? slot.kind)).toEqual(['passphrase', 'sato'])
  })
})
