import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findVault } from '../../src/vault/closed-vault.ts'
import { createVault, openVault } from '../../src/vault/open.ts'
import type { StoreSystem } from '../../src/vault/store-system.ts'
import { refusal } from '../domain/samples.ts'
import { cheap } from '../envelope/samples.ts'
import {
  add,
  failure,
  type House,
  house,
  machine,
  make,
  open,
  passphrase,
  payloadOf,
  recoveryKey,
  rewritePayload,
  states,
  stretch,
  tree,
} from './samples.ts'

let place: House
let path: string
let system: StoreSystem

beforeEach(() => {
  place = house()
  path = place.vault
  system = place.system
})
afterEach(() => place.remove())

const bytes = () => readFileSync(path)

const payload = () => payloadOf(path)
const rewrite = (change: (payload: Record<string, unknown>) => object) => rewritePayload(path, change)

describe('a new vault', () => {
  it('is one private file, in a private folder that is made for it', async () => {
    path = join(place.folder, 'data', 'deep', 'er', 'vault')
    const vault = await make(place, path)
    expect(vault.events).toEqual([])
    expect(vault.slots.map(({ kind }) => kind)).toEqual(['passphrase'])
    expect(tree(join(place.folder, 'data'))).toEqual(
      new Map([
        ['deep/', 0o700],
        ['deep/er/', 0o700],
        ['deep/er/vault', 0o600],
      ]),
    )
  })

  it('opens with its passphrase, and with its recovery key', async () => {
    await createVault(path, { passphrase, recoveryKey }, cheap, system)
    expect((await open(path, system)).slot.kind).toBe('passphrase')
    const byKey = await openVault(findVault(path), { text: recoveryKey, recoveryKey }, system)
    expect(byKey.slot.kind).toBe('recovery')
  })

  it.each(['a file', 'a folder', 'a link to nowhere'])('takes the place of nothing: %s', async kind => {
    if (kind === 'a file') writeFileSync(path, 'mine')
    if (kind === 'a folder') mkdirSync(path)
    if (kind === 'a link to nowhere') symlinkSync('gone', path)
    const before = tree(dirname(path))
    expect(await failure(make(place))).toMatchObject({ code: 'vault-exists', exitCode: 24, details: { path } })
    expect(tree(dirname(path))).toEqual(before)
  })

  it('is made by one of two that come at once', async () => {
    const results = await Promise.allSettled([make(place), make({ ...place, system: machine(place.state) })])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'vault-exists' } })
    await open(path, system)
    expect(readdirSync(dirname(path))).toEqual(['vault.igcodes'])
  })

  it('where no folder can be made is a storage failure', async () => {
    writeFileSync(join(place.folder, 'file'), '')
    const error = await failure(make(place, join(place.folder, 'file', 'vault')))
    expect(error).toMatchObject({ code: 'storage', exitCode: 16, details: { cause: 'EEXIST' } })
  })
})

describe('opening', () => {
  it('with a wrong passphrase is exit 12, and writes nothing', async () => {
    await make(place)
    const before = tree(place.folder)
    const old = bytes()
    const locked = findVault(path)
    const error = await failure(openVault(locked, { text: 'wrong' }, system))
    expect(error.exitCode).toBe(12)
    expect(bytes().equals(old)).toBe(true)
    expect(tree(place.folder)).toEqual(before)
  })

  it('finds what was stored', async () => {
    await add(await make(place))
    const vault = await open(path, system)
    expect(states(vault)).toBe('available available available available available')
    expect(vault.events.map(({ by, replica }) => `${by} ${replica}`)).toEqual([
      `aki ${system.replica.id}`,
      `aki ${system.replica.id}`,
    ])
  })

  it.each([
    ['mac', 3],
    ['payload', 4],
  ])('a file that was tampered with is damaged, and names the file: %s', async (part, line) => {
    await make(place)
    const lines = bytes().toString('latin1').split('\n')
    const text = lines[line - 1] ?? ''
    lines[line - 1] = (text.startsWith('A') ? 'B' : 'A') + text.slice(1)
    writeFileSync(path, lines.join('\n'))
    expect(await failure(open(path, system))).toMatchObject({ code: 'damaged', exitCode: 13, details: { part, path } })
  })

  it('a slot whose key was tampered with is damaged, and names the file', async () => {
    await make(place)
    const wrapped = findVault(path).envelope.slots[0]?.wrapped ?? ''
    const other = (wrapped.startsWith('A') ? 'B' : 'A') + wrapped.slice(1)
    writeFileSync(path, bytes().toString('latin1').replace(wrapped, other))
    expect((await failure(open(path, system))).details).toMatchObject({ path })
  })

  it('a file of no form is refused before any key is derived', () => {
    writeFileSync(path, 'hello', { mode: 0o600 })
    expect(refusal(() => findVault(path)).details).toEqual({ part: 'magic', path })
  })

  it('a journal that is none is damaged', async () => {
    await make(place)
    await rewrite(() => ({ events: 'none' }))
    expect((await failure(open(path, system))).details).toEqual({ part: 'journal', path })
  })

  it('takes in what this machine saved while the key was derived, instead of calling its own copy old', async () => {
    await make(place)
    const locked = findVault(path)
    await add(await open(path, system))
    const vault = await openVault(locked, { text: passphrase }, system)
    expect(states(vault)).toBe('available available available available available')
  })

  it('does so from the file itself, where that save was not kept beside', async () => {
    const made = await make(place)
    const locked = findVault(path)
    await add(await open(path, system))
    rmSync(join(place.state, 'vaults', made.id, 'last-save.igcodes'))
    const vault = await openVault(locked, { text: passphrase }, system)
    expect(states(vault)).toBe('available available available available available')
  })

  it('does not take another key for that of a file that was replaced meanwhile', async () => {
    const made = await make(place)
    await add(made)
    const locked = findVault(path)
    await add(made, 2)
    rmSync(join(place.state, 'vaults', made.id, 'last-save.igcodes'))
    rmSync(path)
    await createVault(path, { passphrase }, cheap, machine(join(place.folder, 'b')))
    const error = await failure(openVault(locked, { text: passphrase }, system))
    expect(error).toMatchObject({ code: 'older-copy', details: { missing: 1 } })
  })

  it('is not led astray by another vault that has taken the place meanwhile', async () => {
    const vault = await make(place)
    await add(vault)
    const locked = findVault(path)
    await add(vault, 2)
    rmSync(path)
    await createVault(path, { passphrase: 'another passphrase altogether' }, cheap, machine(join(place.folder, 'b')))
    const error = await failure(openVault(locked, { text: passphrase }, system))
    expect(error).toMatchObject({ code: 'older-copy' })
  })

  it('goes on where this machine can remember nothing', async () => {
    await make(place)
    rmSync(place.state, { recursive: true, force: true })
    writeFileSync(place.state, 'in the way')
    const vault = await open(path, system)
    expect(vault.events).toEqual([])
    expect(await failure(add(vault))).toMatchObject({ code: 'storage', details: { doing: 'remember' } })
    expect((await payload()).events).toEqual([])
  })

  it('remembers which slot it was, and tries that one first the next time', async () => {
    const vault = await createVault(path, { passphrase: 'the first passphrase' }, cheap, system)
    await vault.addSlot({ kind: 'passphrase', secret: passphrase, cost: cheap })
    let stretched = 0
    const counting: StoreSystem = {
      ...system,
      stretch: (...args) => {
        stretched += 1
        return stretch(...args)
      },
    }
    await open(path, counting)
    expect(stretched).toBe(2)
    await open(path, counting)
    expect(stretched).toBe(3)
  })
})
