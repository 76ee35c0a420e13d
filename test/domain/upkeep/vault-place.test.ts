import { basename, dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { diskOf, type FolderOnTheWay, placeFindings, syncedBy } from '../../../src/domain/upkeep/vault-place.ts'

/** The folders above a file, with names in some of them. */
function way(file: string, inside: Readonly<Record<string, readonly string[]>> = {}): readonly FolderOnTheWay[] {
  const found: FolderOnTheWay[] = []
  for (let path = dirname(file); ; path = dirname(path)) {
    found.push({ path, name: basename(path), names: inside[path] ?? [] })
    if (dirname(path) === path) return found
  }
}

describe('a synced folder', () => {
  it.each([
    ['/home/aki/Dropbox/vault/vault.igcodes', 'Dropbox'],
    ['/Users/aki/Library/CloudStorage/Dropbox-Shop/vault.igcodes', 'Dropbox'],
    ['/home/aki/Dropbox (Shop Tokyo)/vault.igcodes', 'Dropbox'],
    ['/mnt/c/Users/aki/OneDrive - 株式会社ショップ/vault.igcodes', 'OneDrive'],
    ['/Users/aki/Library/CloudStorage/OneDrive-Personal/vault.igcodes', 'OneDrive'],
    ['/Users/aki/Library/Mobile Documents/com~apple~CloudDocs/vault.igcodes', 'iCloud'],
    ['/Users/aki/Library/CloudStorage/GoogleDrive-aki@example.com/マイドライブ/vault.igcodes', 'Google Drive'],
    ['/home/aki/Nextcloud/vault.igcodes', 'Nextcloud'],
  ])('is known by its name: %s', (file, service) => {
    expect(syncedBy(way(file))?.service).toBe(service)
  })

  it.each([
    ['.dropbox.cache', 'Dropbox'],
    ['.stfolder', 'Syncthing'],
    ['.stfolder (removed 20261120)', 'Syncthing'],
    ['._sync_0123456789ab.db', 'Nextcloud'],
    ['.sync_0123456789ab.db', 'Nextcloud'],
    ['.849C9593-D756-4E56-8D6E-42412F2A707B', 'OneDrive'],
    ['.tmp.drivedownload', 'Google Drive'],
  ])('is known by a file at its top: %s', (marker, service) => {
    const found = syncedBy(way('/data/team/keys/vault.igcodes', { '/data/team': ['a.txt', marker] }))
    expect(found).toEqual({ service, path: '/data/team' })
  })

  it.each([
    '/home/aki/.local/share/igcodes/vault.igcodes',
    '/home/aki/Boxes/vault.igcodes',
    '/srv/dropbox/vault.igcodes',
  ])('is not %s', file => {
    expect(syncedBy(way(file, { '/home/aki': ['.config', 'sync.log'] }))).toBeUndefined()
  })
})

describe('a git repository', () => {
  const codes = (inside: Readonly<Record<string, readonly string[]>>) =>
    placeFindings({ way: way('/home/aki/team/keys/vault.igcodes', inside) }).map(({ code }) => code)

  it('in a synced folder is torn, wherever in it the vault is', () => {
    expect(codes({ '/home/aki/team': ['.stfolder'], '/home/aki/team/keys': ['.git'] })).toEqual([
      'synced-folder',
      'git-in-synced-folder',
    ])
    expect(codes({ '/home/aki/team': ['.stfolder', '.git'] })).toContain('git-in-synced-folder')
  })

  it('with a synced folder in it, or alone, is fine', () => {
    expect(codes({ '/home/aki/team': ['.git'], '/home/aki/team/keys': ['.stfolder'] })).toEqual(['synced-folder'])
    expect(codes({ '/home/aki/team': ['.git'] })).toEqual([])
  })
})

describe('a disk', () => {
  it.each([
    ['ext4', []],
    ['overlay', []],
    ['nfs4', ['network-disk']],
    ['cifs', ['network-disk']],
    ['fuse.sshfs', ['network-disk']],
    ['unc', ['network-disk']],
    ['exfat', ['disk-without-rights']],
    ['vfat', ['disk-without-rights']],
    ['tmpfs', ['memory-disk']],
  ])('%s', (disk, expected) => {
    expect(placeFindings({ way: [], disk }).map(({ code }) => code)).toEqual(expected)
  })

  const mounts = [
    '22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
    '30 22 0:50 / /mnt/My\\040Disk rw,relatime - exfat /dev/sdb1 rw',
    '31 22 0:51 / /mnt rw,relatime shared:2 master:1 - tmpfs tmpfs rw',
  ].join('\n')

  it.each([
    ['/home/aki', 'ext4'],
    ['/mnt', 'tmpfs'],
    ['/mnt/My Disk/keys', 'exfat'],
    ['/mnt/My Disk 2', 'tmpfs'],
    ['/mntx', 'ext4'],
  ])('of %s is %s', (path, type) => {
    expect(diskOf(mounts, path)).toBe(type)
  })
})
