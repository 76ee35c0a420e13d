/** What `npm run release` makes, above all the single executable, in which no file of dist/ is on the disk. Only with IGCODES_TORTURE=full: it downloads Node. */
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import { isThorough } from './thorough.ts'

const project = fileURLToPath(new URL('..', import.meta.url))
const release = join(project, 'release')
const name = `igcodes-${manifest.version}`
const home = mkdtempSync(join(tmpdir(), 'igcodes-release-'))

afterAll(() => rmSync(home, { recursive: true, force: true }))

describe.runIf(isThorough)('a release', () => {
  beforeAll(() => execFileSync('node', ['release.js'], { cwd: project, stdio: 'ignore' }), 300_000)

  test('is four files, with the checksums of the others', () => {
    const others = [`${name}-linux-x64`, `${name}.cdx.json`, `${name}.tgz`]
    expect(readdirSync(release).toSorted()).toEqual(['SHA256SUMS', ...others])
    const lines = others.map(
      file =>
        `${createHash('sha256')
          .update(readFileSync(join(release, file)))
          .digest('hex')}  ${file}\n`,
    )
    expect(readFileSync(join(release, 'SHA256SUMS'), 'utf8')).toBe(lines.join(''))
  })

  describe('the executable', () => {
    const passphrase = join(home, 'passphrase')
    /** Without Node in the PATH. */
    const run = (args: string, { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {}) => {
      const { status, stdout, stderr } = spawnSync(join(release, `${name}-linux-x64`), args.split(' '), {
        input,
        encoding: 'utf8',
        env: { PATH: '/usr/bin:/bin', HOME: home, IGCODES_PASSPHRASE_FILE: passphrase, ...env },
      })
      return { code: status, stdout, stderr }
    }
    beforeAll(() => writeFileSync(passphrase, 'correct horse battery staple\n', { mode: 0o600 }))

    test('stores, hands out and marks', () => {
      expect(run('--version').stdout).toBe(`${manifest.version}\n`)
      expect(run('init --kdf light --no-recovery-key --no-input').code).toBe(0)
      expect(run('add shop --yes --no-input', { input: '1234 5678\n3456 7891\n' }).code).toBe(0)
      expect(run('use shop --no-input')).toMatchObject({ code: 0, stdout: '12345678\n' })
      expect(run('mark shop worked --no-input').code).toBe(0)
    })

    test('has the pages that the build has printed', () => {
      expect(run('playbook phone-lost --lang ja').stdout).toMatch(/^スマホの紛失/)
      expect(run('complete -- shell-i').stdout).toMatch(/^shell-init\t/)
    })

    test('keeps a vault unlocked in a process that is the executable itself', () => {
      const locked = { IGCODES_PASSPHRASE_FILE: '' }
      expect(run('unlock --for 5m --no-input').code).toBe(0)
      expect(run('status --json --no-input', { env: locked })).toMatchObject({ code: 0, stderr: '' })
      expect(run('lock').code).toBe(0)
      expect(run('status --json --no-input', { env: locked }).code).toBe(2)
    })

    test('reads a picture in a thread', () => {
      const picture = join(project, 'fixtures/authenticator/three-on-a-photo.jpg')
      expect(run(`totp add shop --qr ${picture} --yes --json --no-input`).stderr).toMatch(/totp-which.*shop_tokyo/)
    })

    test('is git’s merge driver', () => {
      execFileSync('git', ['init', '-q', '--bare', join(home, 'remote.git')])
      expect(run(`git-setup ${join(home, 'remote.git')} --no-input`).code).toBe(0)
      const driver = execFileSync('git', ['config', 'merge.igcodes.driver'], {
        cwd: join(home, '.local/share/igcodes'),
        encoding: 'utf8',
      })
      const [, executable, script] = /^'([^']+)' '([^']+)' git-merge %A %B\n$/.exec(driver) ?? []
      expect(executable).toBe(join(release, `${name}-linux-x64`))
      expect(run(`${script} git-merge ${passphrase} ${passphrase}`).stderr).not.toMatch(/unknown|Usage/)
    })

    test('obeys no NODE_OPTIONS', () => {
      expect(run('--version', { env: { NODE_OPTIONS: '--require=/nowhere.js' } }).code).toBe(0)
    })
  })
})
