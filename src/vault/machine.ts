/** What tells this machine, its present run, its processes and its folders from others. What a system cannot tell is null. */
import { createHash } from 'node:crypto'
import { readFileSync, readlinkSync, statfsSync, statSync } from 'node:fs'
import { hostname, uptime } from 'node:os'
import { isSystemError } from './disk.ts'

export interface Machine {
  readonly host: string
  /** A hash: the machine id itself should not leave the machine. Only Linux has one that can be read without starting a program. */
  readonly machine: string | null
  /** Drawn by Linux at each start. */
  readonly bootId: string | null
  /** A process id means something in its own namespace only; containers have one each. */
  readonly pidNamespace: string | null
  /** Seconds since the machine was started, sleep included: nobody can set it back. */
  readonly uptime: number
}

export function thisMachine(): Machine {
  return {
    ...machineNames(),
    bootId: fact(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    pidNamespace: fact(() => readlinkSync('/proc/self/ns/pid')),
    uptime: uptime(),
  }
}

let machineHash: string | null | undefined

export function machineNames(): Pick<Machine, 'host' | 'machine'> {
  machineHash ??= hashOfMachineId()
  return { host: hostname(), machine: machineHash }
}

/** A new image of a system has an empty file or the word `uninitialized` (machine-id(5)): that is no id yet. */
function hashOfMachineId(): string | null {
  const id = fact(() => readFileSync('/etc/machine-id', 'utf8').trim())
  return id !== null && /^[0-9a-f]{32}$/.test(id) ? hashOf(`igcodes lock ${id}`) : null
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

export interface ProcessFacts {
  /** Killed, and its parent has not asked for the outcome yet. */
  readonly ended: boolean
  /** In clock ticks since the machine was started: tells a process from a later one that was given the same id. */
  readonly startTime: string | null
}

/** Undefined where there is no such process. */
export function processFacts(pid: number): ProcessFacts | undefined {
  if (!exists(pid)) return undefined
  // proc(5): the state is field 3, the start time field 22; field 2 is a name that may hold anything.
  const stat = fact(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  const [state, ...fields] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? []
  return { ended: state === 'Z' || state === 'X', startTime: fields[18] ?? null }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it is there, and someone else's.
    return !(isSystemError(error) && error.code === 'ESRCH')
  }
}

/** What a folder is known by on its machine. */
export interface FolderFacts {
  readonly inode: bigint
  /** statfs(2)'s number for the kind of file system, where a system has such numbers. */
  readonly fileSystem: number | null
  readonly path: string
}

export function folderFacts(path: string): FolderFacts {
  return { inode: statSync(path, { bigint: true }).ino, fileSystem: fileSystemOf(path), path }
}

function fileSystemOf(path: string): number | null {
  try {
    return statfsSync(path).type
  } catch {
    return null
  }
}

/** Linux makes up the inodes of these anew: FAT, exFAT, FUSE, overlay, CIFS, SMB2, 9P (linux/magic.h). */
const withoutLastingInodes: ReadonlySet<number> = new Set([
  0x4d44, 0x2011bab0, 0x65735546, 0x794c7630, 0xff534d42, 0xfe534d42, 0x01021997,
])

/**
 * Tells a folder from each copy of it, on this machine or another: by the machine's id, and by the folder's inode, which no copy of
 * files takes along (a new computer, Migration Assistant, a synced home, a restored backup). A hash: it is written into the folder.
 *
 * The name of the host does not count, because macOS takes it from the network; but where inodes do not last, the path and the host
 * must do, so that containers of one image, which have no machine id, differ. A copy of a whole disk that keeps its machine id cannot
 * be told from the disk. Being wrong in the other direction is harmless: the machine goes on under a new name.
 */
export function locationHash(folder: FolderFacts, { machine, host }: Pick<Machine, 'machine' | 'host'>): string {
  const { inode, fileSystem, path } = folder
  const isLasting = fileSystem === null || !withoutLastingInodes.has(fileSystem)
  return hashOf(['igcodes replica', machine ?? '', ...(isLasting ? [`inode ${inode}`] : [path, host])].join('\n'))
}

function fact(read: () => string): string | null {
  try {
    return read()
  } catch {
    return null
  }
}
