/**
 * Several computers change one vault at random, each for a while without the others, and some are killed: all end in one state in which
 * no code is lost or unused again. REPLICAS_SEED repeats a round, as far as the moments of the kills allow.
 */
import { execFileSync, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { addSet, voidSet } from '../../src/domain/codes/sets.ts'
import type { BackupCode } from '../../src/domain/model/backup-code.ts'
import { type Handle, parseHandle } from '../../src/domain/text/handle.ts'
import { type FailureCode, UserError } from '../../src/errors.ts'
import { conflictCopies, readCopy } from '../../src/vault/copies.ts'
import { createVault } from '../../src/vault/open.ts'
import type { StoreSystem } from '../../src/vault/store-system.ts'
import type { Vault } from '../../src/vault/vault.ts'
import { ended, testEntry } from '../cli/world.ts'
import { code, today } from '../domain/samples.ts'
import { cheap } from '../envelope/samples.ts'
import { isThorough } from '../thorough.ts'
import { Computer } from '../vault/computer.ts'
import { machine, open, passphrase, typed, use } from '../vault/samples.ts'

const { REPLICAS_SEED } = process.env
const rounds = REPLICAS_SEED === undefined && isThorough ? 200 : 1
const timeout = isThorough ? 3 * 3_600_000 : 120_000

const names = ['aki', 'ben', 'chie', ...(isThorough ? ['dai', 'emi'] : [])]
const setSize = 3
const maxAccounts = 5

/** What people remember of a round, to compare the end with. */
class Round {
  readonly seed = REPLICAS_SEED === undefined ? randomInt(2 ** 32) : Number(REPLICAS_SEED)
  readonly accounts: Handle[] = []
  readonly stored = new Map<BackupCode, Handle>()
  /** Digits by who saw them. */
  readonly drawn = new Map<string, string[]>()
  /** Digits that everybody who syncs learns of. */
  readonly known = new Set<string>()
  #state = this.seed

  /** A whole number below. */
  next(below: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((this.#state / 2 ** 32) * below)
  }

  anyOf<T>(all: readonly T[]): T {
    const one = all[this.next(all.length)]
    if (one === undefined) throw new Error('nothing to choose from')
    return one
  }

  saw(who: string, digits: string): void {
    // A computer never shows the same code twice by itself.
    expect(this.drawn.get(who) ?? [], `seed ${this.seed}`).not.toContain(digits)
    this.drawn.set(who, [...(this.drawn.get(who) ?? []), digits])
  }

  /** A new account with a list, or a newer list for one. */
  async add(vault: Vault): Promise<void> {
    const isNew = this.accounts.length < maxAccounts
    const handle = isNew ? parseHandle(`shop_${this.accounts.length + 1}`) : this.anyOf(this.accounts)
    const codes = Array.from({ length: setSize }, (_, index) => code(String(31_000_000 + this.stored.size + index)))
    const pasted = { handle, codes, issuedOn: today, setId: `set-${this.stored.size}`, identify: vault.identify }
    await vault.change(state => addSet(state, pasted))
    if (isNew) this.accounts.push(handle)
    for (const one of codes) this.stored.set(one, handle)
  }

  /** @returns undefined if there is none to hand out */
  async use(who: string, vault: Vault, system: StoreSystem): Promise<string | undefined> {
    const handle = this.anyOf(this.accounts)
    const digits = await unless(['no-codes-left', 'unknown-account', 'lists-undecided'], () =>
      use(vault, system, handle),
    )
    if (digits !== undefined) this.saw(who, digits)
    return digits
  }

  async void(vault: Vault): Promise<void> {
    const handle = this.anyOf(this.accounts)
    await unless(['no-set-to-void', 'unknown-account'], () =>
      vault.change(state => voidSet(state, handle, 'exposed', false)),
    )
  }

  /** Nothing that was stored is lost, and nothing that somebody saw is free again. */
  expectWhole(vault: Vault): void {
    const { state, events, identify } = vault
    const message = `seed ${this.seed}`
    expect(state.accounts.size, message).toBe(this.accounts.length)
    const seen = new Set([...this.drawn.values()].flat())
    for (const [one, handle] of this.stored) {
      const id = identify(handle, one)
      const outcome = state.codes.get(id)?.outcome
      if (seen.has(one)) expect([one, outcome], message).toEqual([one, 'reserved'])
      else expect([one, vault.digits(id)], message).toEqual([one, one])
    }
    const handouts = events.filter(({ type }) => type === 'code-reserved')
    expect(handouts.length, message).toBeGreaterThanOrEqual([...this.drawn.values()].flat().length)
  }
}

async function unless<T>(codes: readonly FailureCode[], work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof UserError && codes.includes(error.code)) return undefined
    throw error
  }
}

/** A person with a computer, a passphrase, and those that they had before. */
class Person extends Computer {
  secret = passphrase
  readonly earlier: string[] = []

  set(secret: string): void {
    this.secret = secret
    this.writes(secret)
  }

  async changePassphrase(secret: string): Promise<void> {
    const vault = await this.context(true).open()
    await vault.renewKey({ replaced: [vault.slot], by: { kind: 'passphrase', secret, cost: cheap } })
    this.earlier.unshift(this.secret)
    this.set(secret)
  }

  async addKey(label: string, secret: string): Promise<void> {
    const vault = await this.context(true).open()
    await vault.addSlot({ kind: 'passphrase', secret, cost: cheap, about: { label } })
  }

  /** Types an earlier passphrase where the copy at the remote needs it. */
  async exchange(): Promise<void> {
    const file = join(this.home, 'earlier')
    for (const secret of [undefined, ...this.earlier]) {
      if (secret !== undefined) writeFileSync(file, `${secret}\n`, { mode: 0o600 })
      const options = secret === undefined ? {} : { copyPassphraseFile: file }
      for (let tries = 1; ; tries++) {
        try {
          await this.sync(options, this.context(true))
          return
        } catch (error) {
          if (!(error instanceof UserError)) throw error
          if (error.code === 'wrong-passphrase' || error.code === 'copy-passphrase-needed') break
          // The git of a killed command may still be at work.
          if ((error.code !== 'git-failed' && error.code !== 'git-locked') || tries === 20) throw error
          await setTimeout(100)
        }
      }
    }
    throw new Error('no passphrase opens what is at the remote')
  }

  /** @returns what a killed process showed */
  async killed(command: string, after: number): Promise<string> {
    const { TEST_KEPT = '' } = process.env
    const child = spawn(process.execPath, [testEntry, ...command.split(' '), '--no-input', '--yes'], {
      cwd: this.home,
      env: { ...this.env, TEST_KEPT, IGCODES_VAULT: this.vault, IGCODES_PASSPHRASE_FILE: this.file },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let shown = ''
    child.stdout.on('data', chunk => {
      shown += String(chunk)
    })
    const over = ended(child)
    await Promise.race([over, setTimeout(after)])
    child.kill('SIGKILL')
    await over
    return shown
  }
}

async function playOverGit(root: string, round: Round): Promise<void> {
  const remote = join(root, 'remote.git')
  execFileSync('git', ['init', '--quiet', '--bare', remote])
  const people = names.map(name => new Person(root, remote, name))
  const [aki, ...others] = people
  if (!aki) return
  const vault = await createVault(aki.vault, { passphrase }, cheap, aki.system)
  await round.add(vault)
  for (const { name } of others) await aki.addKey(name, `the long passphrase of ${name}`)
  await aki.setUp()
  for (const person of others) {
    person.set(`the long passphrase of ${person.name}`)
    // A clone, in less time.
    execFileSync('cp', ['-a', `${aki.tree}/.`, person.tree])
  }

  const added: string[] = []
  for (let step = 0; step < (isThorough ? 40 : 9); step++) {
    const person = round.anyOf(people)
    const opened = () => person.context(true).open()
    // Each step's share of ten.
    const what = round.next(10)
    if (what < 3) await round.use(person.name, await opened(), person.system)
    else if (what === 3) await useOnline(round, person)
    else if (what === 4) await round.add(await opened())
    else if (what === 5 && round.next(2) === 0) await round.void(await opened())
    else if (what === 6) await person.changePassphrase(`a later passphrase of ${person.name}, ${step}`)
    else if (what === 7 && added.length < 2) {
      const secret = `what somebody else types, ${step}`
      await person.addKey(`extra-${step}`, secret)
      added.push(secret)
    } else if (what === 8) await kill(round, person)
    else await exchange(round, person)
  }

  // The first turn collects; what a killed command left is written by the next change, which may be in the second.
  for (const person of [...people, ...people, ...people]) await exchange(round, person)
  const message = `seed ${round.seed}`
  for (const person of people) {
    expect(readFileSync(person.vault).equals(readFileSync(aki.vault)), `${message}: ${person.name}`).toBe(true)
    expect(person.git('status', '--porcelain'), message).toBe('')
  }
  const end = await aki.open()
  round.expectWhole(end)
  for (const secret of [...people.map(person => person.secret), ...added])
    expect([secret, await end.isOpenedBy(secret, end.slots)], message).toEqual([secret, true])
  for (const secret of people.flatMap(person => person.earlier))
    expect([secret, await end.isOpenedBy(secret, end.slots)], message).toEqual([secret, false])
}

async function exchange(round: Round, person: Person): Promise<void> {
  await person.exchange()
  for (const digits of round.drawn.get(person.name) ?? []) round.known.add(digits)
}

/** What others have handed out and sent is not handed out again. */
async function useOnline(round: Round, person: Person): Promise<void> {
  await exchange(round, person)
  const known = new Set(round.known)
  const digits = await round.use(person.name, await person.context(true).open(), person.system)
  if (digits !== undefined) expect(known.has(digits), `seed ${round.seed}: ${digits} twice`).toBe(false)
  await exchange(round, person)
}

async function kill(round: Round, person: Person): Promise<void> {
  const after = 100 + round.next(500)
  if (round.next(2) === 0) await person.killed('sync', after)
  else {
    const shown = await person.killed(`use ${round.anyOf(round.accounts)} --anyway`, after)
    if (/^\d{8}\n/.test(shown)) round.saw(person.name, shown.slice(0, 8))
  }
}

test(
  'several computers over a bare git repository end in one state, whatever each did alone',
  async () => {
    for (let done = 0; done < rounds; done++) await inFolder(playOverGit)
  },
  timeout,
)

/** Two homes on a folder that a sync program keeps: late, and with a mind of its own where both sides have changed. */
class SharedFolder {
  readonly #round: Round
  #cloud: Buffer
  #conflicts = 0

  constructor(round: Round, first: Buffer) {
    this.#round = round
    this.#cloud = first
  }

  deliver(home: { readonly path: string; base: Buffer | undefined }): void {
    const local = home.base === undefined ? undefined : readFileSync(home.path)
    const isChanged = local !== undefined && home.base !== undefined && !local.equals(home.base)
    if (isChanged && home.base?.equals(this.#cloud)) this.#cloud = local
    else if (isChanged) {
      const how = this.#round.next(3)
      // The last writer wins, on either side, without a word; or its copy is kept beside.
      if (how === 0) this.#cloud = local
      if (how === 1)
        writeFileSync(join(dirname(home.path), `vault (conflicted copy ${++this.#conflicts}).igcodes`), local)
    }
    writeFileSync(home.path, this.#cloud, { mode: 0o600 })
    home.base = this.#cloud
  }
}

async function playInSharedFolder(root: string, round: Round): Promise<void> {
  const homes = ['aki', 'ben'].map(name => {
    const path = join(root, name, 'vault.igcodes')
    mkdirSync(dirname(path), { mode: 0o700 })
    const base: Buffer | undefined = undefined
    return { name, path, system: machine(join(root, `${name}-state`), name), base }
  })
  const [aki, ben] = homes
  if (!aki || !ben) return
  await round.add(await createVault(aki.path, { passphrase }, cheap, aki.system))
  const shared = new SharedFolder(round, readFileSync(aki.path))
  for (const home of homes) shared.deliver(home)

  const opened = async ({ path, system }: (typeof homes)[number]): Promise<Vault> => {
    const vault = await open(path, system)
    for (const copy of conflictCopies(path)) {
      await vault.merge(await vault.openCopy(copy, readCopy(copy), async () => typed))
      rmSync(copy)
    }
    return vault
  }
  for (let step = 0; step < 30; step++) {
    const home = round.anyOf(homes)
    const what = round.next(6)
    if (what < 2) await round.use(home.name, await opened(home), home.system)
    else if (what === 2) await round.add(await opened(home))
    else if (what === 3 && round.next(2) === 0) await round.void(await opened(home))
    else shared.deliver(home)
  }
  // Both look at it in turn until nothing comes any more.
  for (let turn = 0; turn < 6; turn++)
    for (const home of homes) {
      shared.deliver(home)
      await opened(home)
      shared.deliver(home)
    }
  const message = `seed ${round.seed}`
  expect(readFileSync(aki.path).equals(readFileSync(ben.path)), message).toBe(true)
  for (const home of homes) {
    expect(readdirSync(dirname(home.path)), message).toEqual(['vault.igcodes'])
    round.expectWhole(await opened(home))
  }
}

test(
  'two homes on a shared folder that overwrites, and leaves conflicted copies, end in one state',
  async () => {
    for (let done = 0; done < (isThorough ? rounds : 3); done++) await inFolder(playInSharedFolder)
  },
  timeout,
)

async function inFolder(play: (root: string, round: Round) => Promise<void>): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'igcodes-replicas-'))
  const round = new Round()
  try {
    await play(root, round)
  } catch (cause) {
    const details = cause instanceof UserError ? JSON.stringify(cause.details) : ''
    throw new Error(`REPLICAS_SEED=${round.seed} ${details}`, { cause })
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}
