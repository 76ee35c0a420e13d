/** The holder that a lock file names, and whether it is provably dead. */
import { isInteger, isNumber, isObjectOf, isText, orNull, parseObject } from '../domain/text/json.ts'
import type { Machine, ProcessFacts } from './machine.ts'

/** As JSON in the lock file. Null: unknown on the holder's system, or not written by an earlier igcodes. */
export interface LockHolder {
  readonly host: string
  readonly machine: string | null
  /** A hash of the replica's id, which belongs to one machine: tells machines without an id of their own apart. */
  readonly replica: string | null
  readonly bootId: string | null
  /** When the lock was taken, in seconds since the machine was started. */
  readonly uptime: number | null
  /** The same time by the machine's clock, in ms since 1970. */
  readonly since: number | null
  readonly pidNamespace: string | null
  readonly pid: number
  readonly startTime: string | null
}

/** The process that finds the lock. */
export interface Judge extends Machine {
  readonly replica: string | null
  readonly processFacts: (pid: number) => ProcessFacts | undefined
}

/** `unsure`: a process with that id is running here; only its start time can tell whether it is the holder. */
export type Verdict = 'dead' | 'living' | 'unsure' | 'unknown'

/** How far clocks of one machine may differ, in seconds. */
const slack = 60

/**
 * An old lock is not a dead one: laptops sleep, disks stall. Nothing is known about a holder on another machine, or on one that may be
 * another.
 */
export function judge(holder: LockHolder, judge: Judge): Verdict {
  if (!ranHere(holder, judge)) return 'unknown'
  if (differ(holder.bootId, judge.bootId)) return 'dead'
  if (differ(holder.pidNamespace, judge.pidNamespace)) return 'unknown'
  // Without boot ids: a machine whose uptime is shorter than in the lock was restarted. (Not with boot ids: in a container the uptime
  // may begin again under the same boot.)
  const knowsStart = holder.bootId !== null && judge.bootId !== null
  if (!knowsStart && holder.uptime !== null && judge.uptime + slack < holder.uptime) return 'dead'

  const running = judge.processFacts(holder.pid)
  if (!running || running.ended) return 'dead'
  if (holder.startTime === null || running.startTime === null) return 'unsure'
  return running.startTime === holder.startTime ? 'living' : 'dead'
}

/**
 * For `unsure`: a process that was started after the lock was taken did not take it. Both times come from one clock, so a living
 * holder looks dead only if that clock was set back by more than the slack while it was running.
 */
export function startedLater(holder: LockHolder, startedAt: number): boolean {
  return holder.since !== null && startedAt > holder.since + slack * 1000
}

/** The host name proves nothing: many machines are "localhost" or "MacBook-Pro.local", and macOS takes the name from the network. */
function ranHere(holder: LockHolder, judge: Judge): boolean {
  if (same(holder.bootId, judge.bootId)) return true
  if (holder.machine !== null && judge.machine !== null) return holder.machine === judge.machine
  return same(holder.replica, judge.replica)
}

/** Both known, and the same. */
function same(one: string | null, other: string | null): boolean {
  return one !== null && one === other
}

/** Both known, and different. */
function differ(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== other
}

const isHolder = isObjectOf<LockHolder>({
  host: isText,
  machine: orNull(isText),
  replica: orNull(isText),
  bootId: orNull(isText),
  uptime: orNull(isNumber),
  since: orNull(isNumber),
  pidNamespace: orNull(isText),
  pid: isInteger(1, Number.MAX_SAFE_INTEGER),
  startTime: orNull(isText),
})

/** What an earlier igcodes did not write. */
const unknown = {
  machine: null,
  replica: null,
  bootId: null,
  uptime: null,
  since: null,
  pidNamespace: null,
  startTime: null,
} as const

/** Undefined for text that no igcodes writes. */
export function parseHolder(text: string): LockHolder | undefined {
  const holder = { ...unknown, ...parseObject(text) }
  return isHolder(holder) ? holder : undefined
}
