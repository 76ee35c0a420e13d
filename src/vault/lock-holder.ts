/** What a lock file says of its holder, and what follows from that: whether the holder is provably dead. */
import { parseObject } from '../domain/text/json.ts'
import type { Machine, ProcessFacts } from './machine.ts'

/** As JSON in the lock file. What the holder's system could not tell is null, and so is what an earlier igcodes did not write. */
export interface LockHolder {
  readonly host: string
  readonly machine: string | null
  /** A hash of the replica's id, which is bound to its machine: this tells machines apart that have no id of their own. */
  readonly replica: string | null
  readonly bootId: string | null
  /** When the lock was taken, in seconds since the machine was started. */
  readonly uptime: number | null
  /** The same moment by the machine's own clock, in ms since 1970. */
  readonly since: number | null
  readonly pidNamespace: string | null
  readonly pid: number
  readonly startTime: string | null
}

/** Who looks at the lock. */
export interface Judge extends Machine {
  readonly replica: string | null
  readonly processFacts: (pid: number) => ProcessFacts | undefined
}

/** `unsure`: a process with that id runs here, and only the time at which it was started can tell whether it is the holder. */
export type Verdict = 'dead' | 'living' | 'unsure' | 'unknown'

/** What clocks of one machine may differ by, in seconds. */
const slack = 60

/**
 * Age proves nothing: a laptop sleeps, a disk stalls. What ran on another machine, or on one that may be another, is not judged.
 */
export function judge(holder: LockHolder, judge: Judge): Verdict {
  if (!ranHere(holder, judge)) return 'unknown'
  if (differ(holder.bootId, judge.bootId)) return 'dead'
  if (differ(holder.pidNamespace, judge.pidNamespace)) return 'unknown'
  // Where starts have no id: a machine that has been up for a shorter time than then was started again. (Not so in a container,
  // whose time may begin anew under the same start.)
  const knowsStart = holder.bootId !== null && judge.bootId !== null
  if (!knowsStart && holder.uptime !== null && judge.uptime + slack < holder.uptime) return 'dead'

  const running = judge.processFacts(holder.pid)
  if (!running || running.ended) return 'dead'
  if (holder.startTime === null || running.startTime === null) return 'unsure'
  return running.startTime === holder.startTime ? 'living' : 'dead'
}

/**
 * For `unsure`: a process that was started after the lock was taken did not take it. Both times are of the same clock, so only one
 * that was set back by more than the slack, while the holder was running, could make a living holder look dead.
 */
export function startedLater(holder: LockHolder, startedAt: number): boolean {
  return holder.since !== null && startedAt > holder.since + slack * 1000
}

/** The same name proves nothing: there are many a "localhost" and "MacBook-Pro.local". Nor does another: macOS takes it from the network. */
function ranHere(holder: LockHolder, judge: Judge): boolean {
  if (same(holder.bootId, judge.bootId)) return true
  if (holder.machine !== null && judge.machine !== null) return holder.machine === judge.machine
  return same(holder.replica, judge.replica)
}

/** Known on both sides, and the same. */
function same(one: string | null, other: string | null): boolean {
  return one !== null && one === other
}

/** Known on both sides, and not the same. */
function differ(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== other
}

/** Undefined for what no igcodes writes. */
export function parseHolder(text: string): LockHolder | undefined {
  const value = parseObject(text)
  if (!value) return undefined
  const { host, pid, machine = null, replica = null, bootId = null, pidNamespace = null } = value
  const { startTime = null, uptime = null, since = null } = value
  if (typeof host !== 'string' || typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid < 1) return undefined
  if (!isTextOrNull(machine) || !isTextOrNull(replica) || !isTextOrNull(bootId)) return undefined
  if (!isTextOrNull(pidNamespace) || !isTextOrNull(startTime)) return undefined
  if (!isNumberOrNull(uptime) || !isNumberOrNull(since)) return undefined
  return { host, machine, replica, bootId, uptime, since, pidNamespace, pid, startTime }
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string'
}

function isNumberOrNull(value: unknown): value is number | null {
  return value === null || typeof value === 'number'
}
