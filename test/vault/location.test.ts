import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import envPaths from 'env-paths'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { realSpelling, realVault, statePath, vaultPath } from '../../src/vault/location.ts'
import { refusal } from '../domain/samples.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

describe('the vault', () => {
  it('lies where it was asked for, before anything else', () => {
    expect(vaultPath('/a/vault', { IGCODES_VAULT: '/b/vault' })).toBe('/a/vault')
  })

  it('else where IGCODES_VAULT says', () => {
    expect(vaultPath(undefined, { IGCODES_VAULT: '/b/vault' })).toBe('/b/vault')
  })

  it.each(['work/vault', './work/vault', 'work/../work/vault'])('is found from the folder one is in: %s', path => {
    const here = join(process.cwd(), 'work', 'vault')
    expect(vaultPath(path, {})).toBe(here)
    expect(vaultPath(undefined, { IGCODES_VAULT: path })).toBe(here)
  })

  it.each([undefined, ''])('else lies in the data folder (IGCODES_VAULT=%j)', IGCODES_VAULT => {
    on('linux')
    expect(vaultPath(undefined, { IGCODES_VAULT, HOME: '/home/aki', XDG_DATA_HOME: '/data' })).toBe(
      '/data/igcodes/vault.igcodes',
    )
    expect(vaultPath('', { IGCODES_VAULT, HOME: '/home/aki' })).toBe('/home/aki/.local/share/igcodes/vault.igcodes')
  })

  it('does not move with the folder one is in where XDG_DATA_HOME is relative', () => {
    on('linux')
    expect(vaultPath(undefined, { HOME: '/home/aki', XDG_DATA_HOME: 'data' })).toBe(
      '/home/aki/.local/share/igcodes/vault.igcodes',
    )
  })

  it('is found at home where no variable names it', () => {
    on('linux')
    for (const env of [{}, { HOME: '' }])
      expect(vaultPath(undefined, env)).toBe(join(userInfo().homedir, '.local/share/igcodes/vault.igcodes'))
  })

  it('is found by another variable on Windows', () => {
    on('win32')
    const env = { HOME: '/home/aki', USERPROFILE: '/users/aki' }
    expect(vaultPath(undefined, env)).toBe('/users/aki/AppData/Local/igcodes/Data/vault.igcodes')
    on('linux')
    expect(vaultPath(undefined, env)).toBe('/home/aki/.local/share/igcodes/vault.igcodes')
  })

  it('is nowhere where the user has neither a variable nor a name', () => {
    on('linux')
    vi.spyOn(process.getBuiltinModule('node:os'), 'userInfo').mockImplementation(() => {
      throw Object.assign(new Error('ENOENT'), { code: 'ERR_SYSTEM_ERROR' })
    })
    for (const work of [() => vaultPath(undefined, {}), () => statePath({})]) {
      expect(refusal(work)).toMatchObject({ code: 'home-unknown', details: {} })
    }
    expect(vaultPath('/a/vault', {})).toBe('/a/vault')
  })

  it.skipIf(process.platform === 'win32')(
    'is nowhere where the folder one is in is gone, unless its path is whole',
    () => {
      const before = process.cwd()
      const gone = mkdtempSync(join(tmpdir(), 'igcodes-gone-'))
      try {
        process.chdir(gone)
        rmSync(gone, { recursive: true })
        for (const work of [() => vaultPath('vault', {}), () => vaultPath('', { IGCODES_VAULT: 'vault' })]) {
          const error = refusal(work)
          expect(error.code).toBe('folder-gone')
          expect(error.details).toEqual({ path: 'vault' })
        }
        expect(vaultPath('/a/vault', {})).toBe('/a/vault')
      } finally {
        process.chdir(before)
      }
    },
  )
})

describe('where a file really is', () => {
  const folder = mkdtempSync(join(tmpdir(), 'igcodes-location-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const vault = join(folder, 'vault')
  const link = join(folder, 'link')
  writeFileSync(vault, '')
  symlinkSync('vault', link)

  it('is what the system says, which knows how the name is spelled', () => {
    vi.spyOn(realpathSync, 'native').mockReturnValue('/Folder/Vault')
    expect(realSpelling('/folder/vault')).toBe('/Folder/Vault')
  })

  it('is found by its links where the system cannot tell', () => {
    vi.spyOn(realpathSync, 'native').mockImplementation(() => {
      throw Object.assign(new Error('EISDIR'), { code: 'EISDIR', syscall: 'realpath' })
    })
    expect(realSpelling(link)).toBe(vault)
    expect(() => realSpelling(join(folder, 'nowhere'))).toThrow('ENOENT')
  })

  it('or would be if it is gone: in its folder, if that is there', () => {
    const real = realpathSync(folder)
    mkdirSync(join(folder, 'deep'))
    symlinkSync('deep', join(folder, 'to-deep'))
    expect(realVault(link)).toBe(join(real, 'vault'))
    expect(realVault(join(folder, 'to-deep', 'gone'))).toBe(join(real, 'deep', 'gone'))
    expect(realVault(join(folder, 'to-deep', 'gone', 'too'))).toBe(join(folder, 'to-deep', 'gone', 'too'))
  })
})

describe('the state of this machine', () => {
  it.each(['linux', 'darwin', 'win32'] as const)('lies in XDG_STATE_HOME (%s)', platform => {
    on(platform)
    expect(statePath({ XDG_STATE_HOME: '/state' })).toBe('/state/igcodes')
  })

  it.each([
    ['linux', '/home/aki/.local/state/igcodes'],
    ['darwin', '/home/aki/Library/Application Support/igcodes/state'],
    ['win32', '/local/igcodes/Data/state'],
  ] as const)('else in the state folder at home (%s)', (platform, folder) => {
    on(platform)
    const env = { HOME: '/home/aki', LOCALAPPDATA: '/local' }
    for (const XDG_STATE_HOME of [undefined, '', 'relative']) expect(statePath({ ...env, XDG_STATE_HOME })).toBe(folder)
  })
})

describe('the folders', () => {
  it.each(['linux', 'darwin', 'win32', 'freebsd'] as const)('are those of env-paths (%s)', async platform => {
    on(platform)
    for (const variables of [
      {},
      { XDG_DATA_HOME: '/data', XDG_STATE_HOME: '/state', LOCALAPPDATA: '/local' },
      { XDG_DATA_HOME: '', XDG_STATE_HOME: '', LOCALAPPDATA: '' },
    ]) {
      for (const name of ['XDG_DATA_HOME', 'XDG_STATE_HOME', 'LOCALAPPDATA'] as const) vi.stubEnv(name, variables[name])
      const { data, log } = envPaths('igcodes', { suffix: '' })
      const env = { HOME: homedir(), USERPROFILE: homedir(), ...variables }
      expect(vaultPath(undefined, env)).toBe(join(data, 'vault.igcodes'))
      // What XDG calls the state, env-paths calls log.
      if (platform === 'linux') expect(statePath(env)).toBe(log)
    }
  })
})

function on(platform: NodeJS.Platform): void {
  vi.spyOn(process, 'platform', 'get').mockReturnValue(platform)
}
