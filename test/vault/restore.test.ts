import { execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Envelope, parseEnvelope, type Slot } from '../../src/envelope/format.ts'
import { pinOf } from '../../src/envelope/vault-keys.ts'
import { UserError } from '../../src/errors.ts'
import { Backups } from '../../src/vault/backups.ts'
import { findVault } from '../../src/vault/closed-vault.ts'
import { openVault } from '../../src/vault/open.ts'
import type { Secret } from '../../src/vault/open-slot.ts'
import {
  backupBeforeDamage,
  isUsedOnce,
  maxCost,
  newestGoodBackup,
  type Restoring,
  restoreBackup,
  upTo,
} from '../../src/vault/restore.ts'
import type { StoreSystem } from '../../src/vault/store-system.ts'
import type { Vault } from '../../src/vault/vault.ts'
import { list } from '../domain/samples.ts'
import { cheap, makeFile, random, utf8 } from '../envelope/samples.ts'
import {
  add,
  type House,
  house,
  machine,
  make,
  open,
  recoveryKey,
  restore,
  rewritePayload,
  states,
  stretch,
  tree,
  typed,
  use,
} from './samples.ts'

let place: House
let path: string
let system: StoreSystem
let vault: Vault

/** Two backups: the empty vault, and the one with five codes; the vault itself has handed one out. */
beforeEach(async () => {
  place = house()
  path = place.vault
  system = place.system
  vault = await make(place)
  await add(vault)
  await use(vault, system)
})
afterEach(() => place.remove())

const backups = () => new Backups(path, place.state).list()
const folder = () => new Backups(path, place.state).folder

function damage(file: string): void {
  writeFileSync(file, readFileSync(file).subarray(0, -9))
}

async function failure(work: Promise<unknown>): Promise<UserError> {
  const error = await work.catch((error: unknown) => error)
  if (!(error instanceof UserError)) throw new Error('no UserError', { cause: error })
  return error
}

describe('the newest backup that opens', () => {
  it('is named with the changes that it lacks, as far as this machine knows', async () => {
    expect(await newestGoodBackup(path, typed, system)).toEqual({ id: backups()[0]?.id, changesOlder: 1 })
  })

  it('is one further back when the newest is broken', async () => {
    const [newest] = backups()
    if (newest) damage(newest.path)
    expect(await newestGoodBackup(path, typed, system)).toEqual({ id: backups()[1]?.id, changesOlder: 3 })
  })

  it('is judged by its form alone where there is no secret', async () => {
    expect(await newestGoodBackup(path, undefined, system)).toEqual({ id: backups()[0]?.id })
  })

  it('is none when none opens, or there is none', async () => {
    expect(await newestGoodBackup(path, { text: 'wrong' }, system)).toBeUndefined()
    expect(await newestGoodBackup(join(place.folder, 'other'), typed, system)).toBeUndefined()
  })

  it('is an error where the derivation itself fails', async () => {
    const failing = { ...system, stretch: () => Promise.reject(new RangeError('out of memory')) }
    await expect(newestGoodBackup(path, typed, failing)).rejects.toThrow('out of memory')
  })

  it('is none where they cannot be listed: what is told is that the vault is damaged', async () => {
    const other = join(place.folder, 'other')
    const { folder } = new Backups(other, place.state)
    symlinkSync(folder, folder)
    expect(await newestGoodBackup(other, typed, system)).toBeUndefined()
  })

  describe('where somebody has filled the folder', () => {
    /** Later than any real one, with slots that no secret opens. */
    function plant(count: number, cost: { m: number; t: number }): void {
      const real = readFileSync(path, 'latin1').split('\n')
      const header = JSON.parse(real[1] ?? '')
      for (let n = 0; n < count; n++) {
        const slots = Array.from({ length: 8 }, (_, index) => ({
          ...header.slots[0],
          ...cost,
          id: Buffer.from(`slot${String(n).padStart(3, '0')}${index}`).toString('base64url'),
          salt: Buffer.from(random(16)).toString('base64url'),
        }))
        const planted = [real[0], JSON.stringify({ ...header, slots }), ...real.slice(2)].join('\n')
        const day = `2999-01-${String(1 + (n % 28)).padStart(2, '0')}T00.00.00.${String(n).padStart(3, '0')}Z`
        writeFileSync(join(folder(), `${day}.igcodes`), planted, 'latin1')
      }
    }

    /** Counts what is derived, and answers at once where it would take long. */
    function counting(): { readonly system: StoreSystem; cost: number } {
      const counted = {
        cost: 0,
        system: {
          ...system,
          stretch: (...args: Parameters<typeof stretch>) => {
            counted.cost += args[2].m * args[2].t
            return args[2].m > cheap.m ? Promise.resolve(new Uint8Array(32)) : stretch(...args)
          },
        },
      }
      return counted
    }

    it('is still the real one, which has the slots of the vault, and costs nothing more', async () => {
      const [real] = backups()
      plant(200, { m: 1_048_576, t: 4 })
      damage(path)
      const counted = counting()
      expect(await newestGoodBackup(path, typed, counted.system)).toEqual({ id: real?.id, changesOlder: 1 })
      expect(counted.cost).toBe(cheap.m * cheap.t)
    })

    it('is looked for only as far as two of the dearest derivations go, where the vault has no slots left', async () => {
      plant(200, { m: 1_048_576, t: 4 })
      writeFileSync(path, 'nothing')
      const counted = counting()
      await newestGoodBackup(path, typed, counted.system)
      expect(counted.cost).toBeLessThanOrEqual(2 * 4_194_304)
    })

    it('is not a pipe, nor a folder, nor a file without an end', async () => {
      const [real] = backups()
      const planted = (day: string) => join(folder(), `2999-01-${day}T00.00.00.000Z.igcodes`)
      execFileSync('mkfifo', [planted('01')])
      mkdirSync(planted('02'))
      symlinkSync('/dev/zero', planted('03'))
      writeFileSync(planted('04'), '')
      truncateSync(planted('04'), 3 * 1024 ** 3)
      expect(await newestGoodBackup(path, typed, system)).toEqual({ id: real?.id, changesOlder: 1 })
      damage(path)
      for (const id of ['2999-01-01', '2999-01-02', '2999-01-03', '2999-01-04'])
        expect(['damaged', 'storage']).toContain((await failure(restore(path, id, typed, system))).code)
    })
  })

  it('is found with one key derivation for all that share a slot, and touches nothing', async () => {
    let stretched = 0
    const counting: StoreSystem = {
      ...system,
      stretch: (...args) => {
        stretched += 1
        return stretch(...args)
      },
    }
    for (const { path } of backups()) damage(path)
    const before = tree(place.folder)
    await newestGoodBackup(path, typed, counting)
    expect(tree(place.folder)).toEqual(before)
    expect(stretched).toBeLessThanOrEqual(1)
  })

  it('has a passphrase of its time: one opens with the new one as soon as it is changed', async () => {
    const next = 'another good passphrase'
    await vault.renewKey({ replaced: [vault.slot], by: { kind: 'passphrase', secret: next, cost: cheap } })
    const byNext = await newestGoodBackup(path, { text: next }, system)
    const byOld = await newestGoodBackup(path, typed, system)
    expect(byNext).toEqual({ id: backups()[0]?.id, changesOlder: 0 })
    expect(byOld).toEqual({ id: backups()[1]?.id, changesOlder: 2 })
  })
})

describe('a bounded derivation', () => {
  it('goes as far as its bound, in memory times passes, and is refused from there on', async () => {
    const salt = new Uint8Array(16)
    const asked: number[] = []
    const bounded = (most: number) =>
      upTo(most, async (_secret, _salt, { m, t }) => {
        asked.push(m * t)
        return salt
      })
    const refused = { code: 'damaged', details: { part: 'kdf' } }
    expect(await failure(bounded(11)(salt, salt, { m: 4, t: 3 }))).toMatchObject(refused)
    const twice = bounded(10)
    await twice(salt, salt, { m: 2, t: 3 })
    expect(await failure(twice(salt, salt, { m: 5, t: 1 }))).toMatchObject(refused)
    await twice(salt, salt, { m: 2, t: 2 })
    expect(await failure(twice(salt, salt, { m: 1, t: 1 }))).toMatchObject(refused)
    expect(asked).toEqual([6, 4])
  })
})

describe('a backup from before a slot was altered', () => {
  const envelope = (): Envelope => findVault(path).envelope
  /** The vault with its one slot altered. */
  const altered = (change: Partial<Slot>): Envelope => {
    const { slots, ...others } = envelope()
    return { ...others, slots: slots.map(slot => ({ ...slot, ...change })) }
  }
  const [id, salt, commit] = ['AAAAAAAAAAA', 'A'.repeat(22), 'A'.repeat(43)]

  /** Counts the derivations. */
  function counting(by: StoreSystem = system): { readonly system: StoreSystem; derived: number } {
    const counted = {
      derived: 0,
      system: {
        ...by,
        stretch: (...question: Parameters<typeof stretch>) => {
          counted.derived += 1
          return stretch(...question)
        },
      },
    }
    return counted
  }

  it.each<[string, Partial<Slot>]>([
    ['id', { id }],
    ['salt', { salt }],
    ['commitment', { commit }],
    ['public key', { public: commit }],
    ['cost', { t: 2 }],
    ['salt and commitment', { salt, commit }],
    ['id and commitment', { id, commit }],
    ['id and salt', { id, salt }],
  ])('is the newest that opens, with the changes that it lacks: %s', async (_, change) => {
    const counted = counting()
    const found = await backupBeforeDamage(path, altered(change), typed, counted.system)
    expect(found).toEqual({ id: backups()[0]?.id, changesOlder: 1 })
    expect(counted.derived).toBe(1)
  })

  it('is found by what opens another slot of it, where the header has another vault id', async () => {
    const other = { ...envelope(), vaultId: 'A'.repeat(22) }
    expect(await backupBeforeDamage(path, other, typed, system)).toEqual({ id: backups()[0]?.id, changesOlder: 1 })
  })

  it.each<[string, () => Envelope]>([
    ['an intact vault', envelope],
    ['what lasts is the same', () => altered({ nonce: 'A'.repeat(32), wrapped: 'A'.repeat(64), link: null })],
    ['nothing of the slot is left', () => altered({ id, salt, commit })],
    ['another format', () => ({ ...altered({ salt }), epoch: 0 })],
    ['no slot', () => ({ ...envelope(), slots: [] })],
  ])('is none, without any derivation: %s', async (_, vault) => {
    const counted = counting()
    expect(await backupBeforeDamage(path, vault(), { text: 'mistyped' }, counted.system)).toBeUndefined()
    expect(await backupBeforeDamage(path, vault(), typed, counted.system)).toBeUndefined()
    expect(counted.derived).toBe(0)
  })

  it('is none for a secret that opens none, after one derivation for all that have the slot', async () => {
    const counted = counting()
    expect(await backupBeforeDamage(path, altered({ salt }), { text: 'mistyped' }, counted.system)).toBeUndefined()
    expect(backups()).toHaveLength(2)
    expect(counted.derived).toBe(1)
  })

  it('is tried with the slots that are altered only', async () => {
    await vault.addSlot({ kind: 'passphrase', secret: 'another good passphrase', cost: cheap })
    await use(vault, system)
    const { slots, ...others } = envelope()
    const [own, added] = slots
    if (!own || !added) throw new Error('no slots')
    const damaged = { ...others, slots: [own, { ...added, salt }] }
    expect(await backupBeforeDamage(path, damaged, typed, system)).toBeUndefined()
    const found = await backupBeforeDamage(path, damaged, { text: 'another good passphrase' }, system)
    expect(found).toEqual({ id: backups()[0]?.id, changesOlder: 1 })
  })

  it('is sought beyond those that are broken, or of another vault', async () => {
    const [newest] = backups()
    const planted = (day: string) => join(folder(), `2999-01-${day}T00.00.00.000Z.igcodes`)
    cpSync(newest?.path ?? '', planted('02'))
    damage(planted('02'))
    writeFileSync(planted('03'), 'nothing')
    const elsewhere = house()
    await make(elsewhere)
    cpSync(elsewhere.vault, planted('01'))
    elsewhere.remove()
    const found = await backupBeforeDamage(path, altered({ commit }), typed, system)
    expect(found).toEqual({ id: newest?.id, changesOlder: 1 })
  })

  it('of a vault of format 1 is found for one of format 1', async () => {
    const format1 = (): Envelope => ({ ...altered({ salt, public: null }), epoch: 0 })
    const file = await makeFile(utf8('{"events":[],"secrets":{}}'), [typed.text], stretch)
    const { vaultId, slots } = parseEnvelope(file)
    for (const { path } of backups()) rmSync(path)
    writeFileSync(join(folder(), '2026-11-20T00.00.00.000Z.igcodes'), file)
    const same = { ...format1(), vaultId, slots: slots.map(slot => ({ ...slot, salt })) }
    expect(await backupBeforeDamage(path, same, typed, system)).toEqual({
      id: '2026-11-20T00:00:00.000Z',
      changesOlder: 0,
    })
    expect(await backupBeforeDamage(path, { ...same, epoch: 1 }, typed, system)).toBeUndefined()
  })

  it('is sought in sixty, no more', async () => {
    const [newest] = backups()
    for (let n = 0; n < 60; n++)
      writeFileSync(join(folder(), `2999-01-01T00.00.00.${String(n).padStart(3, '0')}Z.igcodes`), 'nothing')
    expect(await backupBeforeDamage(path, altered({ salt }), typed, system)).toBeUndefined()
    rmSync(join(folder(), '2999-01-01T00.00.00.000Z.igcodes'))
    expect(await backupBeforeDamage(path, altered({ salt }), typed, system)).toEqual({
      id: newest?.id,
      changesOlder: 1,
    })
  })

  it('is an error where the derivation itself fails, not none', async () => {
    const failing = { ...system, stretch: () => Promise.reject(new RangeError('out of memory')) }
    await expect(backupBeforeDamage(path, altered({ salt }), typed, failing)).rejects.toThrow('out of memory')
  })

  it('costs no more than two of the dearest derivations', async () => {
    const asked: number[] = []
    const free: StoreSystem = {
      ...system,
      stretch: async (_secret, _salt, { m, t }) => {
        asked.push(m * t)
        return new Uint8Array(32)
      },
    }
    const lines = readFileSync(path, 'latin1').split('\n')
    const header = JSON.parse(lines[1] ?? '')
    for (const day of ['01', '02', '03']) {
      const slots = [{ ...header.slots[0], m: 1_048_576, t: 4, salt: Buffer.from(random(16)).toString('base64url') }]
      const file = [lines[0], JSON.stringify({ ...header, slots }), ...lines.slice(2)].join('\n')
      writeFileSync(join(folder(), `2999-01-${day}T00.00.00.000Z.igcodes`), file, 'latin1')
    }
    expect(await backupBeforeDamage(path, envelope(), typed, free)).toBeUndefined()
    expect(asked).toEqual([maxCost / 2, maxCost / 2])
  })
})

describe('restoring', () => {
  it('puts the backup in the place of a damaged vault, which is kept', async () => {
    damage(path)
    const broken = readFileSync(path)
    const [newest] = backups()
    const restored = await restore(path, newest?.id ?? '', typed, system)
    expect(restored.events).toHaveLength(2)
    const [kept] = backups()
    expect(kept && readFileSync(kept.path).equals(broken)).toBe(true)
    expect(states(await open(path, system))).toBe(states(restored))
  })

  it('hands out no code again that this machine handed out', async () => {
    damage(path)
    const restored = await restore(path, backups()[0]?.id ?? '', typed, system)
    expect(states(restored)).toBe('reserved available available available available')
    expect(await use(restored, system)).toBe(list(1)[1])
  })

  it('works where the vault is gone', async () => {
    unlinkSync(path)
    await restore(path, '2026', typed, system)
    await open(path, system)
    expect(backups()).toHaveLength(2)
  })

  it('follows a link to the vault, and leaves the link', async () => {
    const link = join(place.folder, 'link')
    symlinkSync(path, link)
    damage(path)
    await restore(link, '2026', typed, system)
    expect(backups()).toHaveLength(3)
    expect((await open(path, system)).events).toHaveLength(2)
    expect(readFileSync(link).equals(readFileSync(path))).toBe(true)
  })

  it('leaves a vault alone that somebody else has restored meanwhile', async () => {
    damage(path)
    const [newest] = backups()
    const theirs = newest ? readFileSync(newest.path) : Buffer.alloc(0)
    const meanwhile: StoreSystem = {
      ...system,
      stretch: async (...question) => {
        writeFileSync(`${path}.theirs`, theirs, { mode: 0o600 })
        renameSync(`${path}.theirs`, path)
        return stretch(...question)
      },
    }
    const { code, exitCode, details } = await failure(restore(path, '2026', typed, meanwhile))
    expect([code, exitCode, details]).toEqual(['vault-replaced', 16, { path }])
    expect(readFileSync(path).equals(theirs)).toBe(true)
    expect(backups()).toHaveLength(2)
  })

  it('makes a private file again, and leaves no other', async () => {
    damage(path)
    const before = [...tree(place.folder).keys()]
    await restore(path, '2026', typed, system)
    const made = [...tree(place.folder)].filter(([name]) => !before.includes(name))
    expect(made.map(([name]) => name)).toEqual([
      expect.stringMatching(/^state\/backups\/[0-9a-f]{16}\/2026.*\.igcodes$/),
    ])
    expect(tree(place.folder).get('data/vault.igcodes')).toBe(0o600)
  })

  it.each<[string, number, string, Secret, () => void]>([
    ['unknown-backup', 20, '2019', typed, () => damage(path)],
    ['vault-opens', 22, '2026', typed, () => undefined],
    ['wrong-passphrase', 12, '2026', { text: 'wrong' }, () => damage(path)],
    ['damaged', 13, '2026', typed, damageBackups],
    ['vault-is-folder', 16, '2026', typed, inItsPlace],
    ['newer-format', 14, '2026', typed, () => writeFileSync(path, 'igcodes-vault/3\n')],
  ])('is refused, and changes nothing: %s, exit %d', async (code, exitCode, id, secret, prepare) => {
    prepare()
    if (code === 'damaged') damage(path)
    const before = tree(place.folder)
    const error = await failure(restore(path, id, secret, system))
    expect(error).toMatchObject({ code, exitCode })
    if (code === 'vault-opens') expect(error.details).toEqual({ path })
    if (code === 'unknown-backup') expect(error.details).toEqual({ id })
    expect(tree(place.folder)).toEqual(before)
  })

  it('and what was there is named, as the backup that it is now', async () => {
    damage(path)
    const broken = readFileSync(path)
    const { kept } = await restoreBackup(path, '2026', typed, system, async () => {})
    const backup = backups().find(({ id }) => id === kept)
    expect(backup && readFileSync(backup.path).equals(broken)).toBe(true)
  })

  it('is a step back that other machines are told of', async () => {
    const other = machine(join(place.folder, 'elsewhere'))
    await open(path, other)
    damage(path)
    await restore(path, '2026', typed, system)
    expect((await failure(open(path, other))).exitCode).toBe(15)
  })

  function damageBackups(): void {
    for (const { path } of backups()) damage(path)
  }

  function inItsPlace(): void {
    renameSync(path, join(place.folder, 'away'))
    mkdirSync(path)
  }
})

describe('a one-time passphrase that no longer opens', () => {
  const once: Secret = { text: 'six words that somebody was told' }
  const own: Secret = { text: 'another good passphrase' }

  async function invite(): Promise<void> {
    await vault.addSlot({ kind: 'passphrase', secret: once.text, cost: cheap, about: { label: 'sato', oneTime: true } })
  }

  /** A later save, so that a backup has the key that was changed. */
  async function changeOwn(): Promise<void> {
    await use(vault, system)
    const invited = await openVault(findVault(path), once, system)
    await invited.renewKey({ replaced: [invited.slot], by: { kind: 'passphrase', secret: own.text, cost: cheap } })
  }

  const isOnce = async (secret: Secret, by: StoreSystem = system) => {
    const { envelope } = findVault(path)
    return isUsedOnce(path, envelope, secret, by)
  }

  it('is told as one that was changed, from a backup; no other secret is', async () => {
    await invite()
    expect(await isOnce(once)).toBe(false)
    await changeOwn()
    expect((await failure(openVault(findVault(path), once, system))).code).toBe('wrong-passphrase')
    expect(await isOnce(once)).toBe(true)
    expect([await isOnce(typed), await isOnce(own), await isOnce({ text: 'mistyped' })]).toEqual([false, false, false])
  })

  it('is sought in older backups where newer ones are broken, or of another vault', async () => {
    await invite()
    await changeOwn()
    const kept = backups().filter(({ path }) => parseEnvelope(readFileSync(path)).slots.length > 1)
    expect(kept.length).toBeGreaterThan(0)
    const broken = join(folder(), '2998-01-01T00.00.00.000Z.igcodes')
    cpSync(kept[0]?.path ?? '', broken)
    damage(broken)
    const elsewhere = house()
    await make(elsewhere)
    cpSync(elsewhere.vault, join(folder(), '2999-01-01T00.00.00.000Z.igcodes'))
    elsewhere.remove()
    expect(await isOnce(once)).toBe(true)
  })

  it('costs one derivation however many backups have it, and none on a machine that knows of none', async () => {
    await invite()
    await changeOwn()
    await use(await openVault(findVault(path), own, system), system)
    let derived = 0
    const counting = (by: StoreSystem): StoreSystem => ({
      ...by,
      stretch: async (...question) => {
        derived += 1
        return stretch(...question)
      },
    })
    expect(await isOnce({ text: 'mistyped' }, counting(system))).toBe(false)
    expect(derived).toBe(1)
    const stranger = machine(join(place.folder, 'elsewhere'))
    cpSync(folder(), new Backups(path, stranger.state).folder, { recursive: true })
    expect(await isOnce(once, counting(stranger))).toBe(false)
    expect(derived).toBe(1)
  })

  it('is an error where the derivation itself fails, not a passphrase that is unknown', async () => {
    await invite()
    await changeOwn()
    const failing = { ...system, stretch: () => Promise.reject(new RangeError('out of memory')) }
    await expect(isOnce(once, failing)).rejects.toThrow('out of memory')
  })
})

describe('what a restore means is told before anything is written', () => {
  const next = 'another good passphrase'
  const byNext: Secret = { text: next }

  async function changePassphrase(): Promise<void> {
    await vault.renewKey({ replaced: [vault.slot], by: { kind: 'passphrase', secret: next, cost: cheap } })
  }

  /** The id of the newest backup that has this vault key. */
  const ofEpoch = (epoch: number) =>
    backups().find(({ path }) => parseEnvelope(readFileSync(path)).epoch === epoch)?.id ?? ''

  /** What is told; nobody agrees, so nothing is written. */
  async function told(id: string, secret: Secret = typed, by = system): Promise<Restoring> {
    const before = tree(place.folder)
    const bytes = readFileSync(path)
    let plan: Restoring | undefined
    const work = restoreBackup(path, id, secret, by, async restoring => {
      plan = restoring
      throw new UserError('cancelled')
    })
    expect((await failure(work)).code).toBe('cancelled')
    expect(tree(place.folder)).toEqual(before)
    expect(readFileSync(path).equals(bytes)).toBe(true)
    if (!plan) throw new Error('nothing was told')
    return plan
  }

  it('of a damaged vault and a backup under its key: no step back', async () => {
    damage(path)
    expect(await told('2026')).toMatchObject({ inPlace: 'damaged', hasOtherKey: false })
    expect((await told('2026')).stepBack).toBeUndefined()
  })

  it('of a whole vault that the secret does not open: that it is whole, what goes, and which secret comes back', async () => {
    await changePassphrase()
    await add(await openVault(findVault(path), byNext, system), 6)
    expect(await told(ofEpoch(1))).toMatchObject({
      inPlace: 'locked',
      stepBack: {
        isLocked: true,
        hasEarlierKey: true,
        isLatestKnown: false,
        missing: 3,
        kind: 'passphrase',
        returning: { kind: 'passphrase', isSure: true },
      },
    })
  })

  it('of a backup with an earlier key that the same secret opens: the key alone makes it a step back', async () => {
    await vault.renewKey({})
    await add(vault, 6)
    damage(path)
    const plan = await told(ofEpoch(1))
    expect(plan.stepBack).toMatchObject({ isLocked: false, hasEarlierKey: true, isLatestKnown: false, missing: 1 })
    expect(plan.stepBack).not.toHaveProperty('returning')
  })

  it('also by a machine that has never seen the vault', async () => {
    await changePassphrase()
    const stranger = machine(join(place.folder, 'elsewhere'))
    cpSync(folder(), new Backups(path, stranger.state).folder, { recursive: true })
    expect(await told(ofEpoch(1), typed, stranger)).toMatchObject({
      inPlace: 'locked',
      stepBack: { isLocked: true, isLatestKnown: false, missing: 0, returning: { isSure: false } },
    })
  })

  it('of a backup from before a passphrase was changed, in the place of a damaged vault or of none', async () => {
    await changePassphrase()
    const stepBack = { isLocked: false, hasEarlierKey: true, returning: { isSure: true } }
    damage(path)
    expect(await told(ofEpoch(1))).toMatchObject({ inPlace: 'damaged', stepBack })
    expect((await told(ofEpoch(2), byNext)).stepBack).toBeUndefined()
    unlinkSync(path)
    writeFileSync(path, '')
    expect(await told(ofEpoch(1))).toMatchObject({ inPlace: 'damaged', stepBack })
  })

  it('of an older copy in the place: the newer backup is no step back, whichever secret opens the copy', async () => {
    const before = readFileSync(path)
    await changePassphrase()
    writeFileSync(path, before)
    const plan = await told(ofEpoch(2), byNext)
    expect(plan.inPlace).toBe('older')
    expect(plan.stepBack).toBeUndefined()
    const { vault: restored } = await restoreBackup(path, ofEpoch(2), byNext, system, async () => {})
    expect(restored.epoch).toBe(2)
    await openVault(findVault(path), byNext, system)
  })

  it('and one that lacks what even the older copy has is a step back', async () => {
    const before = readFileSync(path)
    await use(vault, system)
    writeFileSync(path, before)
    const [newest, older] = backups()
    expect((await told(newest?.id ?? '')).stepBack).toBeUndefined()
    expect(await told(older?.id ?? '')).toMatchObject({ inPlace: 'older', stepBack: { missing: 2 } })
  })

  it('of a vault whose key cannot be traced', async () => {
    const before = readFileSync(path)
    const theirs = join(place.folder, 'data', 'theirs')
    writeFileSync(theirs, before, { mode: 0o600 })
    await (await open(theirs, machine(join(place.folder, 'elsewhere')))).renewKey({})
    await vault.renewKey({})
    await use(vault, system)
    writeFileSync(path, readFileSync(theirs))
    expect((await failure(open(path, system, true))).exitCode).toBe(40)
    expect(await told(backups()[0]?.id ?? '')).toMatchObject({ inPlace: 'other-key', hasOtherKey: false })
    const [newest] = backups()
    expect((await told(newest?.id ?? '')).stepBack).toBeUndefined()
    // The same file among the backups is no better.
    await restore(path, newest?.id ?? '', typed, system)
    damage(path)
    const planted = join(folder(), '2999-01-01T00.00.00.000Z.igcodes')
    writeFileSync(planted, readFileSync(theirs))
    expect(await told('2999')).toMatchObject({ hasOtherKey: true })
    const known = system.replica.recall(vault.id).key
    const back = await restore(path, '2999', typed, system)
    expect([
      back.epoch,
      back.hasNewKey,
      back.keySince({ counters: new Map(), written: 0, ...(known && { key: known }) }),
    ]).toEqual([3, true, 'later'])
  })

  it('of a vault in which a slot was exchanged', async () => {
    const [newest] = backups()
    // As if this machine had known another public key of it.
    const memory = system.replica.recall(vault.id)
    system.replica.remember(vault.id, { ...memory, pins: new Map([[vault.slot.id, 'another']]) })
    expect(await failure(vault.renewKey({}))).toMatchObject({
      code: 'slot-changed',
      details: { slots: [{ id: vault.slot.id, kind: 'passphrase' }] },
    })
    const plan = await told(newest?.id ?? '')
    expect(plan).toMatchObject({ inPlace: 'slots-changed' })
    expect(plan.stepBack).toBeUndefined()
  })

  it('of a vault with a slot that this machine has not seen, and changes that the backup lacks', async () => {
    const [newest] = backups()
    const memory = system.replica.recall(vault.id)
    const { pins: _, ...others } = memory
    system.replica.remember(vault.id, { ...others, pins: new Map([['another', 'pin']]) })
    const other = machine(join(place.folder, 'elsewhere'))
    await (await open(path, other)).addSlot({ kind: 'recovery', secret: recoveryKey, cost: cheap })
    expect(await told(newest?.id ?? '')).toMatchObject({
      inPlace: 'slots-unknown',
      stepBack: { isLocked: false, missing: 2 },
    })
  })

  it('and a restore under a new key asks about slots that this machine has not seen', async () => {
    const other = machine(join(place.folder, 'elsewhere'))
    await (await open(path, other)).addSlot({ kind: 'recovery', secret: recoveryKey, cost: cheap })
    await use(vault, system)
    await use(vault, system)
    const [withKit] = backups()
    const asked: unknown[] = []
    const agreeing = (answer: boolean): StoreSystem => ({
      ...system,
      keyDialog: {
        secret: async () => undefined,
        trusts: async slots => {
          asked.push(slots.map(({ kind }) => kind))
          return answer
        },
        leavesOut: async () => false,
      },
    })
    const agreed = await open(path, agreeing(true))
    await agreed.renewKey({ revoked: agreed.slots.filter(({ kind }) => kind === 'recovery') })
    const { pins: _, ended: __, ...memory } = system.replica.recall(vault.id)
    system.replica.remember(vault.id, { ...memory, pins: new Map([[vault.slot.id, pinOf(vault.slot)]]) })
    damage(path)
    const before = readFileSync(path)
    expect(await failure(restore(path, withKit?.id ?? '', typed, agreeing(false)))).toMatchObject({
      code: 'unknown-slots',
      details: { slots: [{ kind: 'recovery' }] },
    })
    expect(readFileSync(path).equals(before)).toBe(true)
    const back = await restore(path, withKit?.id ?? '', typed, agreeing(true))
    expect([back.epoch, back.slots.map(({ kind }) => kind)]).toEqual([3, ['passphrase', 'recovery']])
    expect(asked).toEqual([['recovery'], ['recovery']])
  })

  it('of a vault that opens and whose records cannot be read: damaged', async () => {
    await rewritePayload(path, payload => ({ ...payload, anchors: 'none' }))
    expect((await failure(open(path, system))).code).toBe('damaged')
    expect(await told('2026')).toMatchObject({ inPlace: 'damaged' })
  })

  it('and a secret that had been replaced is told of when an older copy is accepted', async () => {
    const before = readFileSync(path)
    expect((await open(path, system)).returning).toBeUndefined()
    await changePassphrase()
    expect((await openVault(findVault(path), byNext, system)).returning).toBeUndefined()
    writeFileSync(path, before)
    expect((await open(path, system, true)).returning).toEqual({ kind: 'passphrase', isSure: true })
  })
})
