import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { type LockHolder, type LockOptions, releaseHeldLocks, withLock } from '../../src/vault/lock.ts'

const linux = process.platform === 'linux'
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

  it('is one whose process is gone, where a system tells no more than that', async () => {
    writeLock({ ...nothingKnown(), pid: await idOfTheDead() })
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

  it.each<[string, Partial<LockHolder>]>([
    ['another host', { host: 'elsewhere', bootId: 'another', pid: gone, startTime: '1' }],
    ['another host, nothing known', { ...nothingKnown(), host: 'elsewhere', pid: gone }],
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

  it.each([
    '',
    '{}',
    '{"host"',
    'null',
    '[]',
    '{"host":"a","pid":0}',
    '{"host":"a","pid":1.5}',
    '{"host":1,"pid":1}',
  ])('a file that names none: %s', async text => {
    writeFileSync(`${vault}.lock`, text)
    const waits: unknown[] = []
    const error = await failure({ waitMs: 60, onWait: found => waits.push(found) })
    expect(error).toMatchObject({ code: 'locked', details: { path: `${vault}.lock`, host: '', pid: 0 } })
    expect(waits).toEqual([undefined])
    expect(readFileSync(`${vault}.lock`, 'utf8')).toBe(text)
  })

  it('a folder in the place of the file', async () => {
    mkdirSync(`${vault}.lock`)
    expect(await failure({ waitMs: 60 })).toMatchObject({ code: 'locked' })
  })
})

function nothingKnown(): Pick<LockHolder, 'machine' | 'bootId' | 'pidNamespace' | 'startTime'> {
  return { machine: null, bootId: null, pidNamespace: null, startTime: null }
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
