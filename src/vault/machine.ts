/** Identifies this machine, its boot, its processes and its folders. Null: the system does not say. */
import { createHash } from 'node:crypto'
import { readFileSync, readlinkSync, statfsSync, statSync } from 'node:fs'
import { hostname, uptime } from 'node:os'
import { isSystemError } from './disk.ts'

export interface Machine {
  readonly host: string
  /** A hash, because the machine id should not leave the machine. Only Linux has one that can be read without another program. */
  readonly machine: string | null
  /** Random, drawn by Linux at each boot. */
  readonly bootId: string | null
  /** Process ids are valid in one namespace only; each container has its own. */
  readonly pidNamespace: string | null
  /** Seconds since boot, sleep included; cannot be set back. */
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

/** In a new system image the file is empty or says `uninitialized` (machine-id(5)): then there is no id yet. */
function hashOfMachineId(): string | null {
  const id = fact(() => readFileSync('/etc/machine-id', 'utf8').trim())
  return id !== null && /^[0-9a-f]{32}$/.test(id) ? hashOf(`igcodes lock ${id}`) : null
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

export interface ProcessFacts {
  /** A zombie: ended, and its parent has not read its exit status. */
  readonly ended: boolean
  /** In clock ticks since boot: tells a process from a later one with the same id. */
  readonly startTime: string | null
}

/** Undefined if there is no such process. */
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
    // EPERM: it exists and belongs to another user.
    return !(isSystemError(error) && error.code === 'ESRCH')
  }
}

/** Identifies a folder on its machine. */
export interface FolderFacts {
  readonly inode: bigint
  /** The type of the file system as statfs(2) gives it, where the system has such types. */
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

/** File systems whose inode numbers change: FAT, exFAT, FUSE, overlay, CIFS, SMB2, 9P (linux/magic.h). */
const withoutLastingInodes: ReadonlySet<number> = new Set([
  0x4d44, 0x2011bab0, 0x65735546, 0x794c7630, 0xff534d42, 0xfe534d42, 0x01021997,
])

/**
 * Tells a folder from its copies on this machine or another (a new computer, Migration Assistant, a synced home, a restored backup): by
 * the machine's id and the folder's inode, which is not copied. A hash, because it is written into the folder.
 *
 * The host name is not used, because macOS takes it from the network. Only where inodes change, path and host name replace the inode,
 * so that containers of one image, which have no machine id, differ. A copy of a whole disk with its machine id is noticed once both have
 * written (Vault.replica). The
 * opposite error is harmless: the machine gets a new replica id.
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
