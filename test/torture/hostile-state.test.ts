/**
 * Every file that igcodes keeps outside the vault, replaced by what nobody expects there: no hang, no stack, nothing lost, and nothing
 * handed out twice. The files are those that the program makes, so a new one is tried from the day it is there.
 */
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { noticesFiles } from '../../src/vault/notices.ts'
import { SavedRecoveries } from '../../src/vault/saved-recovery.ts'
import { readPayload } from '../cli/payload.ts'
import { handedOut, type Outcome, removeWorlds, someCodes, testEntry, World } from '../cli/world.ts'
import { inTurns, isThorough, sampled } from '../thorough.ts'

const unreadable = 'what may not be read'
const hostile: Readonly<Record<string, (path: string, theirs: string) => void>> = {
  garbage: path => writeFileSync(path, Buffer.from([0, 255, 13, 10, 123, 34, 195, 40]), { mode: 0o600 }),
  nothing: path => writeFileSync(path, '', { mode: 0o600 }),
  '100 MB': path => {
    writeFileSync(path, '', { mode: 0o600 })
    truncateSync(path, 100 * 1024 * 1024)
  },
  'a FIFO': path => {
    expect(spawnSync('mkfifo', [path]).status).toBe(0)
  },
  'a folder': path => mkdirSync(path, { mode: 0o700 }),
  'a link to nowhere': path => symlinkSync('nowhere', path),
  'a link to /dev/zero': path => symlinkSync('/dev/zero', path),
  "a link to a file of the user's": (path, theirs) => symlinkSync(theirs, path),
  [unreadable]: path => {
    writeFileSync(path, 'x')
    chmodSync(path, 0)
  },
}

/** A run of each kind: what a shell asks for, what reads, what saves, what repairs. */
const lines = [
  'check',
  'status',
  'use shop_tokyo --json',
  'recover shop_tokyo',
  'add shop_new --yes',
  'backup verify',
  'doctor',
  'sync',
  'lock',
]

/** Where nothing is at most times, in this machine's state or beside the vault. */
function alsoMade(world: World): readonly string[] {
  const { said } = noticesFiles(world.state, world.vault)
  return [said, `${world.vault}.lock`, `${world.vault}.backups`]
}

/** Of files that differ in their name only, such as backups and claims, one is enough. */
const kindOf = (path: string): string => path.replace(/(?<=\/backups\/\w+\/).*/, 'BACKUP').replace(/[\w-]{43}/, 'CLAIM')

/** All that is there outside of git's own folder, as paths in `.local`. */
function targetsIn(world: World): readonly string[] {
  const local = join(world.home, '.local')
  const all = readdirSync(local, { recursive: true, encoding: 'utf8' }).filter(name => !name.includes('/.git/'))
  const also = alsoMade(world).map(path => path.slice(local.length + 1))
  const first = new Map([...all, ...also].toReversed().map(name => [kindOf(name), name]))
  return [...first.values()]
    .filter(name => !['share', 'state', 'share/igcodes', 'share/igcodes/.git'].includes(name))
    .toSorted()
}

let template: World
let targets: readonly string[] = []

beforeAll(async () => {
  template = await new World().fill({ shop_tokyo: someCodes(5, 1), shop_osaka: someCodes(5, 2) })
  spawnSync('git', ['init', '-q', '--bare', join(template.home, 'remote.git')])
  for (const line of [
    'use shop_osaka',
    'mark shop_osaka worked',
    'config notices names',
    'status',
    'git-setup ../../../remote.git',
    'use shop_osaka',
  ])
    await template.succeed(`${line} --no-input`)
  const opened = {
    type: 'incident-opened',
    incident: 'k7tm',
    have: [],
    lost: ['phone'],
    scenario: 'phone-lost',
  } as const
  const facts = [{ ...opened, odds: 'medium', when: '2026-11-22T18:00:00.000Z' }] as const
  new SavedRecoveries(template.state, () => 'name').keep({ facts, saved: 0 })
  await template.succeed('unlock --for 1m --no-input')
  targets = targetsIn(template)
  await template.succeed('lock')
})
afterAll(removeWorlds)

const kinds = Object.keys(hostile)
/** Of the files and folders. */
const count = 27

test('the files are those that the program makes', () => {
  expect(targets).toHaveLength(count)
  const names = targets.map(path => kindOf(path).split('/').at(-1))
  for (const name of [
    'replica',
    'settings.json',
    'memory.json',
    'last-save.igcodes',
    'git',
    'CLAIM',
    'BACKUP',
    'socket',
    'socket.json',
    'unnamed.json',
  ])
    expect(names).toContain(name)
})

/** What makes a program hang that opens it. */
const endless = ['a FIFO', 'a link to /dev/zero']

/** A command that hangs is killed, with 137. As another user where root may read everything. */
async function run(world: World, line: string, kind: string): Promise<Outcome> {
  const input = line.startsWith('add') ? someCodes(5, 3).join('\n') : ''
  if (!endless.includes(kind) && kind !== unreadable) return world.run(`${line} --no-input`, { input })
  const other = kind === unreadable && process.geteuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
  const started = performance.now()
  const { status, stdout, stderr } = spawnSync(process.execPath, [testEntry, ...line.split(' '), '--no-input'], {
    cwd: world.home,
    env: { ...world.env, IGCODES_PASSPHRASE_FILE: world.passphraseFile },
    input,
    timeout: 60_000,
    killSignal: 'SIGKILL',
    encoding: 'utf8',
    ...other,
  })
  return { code: status ?? 137, stdout, stderr, took: performance.now() - started }
}

// The names of the homes differ, the order of what is in them does not.
const pairs = inTurns([...Array(count).keys()], kinds)

test.each(sampled(pairs, 9))('file %i, %s', { timeout: 600_000 }, async (index, kind) => {
  const target = targets[index]
  if (target === undefined) return
  const world = new World()
  cpSync(join(template.home, 'remote.git'), join(world.home, 'remote.git'), { recursive: true })
  world.takeOver(join(template.home, '.local'))
  const before = (await readPayload(world)).events
  const path = inHome(world, target)
  const theirs = join(world.home, 'theirs')
  writeFileSync(theirs, 'keep me')

  rmSync(path, { recursive: true, force: true })
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  hostile[kind]?.(path, theirs)
  const { ino } = lstatSync(path)
  const isOther = kind === unreadable
  if (isOther) spawnSync('chown', ['-R', '65534:65534', world.home])
  const handed: string[] = []
  // Git takes longer than all the rest.
  const isGits = target.endsWith('.gitattributes')
  for (const line of lines.filter(line => line !== 'sync' || isGits || isThorough)) {
    const outcome = await run(world, line, kind)
    const { code, stderr } = outcome
    expect([1, 2, 137], `${line}: ${stderr}`).not.toContain(code)
    expect(stderr, line).not.toMatch(/^ +at /m)
    // Doctor finds what is wrong, and does not fail on it.
    if (line === 'doctor') expect([0, 30, 31], stderr).toContain(code)
    if (line.startsWith('use') && code === 0) handed.push(handedOut(outcome).code)
  }
  expect(readFileSync(theirs, 'utf8')).toBe('keep me')
  if (isOther) spawnSync('chown', ['-R', 'root:root', world.home])

  // It is removed again.
  if (lstatSync(path, { throwIfNoEntry: false })?.ino === ino) {
    rmSync(path, { recursive: true })
    const whole = inHome(template, target)
    if (existsSync(whole) && !lstatSync(whole).isSocket()) cpSync(whole, path, { recursive: true })
  }
  world.becomeTheMachine()
  handed.push((await world.use('shop_tokyo')).code)
  expect(new Set(handed).size).toBe(handed.length)
  const { events } = await readPayload(world)
  expect(events).toEqual(expect.arrayContaining([...before]))
})

function inHome(world: World, target: string): string {
  const path = join(world.home, '.local', target)
  // Named after the vault's path.
  const [mine, others] = [world, template].map(({ vault }) => encodeURIComponent(vault))
  return path
    .replace(others ?? '', mine ?? '')
    .replace(/(?<=\/backups\/)\w+/, () => readdirSync(join(world.state, 'backups'))[0] ?? '')
}
