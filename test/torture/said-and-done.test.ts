/**
 * What is said is what happened: the program, as users run it, meets an error of the disk or `kill -9` at one system call that
 * touches its files, and what it then says is compared with what the vault holds.
 *
 * Each command is killed at every moment that differs: before the first of these calls, and after each call that changes the disk or
 * writes anything. Between two such calls it only reads, and a kill leaves the same. It meets forty errors, at reads as well.
 * IGCODES_FAULTS=2 tries a sample, always the same, and IGCODES_FAULTS=all every call with every error, for hours.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asRecoveryKey } from '../../src/envelope/secret-words.ts'
import { isFailure } from '../../src/errors.ts'
import { findVault } from '../../src/vault/closed-vault.ts'
import { openVault } from '../../src/vault/open.ts'
import type { Vault } from '../../src/vault/vault.ts'
import { ended, passphrase, removeWorlds, someCodes, testEntry, World } from '../cli/world.ts'
import { machine, use } from '../vault/samples.ts'

const canTrace = Boolean(process.env.CI) || !spawnSync('strace', ['-V']).error
const { IGCODES_FAULTS = '40' } = process.env
const isSample = IGCODES_FAULTS === '2'

const errors = ['EIO', 'ENOSPC', 'EACCES', 'EROFS', 'EPERM'] as const
type Fault = (typeof errors)[number] | 'EINVAL' | 'kill'
const faults: readonly Fault[] = [...errors, 'kill']
const turns: readonly Fault[] = ['EIO', 'EPERM', 'EINVAL', 'kill']

/** Not close: one that fails ends Node itself, whatever the program does (close(2) has closed anyway). */
const traced =
  'openat,read,pread64,write,pwrite64,fsync,rename,link,unlink,mkdir,getdents64,statx,newfstatat,readlink,access,chmod'

const newPassphrase = 'brand new passphrase of mine'
const shop = someCodes(6, 1)

interface Command {
  readonly run: string
  readonly input?: string
  /** What the command is run on: nothing, a vault, one that is damaged, or one in a git work tree that differs from its remote. */
  readonly on?: 'nothing' | 'damaged' | 'git'
}

const commands: Readonly<Record<string, Command>> = {
  use: { run: 'use shop' },
  add: { run: 'add shop_b --yes', input: someCodes(5, 2).join('\n') },
  mark: { run: 'mark shop worked' },
  passwd: { run: 'passwd --new-passphrase-file new' },
  'recovery-key': { run: 'recovery-key --yes' },
  import: { run: 'import - --yes', input: `@shop_c\n${someCodes(5, 3).join('\n')}` },
  void: { run: 'void shop --because exposed --yes' },
  'backup restore': { run: 'backup restore 2 --yes', on: 'damaged' },
  init: { run: 'init --no-recovery-key', on: 'nothing' },
  'key add': { run: 'key add --label suzuki --new-passphrase-file new' },
  'key revoke': { run: 'key revoke sato --yes' },
  merge: { run: 'merge copy.igcodes --yes' },
  sync: { run: 'sync', on: 'git' },
}

const satosPassphrase = 'a long passphrase of sato'

/** One code was handed out and seen; a recovery key is on paper; a colleague has a key. Every trial gets a copy. */
let template: World
let shown: readonly string[]
let paper: string
/** What the colleague has done on another computer. */
let copy: Buffer
/** The same vault with a git remote that has what the colleague did, while an account was added here. */
let shared: World

beforeAll(async () => {
  if (!canTrace) return
  template = await new World().fill({ shop })
  shown = [(await template.use('shop')).code]
  paper = (await template.succeed('recovery-key --no-input --yes')).stdout.trim()
  writeFileSync(join(template.home, 'sato'), `${satosPassphrase}\n`, { mode: 0o600 })
  await template.succeed('key add --label sato --new-passphrase-file sato --no-input')

  const other = new World()
  other.takeOver(join(template.home, '.local'))
  rmSync(other.state, { recursive: true })
  await other.succeed('mark shop worked --no-input')
  await other.succeed('add shop_d --yes --no-input', { input: someCodes(5, 4).join('\n') })
  copy = other.vaultBytes()

  shared = new World()
  shared.takeOver(join(template.home, '.local'))
  const remote = join(shared.home, '.local/remote.git')
  const tree = dirname(shared.vault)
  const git = (folder: string, ...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=sato', '-c', 'user.email=sato@localhost', ...args], { cwd: folder })
  git(shared.home, 'init', '--quiet', '--bare', remote)
  await shared.succeed(['git-setup', remote, '--no-input'])
  // The trials have other homes.
  git(tree, 'remote', 'set-url', 'origin', '../../remote.git')
  const clone = join(shared.home, 'clone')
  git(shared.home, 'clone', '--quiet', remote, clone)
  writeFileSync(join(clone, 'vault.igcodes'), copy)
  git(clone, 'commit', '--quiet', '--all', '--message', 'sato')
  git(clone, 'push', '--quiet')
  await shared.succeed('add shop_e --yes --no-input', { input: someCodes(5, 5).join('\n') })
})
afterAll(removeWorlds)

function prepare(world: World, { on }: Command): void {
  const local = join(world.home, '.local')
  rmSync(local, { recursive: true, force: true })
  writeFileSync(join(world.home, 'new'), `${newPassphrase}\n`, { mode: 0o600 })
  writeFileSync(join(world.home, 'copy.igcodes'), copy, { mode: 0o600 })
  if (on === 'nothing') return
  world.takeOver(join((on === 'git' ? shared : template).home, '.local'))
  if (on === 'damaged') truncateSync(world.vault, readFileSync(world.vault).length - 9)
}

interface Said {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

interface Call {
  readonly name: string
  /** Which of its name, from 1. */
  readonly at: number
  readonly line: string
  /** Whether the disk and the screen are as they were before the call of ours that came before it. */
  readonly isSameMoment: boolean
}

/** Runs the command under strace, which counts the calls of the main thread, and returns those that touched our files. */
async function trace(
  world: World,
  { run, input = '' }: Command,
  inject: readonly string[] = [],
): Promise<{ said: Said; calls: readonly Call[] }> {
  const log = join(world.home, 'trace')
  const options = ['-y', '-s', '0', '-o', log, '-e', `trace=${traced}`, ...inject]
  const child = spawn('strace', [...options, process.execPath, testEntry, ...run.split(' '), '--no-input'], {
    cwd: world.home,
    env: { ...world.env, IGCODES_PASSPHRASE_FILE: world.passphraseFile },
    detached: true,
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', chunk => {
    stdout += String(chunk)
  })
  child.stderr.on('data', chunk => {
    stderr += String(chunk)
  })
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const code = await ended(child)
  return { said: { code, stdout, stderr }, calls: callsIn(readFileSync(log, 'utf8'), world) }
}

function callsIn(log: string, world: World): readonly Call[] {
  const count = new Map<string, number>()
  let isSameMoment = false
  return log.split('\n').flatMap(line => {
    const name = /^(\w+)\(/.exec(line)?.[1]
    if (name === undefined) return []
    const at = (count.get(name) ?? 0) + 1
    count.set(name, at)
    const call = { name, at, line, isSameMoment }
    const isOurs = line.includes(join(world.home, '.local/'))
    if (!isRead(line)) isSameMoment = false
    else if (isOurs) isSameMoment = true
    return isOurs ? call : []
  })
}

const isRead = (line: string): boolean =>
  /^(?:read|pread64|getdents64|statx|newfstatat|readlink|access)\(|^openat\([^)]*O_RDONLY(?:\|O_CLOEXEC)?\)/.test(line)

interface Trial {
  readonly call: Call
  readonly fault: Fault
}

function injected({ call: { name, at }, fault }: Trial): readonly string[] {
  const how = fault === 'kill' ? 'signal=KILL:error=EIO' : `error=${fault}`
  return ['-e', `inject=${name}:${how}:when=${at}`]
}

/** The errors that matter at the moment of the save, and one after the other over all calls. */
function trials(calls: readonly Call[], vault: string, isAlone: boolean): readonly Trial[] {
  if (IGCODES_FAULTS === 'all') return calls.flatMap(call => faults.map(fault => ({ call, fault })))
  const save = calls.findIndex(({ name, line }) => /^(rename|link)$/.test(name) && line.includes(`"${vault}")`))
  const isFolderSynced = ({ name, line }: Call, index: number): boolean =>
    index > save && name === 'fsync' && /igcodes>\) /.test(line)
  const turning = [
    { call: calls[save], faults: isSample ? turns.filter(fault => fault === 'EIO' || fault === 'kill') : turns },
    // Some of its errors say that there was nothing to confirm.
    { call: calls.find(isFolderSynced), faults: isSample ? turns.filter(fault => fault !== 'EIO') : turns },
  ].flatMap(({ call, faults }) => (call ? faults.map(fault => ({ call, fault })) : []))
  const spread = calls.flatMap((call, index) => {
    const step = Math.ceil(calls.length / Number(IGCODES_FAULTS))
    return index % step === step - 1 ? { call, fault: faults[Math.floor(index / step) % faults.length] ?? 'EIO' } : []
  })
  // What git does is not among the calls.
  const moments = isSample ? [] : calls.filter(({ isSameMoment }) => !(isAlone && isSameMoment))
  const kills = moments.map(call => ({ call, fault: 'kill' as const }))
  return [...turning, ...spread, ...kills]
}

// What is

interface Found {
  /** The file; empty where there is none. */
  readonly bytes: string
  readonly opens: ReadonlySet<'passphrase' | 'new' | 'paper' | 'printed' | 'sato'>
  readonly events: ReadonlyMap<string, string>
  /** Of the shop's codes, by their digits. */
  readonly states: ReadonlyMap<string, string>
}

/** Another process comes, on a disk that works. */
async function look(world: World, printed: string): Promise<{ found: Found; vault: Vault | undefined }> {
  const secrets = { passphrase, new: newPassphrase, paper, printed, sato: satosPassphrase } as const
  const opens = new Set<keyof typeof secrets>()
  let vault: Vault | undefined
  for (const name of ['sato', 'printed', 'paper', 'new', 'passphrase'] as const) {
    const opened = await openedWith(world, secrets[name])
    if (!opened) continue
    opens.add(name)
    vault = opened
  }
  const bytes = existsSync(world.vault) ? world.vaultBytes().toString('base64') : ''
  const events = new Map(vault?.events.map(({ id, type }) => [id, type]))
  const states = new Map(
    [...(vault?.state.codes.values() ?? [])].flatMap(({ id, outcome }) => {
      const digits = digitsOf.get(id) ?? vault?.digits(id)
      return digits === undefined ? [] : [[digits, outcome] as const]
    }),
  )
  return { found: { bytes, opens, events, states }, vault }
}

/** The codes' ids stay the same in all copies; a used code's digits go. */
const digitsOf = new Map<string, string>()

async function openedWith(world: World, text: string): Promise<Vault | undefined> {
  const recoveryKey = await asRecoveryKey(text)
  try {
    const secret = { text, ...(recoveryKey !== undefined && { recoveryKey }) }
    return await openVault(findVault(world.vault), secret, machine(world.state))
  } catch (error) {
    for (const code of ['wrong-passphrase', 'no-vault', 'damaged'] as const)
      if (isFailure(error, code)) return undefined
    throw error
  }
}

/** Where what was said is not what is. */
async function lies(
  world: World,
  { before, usual }: { before: Found; usual: Found },
  said: Said,
  isKilled: boolean,
): Promise<readonly string[]> {
  const wrong: string[] = []
  const mustBe = (is: boolean, what: string): void => {
    if (!is) wrong.push(what)
  }
  const { code, stdout, stderr } = said
  const words = /^(?:[a-z]+ ){11}[a-z]+$/m.exec(stdout)?.[0] ?? ''
  const codes: readonly string[] = stdout.match(/^\d{8}$/gm) ?? []
  const { found, vault } = await look(world, words)
  const types = (events: Found['events']) =>
    [...events].flatMap(([id, type]) => (before.events.has(id) ? [] : type)).toSorted()
  const isChanged = found.bytes !== before.bytes

  if (isKilled) mustBe(code === 137, `ended with ${code}, not by the signal`)
  else mustBe([0, 16].includes(code), `exit ${code}`)

  // What is said of the vault.
  const saysUnchanged = /The vault is unchanged|Nothing was changed|Nothing was written/.test(stderr)
  const saysSaved = /Saved, but|saved before this is kept|is changed, but|was made, but/.test(stderr)
  const saysUnsure = /may or may not be saved/.test(stderr)
  if (saysUnchanged) mustBe(!isChanged, 'said to be as it was, and is changed')
  if (saysSaved) mustBe(isChanged, 'said to be saved, and is not')
  if (code === 0)
    mustBe(
      isChanged && String(types(found.events)) === String(types(usual.events)),
      `said to be done, but new are only: ${types(found.events)}`,
    )
  else if (!isKilled) mustBe(saysUnchanged || saysSaved || saysUnsure, 'says nothing of the vault')

  // Nothing lost, and every secret that is not replaced still opens.
  if (before.events.size > 0) {
    mustBe(vault !== undefined, 'the vault opens with nothing')
    for (const id of before.events.keys()) mustBe(found.events.has(id), `the event ${id} is lost`)
    for (const name of before.opens) {
      const isKept = found.opens.has(name)
      // Replaced, as it is when all goes well, by one that is told; a revoked one by none.
      const isTold = { passphrase: found.opens.has('new'), sato: isChanged }[name as string] ?? words !== ''
      const isReplaced = !usual.opens.has(name) && isTold
      mustBe(isKept || isReplaced || /void|no longer opens/.test(stderr), `the ${name} does not open it any more`)
    }
  }
  if (words !== '') mustBe(found.opens.has('printed'), 'the words that were shown do not open it')
  if (code === 0 && usual.opens.has('new')) mustBe(found.opens.has('new'), 'the new passphrase does not open it')

  // Codes: shown once, saved before, and spent only when somebody may have seen them.
  for (const digits of codes) {
    mustBe(!shown.includes(digits), `${digits} was shown before`)
    mustBe(found.states.get(digits) === 'reserved', `${digits} was shown and is ${found.states.get(digits)}`)
  }
  for (const [digits, state] of found.states) {
    const isSpent = state === 'reserved' && !shown.includes(digits) && !codes.includes(digits)
    if (isSpent && !isKilled)
      mustBe(stderr.includes('use shop --pending'), `${digits} is spent, and nobody has seen it`)
  }

  if (vault && shop.some(digits => found.states.get(digits) === 'available') && usual.states.size > 0) {
    const next = await use(vault, machine(world.state)).catch(error => `none: ${error}`)
    mustBe(!shown.includes(next) && !codes.includes(next), `the next code is ${next}`)
  }
  return wrong
}

describe.skipIf(!canTrace)('what is said is what is', () => {
  test.each(Object.entries(commands))('%s', { timeout: isSample ? 120_000 : 36_000_000 }, async (_, command) => {
    const worlds = [new World(), new World()]
    const [first] = worlds
    if (!first) throw new Error('no world')
    prepare(first, command)
    const before = (await look(first, '')).found
    prepare(first, command)
    const { said, calls } = await trace(first, command)
    expect(said, 'undisturbed').toMatchObject({ code: 0 })
    const usual = (await look(first, said.stdout.trim())).found

    const queue = [...trials(calls, first.vault, command.on !== 'git')]
    const wrong: string[] = []
    let met = 0
    await Promise.all(
      worlds.map(async world => {
        for (let trial = queue.shift(); trial; trial = queue.shift()) {
          prepare(world, command)
          const { said, calls } = await trace(world, command, injected(trial))
          const { call, fault } = trial
          const hit = calls.find(({ name, at }) => name === call.name && at === call.at)
          // Another call has come before it this time: nothing of ours was met.
          if (!hit) continue
          met++
          for (const lie of await lies(world, { before, usual }, said, fault === 'kill'))
            wrong.push(`${fault} at ${hit.line.replaceAll(world.home, '~')}: ${lie}\n${said.stdout}${said.stderr}`)
        }
      }),
    )
    expect(wrong.join('\n')).toBe('')
    expect(met).toBeGreaterThan(3)
  })
})

describe.skipIf(!canTrace)('a save that the disk did not confirm', () => {
  /** The vault's folder cannot be synced. */
  async function unconfirmed(command: Command, error: string): Promise<{ world: World; said: Said }> {
    const world = new World()
    prepare(world, command)
    const folder = ['-P', dirname(world.vault), '-e', `inject=fsync:error=${error}`]
    return { world, said: (await trace(world, command, folder)).said }
  }

  test('use: the code is shown, with a warning', async () => {
    const { world, said } = await unconfirmed({ run: 'use shop' }, 'EIO')
    expect(said).toMatchObject({ code: 0, stdout: `${shop[1]}\n` })
    expect(said.stderr).toContain('did not confirm it: the disk reports an error (EIO)')
    expect((await world.use('shop')).code).toBe(shop[2])
  })

  test('use --json: the warning is in the answer', async () => {
    const { said } = await unconfirmed({ run: 'use shop --json' }, 'ENOSPC')
    expect(said).toMatchObject({ code: 0, stderr: '' })
    expect(JSON.parse(said.stdout)).toMatchObject({
      code: shop[1],
      warnings: [
        { code: 'unsettled', message: expect.stringContaining('the disk is full (ENOSPC)') },
        { code: 'outcome-unknown' },
      ],
    })
  })

  test.each(['add', 'mark', 'void', 'init'])('%s: done, and ends with 16', async name => {
    const command = commands[name]
    if (!command) throw new Error('no such command')
    const { world, said } = await unconfirmed(command, 'EIO')
    expect(said.code).toBe(16)
    expect(said.stderr).toContain('Saved, but the disk did not confirm the new file')
    expect(said.stderr).toContain('A power cut now could undo the save.')
    expect((await world.run('status --no-input')).code).toBe(0)
  })

  test.each(['EINVAL', 'EOPNOTSUPP', 'ENOTTY', 'ENOSYS'])('where folders cannot be synced at all: %s', async error => {
    const { said } = await unconfirmed({ run: 'use shop' }, error)
    expect(said).toMatchObject({ code: 0, stdout: `${shop[1]}\n` })
    expect(said.stderr).not.toContain('confirm')
  })
})
