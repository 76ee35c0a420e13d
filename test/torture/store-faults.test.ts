/**
 * The disk says no at the first, the second, … the last call of each kind, for as long as a change still meets that call.
 *
 * After every failure the old vault is whole or the new one is, nothing lies about, and no code is ever handed out twice.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { isFailure, UserError } from '../../src/errors.ts'
import { Backups } from '../../src/vault/backups.ts'
import { findVault } from '../../src/vault/closed-vault.ts'
import { openVault } from '../../src/vault/open.ts'
import { unlock } from '../../src/vault/open-slot.ts'
import type { StoreSystem } from '../../src/vault/store-system.ts'
import type { Vault } from '../../src/vault/vault.ts'
import { list } from '../domain/samples.ts'
import { cheap } from '../envelope/samples.ts'
import { halved, isThorough } from '../thorough.ts'
import {
  add,
  type House,
  house,
  machine,
  make,
  mark,
  open,
  restore,
  states,
  stretch,
  tree,
  typed,
  use,
} from '../vault/samples.ts'

type Call =
  | 'open'
  | 'write'
  | 'fsync'
  | 'link'
  | 'rename'
  | 'close'
  | 'readFile'
  | 'mkdir'
  | 'readdir'
  | 'rm'
  | 'stat'
  | 'lstat'
  | 'realpath'

interface Fault {
  readonly call: Call | 'any'
  /** Fails the call of this number, from 1. */
  readonly at: number
  readonly cause: string
  /** Does what was asked before it fails: half of a write, a rename whose answer is lost. */
  readonly late?: boolean
  /** Goes on failing. */
  readonly lasting?: boolean
}

const disk = vi.hoisted(() => ({ fault: undefined as Fault | undefined, calls: 0, fired: false }))

vi.mock('node:fs', async importOriginal => {
  const fs = await importOriginal<typeof import('node:fs')>()

  function faulty<A extends unknown[], R>(call: Call, real: (...args: A) => R, late = real): (...args: A) => R {
    return (...args) => {
      const { fault } = disk
      const meant = fault && (fault.call === call || (fault.call === 'any' && changing.has(call)))
      if (!meant) return real(...args)
      disk.calls += 1
      if (disk.calls < fault.at || (disk.calls > fault.at && !fault.lasting)) return real(...args)
      disk.fired = true
      // A close that fails has closed: close(2).
      if (fault.late || call === 'close') late(...args)
      throw Object.assign(new Error(`${fault.cause}: made up`), { code: fault.cause, syscall: call })
    }
  }
  const halfWritten = (file: number, bytes: NodeJS.ArrayBufferView, from?: number | null): number =>
    fs.writeSync(file, bytes, from ?? 0, Math.floor((bytes.byteLength - (from ?? 0)) / 2))
  const changing: ReadonlySet<Call> = new Set(['write', 'fsync', 'link', 'rename', 'mkdir', 'rm'])

  return {
    ...fs,
    openSync: faulty('open', fs.openSync),
    writeSync: faulty<[number, NodeJS.ArrayBufferView, (number | null)?], number>('write', fs.writeSync, halfWritten),
    // Nothing here survives a power cut anyway: thousands of real ones would only cost time.
    fsyncSync: faulty('fsync', () => undefined),
    linkSync: faulty('link', fs.linkSync),
    renameSync: faulty('rename', fs.renameSync),
    closeSync: faulty('close', fs.closeSync),
    readFileSync: faulty('readFile', fs.readFileSync),
    mkdirSync: faulty('mkdir', fs.mkdirSync),
    readdirSync: faulty('readdir', fs.readdirSync),
    rmSync: faulty('rm', fs.rmSync),
    statSync: faulty('stat', fs.statSync),
    lstatSync: faulty('lstat', fs.lstatSync),
    realpathSync: faulty('realpath', fs.realpathSync),
  }
})

/** Works under a fault, and says whether the fault was met at all. */
async function under<T>(fault: Fault, work: () => Promise<T>): Promise<{ met: boolean; result: Outcome<T> }> {
  Object.assign(disk, { fault, calls: 0, fired: false })
  try {
    const result = await work().then(
      (value): Outcome<T> => ({ value }),
      (error: unknown): Outcome<T> => ({ error }),
    )
    return { met: disk.fired, result }
  } finally {
    disk.fault = undefined
  }
}

type Outcome<T> = { readonly value: T; readonly error?: never } | { readonly error: unknown; readonly value?: never }

/** A vault with a history: one code refused, one handed out, 18 left. Every trial gets a copy. */
let template: string
let place: House
let path: string
let system: StoreSystem
let shown: string[]

beforeAll(async () => {
  template = mkdtempSync(join(tmpdir(), 'igcodes-faults-'))
  const first = house()
  const vault = await make(first)
  await add(vault, 1, 20)
  await use(vault, first.system)
  await mark(vault, 'rejected')
  await use(vault, first.system)
  cpSync(join(first.folder, 'data'), join(template, 'data'), { recursive: true })
  cpSync(first.state, join(template, 'state'), { recursive: true })
  first.remove()
})
afterAll(() => rmSync(template, { recursive: true, force: true }))

beforeEach(() => {
  place = house()
  path = place.vault
})
afterEach(() => {
  disk.fault = undefined
  place.remove()
})

function freshCopy(): void {
  rmSync(join(place.folder, 'data'), { recursive: true, force: true })
  rmSync(place.state, { recursive: true, force: true })
  cpSync(join(template, 'data'), join(place.folder, 'data'), { recursive: true })
  cpSync(join(template, 'state'), place.state, { recursive: true })
  const replica = join(place.state, 'replica')
  // The same machine: a copy would take a name of its own first.
  writeFileSync(replica, readFileSync(replica, 'utf8').replace(/ .*/, ''))
  system = machine(place.state)
  // Filed under the path of the vault that was copied.
  const [of] = readdirSync(join(place.state, 'backups'))
  renameSync(join(place.state, 'backups', of ?? ''), new Backups(path, place.state).folder)
  expect(system.replica.id).toHaveLength(24)
  shown = [...list(1, 2)]
}

const causes = ['ENOSPC', 'EIO', 'EROFS'] as const
const calls = ['open', 'write', 'fsync', 'link', 'rename', 'close', 'readFile'] as const
const otherCalls = ['mkdir', 'readdir', 'rm', 'stat', 'lstat', 'realpath'] as const

type Kind = [name: string, fault: Omit<Fault, 'at'>]

const everyCause = calls.flatMap(call => causes.map((cause): Kind => [`${call} ${cause}`, { call, cause }]))
const oneCause = calls.map(
  (call, n): Kind => everyCause[n * causes.length + (n % causes.length)] ?? [call, { call, cause: 'EIO' }],
)
const worse: Kind[] = [
  ...otherCalls.map((call): Kind => [`${call} EIO`, { call, cause: 'EIO' }]),
  ['write ENOSPC after half of it', { call: 'write', cause: 'ENOSPC', late: true }],
  ['rename EIO, though it was done', { call: 'rename', cause: 'EIO', late: true }],
  ['link EIO, though it was done', { call: 'link', cause: 'EIO', late: true }],
  ['the disk full from then on', { call: 'write', cause: 'ENOSPC', lasting: true }],
  ['a disk that can only be read from then on', { call: 'any', cause: 'EROFS', lasting: true }],
]
const kinds = [...oneCause, ...worse]

/** Every call where all faults are asked for; else the first few, and one in 29 from then on. */
const following = (at: number): number => at + (isThorough || at < 3 ? 1 : 29)
/** All changes are saved in the same way: of the others than `use`, a run tries fewer calls. */
const followingElsewhere = (at: number): number => at + (isThorough ? 1 : at === 1 ? 7 : 59)

const changes: Record<string, (vault: Vault) => Promise<unknown>> = {
  use: async vault => shown.push(await use(vault, system)),
  add: vault => add(vault, 7),
  mark: vault => mark(vault, 'worked'),
  'a new passphrase': vault =>
    vault.renewKey({
      replaced: [vault.slot],
      by: { kind: 'passphrase', secret: 'another good passphrase', cost: cheap },
    }),
}

describe.each(Object.entries(changes))('%s', (name, change) => {
  it.each(name === 'use' && isThorough ? [...everyCause, ...worse] : halved(kinds))('with %s', async (_, kind) => {
    const next = name === 'use' ? following : followingElsewhere
    for (let met = true, at = 1; met; at = next(at)) {
      freshCopy()
      met = await trial({ ...kind, at }, name, change)
      expect(met || at > 1, 'no such call was ever made').toBe(true)
    }
  })
})

async function trial(fault: Fault, name: string, change: (vault: Vault) => Promise<unknown>): Promise<boolean> {
  const vault = await open(path, system)
  const old = readFileSync(path)
  const oldEvents = vault.events.map(({ id }) => id)

  const { met, result } = await under(fault, () => change(vault))
  const context = `${name}, ${fault.call} no. ${fault.at}: ${fault.cause}`

  if ('error' in result) expectStorage(result.error, context)
  const isOld = readFileSync(path).equals(old)
  if (!('error' in result)) expect(isOld, `${context}: told as done, and not on the disk`).toBe(false)

  // Another process comes, on a disk that works again.
  const others = machine(place.state)
  const secret = name === 'a new passphrase' && !isOld ? 'another good passphrase' : typed.text
  const later = await openVault(findVault(path), { text: secret }, others)
  expect(later.events.map(({ id }) => id).slice(0, oldEvents.length), context).toEqual(oldEvents)
  if (cleansUp(fault)) expect(litter(), context).toEqual([])
  else rmSync(`${path}.lock`, { force: true })

  const next = await use(later, others)
  expect(shown, `${context}: handed out twice`).not.toContain(next)
  shown.push(next)
  const again = await use(await reopened(secret), others)
  expect(shown, `${context}: handed out twice`).not.toContain(again)
  if (!fault.lasting) expect(litter(), context).toEqual([])
  for (const backup of new Backups(path, place.state).list()) await opens(backup.path, context)
  return met
}

/** A fault in cleaning up itself leaves something for the next change to sweep. */
function cleansUp({ call, lasting }: Fault): boolean {
  return call !== 'rm' && !(call === 'any' && lasting)
}

function reopened(secret: string): Promise<Vault> {
  return openVault(findVault(path), { text: secret }, machine(place.state))
}

async function opens(file: string, context: string): Promise<void> {
  const { envelope } = findVault(file)
  const secrets = [typed.text, 'another good passphrase']
  const tries = await Promise.allSettled(secrets.map(text => unlock(envelope, { text }, stretch, undefined)))
  expect(
    tries.some(({ status }) => status === 'fulfilled'),
    `${context}: the backup ${file}`,
  ).toBe(true)
}

function expectStorage(error: unknown, context: string): void {
  if (!(error instanceof UserError)) throw new Error(`${context}: a bug, not a failure`, { cause: error })
  expect(`${error.code} ${error.exitCode}`, context).toBe('storage 16')
}

/** Whatever is no vault, no backup and no state. */
function litter(): string[] {
  const known = [
    /^data\/(vault\.igcodes)?$/,
    /^(data\/vault\.igcodes\.backups\/|state\/backups\/([0-9a-f]{16}\/)?)(2026-[\d.T-]+Z(-\d+)?\.igcodes)?$/,
    /^state\/(replica|vaults\/([\w-]+\/(memory\.json|last-save\.igcodes|claims\/([\w-]+(\.used)?)?)?)?)?$/,
  ]
  return [...tree(place.folder).keys()].filter(name => !known.some(form => form.test(name)))
}

describe('opening', () => {
  it.each(kinds)('with %s', async (_, kind) => {
    for (let met = true, at = 1; met; at = following(at)) {
      freshCopy()
      const before = readFileSync(path)
      const trial = await under({ ...kind, at }, () => open(path, system))
      met = trial.met
      if ('error' in trial.result) expectStorage(trial.result.error, `${kind.call} no. ${at}`)
      expect(readFileSync(path).equals(before)).toBe(true)
      if (cleansUp({ ...kind, at })) expect(litter()).toEqual([])
      expect(states(await open(path, machine(place.state)))).toMatch(/^rejected reserved available/)
    }
  })
})

describe('making a vault', () => {
  it.each(kinds)('with %s', async (_, kind) => {
    for (let met = true, at = 1; met; at = following(at)) {
      rmSync(join(place.folder, 'data'), { recursive: true, force: true })
      system = machine(place.state)
      const trial = await under({ ...kind, at }, () => make({ ...place, system }))
      met = trial.met
      const context = `${kind.call} no. ${at}`
      const made = readdirSync(place.folder).includes('data') && tree(place.folder).has('data/vault.igcodes')
      if ('error' in trial.result) expectStorage(trial.result.error, context)
      else expect(made, context).toBe(true)
      if (cleansUp({ ...kind, at })) expect(litter(), context).toEqual([])
      else rmSync(`${path}.lock`, { force: true })

      const vault = made ? await open(path, system) : await make({ ...place, system })
      await add(vault)
      // Beside the replica's name, which is made once, nobody sweeps.
      const swept = (name: string): boolean => kind.call !== 'rm' || !name.startsWith('state/~replica.')
      expect(litter().filter(swept), context).toEqual([])
    }
  })
})

describe('restoring', () => {
  it.each(kinds)('with %s', async (_, kind) => {
    for (let met = true, at = 1; met; at = following(at)) {
      freshCopy()
      const broken = readFileSync(path).subarray(0, -9)
      writeFileSync(path, broken)
      const [newest] = new Backups(path, place.state).list()
      const good = newest && readFileSync(newest.path)
      const trial = await under({ ...kind, at }, () => restore(path, newest?.id ?? '', typed, system))
      met = trial.met
      const context = `${kind.call} no. ${at}`
      const now = readFileSync(path)
      if ('error' in trial.result) {
        // A folder of backups that cannot be listed has none to name.
        if (kind.call === 'readdir' && isFailure(trial.result.error, 'unknown-backup')) continue
        expectStorage(trial.result.error, context)
        expect(now.equals(broken) || (good && now.equals(good)), context).toBe(true)
      } else expect(good && now.equals(good), context).toBe(true)
      if (cleansUp({ ...kind, at })) expect(litter(), context).toEqual([])
      else rmSync(`${path}.lock`, { force: true })
      if (now.equals(broken)) await restore(path, newest?.id ?? '', typed, machine(place.state))
      // The note that an older copy was accepted may not have been written.
      const next = await use(await open(path, machine(place.state), true), machine(place.state))
      expect(shown, context).not.toContain(next)
    }
  })
})
