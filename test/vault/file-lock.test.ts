import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FileFault, UserError } from '../../src/errors.ts'
import {
  type LockOptions,
  type LockSystem,
  lockAt,
  realSystem,
  releaseHeldLocks,
  withLock,
} from '../../src/vault/file-lock.ts'
import type { LockHolder } from '../../src/vault/lock-holder.ts'
import { refusal } from '../domain/samples.ts'

const linux = process.platform === 'linux'
/** Needs root. */
const canMakeNamespace = spawnSync('unshare', ['--fork', '--pid', '--mount-proc', 'true']).status === 0
/** Node 20 cannot run TypeScript: the helper process is bundled once. */
const built = mkdtempSync(join(tmpdir(), 'igcodes-lock-process-'))
const helper = join(built, 'lock-process.mjs')

let folder: string
let vault: string
let children: ChildProcess[]

beforeAll(() => {
  buildSync({
    entryPoints: [join(import.meta.dirname, 'lock-process.ts')],
    outfile: helper,
    bundle: true,
    platform: 'node',
    format: 'esm',
  })
})
afterAll(() => rmSync(built, { recursive: true }))

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'igcodes-lock-'))
  vault = join(folder, 'vault')
  children = []
})
afterEach(async () => {
  for (const child of children) await kill(child)
  rmSync(folder, { recursive: true })
})

describe('the lock', () => {
  it('is a private file beside the vault while the work runs, and nothing remains', async () => {
    const found = await withLock(vault, {}, () => ({
      files: readdirSync(folder),
      mode: statSync(`${vault}.lock`).mode & 0o777,
      holder: lockFile(),
    }))
    expect(found.files).toEqual(['vault.lock'])
    if (process.platform !== 'win32') expect(found.mode).toBe(0o600)
    expect(found.holder).toMatchObject({ host: hostname(), pid: process.pid })
    if (linux) expect(found.holder.startTime).toMatch(/^[0-9]+$/)
    expect(readdirSync(folder)).toEqual([])
  })

  it('gives back what the work gives, and is released when the work throws', async () => {
    expect(await withLock(vault, {}, () => 42)).toBe(42)
    expect(await withLock(vault, {}, async () => 'later')).toBe('later')
    await expect(withLock(vault, {}, () => Promise.reject(new Error('full')))).rejects.toThrow('full')
    await expect(
      withLock(vault, {}, () => {
        throw new Error('broken')
      }),
    ).rejects.toThrow('broken')
    expect(readdirSync(folder)).toEqual([])
  })

  it('lets eight processes count to 200 without losing one', async () => {
    await countTogether(8, 'count', 25)
    expect(counter()).toBe(200)
    expect(readdirSync(folder)).toEqual(['vault.counter'])
  })

  it('makes two tasks of one process take turns', async () => {
    const order: string[] = []
    const task = (name: string) => async () => {
      order.push(`${name} in`)
      await new Promise(resolve => setTimeout(resolve, 20))
      order.push(`${name} out`)
    }
    await Promise.all([withLock(vault, {}, task('a')), withLock(vault, {}, task('b'))])
    expect(order).toEqual(['a in', 'a out', 'b in', 'b out'])
  })

  it('is only released by its holder', async () => {
    const other = JSON.stringify(holder({ host: 'elsewhere' }))
    await withLock(vault, {}, () => writeFileSync(`${vault}.lock`, other))
    expect(readFileSync(`${vault}.lock`, 'utf8')).toBe(other)
  })

  it('is let go at once when a signal ends the program', async () => {
    await withLock(vault, {}, () => {
      releaseHeldLocks()
      expect(readdirSync(folder)).toEqual([])
    })
  })

  it('says so when the folder is gone', async () => {
    const lost = join(folder, 'gone', 'vault')
    await expect(withLock(lost, {}, () => 0)).rejects.toMatchObject({
      code: 'storage',
      details: { doing: 'lock', path: `${lost}.lock`, cause: 'ENOENT' },
    })
  })
})

describe('a living holder', () => {
  it('is named, waited for, and then respected: exit 11', async () => {
    const child = await startHolding()
    const waits: unknown[] = []
    const start = performance.now()
    const error = await failure({ waitMs: 300, onWait: found => waits.push(found?.pid) })

    expect(performance.now() - start).toBeGreaterThanOrEqual(299)
    expect(performance.now() - start).toBeLessThan(2000)
    expect(waits).toEqual([child.pid])
    expect(error.exitCode).toBe(11)
    expect(error.details).toEqual({ path: `${vault}.lock`, host: hostname(), pid: child.pid, seconds: 0 })
    expect(lockFile().pid).toBe(child.pid)
    expect(readdirSync(folder)).toEqual(['vault.lock'])
  })

  it('keeps the lock while it is stopped, until it has ended', async () => {
    const child = await startHolding()
    child.kill('SIGSTOP')
    expect(await failure({ waitMs: 300 })).toMatchObject({ code: 'locked', details: { pid: child.pid } })
    expect(lockFile().pid).toBe(child.pid)
    child.kill('SIGTERM')
    child.kill('SIGCONT')
    expect(await withLock(vault, { waitMs: 5000 }, () => 'taken')).toBe('taken')
  })

  it('is waited for ten seconds, by the clock that was handed in', async () => {
    writeLock({ pid: process.pid })
    let now = 5_000_000
    const sleep = async (ms: number) => {
      now += ms
    }
    expect((await failure({ clock: () => now, sleep })).details).toMatchObject({ seconds: 10 })
    expect(now).toBe(5_010_000)
  })
})

describe('a dead holder', () => {
  it('that was killed does not keep the next one waiting', async () => {
    await kill(await startHolding())
    expect(existsSync(`${vault}.lock`)).toBe(true)
    expect(await withLock(vault, { waitMs: 0 }, () => 'taken')).toBe('taken')
    expect(readdirSync(folder)).toEqual([])
  })

  it.runIf(linux)('is one whose process id belongs to a later process', async () => {
    writeLock({ startTime: '1' })
    expect(await withLock(vault, { waitMs: 0 }, () => 'taken')).toBe('taken')
  })

  it.runIf(linux)('is one from before the machine was started again', async () => {
    writeLock({ bootId: 'an earlier one' })
    expect(await withLock(vault, { waitMs: 0 }, () => 'taken')).toBe('taken')
  })

  it('is one whose process is gone, whatever the machine is called by now', async () => {
    writeLock({ host: 'earlier.local', pid: await idOfTheDead() })
    expect(await withLock(vault, { waitMs: 0 }, () => 'taken')).toBe('taken')
  })

  it.runIf(linux)('is replaced by one at a time, however many come at once', async () => {
    await countTogether(8, 'count-dying', 25)
    expect(counter()).toBe(200)
    expect(readdirSync(folder).sort()).toEqual(['vault.counter', 'vault.lock'])
  })

  it('is broken too when another died while breaking its lock', async () => {
    const pid = await idOfTheDead()
    writeLock({ pid })
    writeFileSync(`${vault}.lock.break`, JSON.stringify(holder({ pid })))
    expect(await withLock(vault, { waitMs: 1000 }, () => 'done')).toBe('done')
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('a holder nobody can judge from here keeps the lock', () => {
  const gone = 2 ** 30

  it.skipIf(!canMakeNamespace)('one in a real PID namespace of its own, and after it was killed there', async () => {
    const child = spawn('unshare', [
      '--fork',
      '--pid',
      '--mount-proc',
      '--kill-child',
      process.execPath,
      helper,
      vault,
      'hold',
    ])
    await once(child.stdout, 'data')
    // 1 is alive here as well, and is another process.
    expect(lockFile().pid).toBe(1)
    expect(await failure({ waitMs: 60 })).toMatchObject({ code: 'locked', details: { pid: 1 } })
    await kill(child)
    expect(await failure({ waitMs: 60 })).toMatchObject({ code: 'locked', details: { pid: 1 } })
  })

  it.each<[string, Partial<LockHolder>]>([
    ['another host', { ...nothingKnown(), bootId: 'another', host: 'elsewhere', pid: gone, startTime: '1' }],
    ['another host, nothing known', { ...nothingKnown(), host: 'elsewhere', pid: gone }],
    ['perhaps another machine, of the same name', { ...nothingKnown(), pid: gone }],
    ['perhaps another machine, of the same name, its start known', { ...nothingKnown(), bootId: 'x', pid: gone }],
    ['a living process, nothing known', { ...nothingKnown(), pid: process.pid }],
    ['a living process of another user', { ...nothingKnown(), pid: 1 }],
    ...(linux
      ? [
          ['another machine of the same name', { machine: 'another', bootId: 'another', pid: gone }] as const,
          ['another container', { pidNamespace: 'pid:[1]', pid: gone }] as const,
        ].map(([name, facts]): [string, Partial<LockHolder>] => [name, facts])
      : []),
  ])('%s', async (_, facts) => {
    writeLock(facts)
    const before = readFileSync(`${vault}.lock`, 'utf8')
    expect(await failure({ waitMs: 60 })).toMatchObject({ code: 'locked' })
    expect(readFileSync(`${vault}.lock`, 'utf8')).toBe(before)
  })
})

describe('another machine’s lock in a synced folder', () => {
  const elsewhere = { ...nothingKnown(), bootId: 'another', machine: 'another', host: 'elsewhere' }

  function inDropbox(name = 'Dropbox'): void {
    mkdirSync(join(folder, name))
    vault = join(folder, name, 'vault')
    writeLock(elsewhere)
  }

  it.skipIf(!linux)('is ignored once it has not changed for a minute, and not before', async () => {
    inDropbox()
    expect(await failure({ waitMs: 60 })).toMatchObject({ code: 'locked' })
    const system = { ...realSystem, now: () => Date.now() + 61_000 }
    expect(await withLock(vault, { waitMs: 60, system }, () => lockFile().host)).toBe(hostname())
    expect(existsSync(`${vault}.lock`)).toBe(false)
  })

  it.skipIf(!linux)('counts where no sync program brings it', async () => {
    inDropbox('a folder')
    const system = { ...realSystem, now: () => Date.now() + 61_000 }
    expect(await failure({ waitMs: 60, system })).toMatchObject({ code: 'locked' })
  })
})

describe('what is no lock', () => {
  const kinds: readonly (readonly [FileFault, (path: string) => void])[] = [
    ['folder', path => mkdirSync(path)],
    ['folder', path => mkdirSync(join(path, 'holder'), { recursive: true })],
    ['link', path => symlinkSync('/nowhere', path)],
    ['link', path => symlinkSync(path, path)],
    ['large', path => writeFileSync(path, 'x'.repeat(5000))],
    ['special', path => execFileSync('mkfifo', [path])],
    ['folder', path => lockFolder(path, 'garbage')],
    ...[
      '{}',
      '{"host"',
      'null',
      '[]',
      '\0\0',
      '{"host":"a","pid":0}',
      '{"host":"a","pid":1.5}',
      '{"host":1,"pid":1}',
    ].map(text => ['content', (path: string) => writeFileSync(path, text)] as const),
  ]

  it.runIf(linux).each(kinds)('is refused at once and left alone: a %s', async (fault, put) => {
    for (const name of [`${vault}.lock`, `${vault}.lock.break`]) {
      rmSync(`${vault}.lock`, { recursive: true, force: true })
      if (name.endsWith('.break')) writeLock({ pid: await idOfTheDead() })
      put(name)
      const start = performance.now()
      const error = await failure()
      expect(error).toMatchObject({ code: 'lock-broken', exitCode: 16, details: { path: name, fault } })
      expect(performance.now() - start).toBeLessThan(900)
      expect(lstatSync(name)).toBeDefined()
    }
  })

  it.each<[string, (path: string) => void]>([
    ['file', path => writeFileSync(path, '')],
    ['file with a line end in it', path => writeFileSync(path, '\n')],
    ['holder in a folder', path => lockFolder(path, '')],
  ])('is waited for where it may still become one, then named as empty: a %s', async (_, put) => {
    put(`${vault}.lock`)
    const start = performance.now()
    const waits: unknown[] = []
    const error = await failure({ waitMs: 200, onWait: found => waits.push(found) })
    expect(performance.now() - start).toBeGreaterThanOrEqual(199)
    expect(waits).toEqual([undefined])
    expect(error).toMatchObject({
      code: 'lock-broken',
      exitCode: 16,
      details: { path: `${vault}.lock`, fault: 'empty' },
    })
    expect(existsSync(`${vault}.lock`)).toBe(true)
  })

  it('and what cannot be looked at is named with the cause', () => {
    const path = join(folder, 'x'.repeat(300))
    expect(refusal(() => lockAt(path, undefined))).toMatchObject({
      code: 'storage',
      details: { doing: 'lock', path: `${path}.lock`, cause: 'ENAMETOOLONG' },
    })
  })

  it('and one that was empty only for a moment is respected, or taken when it has gone', async () => {
    writeFileSync(`${vault}.lock`, '')
    const filled = failure({ waitMs: 300 })
    await new Promise(resolve => setTimeout(resolve, 60))
    writeLock({ pid: process.pid })
    expect(await filled).toMatchObject({ code: 'locked', details: { pid: process.pid } })
    writeFileSync(`${vault}.lock`, '')
    const freed = withLock(vault, {}, () => 'taken')
    await new Promise(resolve => setTimeout(resolve, 60))
    rmSync(`${vault}.lock`)
    expect(await freed).toBe('taken')
  })

  it.runIf(linux)('is seen without reading it: 600 MiB', async () => {
    writeFileSync(`${vault}.lock`, '')
    truncateSync(`${vault}.lock`, 600 * 1024 * 1024)
    expect(await failure()).toMatchObject({ code: 'lock-broken', details: { fault: 'large' } })
  })

  it.runIf(linux)('does not keep a holder from letting go, when somebody puts it there meanwhile', async () => {
    const work = () => {
      rmSync(`${vault}.lock`)
      execFileSync('mkfifo', [`${vault}.lock`])
      return 'done'
    }
    expect(await withLock(vault, {}, work)).toBe('done')
    expect(lstatSync(`${vault}.lock`).isFIFO()).toBe(true)
  })
})

describe('where a system has neither a machine’s id nor /proc, as macOS and Windows', () => {
  const pid = 4711
  const hour = 3600
  const since = Date.parse('2026-11-20T12:00:00Z')

  /** Such a system at another moment; `processes` live there, each with the time of its start. */
  function system(moment: {
    readonly host?: string
    readonly uptime?: number
    readonly processes?: ReadonlyMap<number, number | undefined>
  }): LockSystem {
    const { host = 'macbook.local', uptime = 100 * hour, processes = new Map() } = moment
    const processFacts = (id: number) =>
      processes.has(id) || id === process.pid ? { ended: false, startTime: null } : undefined
    return {
      machine: () => ({ host, machine: null, bootId: null, pidNamespace: null, uptime, processFacts }),
      startOf: async id => processes.get(id),
      now: () => since,
      isSyncedOnly: async () => false,
    }
  }

  const mine = { replica: 'mine', waitMs: 3000 }

  /** Takes the lock for good, as a process that is killed does. */
  async function leaveLock(replica = mine.replica): Promise<void> {
    const left = system({})
    const text = await withLock(vault, { ...mine, replica, system: left }, () => readFileSync(`${vault}.lock`, 'utf8'))
    writeFileSync(`${vault}.lock`, JSON.stringify({ ...JSON.parse(text), pid }))
  }

  /** The clock that measures the wait runs ahead: nobody wants to wait for it here. */
  function taking(moment: Parameters<typeof system>[0], replica = mine.replica): Promise<string> {
    let now = 0
    const sleep = async () => {
      now += 500
    }
    const options = { ...mine, replica, clock: () => now, sleep, system: system(moment) }
    return withLock(vault, options, () => `taken after ${now} ms`).catch((error: unknown) =>
      error instanceof UserError ? error.code : String(error),
    )
  }

  it('a killed holder’s lock is taken at once, also under another host name', async () => {
    await leaveLock()
    expect(await taking({ host: 'wlan-17.example.org' })).toBe('taken after 0 ms')
  })

  it('a living holder is waited for and respected', async () => {
    await leaveLock()
    const processes = new Map([[pid, since - hour * 1000]])
    expect(await taking({ processes })).toBe('locked')
    // Its clock may have been set meanwhile, but not back by more than a minute.
    expect(await taking({ processes: new Map([[pid, since + 59_000]]) })).toBe('locked')
    expect(await taking({ processes: new Map([[pid, undefined]]) })).toBe('locked')
  })

  it('a later process with the id of the dead one is found out after two seconds, by the time of its start', async () => {
    await leaveLock()
    expect(await taking({ processes: new Map([[pid, since + 5 * 60_000]]) })).toBe('taken after 2500 ms')
  })

  it('a restart is seen by the time that the machine has been up', async () => {
    await leaveLock()
    const processes = new Map([[pid, undefined]])
    expect(await taking({ uptime: 99 * hour, processes })).toBe('taken after 0 ms')
    await leaveLock()
    expect(await taking({ uptime: 100 * hour - 30, processes })).toBe('locked')
  })

  it('the lock of another computer of the same name stays, whatever its process is here', async () => {
    await leaveLock('of another computer')
    for (const moment of [{}, { uptime: 1 }, { processes: new Map([[pid, since + hour * 1000]]) }])
      expect(await taking(moment)).toBe('locked')
  })

  it('and so does one of an igcodes that did not write whose it is', async () => {
    writeFileSync(`${vault}.lock`, JSON.stringify({ host: 'macbook.local', pid }))
    expect(await taking({ uptime: 1 })).toBe('locked')
  })
})

function nothingKnown(): Pick<LockHolder, 'machine' | 'replica' | 'bootId' | 'pidNamespace' | 'startTime'> {
  return { machine: null, replica: null, bootId: null, pidNamespace: null, startTime: null }
}

/** What this very process would write, but for `facts`. */
function holder(facts: Partial<LockHolder>): LockHolder {
  return { ...ourselves, ...facts }
}

const ourselves: LockHolder = await ownHolder()

async function ownHolder(): Promise<LockHolder> {
  const place = mkdtempSync(join(tmpdir(), 'igcodes-lock-'))
  const path = join(place, 'vault')
  const text = await withLock(path, {}, () => readFileSync(`${path}.lock`, 'utf8'))
  rmSync(place, { recursive: true })
  return JSON.parse(text)
}

/** A lock as it is where files cannot be linked. */
function lockFolder(path: string, text: string): void {
  mkdirSync(path)
  writeFileSync(join(path, 'holder'), text)
}

function writeLock(facts: Partial<LockHolder>): void {
  writeFileSync(`${vault}.lock`, JSON.stringify(holder(facts)))
}

function lockFile(): LockHolder {
  return JSON.parse(readFileSync(`${vault}.lock`, 'utf8'))
}

async function failure(options: LockOptions = {}): Promise<UserError> {
  const error = await withLock(vault, options, () => undefined).catch((error: unknown) => error)
  if (!(error instanceof UserError)) throw new Error('the lock was taken', { cause: error })
  return error
}

function start(...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [helper, vault, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  return child
}

async function startHolding(): Promise<ChildProcess> {
  const child = start('hold')
  if (child.stdout) await once(child.stdout, 'data')
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

async function countTogether(processes: number, task: string, times: number): Promise<void> {
  writeFileSync(`${vault}.counter`, '0')
  const running = Array.from({ length: processes }, () => start(task, String(times)))
  const exits = await Promise.all(running.map(child => once(child, 'exit')))
  expect(exits.map(([code]) => code)).toEqual(running.map(() => 0))
}

function counter(): number {
  return Number(readFileSync(`${vault}.counter`, 'utf8'))
}

async function idOfTheDead(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
  await once(child, 'exit')
  return child.pid ?? Number.NaN
}
