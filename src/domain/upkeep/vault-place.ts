/** Where a vault lies, by its path, by the files of sync programs beside it, and by its disk. */
import { type DoctorFinding, finding } from './doctor.ts'

/** Names that sync programs give their folders. Each is the whole name of a folder on the way to the vault. */
const folders: readonly (readonly [service: string, name: RegExp])[] = [
  ['Dropbox', /^Dropbox(?: \(.+\)|-.+)?$/],
  ['OneDrive', /^OneDrive(?: ?- ?.+)?$/],
  ['iCloud', /^(?:com~apple~CloudDocs|Mobile Documents|iCloud ?Drive)$/],
  ['Google Drive', /^(?:Google ?Drive(?:-.+)?|My Drive|マイドライブ)$/],
  ['Nextcloud', /^Nextcloud\d*$/],
  ['ownCloud', /^ownCloud\d*$/],
  ['Box', /^Box(?: Sync|-Box)?$/],
  ['pCloud', /^p[Cc]loud ?(?:Drive|Sync)$/],
  ['MEGA', /^MEGA(?:sync)?$/],
  ['Proton Drive', /^Proton ?Drive(?:-.+)?$/],
  ['Synology Drive', /^SynologyDrive$/],
]

/** Files that sync programs leave in the folder that they sync, at its top. */
const markers: readonly (readonly [service: string, name: RegExp])[] = [
  ['Dropbox', /^\.dropbox(?:\.cache)?$/],
  // The same name on every computer.
  ['OneDrive', /^\.849C9593-D756-4E56-8D6E-42412F2A707B$/i],
  ['Google Drive', /^\.tmp\.drive(?:up|down)load$/],
  ['Nextcloud', /^\.(?:_)?sync_[0-9a-f]+\.db(?:-wal|-shm)?$|^\.nextcloudsync\.log$/],
  ['ownCloud', /^\.owncloudsync\.log(?:\.\d)?$/],
  ['Syncthing', /^\.stfolder(?: \(.+\))?$|^\.stversions$/],
  ['Resilio Sync', /^\.sync$/],
  ['MEGA', /^\.megaignore$/],
  ['Synology Drive', /^\.SynologyWorkingDirectory$/],
]

/** A folder on the way to the vault, the nearest first. */
export interface FolderOnTheWay {
  readonly path: string
  readonly name: string
  /** What is in it; none if it cannot be listed. */
  readonly names: readonly string[]
}

export interface Synced {
  readonly service: string
  readonly path: string
}

export function syncedBy(way: readonly FolderOnTheWay[]): Synced | undefined {
  for (const { path, name, names } of way) {
    const [service] =
      markers.find(([, marker]) => names.some(one => marker.test(one))) ??
      folders.find(([, known]) => known.test(name)) ??
      []
    if (service !== undefined) return { service, path }
  }
  return undefined
}

/** The repository that the vault is in, if any. `.git` is a file in a work tree of another repository. */
function repositoryOn(way: readonly FolderOnTheWay[]): string | undefined {
  return way.find(({ names }) => names.includes('.git'))?.path
}

/** Types of file systems, as Linux names them. */
const networkDisks =
  /^(?:nfs\d?|cifs|smb\d?|smbfs|9p|afs|ceph|glusterfs|ncpfs|lustre|davfs2?|fuse\.(?:sshfs|rclone|gvfsd-fuse|davfs2?|s3fs|glusterfs|ceph-fuse|smbnetfs))$/
const disksWithoutRights = /^(?:vfat|msdos|exfat|ntfs3?|fuseblk|fuse\.(?:exfat|ntfs-3g))$/
const memoryDisks = /^(?:tmpfs|ramfs)$/

export interface PlaceFacts {
  readonly way: readonly FolderOnTheWay[]
  /** The type of the file system, if it is known; `unc` for a share of Windows. */
  readonly disk?: string | undefined
}

export function placeFindings({ way, disk }: PlaceFacts): readonly DoctorFinding[] {
  const synced = syncedBy(way)
  const repository = repositoryOn(way)
  const isInside = synced && repository !== undefined && isWithin(repository, synced.path)
  return [
    ...(synced ? [finding('synced-folder', synced)] : []),
    ...(isInside ? [finding('git-in-synced-folder', { service: synced.service, path: repository })] : []),
    ...(disk === undefined ? [] : diskFindings(disk)),
  ]
}

function diskFindings(kind: string): readonly DoctorFinding[] {
  if (kind === 'unc' || networkDisks.test(kind)) return [finding('network-disk', { kind })]
  if (disksWithoutRights.test(kind)) return [finding('disk-without-rights', { kind })]
  return memoryDisks.test(kind) ? [finding('memory-disk', { kind })] : []
}

/** Both on the way to the vault, so one is in the other. */
function isWithin(path: string, folder: string): boolean {
  return path.length >= folder.length
}

/**
 * The type of the file system of a path, from Linux's /proc/self/mountinfo (proc(5)): the last of the mounts with the longest path counts.
 *
 * @param path real and absolute
 */
export function diskOf(mountinfo: string, path: string): string | undefined {
  let longest = ''
  let type: string | undefined
  for (const line of mountinfo.split('\n')) {
    const [before = '', after = ''] = line.split(' - ')
    const point = before
      .split(' ')[4]
      ?.replaceAll(/\\([0-7]{3})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 8)))
    if (point === undefined || !isBelow(path, point) || point.length < longest.length) continue
    longest = point
    type = after.split(' ')[0]
  }
  return type
}

function isBelow(path: string, point: string): boolean {
  return path === point || path.startsWith(point.endsWith('/') ? point : `${point}/`)
}
