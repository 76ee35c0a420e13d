import { describe, expect, it } from 'vitest'
import { type Judge, judge, type LockHolder, parseHolder, startedLater } from '../../src/vault/lock-holder.ts'
import type { ProcessFacts } from '../../src/vault/machine.ts'

const holder: LockHolder = {
  host: 'laptop',
  machine: 'm1',
  replica: 'r1',
  bootId: 'b1',
  uptime: 1000,
  since: 1_800_000_000_000,
  pidNamespace: 'n1',
  pid: 42,
  startTime: '7',
}
const running: ProcessFacts = { ended: false, startTime: '7' }
const nothing = {
  machine: null,
  replica: null,
  bootId: null,
  uptime: null,
  since: null,
  pidNamespace: null,
  startTime: null,
}

/** Judges where nothing has changed since, but for these. */
function verdict(left: Partial<LockHolder>, found: Partial<Judge> = {}, process?: Partial<ProcessFacts> | null) {
  const { host, machine, replica, bootId, pidNamespace } = holder
  const asked: number[] = []
  const processFacts = (pid: number) => {
    asked.push(pid)
    return process === null ? undefined : { ...running, ...process }
  }
  const here: Judge = { host, machine, replica, bootId, uptime: 2000, pidNamespace, processFacts, ...found }
  const result = judge({ ...holder, ...left }, here)
  for (const pid of asked) expect(pid).toBe(42)
  return result
}

describe('a holder on this machine', () => {
  it.each<[string, Partial<ProcessFacts> | null, string]>([
    ['is running', {}, 'living'],
    ['is gone', null, 'dead'],
    ['has ended, and nobody has looked', { ended: true }, 'dead'],
    ['has left its id to another', { startTime: '8' }, 'dead'],
    ['is perhaps another with its id', { startTime: null }, 'unsure'],
  ])('%s', (_, process, expected) => {
    expect(verdict({}, {}, process)).toBe(expected)
  })

  it('is perhaps another with its id where it did not say when it was started', () => {
    expect(verdict({ startTime: null })).toBe('unsure')
    expect(verdict({ startTime: null }, {}, { startTime: null })).toBe('unsure')
  })

  it.each<[string, Partial<LockHolder>, Partial<Judge>, string]>([
    ['the boot is the same, whatever else differs', { machine: 'm2', replica: 'r2' }, {}, 'living'],
    ['the machine is the same, of an earlier boot', { bootId: 'b2', replica: 'r2' }, {}, 'dead'],
    ['another machine, of the same replica', { bootId: 'b2', machine: 'm2' }, {}, 'unknown'],
    ['the replica is the same, and the holder has no machine id', { bootId: 'b2', machine: null }, {}, 'dead'],
    ['the replica is the same, and we have no machine id', { bootId: 'b2' }, { machine: null }, 'dead'],
    ['the replica is another', { bootId: 'b2', machine: null, replica: 'r2' }, {}, 'unknown'],
    ['nobody has a replica', { bootId: 'b2', machine: null, replica: null }, { replica: null }, 'unknown'],
    ['the holder has no boot id', { bootId: null }, {}, 'living'],
    ['we have no boot id', {}, { bootId: null }, 'living'],
    ['nobody has a boot id, and the machines differ', { bootId: null, machine: 'm2' }, { bootId: null }, 'unknown'],
    ['another container', { pidNamespace: 'n2' }, {}, 'unknown'],
    ['the holder has no container', { pidNamespace: null }, {}, 'living'],
    ['we have no container', {}, { pidNamespace: null }, 'living'],
  ])('is judged by what is known: %s', (_, left, found, expected) => {
    expect(verdict(left, found)).toBe(expected)
  })

  it.each<[Partial<LockHolder>, Partial<Judge>, string]>([
    [{ bootId: null }, { uptime: 939 }, 'dead'],
    [{ bootId: null }, { uptime: 940 }, 'living'],
    [{}, { bootId: null, uptime: 939 }, 'dead'],
    [{ bootId: null }, { bootId: null, uptime: 939 }, 'dead'],
    [{ bootId: null, uptime: null }, { uptime: -100 }, 'living'],
    // In a container the uptime may begin again under one boot.
    [{}, { uptime: 1 }, 'living'],
  ])('was left by an earlier start of it where the uptime is shorter: %j, here %j', (left, found, expected) => {
    expect(verdict(left, found)).toBe(expected)
  })
})

describe('a process that was started later', () => {
  it.each([
    [1_800_000_060_001, true],
    [1_800_000_060_000, false],
    [1_700_000_000_000, false],
  ])('is not the holder, if by more than a minute: %d', (startedAt, isLater) => {
    expect(startedLater(holder, startedAt)).toBe(isLater)
  })

  it('may be the holder where that did not say when it took the lock', () => {
    expect(startedLater({ ...holder, since: null }, 1_900_000_000_000)).toBe(false)
  })
})

describe('a lock file', () => {
  it('names its holder', () => {
    expect(parseHolder(JSON.stringify(holder))).toEqual(holder)
    expect(parseHolder(JSON.stringify({ host: '', pid: 1, ...nothing }))).toEqual({ host: '', pid: 1, ...nothing })
  })

  it('of an earlier igcodes leaves out what that did not know', () => {
    expect(parseHolder('{"host":"laptop","pid":42}')).toEqual({ host: 'laptop', pid: 42, ...nothing })
  })

  it.each([
    '',
    'null',
    '[]',
    '{}',
    '{"pid":42}',
    '{"host":"laptop"}',
    ...[
      { host: null },
      { machine: 1 },
      { replica: 1 },
      { bootId: 1 },
      { uptime: '1' },
      { since: '1' },
      { pidNamespace: 1 },
      { pid: 0 },
      { pid: 1.5 },
      { pid: '42' },
      { pid: null },
      { startTime: 7 },
    ].map(wrong => JSON.stringify({ ...holder, ...wrong })),
  ])('that no igcodes writes names none: %s', text => {
    expect(parseHolder(text)).toBeUndefined()
  })
})
