import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { statePath, vaultPath } from '../../src/vault/location.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

describe('the vault', () => {
  it('lies where it was asked for, before anything else', () => {
    expect(vaultPath('/a/vault', { IGCODES_VAULT: '/b/vault' })).toBe('/a/vault')
  })

  it('else where IGCODES_VAULT says', () => {
    expect(vaultPath(undefined, { IGCODES_VAULT: '/b/vault' })).toBe('/b/vault')
  })

  it.each(['work/vault', './work/vault', 'work/../work/vault'])(
    'is found from the folder one is in: %s',
    path => {
      const here = join(process.cwd(), 'work', 'vault')
      expect(vaultPath(path, {})).toBe(here)
      expect(vaultPath(undefined, { IGCODES_VAULT: path })).toBe(here)
    },
  )

  it.runIf(process.platform === 'linux').each([undefined, ''])(
    'else lies in the data folder of the XDG specification (IGCODES_VAULT=%j)',
    IGCODES_VAULT => {
      vi.stubEnv('XDG_DATA_HOME', '/data')
      expect(vaultPath(undefined, { IGCODES_VAULT })).toBe('/data/igcodes/vault.igcodes')
      vi.stubEnv('XDG_DATA_HOME', undefined)
      expect(vaultPath('', { IGCODES_VAULT })).toMatch(/^\/.*\/\.local\/share\/igcodes\/vault\.igcodes$/)
    },
  )
})

describe('the state of this machine', () => {
  it('lies in XDG_STATE_HOME', () => {
    expect(statePath({ XDG_STATE_HOME: '/state' })).toBe(join('/state', 'igcodes'))
  })

  it.runIf(process.platform === 'linux')('else in the state folder at home', () => {
    vi.stubEnv('XDG_STATE_HOME', undefined)
    expect(statePath({})).toMatch(/^\/.*\/\.local\/state\/igcodes$/)
    expect(statePath({ XDG_STATE_HOME: '' })).toBe(statePath({}))
  })
})
