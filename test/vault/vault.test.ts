import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { removeAccount } from '../../src/domain/accounts/changes.ts'
import { addTotp, removeTotp } from '../../src/domain/authenticator/totp.ts'
import { bounds, sizes } from '../../src/envelope/format.ts'
import { UserError } from '../../src/errors.ts'
import { Backups } from '../../src/vault/backups.ts'
import { findVault } from '../../src/vault/closed-vault.ts'
import { createVault, openVault } from '../../src/vault/open.ts'
import type { StoreSystem } from '../../src/vault/store-system.ts'
import { Vault } from '../../src/vault/vault.ts'
import { cafe, list, shop } from '../domain/samples.ts'
import { cheap } from '../envelope/samples.ts'
import {
  add,
  failure,
  type House,
  house,
  machine,
  make,
  mark,
  open,
  passphrase,
  payloadOf,
  recoveryKey,
  rewritePayload,
  states,
  tree,
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

const [one, two, three] = list(1)
const bytes = () => readFileSync(path)

const payload = () => payloadOf(path)
const rewrite = (change: (payload: Record<string, unknown>) => object) => rewritePayload(path, change)

describe('a change', () => {
  it('gives back what the rule decided, and is on the disk', async () => {
    const vault = await make(place)
    await add(vault)
    expect(await use(vault, system)).toBe(one)
    expect(states(vault)).toBe('reserved available available available available')
    expect(states(await open(path, system))).toBe(states(vault))
    expect((await payload()).events.map(({ type }) => type)).toEqual(['account-added', 'set-added', 'code-reserved'])
  })

  it('is remembered by this machine, and nothing that is not there', async () => {
    const vault = await make(place)
    await add(vault)
    const memory = JSON.parse(readFileSync(join(place.state, 'vaults', vault.id, 'memory.json'), 'utf8'))
    expect(Object.keys(memory).toSorted()).toEqual(['counters', 'epoch', 'keyId', 'slot', 'slots', 'written'])
    const own = system.replica.id
    expect(memory).toMatchObject({ counters: { [own]: 2 }, written: { [own]: 2 }, slot: vault.slot.id })
  })

  it('without facts saves nothing', async () => {
    const vault = await make(place)
    const old = bytes()
    expect(await vault.change(state => ({ facts: [], seen: state.accounts.size }))).toEqual({ facts: [], seen: 0 })
    expect(bytes().equals(old)).toBe(true)
    expect(new Backups(path, place.state).list()).toEqual([])
  })

  it('that the rule refuses saves nothing, and lets go of the lock', async () => {
    const vault = await make(place)
    await add(vault)
    const old = bytes()
    const before = tree(place.folder)
    await expect(
      vault.change(() => {
        throw new UserError('cancelled')
      }),
    ).rejects.toMatchObject({ code: 'cancelled' })
    expect(bytes().equals(old)).toBe(true)
    expect(tree(place.folder)).toEqual(before)
  })

  it('never seals two versions with one nonce', async () => {
    const vault = await make(place)
    const nonces = new Set<string>()
    for (let n = 0; n < 5; n++) {
      await add(vault, n + 1)
      nonces.add(findVault(path).envelope.sealed.toString('latin1', 0, 24))
    }
    expect(nonces.size).toBe(5)
  })

  it('takes away what a killed writer left', async () => {
    const vault = await make(place)
    const leftover = join(place.folder, 'data', '.vault.igcodes.killed.tmp')
    writeFileSync(leftover, 'half a vault')
    await add(vault)
    expect(existsSync(leftover)).toBe(false)
  })

  it('keeps the version before it as a backup', async () => {
    const vault = await make(place)
    const empty = bytes()
    await add(vault)
    const [backup] = new Backups(path, place.state).list()
    expect(backup && readFileSync(backup.path).equals(empty)).toBe(true)
  })

  it('forgets the digits of a code that worked, and keeps the others', async () => {
    const vault = await make(place)
    await add(vault)
    await use(vault, system)
    await mark(vault, 'worked')
    const { secrets } = await payload()
    expect(Object.values(secrets).sort()).toEqual(list(1).slice(1))
    const [used] = vault.state.codes.keys()
    expect(used && vault.digits(used)).toBeUndefined()
  })

  it('forgets the digits of a removed account', async () => {
    const vault = await make(place)
    await add(vault)
    await add(vault, 2, 5, cafe)
    await vault.change(state => removeAccount(state, cafe))
    expect(Object.values((await payload()).secrets).sort()).toEqual(list(1))
  })

  it('keeps an authenticator until it is removed', async () => {
    const vault = await make(place)
    await add(vault)
    const key = { secret: 'JBSWY3DP', algorithm: 'SHA1', digits: 6, period: 30, issuer: '', label: '' } as const
    await vault.change(state => addTotp(state, shop, 'totp-1', key))
    expect(vault.totpKey('totp-1')).toEqual(key)
    const reopened = await open(path, system)
    await use(reopened, system)
    expect([reopened.totpKey('totp-1'), reopened.totpKey('totp-2')]).toEqual([key, undefined])
    await reopened.change(state => removeTotp(state, shop))
    expect((await open(path, system)).totpKey('totp-1')).toBeUndefined()
  })

  it('writes back what a newer igcodes put there', async () => {
    await add(await make(place))
    const stamp = { id: 'new', replica: 'other', n: 1, lamport: 9, at: '', by: '' }
    await rewrite(({ events, secrets, ...rest }) => ({
      ...rest,
      events: [...(Array.isArray(events) ? events : []), { ...stamp, type: 'review-held', mood: 'good' }],
      secrets: { ...(secrets as object), totp: { secret: 'JBSWY3DP' } },
      theme: 'dark',
    }))
    const vault = await open(path, system)
    await use(vault, system)
    const after = await payload()
    expect(after).toMatchObject({ theme: 'dark', secrets: { totp: { secret: 'JBSWY3DP' } } })
    expect(after.events).toContainEqual({ ...stamp, type: 'review-held', mood: 'good' })
    expect(after.events.at(-1)).toMatchObject({ type: 'code-reserved', lamport: 10, n: 3 })
  })

  it('is refused where a newer igcodes wrote what bears on codes: read, do not change', async () => {
    await add(await make(place))
    const stamp = { id: 'new', replica: 'other', n: 1, lamport: 9, at: '', by: '' }
    await rewrite(({ events, ...rest }) => ({
      ...rest,
      events: [...(Array.isArray(events) ? events : []), { ...stamp, type: 'code-shared' }],
    }))
    const vault = await open(path, system)
    const old = bytes()
    expect(states(vault)).toContain('available')
    const error = await failure(use(vault, system))
    expect(error).toMatchObject({ code: 'newer-events', exitCode: 14, details: { types: ['code-shared'] } })
    // No rule is asked: what it cannot read may change what it finds.
    const unasked = vi.fn(() => ({ facts: [] }))
    expect(await failure(vault.change(unasked))).toMatchObject({ code: 'newer-events' })
    expect(unasked).not.toHaveBeenCalled()
    expect(bytes().equals(old)).toBe(true)
    expect(system.replica.claims(findVault(path).envelope.vaultId).handedOut.size).toBe(0)
  })
})

describe('two that have the vault open', () => {
  it('take turns: the second reads again and decides anew', async () => {
    const first = await make(place)
    await add(first)
    const second = await open(path, machine(place.state))
    expect(await use(first, system)).toBe(one)
    expect(await use(second, system)).toBe(two)
    expect(await use(first, system)).toBe(three)
    expect(states(first)).toBe('reserved reserved reserved available available')
    expect((await payload()).events).toHaveLength(5)
  })

  it('never draw the same code when they come at once', async () => {
    const first = await make(place)
    await add(first, 1, 20)
    const others = await Promise.all(
      [1, 2, 3].map(async n => {
        const other = machine(n === 3 ? place.state : join(place.folder, `state ${n}`))
        return { vault: await open(path, other), system: other }
      }),
    )
    const all = [{ vault: first, system }, ...others]
    const drawn = await Promise.all(all.flatMap(({ vault, system }) => [1, 2, 3].map(() => use(vault, system))))
    expect(new Set(drawn).size).toBe(12)
    expect(states(await open(path, system)).match(/reserved/g)).toHaveLength(12)
  })

  it('see it when the rule now refuses', async () => {
    const first = await make(place)
    await add(first, 1, 1)
    const second = await open(path, system)
    await use(first, system)
    expect(await failure(use(second, system))).toMatchObject({ code: 'no-codes-left' })
  })

  it('may have changed the slots: the next change keeps the new ones', async () => {
    const first = await make(place)
    const second = await open(path, machine(place.state))
    await first.addSlot({ kind: 'recovery', secret: recoveryKey, cost: cheap })
    await add(second)
    expect(findVault(path).envelope.slots.map(({ kind }) => kind)).toEqual(['passphrase', 'recovery'])
  })

  it('wait for each other', async () => {
    const first = await make(place)
    writeFileSync(`${path}.lock`, JSON.stringify({ host: 'elsewhere', pid: 7 }))
    const started = add(first)
    setTimeout(() => unlinkSync(`${path}.lock`), 100)
    await started
    expect(existsSync(`${path}.lock`)).toBe(false)
  })
})

describe('a vault that is not what it was', () => {
  let vault: Vault
  let old: string

  beforeEach(async () => {
    vault = await make(place)
    await add(vault)
    old = join(place.folder, 'old copy')
    copyFileSync(path, old)
    await use(vault, system)
  })

  it('gets back what this machine had saved, where it has been overwritten by an older one', async () => {
    renameSync(old, path)
    const vault = await open(path, system)
    expect([vault.healed, states(vault)]).toEqual([1, 'reserved available available available available'])
    expect(states(await open(path, machine(join(place.folder, 'elsewhere'))))).toBe(states(vault))
    expect((await open(path, system)).healed).toBe(0)
  })

  it('gets nothing back from a broken file of what this machine had saved', async () => {
    const { vaultId } = findVault(path).envelope
    writeFileSync(join(place.state, 'vaults', vaultId, 'last-save.igcodes'), 'broken')
    expect([(await open(path, system)).healed, states(await open(path, system))]).toEqual([
      0,
      'reserved available available available available',
    ])
    vi.spyOn(Vault.prototype, 'openCopy').mockRejectedValue(new RangeError('a defect'))
    await expect(open(path, system)).rejects.toThrow('a defect')
  })

  it('that has all of what this machine had saved is remembered as such, and not compared again', async () => {
    await mark(await open(path, machine(join(place.folder, 'elsewhere'))), 'worked', 5)
    const { save, id, healed } = await open(path, system)
    expect([system.replica.recall(id).whole, healed]).toEqual([save, 0])
    const openCopy = vi.spyOn(Vault.prototype, 'openCopy')
    await open(path, system)
    expect(openCopy).not.toHaveBeenCalled()
    await mark(await open(path, machine(join(place.folder, 'elsewhere'))), 'worked', 4)
    await open(path, system)
    expect(openCopy).toHaveBeenCalledOnce()
  })

  it('gets nothing back under a key that cannot be traced: that is for a person', async () => {
    const theirs = join(dirname(path), 'theirs')
    const elsewhere = machine(join(place.folder, 'elsewhere'))
    await vault.renewKey({})
    const { id } = vault
    const key = () => elsewhere.replica.recall(id).key?.id ?? ''
    // The merge would go on under the smaller one.
    do {
      rmSync(elsewhere.state, { recursive: true, force: true })
      copyFileSync(old, theirs)
      await (await open(theirs, elsewhere)).renewKey({})
    } while (key() < (system.replica.recall(id).key?.id ?? ''))
    renameSync(theirs, path)
    const before = bytes()
    expect(await failure(open(path, system))).toMatchObject({ code: 'other-key', details: { path } })
    expect(bytes().equals(before)).toBe(true)
  })

  it('is an older copy when it lacks changes that this machine has seen and not saved: exit 15', async () => {
    rmSync(join(place.state, 'vaults', findVault(path).envelope.vaultId, 'last-save.igcodes'))
    renameSync(old, path)
    expect(await failure(open(path, system))).toMatchObject({
      code: 'older-copy',
      exitCode: 15,
      details: { path, missing: 1 },
    })
    expect(await failure(open(path, machine(place.state)))).toMatchObject({ code: 'older-copy' })
  })

  it('is taken as it is once the user accepts it, and from then on', async () => {
    renameSync(old, path)
    const accepted = await open(path, system, true)
    await open(path, system)
    expect(await use(accepted, system)).toBe(two)
  })

  it('is no older copy for a machine that never saw it', async () => {
    renameSync(old, path)
    const other = await open(path, machine(join(place.folder, 'elsewhere')))
    expect(states(other)).toBe('available available available available available')
  })

  it('hands out no code twice, since this machine has claimed it', async () => {
    renameSync(old, path)
    const accepted = await open(path, system, true)
    expect(states(accepted)).toBe('reserved available available available available')
    expect(await use(accepted, system)).toBe(two)
    const { events } = await payload()
    expect(events.map(({ type }) => type)).toEqual(['account-added', 'set-added', 'code-reserved', 'code-reserved'])
    expect(events[2]).toMatchObject({ recovered: true })
  })

  it('never numbers an event as it numbered one in a copy that is gone', async () => {
    const before = (await payload()).events.at(-1)
    renameSync(old, path)
    await mark(await open(path, system, true), 'worked', 5)
    const numbers = (await payload()).events.map(event => ('n' in event ? event.n : undefined))
    expect(before).toMatchObject({ n: 3 })
    expect(numbers).toEqual([1, 2, 4, 5])
  })

  it('is noticed under the lock, too', async () => {
    renameSync(old, path)
    const before = bytes()
    expect(await failure(use(vault, system))).toMatchObject({ code: 'older-copy', details: { missing: 1 } })
    expect(bytes().equals(before)).toBe(true)
    expect(readdirSync(dirname(path)).sort()).toEqual(['vault.igcodes'])
  })

  it.each([
    [
      'vault-replaced',
      async () => {
        unlinkSync(path)
        await make(place)
      },
    ],
    ['no-vault', () => unlinkSync(path)],
    ['damaged', () => writeFileSync(path, bytes().subarray(0, -9))],
  ] as const)('is left alone: %s', async (code, harm) => {
    await harm()
    const before = existsSync(path) && bytes()
    expect(await failure(use(vault, system))).toMatchObject({ code, details: { path } })
    expect(existsSync(path) && bytes()).toEqual(before)
    expect(existsSync(`${path}.lock`)).toBe(false)
  })
})

describe('a claim', () => {
  const claims = () => system.replica.claims(findVault(path).envelope.vaultId).handedOut

  it('is made for every code that is handed out', async () => {
    const vault = await make(place)
    await add(vault)
    await use(vault, system)
    expect([...claims()]).toEqual([[...vault.state.codes.keys()][0]])
  })

  it('without a reserve event counts as handed out, and is written down by the next change', async () => {
    const vault = await make(place)
    await add(vault)
    const [first = ''] = vault.state.codes.keys()
    system.replica.claim(findVault(path).envelope.vaultId, [first])
    const again = await open(path, system)
    expect(states(again)).toBe('reserved available available available available')
    expect(again.events).toHaveLength(2)
    await mark(again, 'worked', 5)
    expect((await payload()).events.map(({ type }) => type).slice(2)).toEqual(['code-reserved', 'code-used'])
  })

  it('that another copy on this machine made meanwhile is respected: the rule decides again', async () => {
    const vault = await make(place)
    await add(vault)
    const [first = ''] = vault.state.codes.keys()
    system.replica.claim(findVault(path).envelope.vaultId, [first])
    expect(await use(vault, system)).toBe(two)
    expect(states(await open(path, system))).toBe('reserved reserved available available available')
  })

  it('is let go of when the save fails: the code is still good', async () => {
    const vault = await make(place)
    await add(vault)
    const { folders } = new Backups(path, place.state)
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
    for (const folder of folders) writeFileSync(folder, 'in the way')
    const old = bytes()
    expect(await failure(use(vault, system))).toMatchObject({ code: 'storage', exitCode: 16 })
    expect(bytes().equals(old)).toBe(true)
    expect(claims().size).toBe(0)
    expect(states(vault)).toBe('available available available available available')

    // One of the two is enough.
    unlinkSync(folders[1] ?? '')
    expect(await use(vault, system)).toBe(one)
    expect(readdirSync(folders[1] ?? '')).toHaveLength(1)
  })
})

describe('a claim of a save', () => {
  it('that may have happened stays: the code counts as handed out', async () => {
    await add(await make(place))
    const error = new UserError('storage', { doing: 'unsure', path, cause: 'EIO' })
    const onSaved = () => {
      throw error
    }
    const vault = await open(path, { ...system, onSaved })
    await expect(use(vault, system)).rejects.toBe(error)
    const [first] = vault.state.codes.keys()
    expect([...system.replica.claims(vault.id).handedOut]).toEqual([first])
  })

  it('that fails by a defect is let go of, and the defect is told as it is', async () => {
    await add(await make(place))
    const random: StoreSystem['random'] = length => {
      if (length === sizes.nonce) throw new TypeError('a defect')
      return system.random(length)
    }
    const vault = await open(path, { ...system, random })
    const before = bytes()
    await expect(use(vault, system)).rejects.toThrow('a defect')
    expect(bytes().equals(before)).toBe(true)
    expect(system.replica.claims(vault.id).handedOut.size).toBe(0)
  })
})

describe('a key slot', () => {
  const next = { kind: 'passphrase', secret: 'another good passphrase', cost: cheap } as const

  it('takes the place of another: the old secret opens nothing any more', async () => {
    const vault = await make(place)
    await add(vault)
    await vault.renewKey({ replaced: [vault.slot], by: next })
    expect((await failure(open(path, system))).code).toBe('wrong-passphrase')
    const reopened = await openVault(findVault(path), { text: next.secret }, system)
    expect(states(reopened)).toContain('available')
    expect(reopened.events.at(-1)).toMatchObject({
      type: 'key-revoked',
      because: 'replaced',
      successor: reopened.slot.id,
    })
  })

  it('is kept beside the others when it replaces none', async () => {
    const vault = await make(place)
    const slot = await vault.addSlot(next)
    expect(vault.slots.map(({ id }) => id)).toEqual([vault.slot.id, slot.id])
    await open(path, system)
  })

  it('is the ninth at most never: then it must replace one', async () => {
    const vault = await make(place)
    for (let n = 2; n <= 8; n++) await vault.addSlot(next)
    const old = bytes()
    expect(await failure(vault.addSlot(next))).toMatchObject({ code: 'slots-full', exitCode: 22 })
    expect(bytes().equals(old)).toBe(true)
    await vault.renewKey({ replaced: vault.slots.slice(7), by: next })
    expect(vault.slots).toHaveLength(8)
  })

  it('that somebody else has replaced meanwhile cannot be replaced again', async () => {
    const first = await make(place)
    const second = await open(path, system)
    await first.renewKey({ replaced: [first.slot], by: next })
    const old = bytes()
    expect((await failure(second.renewKey({ replaced: [second.slot], by: next }))).code).toBe('vault-replaced')
    expect(bytes().equals(old)).toBe(true)
  })
})

describe('everything that is made', () => {
  async function everyday(): Promise<Vault> {
    const vault = await createVault(path, { passphrase, recoveryKey }, cheap, system)
    await add(vault)
    for (const outcome of ['rejected', 'worked'] as const) {
      await use(vault, system)
      await mark(vault, outcome)
    }
    await vault.renewKey({
      replaced: [vault.slot],
      by: { kind: 'passphrase', secret: 'another good passphrase', cost: cheap },
    })
    await use(vault, system)
    return vault
  }

  it('is private: files 0600, folders 0700, whatever the umask', async () => {
    const mask = process.umask(0)
    try {
      await everyday()
    } finally {
      process.umask(mask)
    }
    for (const [name, mode] of tree(place.folder)) expect(mode, name).toBe(name.endsWith('/') ? 0o700 : 0o600)
  })

  it('is the vault, its backups and the state of this machine, and nothing else', async () => {
    const vault = await everyday()
    const names = [...tree(place.folder).keys()]
    const { vaultId } = findVault(path).envelope
    const allowed = [
      /^data\/(vault\.igcodes)?$/,
      /^state\/backups\/([0-9a-f]{16}\/)?(2026-11-20T12\.00\.\d\d\.000Z\.igcodes)?$/,
      /^state\/(replica|vaults\/)?$/,
      new RegExp(`^state/vaults/${vaultId}/(memory\\.json|last-save\\.igcodes|claims/)?$`),
    ]
    const { handedOut, used } = system.replica.claims(vaultId)
    const claims = [...handedOut, ...[...used].map(code => `${code}.used`)].map(
      name => `state/vaults/${vaultId}/claims/${name}`,
    )
    expect(names.filter(name => !allowed.some(form => form.test(name))).sort()).toEqual(claims.sort())
    expect([handedOut.size, used.size]).toEqual([3, 1])
    expect(vault.state.codes.size).toBe(5)
  })

  it('holds no digits of a code and no secret in clear', async () => {
    const seen = new Map<string, Buffer>()
    const vault = await everyday()
    for (const [name] of tree(place.folder))
      if (!name.endsWith('/')) seen.set(name, readFileSync(join(place.folder, name)))
    const digits = list(1).flatMap(code => [code, `${code.slice(0, 4)} ${code.slice(4)}`])
    const words = [...recoveryKey.split(' '), ...passphrase.split(' '), 'another good', 'shop', 'aki']
    const ids = [...vault.state.codes.keys()]
    expect(seen.size).toBeGreaterThan(8)
    for (const [name, content] of seen) {
      for (const secret of [...digits, ...words.filter(word => word.length > 5), passphrase, recoveryKey]) {
        const forms = [secret, Buffer.from(secret).toString('base64url'), Buffer.from(secret).toString('hex')]
        for (const form of forms) expect(content.includes(form), `${form} in ${name}`).toBe(false)
        expect(content.includes(Buffer.from(secret, 'utf16le')), name).toBe(false)
      }
      for (const id of ids) expect(content.includes(id), `a code id in ${name}`).toBe(false)
    }
  })
})

it('a vault that another name leads to is one vault: the link stays, the file behind it changes', async () => {
  const link = join(place.folder, 'link')
  await make(place)
  symlinkSync(path, link)
  const vault = await open(link, system)
  await add(vault)
  expect(readdirSync(place.folder).sort()).toEqual(['data', 'link', 'state'])
  expect(states(await open(path, system))).toContain('available')
})

describe('a payload that is no journal', () => {
  it('opens as empty and is never written over', async () => {
    await make(place)
    await rewrite(() => ['somebody', 'else’s'])
    const before = bytes()
    const vault = await open(path, system)
    expect(vault.state.accounts.size).toBe(0)
    expect(vault.isNewer).toBe(true)
    expect(await failure(add(vault))).toMatchObject({ code: 'newer-events', exitCode: 14 })
    expect(bytes().equals(before)).toBe(true)
  })
})

describe('a vault that would outgrow what readers accept', () => {
  it('is refused as a storage failure, and stays as it is', async () => {
    await make(place)
    // Two pads, of which a few bytes stay free, in the place of 64 MiB.
    const { length } = JSON.stringify({ ...(await payload()), ballast: '' })
    await rewrite(now => ({ ...now, ballast: 'x'.repeat(2 * 4096 - 10 - length) }))
    vi.spyOn(bounds, 'fileBytes', 'get').mockReturnValue(bytes().length)
    const before = bytes()
    const vault = await open(path, system)
    expect(await failure(add(vault))).toMatchObject({ exitCode: 16, details: { doing: 'write', cause: 'EFBIG' } })
    expect(bytes().equals(before)).toBe(true)
  })
})
