/** Vault keys, one after the other: who opens what, what a machine refuses by its memory, and that nothing is saved under an old key. */
import { mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { bounds, parseEnvelope, type Slot } from '../../src/envelope/format.ts'
import { sealEnvelope } from '../../src/envelope/payload.ts'
import { wrapSlot } from '../../src/envelope/slots.ts'
import type { KeyMark } from '../../src/envelope/vault-keys.ts'
import { UserError } from '../../src/errors.ts'
import { Backups } from '../../src/vault/backups.ts'
import { findVault } from '../../src/vault/closed-vault.ts'
import { createVault, openVault } from '../../src/vault/open.ts'
import { type Secret, unlock } from '../../src/vault/open-slot.ts'
import { Replica } from '../../src/vault/replica.ts'
import type { KeyDialog, StoreSystem } from '../../src/vault/store-system.ts'
import type { Vault } from '../../src/vault/vault.ts'
import { code, list, shop } from '../domain/samples.ts'
import { cheap, wholePayload } from '../envelope/samples.ts'
import {
  add,
  failure,
  type House,
  house,
  machine,
  newName,
  open,
  passphrase,
  payloadOf,
  recoveryKey,
  restore,
  rewritePayload,
  states,
  stretch,
  typed,
  use,
} from './samples.ts'

let place: House
let path: string
let system: StoreSystem

beforeEach(() => {
  place = house()
  path = place.vault
  system = place.system
})
afterEach(() => {
  vi.restoreAllMocks()
  place.remove()
})

const next = { kind: 'passphrase', secret: 'another good passphrase', cost: cheap } as const
const nextTyped: Secret = { text: next.secret }
const words: Secret = { text: recoveryKey, recoveryKey }

function makeWithKit(): Promise<Vault> {
  return createVault(path, { passphrase, recoveryKey }, cheap, system)
}

/** What one secret reads in a file, as somebody without any memory. */
async function reads(secret: Secret, bytes = readFileSync(path)): Promise<string> {
  const envelope = parseEnvelope(bytes)
  const { vaultKey } = await unlock(envelope, secret, stretch, undefined)
  return new TextDecoder().decode(wholePayload(envelope, vaultKey))
}

async function keyOf(bytes: Uint8Array, secret: Secret): Promise<Uint8Array> {
  return (await unlock(parseEnvelope(bytes), secret, stretch, undefined)).vaultKey
}

const agreeing: KeyDialog = { secret: async () => typed, trusts: async () => true, leavesOut: async () => true }

describe('a new vault key', () => {
  it('shuts out an earlier passphrase with any old copy, and lets the kit on paper keep working', async () => {
    const vault = await makeWithKit()
    await add(vault)
    const old = readFileSync(path)
    const oldKey = await keyOf(old, typed)

    await vault.renewKey({ replaced: [vault.slot], by: next })
    await add(vault, 9)
    const secretCode = String(list(9)[0])
    expect(await reads(typed, old)).not.toContain(secretCode)
    expect((await failure(reads(typed))).code).toBe('wrong-passphrase')
    const envelope = parseEnvelope(readFileSync(path))
    expect(() => wholePayload(envelope, oldKey)).toThrow(expect.objectContaining({ details: { part: 'mac' } }))
    expect(await reads(nextTyped)).toContain(secretCode)
    expect(await reads(words)).toContain(secretCode)
  })

  it('is recorded: who came, who ended, and the keys of before', async () => {
    const vault = await makeWithKit()
    const [own, kit] = vault.slots
    await vault.renewKey({ replaced: [vault.slot], by: next })
    const payload = await rawPayload(nextTyped)
    const added = vault.slots.find(({ kind }) => kind === 'passphrase')
    expect(payload.events).toMatchObject([
      { type: 'key-added', slot: added?.id, from: own?.id },
      { type: 'key-revoked', slot: own?.id, because: 'replaced', successor: added?.id },
    ])
    expect(payload.past).toHaveLength(1)
    expect(Object.keys(payload.anchors ?? {})).toEqual([kit?.id])
    expect(vault.epoch).toBe(2)
  })

  it('is recorded where one is replaced and another revoked at once, each as what it is', async () => {
    const vault = await makeWithKit()
    const [own, kit] = vault.slots
    await vault.renewKey({ replaced: [vault.slot], by: next, revoked: vault.slots.filter(slot => slot.id === kit?.id) })
    const { events } = await openVault(findVault(path), nextTyped, system)
    const ended = events.flatMap(event => (event.type === 'key-revoked' ? [[event.slot, event.because]] : []))
    const expected = [
      [own?.id, 'replaced'],
      [kit?.id, 'revoked'],
    ]
    expect(ended.toSorted()).toEqual(expected.toSorted())
    expect(vault.slots).toHaveLength(1)
  })

  it('keeps the ids of codes: the same paste is known', async () => {
    const vault = await makeWithKit()
    const before = vault.identify(shop, code('12345678'))
    await vault.renewKey({ replaced: [vault.slot], by: next })
    const reopened = await openVault(findVault(path), nextTyped, system)
    expect(reopened.identify(shop, code('12345678'))).toBe(before)
  })

  it('goes on through many, made by one slot and the other', async () => {
    await makeWithKit()
    for (const secret of [typed, words, typed, typed, words]) {
      const vault = await openVault(findVault(path), secret, system)
      await vault.renewKey({})
    }
    expect((await open(path, system)).epoch).toBe(6)
    expect((await rawPayload(typed)).past).toHaveLength(5)
    await openVault(findVault(path), words, machine(join(place.folder, 'new machine')))
  })

  it('is wrapped by a linked slot itself at the next save for which its secret is at hand', async () => {
    const vault = await makeWithKit()
    await vault.renewKey({})
    const link = () => findVault(path).envelope.slots.find(({ kind }) => kind === 'recovery')?.link
    expect(link()).not.toBeNull()

    // The agent has the vault key and no secret: it leaves the link.
    const lent = await openVault(
      findVault(path),
      { vaultKey: await keyOf(readFileSync(path), typed), slot: vault.slot },
      system,
    )
    await add(lent)
    expect(link()).not.toBeNull()
    expect((await rawPayload(typed)).anchors).toBeDefined()

    await add(await openVault(findVault(path), words, system), 2)
    expect(link()).toBeNull()
    expect((await rawPayload(typed)).anchors).toBeUndefined()
    await openVault(findVault(path), words, system)
  })

  it('is taken in by another process that has a secret at hand, and asked for where it has not', async () => {
    const first = await makeWithKit()
    const second = await openVault(findVault(path), words, system)
    const third = await open(path, system)
    await first.renewKey({ replaced: [first.slot], by: next })
    await add(second)
    expect(second.epoch).toBe(2)
    expect(await failure(add(third, 2))).toMatchObject({ code: 'vault-replaced', exitCode: 16, details: { path } })

    const asked = await openVault(findVault(path), words, {
      ...system,
      keyDialog: { ...agreeing, secret: async () => nextTyped },
    })
    await second.renewKey({ revoked: second.slots.filter(({ kind }) => kind === 'recovery') })
    await add(asked, 3)
    expect(states(asked)).toContain('available')
  })

  it('does not block a reader while it is made', async () => {
    await makeWithKit()
    const locked = findVault(path)
    const vault = await openVault(findVault(path), words, system)
    await vault.renewKey({})
    await add(vault)
    expect((await openVault(locked, typed, system)).epoch).toBe(2)
  })

  it('never ends the last slot', async () => {
    const vault = await createVault(path, { passphrase }, cheap, system)
    const before = readFileSync(path)
    expect(await failure(vault.renewKey({ revoked: vault.slots }))).toMatchObject({ code: 'last-slot', exitCode: 22 })
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('is refused once the numbers are used up, and nothing is written', async () => {
    const vault = await createVault(path, { passphrase }, cheap, system)
    const { envelope } = findVault(path)
    const { vaultKey, slotKeys } = await unlock(envelope, typed, stretch, undefined)
    const payload = wholePayload(envelope, vaultKey)
    const at = (epoch: number): Buffer => {
      const slots = [wrapSlot({ vaultId: vault.id, epoch }, slotKeys, vaultKey, system.random)]
      const { random } = system
      writeFileSync(path, sealEnvelope({ vaultId: vault.id, epoch, slots, vaultKey, payload, random }), { mode: 0o600 })
      return readFileSync(path)
    }
    at(bounds.epoch - 1)
    const last = await open(path, machine(join(place.folder, 'one')))
    await last.renewKey({})
    expect(last.epoch).toBe(bounds.epoch)

    const full = at(bounds.epoch)
    const over = await open(path, machine(join(place.folder, 'another')))
    expect(await failure(over.renewKey({}))).toMatchObject({ code: 'keys-used-up', exitCode: 22 })
    expect(readFileSync(path).equals(full)).toBe(true)
    await add(over)

    // An older copy would come back under a key above the one that is known.
    const old = at(1)
    const knowing = machine(join(place.folder, 'a third'))
    const key = { epoch: bounds.epoch, id: envelope.vaultId.padEnd(43, 'A') }
    knowing.replica.remember(vault.id, { counters: new Map(), written: 0, key })
    const older = await open(path, knowing, true)
    expect((await failure(add(older))).code).toBe('keys-used-up')
    expect(readFileSync(path).equals(old)).toBe(true)
  })

  it('may be given to a slot that was there before, in the place of another', async () => {
    const vault = await makeWithKit()
    const [own, kit] = vault.slots
    await vault.renewKey({ replaced: [vault.slot], ...(kit && { by: kit }) })
    expect(vault.slots.map(({ id }) => id)).toEqual([kit?.id])
    expect(vault.slot.id).toBe(kit?.id)
    const reopened = await openVault(findVault(path), words, system)
    expect(reopened.events).toMatchObject([
      { type: 'key-revoked', slot: own?.id, because: 'replaced', successor: kit?.id },
    ])
  })

  it('is not made for a slot that is gone meanwhile', async () => {
    const first = await makeWithKit()
    const second = await open(path, system)
    const kit = first.slots.filter(({ kind }) => kind === 'recovery')
    await first.renewKey({ revoked: kit })
    const before = readFileSync(path)
    for (const change of [{ revoked: kit }, { replaced: kit, by: next }])
      expect(await failure(second.renewKey(change))).toMatchObject({ code: 'vault-replaced', details: { path } })
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('is refused for a ninth slot', async () => {
    const vault = await makeWithKit()
    while (vault.slots.length < bounds.slots) await vault.addSlot(next)
    const before = readFileSync(path)
    expect(await failure(vault.renewKey({ by: next }))).toMatchObject({ code: 'slots-full', exitCode: 22 })
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(vault.epoch).toBe(1)
  })

  it('of somebody else, which does not come from the one that is open, is left alone', async () => {
    const vault = await makeWithKit()
    const theirs = join(dirname(path), 'theirs')
    writeFileSync(theirs, readFileSync(path), { mode: 0o600 })
    await (await open(theirs, machine(join(place.folder, 'theirs')))).renewKey({})
    const first = readFileSync(path)
    await vault.renewKey({})
    const { save } = vault
    for (const [bytes, error] of [
      [readFileSync(theirs), { code: 'other-key', details: { path } }],
      [first, { code: 'older-copy', details: { path, missing: 0 } }],
    ] as const) {
      writeFileSync(path, bytes)
      expect(await failure(add(vault))).toMatchObject(error)
      expect(readFileSync(path).equals(bytes)).toBe(true)
      expect([vault.save, vault.epoch]).toEqual([save, 2])
    }
  })

  it('leaves out a slot whose anchor is gone, once that is agreed', async () => {
    const vault = await makeWithKit()
    await vault.renewKey({})
    await rewritePayload(path, ({ anchors, ...rest }) => rest)
    const reopened = await open(path, system)
    await add(reopened)
    expect(await failure(reopened.renewKey({}))).toMatchObject({
      code: 'slots-unreachable',
      exitCode: 40,
      details: { slots: [{ kind: 'recovery' }] },
    })
    const agreed = await open(path, { ...system, keyDialog: agreeing })
    await agreed.renewKey({})
    expect(agreed.slots.map(({ kind }) => kind)).toEqual(['passphrase'])
    expect(agreed.events.at(-1)).toMatchObject({ type: 'key-revoked', because: 'revoked', successor: null })
  })
})

describe('a vault of format 1', () => {
  const old = fileURLToPath(new URL('../../fixtures/vectors/opens_two_slots_first.igcodes', import.meta.url))

  async function place1(): Promise<Vault> {
    const payload = new TextEncoder().encode('{"events":[],"secrets":{}}')
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const { makeSlot } = await import('../envelope/samples.ts')
    const { newVaultId, newVaultKey } = await import('../../src/envelope/payload.ts')
    const { random } = system
    const common = {
      vaultId: newVaultId(random),
      epoch: 0,
      cost: cheap,
      vaultKey: newVaultKey(random),
      stretch,
      random,
    }
    const slots = [
      await makeSlot({ ...common, kind: 'passphrase', secret: passphrase }),
      await makeSlot({ ...common, kind: 'recovery', secret: recoveryKey }),
    ]
    writeFileSync(path, sealEnvelope({ ...common, slots, payload }), { mode: 0o600 })
    return open(path, system)
  }

  it('is read and written as format 1 until it gets a new key', async () => {
    const vault = await place1()
    await add(vault)
    expect(findVault(path).envelope.epoch).toBe(0)
    expect(system.replica.recall(vault.id).key).toEqual({ epoch: 0, id: expect.any(String) })
    // A new key gives these slots new ids.
    expect(system.replica.recall(vault.id).pins).toBeUndefined()
    const id = vault.identify(shop, code('12345678'))

    const [, kit] = vault.slots
    if (!kit) throw new Error('no kit')
    await vault.takeSecret(words, kit)
    await vault.renewKey({ replaced: [vault.slot], by: next })
    expect(findVault(path).envelope.epoch).toBe(1)
    expect([...(system.replica.recall(vault.id).pins ?? new Map()).keys()].toSorted()).toEqual(
      vault.slots.map(slot => slot.id).toSorted(),
    )
    expect(await reads(words)).toContain(String(list(1)[0]))
    expect(await reads(nextTyped)).toContain(String(list(1)[0]))
    expect((await failure(reads(typed))).code).toBe('wrong-passphrase')
    const reopened = await openVault(findVault(path), nextTyped, system)
    expect(reopened.identify(shop, code('12345678'))).toBe(id)
    expect(reopened.slots.map(slot => slot.link)).toEqual([null, null])
    expect(reopened.slots.map(slot => slot.id)).not.toContain(kit.id)
    expect((await rawPayload(nextTyped)).past).toHaveLength(1)
  })

  it('cannot hand a new key to a slot without its secret: that is asked', async () => {
    const vault = await place1()
    const before = readFileSync(path)
    expect(await failure(vault.renewKey({ replaced: [vault.slot], by: next }))).toMatchObject({
      code: 'slots-unreachable',
      details: { slots: [{ kind: 'recovery' }] },
    })
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('is older once format 2 was seen, and saved again under a later key only', async () => {
    const vault = await place1()
    const before = readFileSync(path)
    const agreed = await open(path, { ...system, keyDialog: agreeing })
    await agreed.renewKey({ replaced: [agreed.slot], by: next })
    expect(vault.epoch).toBe(0)
    writeFileSync(path, before)
    expect(await failure(open(path, system))).toMatchObject({ code: 'older-copy', exitCode: 15 })
    const back = await openVault(findVault(path), typed, { ...system, keyDialog: agreeing }, { older: true })
    await add(back)
    expect(findVault(path).envelope.epoch).toBe(2)
  })

  it('gets one more key under format 2 where an older copy of it was accepted', async () => {
    await place1()
    const before = readFileSync(path)
    const agreed = await open(path, { ...system, keyDialog: agreeing })
    await agreed.renewKey({})
    expect(agreed.hasNewKey).toBe(true)
    writeFileSync(path, before)
    const back = await openVault(findVault(path), typed, { ...system, keyDialog: agreeing }, { older: true })
    const slot = await back.addSlot(next)
    expect(back.returning).toEqual({ kind: 'passphrase', isSure: false })
    expect([back.epoch, back.slots.at(-1)]).toEqual([2, slot])
    expect(await reads(nextTyped)).toContain(slot.id)
  })

  it('has its old vectors still', () => {
    expect(parseEnvelope(readFileSync(old)).epoch).toBe(0)
  })
})

describe('an older copy that was accepted', () => {
  async function rolledBack(): Promise<Buffer> {
    const vault = await makeWithKit()
    await add(vault)
    const before = readFileSync(path)
    await vault.renewKey({})
    writeFileSync(path, before)
    return before
  }

  it('is read without being remembered, and asked about again', async () => {
    await rolledBack()
    await open(path, system, true)
    const error = await failure(open(path, system))
    expect(error).toMatchObject({ code: 'older-copy', exitCode: 15, details: { path, missing: 0 } })
  })

  it('is saved under a new key above the one that is known, which is in its past', async () => {
    await rolledBack()
    const known = keyKnown()
    const vault = await open(path, system, true)
    await add(vault, 4)
    expect(vault.hasNewKey).toBe(true)
    expect(vault.returning).toBeUndefined()
    expect(findVault(path).envelope.epoch).toBe(3)
    expect((await rawPayload(typed)).past).toContain(known?.id)
    expect(await reads(words)).toContain(String(list(4)[0]))
    await open(path, system)
  })

  it('takes the newer one in as it is, and gets a new key of its own before it takes in another', async () => {
    await makeWithKit()
    const old = readFileSync(path)
    const elsewhere = join(place.folder, 'elsewhere.igcodes')
    writeFileSync(elsewhere, old, { mode: 0o600 })
    await add(await open(elsewhere, machine(join(place.folder, 'another'))), 7)
    await (await open(path, system)).renewKey({})
    const newer = readFileSync(path)

    for (const [copy, epoch] of [
      [newer, 2],
      [readFileSync(elsewhere), 3],
    ] as const) {
      writeFileSync(path, old)
      const vault = await open(path, system, true)
      await vault.merge(await vault.openCopy(elsewhere, copy, async () => typed))
      expect(findVault(path).envelope.epoch).toBe(epoch)
      expect((await open(path, system)).epoch).toBe(epoch)
    }
    expect(await reads(typed)).toContain(String(list(7)[0]))
  })

  it.each(['replaced', 'revoked'] as const)(
    'says of a slot that was replaced since how it ended: %s',
    async because => {
      const vault = await makeWithKit()
      const [own] = vault.slots
      const before = readFileSync(path)
      await vault.renewKey({ replaced: [vault.slot], by: next })
      writeFileSync(path, before)
      const back = await openVault(findVault(path), words, system, { older: true })
      expect(back.returning).toBeUndefined()
      await (because === 'replaced' ? add(back) : back.renewKey({ revoked: back.slots.slice(0, 1) }))
      const ended = back.events.filter(({ type }) => type === 'key-revoked')
      expect(ended).toMatchObject([{ slot: own?.id, because, successor: null }])
      expect(await failure(reads(typed))).toMatchObject({ code: 'wrong-passphrase' })
    },
  )

  it('says so too where another slot is revoked at once', async () => {
    const vault = await makeWithKit()
    const third = await vault.addSlot({ ...next, secret: 'a third good passphrase' })
    const [own] = vault.slots
    const before = readFileSync(path)
    await vault.renewKey({ replaced: [vault.slot], by: next })
    writeFileSync(path, before)
    const back = await openVault(findVault(path), words, system, { older: true })
    await back.renewKey({ revoked: back.slots.filter(({ id }) => id === third.id) })
    const ended = back.events.flatMap(event => (event.type === 'key-revoked' ? [[event.slot, event.because]] : []))
    expect(new Map(ended as [string, string][])).toEqual(
      new Map([
        [own?.id, 'replaced'],
        [third.id, 'revoked'],
      ]),
    )
  })

  it('does not bring back the slot that opened it where that was revoked since', async () => {
    const vault = await makeWithKit()
    const before = readFileSync(path)
    await (await openVault(findVault(path), words, system)).renewKey({ revoked: vault.slots.slice(0, 1) })
    writeFileSync(path, before)
    const back = await open(path, system, true)
    expect(back.returning).toBeUndefined()
    await add(back)
    expect((await failure(reads(typed))).code).toBe('wrong-passphrase')
    expect(await reads(words)).toContain('set-added')
  })

  it('does not bring back a slot that this machine saw ended', async () => {
    const vault = await makeWithKit()
    const before = readFileSync(path)
    await vault.renewKey({ revoked: vault.slots.filter(({ kind }) => kind === 'recovery') })
    writeFileSync(path, before)
    await add(await open(path, system, true))
    expect((await failure(reads(words))).code).toBe('wrong-passphrase')
  })

  it('keeps the secret that brought it back where it was replaced since, as nothing else may open that copy', async () => {
    const vault = await makeWithKit()
    const before = readFileSync(path)
    await vault.renewKey({ replaced: [vault.slot], by: next })
    writeFileSync(path, before)
    const back = await open(path, system, true)
    await add(back)
    expect(back.returning).toEqual({ kind: 'passphrase', isSure: true })
    expect(await reads(typed)).toContain('set-added')
  })

  it('is no way for a key that the agent kept', async () => {
    const vault = await makeWithKit()
    const before = readFileSync(path)
    const vaultKey = await keyOf(before, typed)
    const { slot } = vault
    await vault.renewKey({})
    writeFileSync(path, before)
    const opening = openVault(findVault(path), { vaultKey, slot }, system)
    await expect(opening).rejects.toMatchObject({ code: 'older-copy' })
  })

  it('is no way that a restore has to take: each new key has a backup of its own at once', async () => {
    const vault = await makeWithKit()
    await vault.renewKey({})
    const [newest] = new Backups(path, place.state).list()
    expect(newest && readFileSync(newest.path).equals(readFileSync(path))).toBe(true)
  })

  it('of a backup comes back under a new key as well', async () => {
    const vault = await makeWithKit()
    await add(vault)
    await vault.renewKey({ replaced: [vault.slot], by: next })
    const backup = new Backups(path, place.state)
      .list()
      .find(({ path }) => parseEnvelope(readFileSync(path)).epoch === 1)
    writeFileSync(path, 'damaged')
    const restored = await restore(path, backup?.id ?? '', typed, system)
    expect(restored.hasNewKey).toBe(true)
    expect(findVault(path).envelope.epoch).toBe(3)
    await open(path, system)
  })
})

describe('the slots of an open vault', () => {
  it('are told apart in the file: those from before, and those made since', async () => {
    const vault = await makeWithKit()
    const before = vault.slots
    const [own, kit] = before
    expect(vault.opensFile(before)).toEqual({ before: true, made: false })
    expect(vault.hasNewKey).toBe(false)
    const added = await vault.addSlot(next)
    expect([vault.epoch, vault.hasNewKey]).toEqual([1, false])
    expect(vault.opensFile(before)).toEqual({ before: true, made: true })
    await vault.renewKey({ replaced: [vault.slot, added], by: { ...next, secret: 'a third good passphrase' } })
    expect(vault.opensFile(before)).toEqual({ before: true, made: true })
    expect(vault.opensFile(before.slice(0, 1))).toEqual({ before: false, made: true })
    await vault.renewKey({ revoked: vault.slots.filter(({ id }) => id !== kit?.id) })
    expect(vault.opensFile([])).toEqual({ before: false, made: false })
    expect(own?.id).not.toBe(kit?.id)
  })

  it('are none of a file with another vault’s id, and unknown where the file is none or gone', async () => {
    const vault = await makeWithKit()
    const added = await vault.addSlot(next)
    const other = readFileSync(path, 'latin1').replace(vault.id, 'A'.repeat(vault.id.length))
    writeFileSync(path, other, 'latin1')
    expect(vault.opensFile([added])).toEqual({ before: false, made: false })
    writeFileSync(path, 'damaged')
    expect(vault.opensFile([added])).toBeUndefined()
    unlinkSync(path)
    expect(vault.opensFile([added])).toBeUndefined()
  })

  it('are not unknown by a defect', async () => {
    const vault = await makeWithKit()
    const broken = {
      get salt(): string {
        throw new RangeError('a defect')
      },
    } as Slot
    expect(() => vault.opensFile([broken])).toThrow('a defect')
  })

  it('lack the one that opened once somebody has ended it', async () => {
    const vault = await makeWithKit()
    const [own, kit] = vault.slots
    if (!own || !kit) throw new Error('no kit')
    await vault.takeSecret(words, kit)
    await (await openVault(findVault(path), words, system)).renewKey({ revoked: [own] })
    await add(vault)
    expect(() => vault.slot).toThrow(expect.objectContaining({ code: 'vault-replaced', details: { path } }))
  })

  it('are tried with a passphrase, those that are asked for', async () => {
    const vault = await makeWithKit()
    const [own, kit] = vault.slots
    if (!own || !kit) throw new Error('no kit')
    expect(await vault.isOpenedBy(passphrase, vault.slots)).toBe(true)
    expect(await vault.isOpenedBy(passphrase, [own])).toBe(true)
    expect(await vault.isOpenedBy(passphrase, [kit])).toBe(false)
    expect(await vault.isOpenedBy('another', vault.slots)).toBe(false)
    const failing = { ...system, stretch: () => Promise.reject(new UserError('interrupted')) }
    const { vaultKey, slot, slotKeys } = await unlock(findVault(path).envelope, typed, stretch, undefined)
    const failed = await openVault(findVault(path), { vaultKey, slot, slotKeys }, failing)
    expect((await failure(failed.isOpenedBy(passphrase, vault.slots))).code).toBe('interrupted')
  })

  it('tell whether the recovery key opened it', async () => {
    const vault = await makeWithKit()
    expect(vault.isOpenedByRecoveryKey).toBe(false)
    expect((await openVault(findVault(path), words, system)).isOpenedByRecoveryKey).toBe(true)
  })
})

describe('a vault key that is lent', () => {
  it('is a copy, with the vault and the slot that opened, and wiped afterwards', async () => {
    const vault = await makeWithKit()
    const lent: Buffer[] = []
    const given = await vault.withVaultKey(async ({ key, ...rest }) => {
      lent.push(key)
      return { ...rest, key: Buffer.from(key) }
    })
    const key = Buffer.from(await keyOf(readFileSync(path), typed))
    expect(given).toEqual({ vault: vault.id, slot: vault.slot.id, key })
    const failing = vault.withVaultKey(async ({ key }) => {
      lent.push(key)
      throw new RangeError('no agent')
    })
    await expect(failing).rejects.toThrow('no agent')
    expect(lent).toEqual([Buffer.alloc(32), Buffer.alloc(32)])
    await add(vault)
  })
})

describe('what a machine remembers', () => {
  interface Vector {
    readonly passphrase: string
    readonly expect: string
    readonly remembers?: { readonly epoch: number; readonly keyId: string; readonly slots?: Record<string, string> }
    readonly renews?: string
  }
  const folder = new URL('../../fixtures/vectors2-more/', import.meta.url)
  const index: Record<string, Vector> = JSON.parse(readFileSync(new URL('index.json', folder), 'utf8'))
  const exits: Record<string, number> = { 'other-key': 40, 'older-copy': 15 }

  it.each(Object.entries(index).filter(([, { remembers, renews }]) => remembers ?? renews))(
    'decides about %s',
    async (name, { passphrase, expect: outcome, remembers, renews }) => {
      writeFileSync(path, readFileSync(new URL(`${name}.igcodes`, folder)), { mode: 0o600 })
      const { vaultId } = parseEnvelope(readFileSync(path))
      if (remembers)
        system.replica.remember(vaultId, {
          counters: new Map(),
          written: 0,
          key: { epoch: remembers.epoch, id: remembers.keyId },
          ...(remembers.slots && { pins: new Map(Object.entries(remembers.slots)) }),
        })
      const known = JSON.stringify(system.replica.recall(vaultId).key)
      const opening = openVault(findVault(path), { text: passphrase }, system)
      if (outcome !== 'opens') {
        expect(await failure(opening)).toMatchObject({ code: outcome, exitCode: exits[outcome] })
        expect(JSON.stringify(system.replica.recall(vaultId).key)).toBe(known)
        return
      }
      const vault = await opening
      const before = readFileSync(path)
      const renewing = vault.renewKey({ replaced: [vault.slot], by: next })
      if (renews === undefined) return renewing
      expect((await failure(renewing)).code).toBe(renews)
      expect(readFileSync(path).equals(before)).toBe(true)
    },
  )

  it('is nothing on a new machine, which takes the vault as it is', async () => {
    const vault = await makeWithKit()
    await vault.renewKey({})
    const stranger = machine(join(place.folder, 'another'))
    const opened = await open(path, stranger)
    await opened.renewKey({})
    expect(await failure(openVault(findVault(path), words, stranger)).catch(() => 'opens')).toBe('opens')
  })

  it.each([
    new UserError('storage', { doing: 'remember', path: 'memory.json', cause: 'ENOSPC' }),
    new UserError('replica-broken', { path: 'replica', fault: 'empty' }),
  ])('is lost without a word where it cannot be written: $code', async error => {
    const vault = await makeWithKit()
    vi.spyOn(system.replica, 'remember').mockImplementation(() => {
      throw error
    })
    await add(vault)
    expect(states(vault)).toContain('available')
  })

  it('is not lost without a word by a defect, nor by what is no failure of the memory', async () => {
    const vault = await makeWithKit()
    const remember = vi.spyOn(system.replica, 'remember')
    for (const [at, error] of [new RangeError('a defect'), new UserError('cancelled')].entries()) {
      remember.mockImplementation(() => {
        throw error
      })
      await expect(add(vault, at + 1)).rejects.toBe(error)
    }
  })

  it('says what it would refuse the vault for', async () => {
    const vault = await makeWithKit()
    await add(vault)
    await vault.renewKey({})
    const memory = system.replica.recall(vault.id)
    const { key, counters, pins } = memory
    if (!key || !pins) throw new Error('nothing was remembered')
    const ids = vault.slots.map(({ id }) => id)
    const pinned = (pin: string) => new Map(ids.map(id => [id, pin]))
    const ended = new Map(ids.map(id => [id, 'revoked'] as const))
    expect(vault.doubt(memory)).toBeUndefined()
    expect(vault.doubt({ ...memory, key: { ...key, id: 'another' } })).toBe('other-key')
    expect(vault.doubt({ ...memory, key: { epoch: 3, id: 'later' } })).toBe('older')
    expect(vault.isBehind({ ...memory, key: { epoch: 3, id: 'later' } })).toBe(true)
    expect(vault.doubt({ ...memory, counters: new Map([...counters].map(([id, n]) => [id, n + 1])) })).toBe('older')
    expect(vault.doubt({ ...memory, pins: pinned('another') })).toBe('slots-changed')
    expect(vault.doubt({ ...memory, pins: pinned('another'), ended })).toBeUndefined()
    const stranger = await openVault(
      findVault(path),
      { vaultKey: await keyOf(readFileSync(path), typed), slot: vault.slot },
      system,
    )
    expect(stranger.doubt({ ...memory, pins: new Map() })).toBe('slots-unknown')
    expect(stranger.doubt({ ...memory, pins: new Map(), ended })).toBeUndefined()
  })

  it('names a slot that somebody else has added since, before a new key is made', async () => {
    const mine = await makeWithKit()
    const theirs = await open(path, machine(join(place.folder, 'theirs'), 'tanaka'))
    await theirs.addSlot(next)
    await add(await open(path, system))
    const opened = await open(path, system)
    expect(await failure(opened.renewKey({}))).toMatchObject({
      code: 'unknown-slots',
      exitCode: 40,
      details: { slots: [{ kind: 'passphrase', by: 'tanaka' }] },
    })
    const agreed = await open(path, { ...system, keyDialog: agreeing })
    await agreed.renewKey({})
    // From now on it is known.
    await (await open(path, system)).renewKey({})
    expect(mine.epoch).toBe(1)
    expect(await reads(nextTyped)).toContain('key-added')
  })

  it('lets a vault with another key in only for who says so, and saves it under a new key', async () => {
    const vault = await makeWithKit()
    const before = readFileSync(path)
    await vault.renewKey({})
    const mine = keyKnown()
    writeFileSync(path, before)
    const other = await open(path, machine(join(place.folder, 'other')))
    await other.renewKey({})
    const error = await failure(open(path, system))
    expect(error).toMatchObject({ code: 'other-key', exitCode: 40, details: { path } })
    const accepted = await openVault(findVault(path), typed, system, { otherKey: true })
    await use(accepted, system).catch(() => undefined)
    await add(accepted)
    expect(findVault(path).envelope.epoch).toBe(3)
    expect((await rawPayload(typed)).past).toContain(mine?.id)
    await open(path, system)
  })
})

function keyKnown(): KeyMark | undefined {
  return new Replica(place.state, newName).recall(findVault(path).envelope.vaultId).key
}

async function rawPayload(secret: Secret): Promise<{ events: object[]; past?: string[]; anchors?: object }> {
  return secret === typed ? payloadOf(path) : JSON.parse(await reads(secret))
}
