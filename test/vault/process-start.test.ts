import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { parseStart, startOf } from '../../src/vault/process-start.ts'

test.each([
  // ps -o lstart=, which pads the day, with TZ=UTC and LC_ALL=C
  ['Sat Nov 28 01:25:10 2026\n', '2026-11-28T01:25:10.000Z'],
  ['Sun Nov  1 23:59:59 2026    \n', '2026-11-01T23:59:59.000Z'],
  // PowerShell's ToString('o')
  ['2026-11-28T01:25:10.1234567Z\r\n', '2026-11-28T01:25:10.123Z'],
])('%j is when the process was started', (text, time) => {
  expect(new Date(parseStart(text) ?? Number.NaN).toISOString()).toBe(time)
})

test.each([
  '',
  '\n',
  'ps: no such process',
  'So 28 Nov. 01:25:10 2026',
  'x Sat Nov 28 01:25:10 2026',
  'Sat Nov 28 01:25:10 2026 x',
  'SaT Nov 28 01:25:10 2026',
  'sat Nov 28 01:25:10 2026',
  'Sat nov 28 01:25:10 2026',
  'Sat Nov 28 1:25:10 2026',
  'Sat Nov 28 01:25 2026',
  'Sat Nov 281 01:25:10 2026',
  '2026-11-28',
  '2026-11-28 01:25:10Z',
  '2026-11-28T01:25:10',
  'x 2026-11-28T01:25:10Z',
  '2026-11-28T01:25:10Z x',
  '2026-11-28T01:25:10+01:00Z',
])('%j tells nothing', text => {
  expect(parseStart(text)).toBeUndefined()
})

test.skipIf(process.platform === 'win32')(
  'ps tells when this process was started, whatever its time zone',
  async () => {
    const started = Date.now() - process.uptime() * 1000
    const told = await startOf(process.pid)
    expect(Math.abs((told ?? 0) - started)).toBeLessThan(60_000)
  },
)

test('nobody can tell of a process that is gone, or where the program for it is missing', async () => {
  expect(await startOf(2 ** 30)).toBeUndefined()
  if (process.platform !== 'win32') expect(await startOf(process.pid, 'win32')).toBeUndefined()
})

describe.skipIf(process.platform === 'win32')('the program that is asked', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'igcodes-start-'))
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true })
  })

  /** Stands where the program is, and writes down how it was called. */
  function standIn(name: string, says: string, exit = 0): () => readonly string[] {
    const asked = join(folder, 'asked')
    const lines = ['#!/bin/sh', `printf '%s\\n' "$LC_ALL" "$TZ" "$EDITOR" "$@" > '${asked}'`]
    writeFileSync(join(folder, name), [...lines, `echo '${says}'`, `exit ${exit}`, ''].join('\n'), { mode: 0o700 })
    vi.stubEnv('PATH', folder)
    vi.stubEnv('EDITOR', 'vi')
    vi.stubEnv('LC_ALL', 'ja_JP.UTF-8')
    vi.stubEnv('TZ', 'Asia/Tokyo')
    return () => readFileSync(asked, 'utf8').split('\n')
  }

  test.each(['linux', 'darwin', 'freebsd'] as const)(
    'is ps, with our environment but for the language: %s',
    async on => {
      const asked = standIn('ps', 'Sat Nov 28 01:25:10 2026')
      expect(await startOf(42, on)).toBe(Date.parse('2026-11-28T01:25:10Z'))
      expect(asked()).toEqual(['C', 'UTC', 'vi', '-o', 'lstart=', '-p', '42', ''])
    },
  )

  test('is PowerShell on Windows', async () => {
    const asked = standIn('powershell.exe', '2026-11-28T01:25:10.1234567Z')
    expect(await startOf(42, 'win32')).toBe(Date.parse('2026-11-28T01:25:10.123Z'))
    const script = "(Get-Process -Id 42).StartTime.ToUniversalTime().ToString('o')"
    expect(asked().slice(3)).toEqual(['-NoProfile', '-NonInteractive', '-Command', script, ''])
  })

  test('tells nothing where it fails, whatever it says', async () => {
    standIn('ps', 'Sat Nov 28 01:25:10 2026', 1)
    expect(await startOf(42, 'linux')).toBeUndefined()
  })
})
