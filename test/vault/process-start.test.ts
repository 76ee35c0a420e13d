import { expect, test } from 'vitest'
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

test.each(['', '\n', 'ps: no such process', 'So 28 Nov. 01:25:10 2026'])('%j tells nothing', text => {
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
