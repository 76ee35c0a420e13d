/** What the store's tests share: a temporary house with a vault in it, machines with a ticking clock, and everyday changes. */
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { takeNextCode } from '../../src/domain/codes/hand-out.ts'
import { type LoginOutcome, recordOutcome } from '../../src/domain/codes/outcome.ts'
import { addSet } from '../../src/domain/codes/sets.ts'
import { sealEnvelope } from '../../src/envelope/payload.ts'
import { UserError } from '../../src/errors.ts'
import { findVault } from '../../src/vault/closed-vault.ts'
import { createVault, openVault } from '../../src/vault/open.ts'
import { type Secret, unlock } from '../../src/vault/open-slot.ts'
import { Replica } from '../../src/vault/replica.ts'
import { restoreBackup } from '../../src/vault/restore.ts'
import type { StoreSystem } from '../../src/vault/store-system.ts'
import type { Vault } from '../../src/vault/vault.ts'
import { list, shop, today } from '../domain/samples.ts'
import { cheap, random, rememberingStretch, wholePayload } from '../envelope/samples.ts'

export const passphrase = 'correct horse battery staple'
export const recoveryKey = 'legal winner thank year wave sausage worth useful legal winner thank yellow'
export const typed: Secret = { text: passphrase }

/** Shared, so that each slot is stretched once in a test file. */
export const { stretch } = rememberingStretch()

export function newName(): string {
  return Buffer.from(random(18)).toString('base64url')
}

/** A machine of its own: its state's folder, its name, and a clock that moves on a second at every look. */
export function machine(state: string, user = 'aki'): StoreSystem {
  let now = Date.parse('2026-11-20T12:00:00Z')
  return {
    state,
    replica: new Replica(state, newName),
    now: () => {
      now += 1000
      return new Date(now)
    },
    random,
    stretch,
    user,
    onSaved: () => {},
  }
}

export interface House {
  readonly folder: string
  readonly vault: string
  readonly state: string
  readonly system: StoreSystem
  remove(): void
}

/** A temporary folder with a place for a vault and for one machine's state. */
export function house(): House {
  const folder = mkdtempSync(join(tmpdir(), 'igcodes-store-'))
  mkdirSync(join(folder, 'data'), { mode: 0o700 })
  const state = join(folder, 'state')
  return {
    folder,
    vault: join(folder, 'data', 'vault.igcodes'),
    state,
    system: machine(state),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export function make({ vault, system }: House, path = vault): Promise<Vault> {
  return createVault(path, { passphrase }, cheap, system)
}

/** Restores a backup, with all consequences accepted. */
export async function restore(...[path, id, secret, system]: RestoreArguments): Promise<Vault> {
  return (await restoreBackup(path, id, secret, system, async () => {})).vault
}

type RestoreArguments = [path: string, id: string, secret: Secret, system: StoreSystem]

export async function open(path: string, system: StoreSystem, older = false): Promise<Vault> {
  return openVault(findVault(path), typed, system, { older })
}

let sets = 0

export async function add(vault: Vault, first = 1, size = 5, handle = shop): Promise<void> {
  const { identify } = vault
  const pasted = { handle, codes: list(first, size), issuedOn: today, setId: `set-${++sets}`, identify }
  await vault.change(state => addSet(state, pasted))
}

/** The digits that were handed out. */
export async function use(vault: Vault, system: StoreSystem, handle = shop): Promise<string> {
  const hasDigits = (id: string): boolean => vault.digits(id) !== undefined
  const options = { now: system.now(), replica: system.replica.id, hasDigits, anyway: true }
  const { code } = await vault.change(state => takeNextCode(state, handle, options))
  const digits = vault.digits(code.id)
  if (digits === undefined) throw new Error('a code without digits was handed out')
  return digits
}

export async function mark(vault: Vault, outcome: LoginOutcome, position?: number): Promise<void> {
  await vault.change(state => recordOutcome(state, shop, outcome, position))
}

/** The states of the newest set's codes, one word each. */
export function states({ state }: Vault): string {
  const newest = [...state.accounts.values()].at(0)?.sets.at(-1)
  return (newest?.codes ?? []).map(id => state.codes.get(id)?.outcome).join(' ')
}

/** Everything under a folder, as paths within it, folders with a slash at their end, each with its mode. */
export function tree(folder: string): Map<string, number> {
  const found = new Map<string, number>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const name = path.slice(folder.length + 1) + (entry.isDirectory() ? '/' : '')
    found.set(name, lstatSync(path).mode & 0o777)
  }
  return found
}

/** The UserError that some work ends in. */
export async function failure(work: Promise<unknown>): Promise<UserError> {
  const error = await work.catch((error: unknown) => error)
  if (!(error instanceof UserError)) throw new Error('no UserError', { cause: error })
  return error
}

/** The payload as it is in the file. */
export async function payloadOf(
  path: string,
): Promise<{ events: { type: string }[]; secrets: Record<string, unknown> }> {
  const { envelope } = findVault(path)
  const { vaultKey } = await unlock(envelope, typed, stretch, undefined)
  return JSON.parse(new TextDecoder().decode(wholePayload(envelope, vaultKey)))
}

/** Writes a file of the same vault with another payload, as another program could. */
export async function rewritePayload(
  path: string,
  change: (payload: Record<string, unknown>) => object,
): Promise<void> {
  const { envelope } = findVault(path)
  const { vaultKey } = await unlock(envelope, typed, stretch, undefined)
  const changed = new TextEncoder().encode(JSON.stringify(change({ ...(await payloadOf(path)) })))
  writeFileSync(path, sealEnvelope({ ...envelope, vaultKey, payload: changed, random }))
}
