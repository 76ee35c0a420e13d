/**
 * The program on Windows, as far as Wine is Windows: real pipes, a real console, and what Windows does with files. Runs where WINDOWS_PARTS
 * names the parts (wine.ts; .ci/run fetches them). Wine has no NTFS, no virus scanner and no PowerShell: a release takes a real Windows.
 *
 * The tests of a vault follow one another; starting a program here takes its time.
 */
import { hash } from 'node:crypto'
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { endSessions } from '../cli/session.ts'
import { answerOf, errorOf, handedOut, type Outcome, someCodes } from '../cli/world.ts'
import { type Run, Windows, windowsParts, windowsPath } from './wine.ts'

const project = fileURLToPath(new URL('../..', import.meta.url))
const program = windowsPath(join(project, 'bin/igcodes.js'))

/** With a blank and Japanese in it, as a user's folder may have. */
const home = String.raw`C:\花 子`
const vault = String.raw`C:\花 子\a b\vault.igcodes`
const tokyo = someCodes(14)

describe.runIf(windowsParts)('on Windows', () => {
  let windows: Windows

  beforeAll(() => {
    windows = new Windows()
    mkdirSync(linux(home))
    writeFileSync(linux(String.raw`${home}\passphrase.txt`), 'correct horse battery staple\r\n')
    // Other tests run beside it.
  }, 180_000)
  afterEach(endSessions)
  afterAll(() => windows.close())

  const linux = (path: string): string => join(windows.driveC, path.slice(3).replaceAll('\\', '/'))
  const filesBeside = (path: string): readonly string[] => readdirSync(join(linux(path), '..')).toSorted()

  const igcodes = async (command: string, run: Run = {}): Promise<Outcome> => {
    const env = {
      LOCALAPPDATA: String.raw`${home}\Local`,
      USERPROFILE: home,
      IGCODES_VAULT: vault,
      IGCODES_PASSPHRASE_FILE: String.raw`${home}\passphrase.txt`,
      LC_ALL: null,
    }
    const argv = [program, ...command.split(' '), '--no-input']
    return windows.node(argv, { ...run, env: { ...env, ...run.env } })
  }

  const succeed = async (command: string, run: Run = {}): Promise<Outcome> => {
    const outcome = await igcodes(command, run)
    if (outcome.code !== 0) throw new Error(`${command} ended with ${outcome.code}: ${outcome.stderr}`)
    return outcome
  }

  const remaining = async (run: Run = {}): Promise<unknown> => {
    const [, left] = /"remaining":(\d+)/.exec((await succeed('status --json', run)).stdout) ?? []
    return Number(left)
  }

  /** A file that Node loads before the program (without blanks in its path, which NODE_OPTIONS would need quotes for). */
  const loading = (name: string, script: string): { NODE_OPTIONS: string } => {
    writeFileSync(join(windows.driveC, name), script)
    return { NODE_OPTIONS: `--require=C:/${name}` }
  }

  describe('a vault', () => {
    test('is made in a folder with a blank and Japanese in its name', async () => {
      await succeed('init --kdf light --no-recovery-key')
      expect(filesBeside(vault)).toContain('vault.igcodes')
    })

    test('takes a paste with Windows’ line ends', async () => {
      const { stdout } = await succeed('add shop --yes --json', { input: `${tokyo.join('\r\n')}\r\n` })
      expect(JSON.parse(stdout)).toMatchObject({ added: tokyo.length })
    })

    test('hands out a code, and takes down how it went', async () => {
      const { stdout } = await succeed('use shop')
      expect(stdout).toMatch(/^\d{8}\n$/)
      expect(answerOf(await succeed('mark shop worked --json'))).toMatchObject({ remaining: 13 })
    })

    test('spends no code that would go to NUL', async () => {
      const outcome = await igcodes('use shop --json', { stdout: String.raw`\\.\NUL` })
      expect(errorOf(outcome)).toMatchObject({ code: 'answer-unreadable' })
      expect(outcome.code).toBe(16)
    })

    test('that another program holds open costs no code', async () => {
      const outcome = await windows.whileHeld(vault, () => igcodes('use shop --json'))
      expect(errorOf(outcome)).toMatchObject({ code: 'storage' })
      expect(outcome.code).toBe(16)
      expect(await remaining()).toBe(13)
    })

    test('gives five at once a code each', async () => {
      const given = await Promise.all([1, 2, 3, 4, 5].map(() => igcodes('use shop --json')))
      expect(given.map(({ stderr }) => stderr)).toEqual(['', '', '', '', ''])
      expect(new Set(given.map(outcome => handedOut(outcome).position)).size).toBe(5)
    })

    test('leaves no lock and no half-written file beside it', () => {
      expect(filesBeside(vault)).toEqual(['vault.igcodes'])
    })

    test('frees itself from the lock of a process that died while it saved', async () => {
      const dying = loading(
        'dying.cjs',
        `const fs = require('node:fs')
        const { renameSync } = fs
        fs.renameSync = (from, to) => to.endsWith('vault.igcodes') ? process.kill(process.pid, 'SIGKILL') : renameSync(from, to)`,
      )
      expect((await igcodes('use shop --json', { env: dying })).stdout).toBe('')
      expect(filesBeside(vault)).toContain('vault.igcodes.lock')
      await succeed('use shop --json')
      expect(filesBeside(vault)).toEqual(['vault.igcodes'])
    })

    test('is the same one in upper case, also for check', async () => {
      const upper = { env: { IGCODES_VAULT: vault.toUpperCase() } }
      await succeed('status', upper)
      for (const run of [{}, upper]) {
        const { stdout } = await igcodes('check --json', run)
        expect(stdout).not.toContain('no-notices')
      }
      const notices = readdirSync(linux(String.raw`${home}\Local\igcodes\Data\state\notices`))
      expect(notices.filter(name => name.endsWith('.json'))).toHaveLength(1)
    })

    test('that is damaged is told, and restored', async () => {
      const bytes = readFileSync(linux(vault))
      writeFileSync(linux(vault), bytes.subarray(0, 1000))
      const damaged = await igcodes('status')
      expect(damaged.code).toBe(13)
      const [, backup = 'none'] = /restore (\S+)/.exec(damaged.stderr) ?? []
      await succeed(`backup restore ${backup} --yes`)
      await succeed('status')
    })

    test('cannot be kept unlocked, which is said', async () => {
      expect(await igcodes('unlock')).toMatchObject({ code: 2, stderr: expect.stringContaining('Windows') })
    })

    test('is not made under a name that Windows keeps for itself', async () => {
      for (const name of ['NUL', 'aux.igcodes', 'trail.', 'notes.txt:hidden']) {
        const outcome = await igcodes('init --no-recovery-key --json', { env: { IGCODES_VAULT: `${home}\\${name}` } })
        expect(errorOf(outcome)).toMatchObject({ code: 'unusable-name' })
        expect(outcome.code).toBe(22)
      }
      expect(readdirSync(linux(home)).toSorted()).toEqual(['Local', 'a b', 'passphrase.txt'])
    })

    // Windows answers EISDIR to a link on exFAT and FAT32 (nodejs/node#65817).
    test('takes keys, copies, imports and files to print, and guides back in', async () => {
      const at = (name: string): string => linux(`${home}\\${name}`)
      const inHome = { cwd: home }
      const withSecret = (name: string): Run => ({ ...inHome, env: { IGCODES_PASSPHRASE_FILE: name } })
      cpSync(linux(vault), at('copy.igcodes'))
      writeFileSync(at('second.txt'), 'battery staple horse correct\r\n')
      writeFileSync(at('notes.txt'), someCodes(5, 7).join('\r\n'))

      await succeed('key add --label second --new-passphrase-file second.txt', inHome)
      await succeed('status', withSecret('second.txt'))
      await succeed('merge copy.igcodes --yes --json', inHome)
      const revoked = answerOf(await succeed('key revoke second --yes --json', inHome))
      expect(revoked).toMatchObject({ revoked: 'second' })
      expect(await igcodes('status', withSecret('second.txt'))).toMatchObject({ code: 12 })
      await succeed('passwd --new-passphrase-file second.txt', inHome)
      expect(await igcodes('status')).toMatchObject({ code: 12 })
      await succeed('passwd --new-passphrase-file passphrase.txt', withSecret('second.txt'))

      await succeed('import notes.txt --account osaka --yes', inHome)
      await succeed('backup verify --json')
      await succeed('recover --see no-sms --json')
      await succeed('playbook phone-lost --lang ja --out page.txt', inHome)
      expect(readFileSync(at('page.txt'), 'utf8')).toMatch(/^スマホの紛失/)
      // Fourteen starts of Node in Wine, some 2 s each on a quiet machine, and key derivations that wait for the rest of the suite.
    }, 180_000)

    test('lives on a stick with exFAT, which has no hard links', async () => {
      const exfat = loading(
        'exfat.cjs',
        `require('node:fs').linkSync = () => {
          throw Object.assign(new Error('EISDIR: illegal operation on a directory, link'), { code: 'EISDIR', syscall: 'link' })
        }`,
      )
      const stick = { env: { ...exfat, IGCODES_VAULT: String.raw`C:\stick\vault.igcodes` } }
      await succeed('init --kdf light --no-recovery-key', stick)
      await succeed('add shop --yes', { ...stick, input: tokyo.join('\n') })
      await succeed('use shop', stick)
      expect(await remaining(stick)).toBe(tokyo.length - 1)
    })
  })

  describe('the language', () => {
    test('is that of Windows, or of a variable', async () => {
      expect((await succeed('playbook phone-lost')).stdout).toContain('スマホの紛失・盗難')
      const english = { env: { IGCODES_LANG: 'en' } }
      expect((await succeed('playbook phone-lost', english)).stdout).toContain('Phone lost')
    })

    // Bytes would be read in code page 932 there: スマホ as 繧ｹ繝槭・.
    test.each([
      ['playbook phone-lost', 'スマホの紛失・盗難'],
      ['--help', '使い方'],
      ['status --no-input', '保管庫がまだありません'],
    ])('is shown on the console: igcodes %s', async (command, text) => {
      const session = windows.session([program, ...command.split(' '), '--lang', 'ja'])
      await session.exit()
      expect(session.scrollback()).toContain(text)
      expect(session.scrollback()).not.toMatch(/[繧繝縺]/)
    })
  })

  test('the build is the same, byte for byte', async () => {
    const copy = join(windows.driveC, 'build')
    mkdirSync(copy)
    for (const name of [
      'src',
      'build.js',
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'CHANGELOG.md',
      'LICENSE',
    ])
      cpSync(join(project, name), join(copy, name), { recursive: true })
    symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'))
    const esbuild = windowsPath(join(windowsParts, 'node_modules/@esbuild/win32-x64/esbuild.exe'))
    const outcome = await windows.node([String.raw`C:\build\build.js`], {
      cwd: String.raw`C:\build`,
      env: { ESBUILD_BINARY_PATH: esbuild },
    })
    expect(outcome).toMatchObject({ code: 0, stdout: '', stderr: '' })
    expect(digestsIn(join(copy, 'dist'))).toEqual(digestsIn(join(project, 'dist')))
  })
})

/** Each file with what tells its bytes from others: a difference between whole files nobody could read. */
function digestsIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name)).toSorted()
  return paths.map(path => `${hash('sha256', readFileSync(path))} ${relative(folder, path)}`)
}
