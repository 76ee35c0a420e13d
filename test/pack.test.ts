/**
 * What `npm pack` would publish, and what somebody gets who installs it: few packages, no install scripts, a program that works
 * with the native engine and without it.
 */
import { execFile, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { publint } from 'publint'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import { formats } from '../src/commands/playbooks/page.ts'
import { scenarios } from '../src/domain/model/scenarios.ts'
import { languages } from '../src/language.ts'
import { isThorough } from './thorough.ts'

const project = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'igcodes-pack-'))
const passphrase = 'correct horse battery staple'

// Without a registry nothing can be installed; where releases are judged (CI) that is a failure.
const { CI } = process.env
const canInstall = Boolean(CI) || registryAnswers()

let tarball = ''
let files: readonly string[] = []

beforeAll(async () => {
  // dist/ is built already (npm test builds first), and prepare would build it again under the feet of other tests.
  const output = await npm(project, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder)
  const [{ filename, files: packed }] = JSON.parse(output)
  tarball = join(folder, filename)
  files = packed.map(({ path }: { path: string }) => path)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the package', () => {
  test('holds the program, its documents, and nothing else', () => {
    const playbooks = scenarios.flatMap(scenario =>
      languages.flatMap(language => formats.map(format => `dist/playbooks/${scenario}.${language}.${format}`)),
    )
    expect(files.toSorted()).toEqual(
      [
        'CHANGELOG.md',
        'LICENSE',
        'README.ja.md',
        'README.md',
        'SECURITY.md',
        'bin/igcodes.js',
        'bin/package.json',
        'dist/LICENSES.txt',
        'dist/agent.js',
        'dist/check.js',
        'dist/clear-clipboard.js',
        'dist/complete.js',
        'dist/igcodes.js',
        'dist/main.js',
        'dist/man/igcodes.1',
        'dist/man/ja/igcodes.1',
        'dist/package.json',
        'dist/picture-worker.js',
        'dist/playbook.js',
        'dist/sbom.json',
        'dist/shared.js',
        'dist/zxing_reader.wasm',
        'package.json',
        'src/envelope/FORMAT.md',
        ...readdirSync(join(project, 'docs')).map(name => `docs/${name}`),
        ...partsAskedFor(),
        ...playbooks,
        ...languages.map(language => `dist/completion/${language}.json`),
      ].toSorted(),
    )
  })

  test('has nothing to say to publint', async () => {
    const { messages } = await publint({ pack: { tarball: arrayBufferOf(tarball) }, strict: true })
    expect(messages).toEqual([])
  })

  test('has an entry of its version in the changelog, below what is not released yet', () => {
    const changelog = readFileSync(join(project, 'CHANGELOG.md'), 'utf8')
    const headings = changelog.split('\n').filter(line => line.startsWith('## '))
    expect(headings[0]).toBe('## Unreleased')
    expect(headings[1]).toMatch(new RegExp(`^## ${manifest.version} - \\d{4}-\\d\\d-\\d\\d$`))
  })

  test('runs no script where it is installed', () => {
    expect(Object.keys(manifest.scripts).filter(name => /^(pre|post)?install$/.test(name))).toEqual([])
    // npm would run node-gyp for it, without being asked.
    expect(files).not.toContain('binding.gyp')
  })

  test('needs no other package, and would like one', () => {
    expect(manifest).not.toHaveProperty('dependencies')
    expect(manifest).not.toHaveProperty('peerDependencies')
    expect(Object.keys(manifest.optionalDependencies)).toEqual(['@node-rs/argon2'])
  })

  test('has the license of every package that is bundled, in full; all of them let us', async () => {
    const licenses = readFileSync(join(project, 'dist/LICENSES.txt'), 'utf8').split(`\n${'-'.repeat(80)}\n`)
    const bundled = await bundledPackages()
    expect(bundled).toEqual(expect.arrayContaining(['commander', '@noble/hashes', 'chalk']))
    for (const name of bundled) {
      const { version } = JSON.parse(readFileSync(join(project, 'node_modules', name, 'package.json'), 'utf8'))
      const license = licenses.find(text => text.trimStart().startsWith(`${name} ${version} (`)) ?? `${name}: none`
      expect(license.trimStart().split('\n')[0]).toMatch(allowedLicenses)
      expect(license).toMatch(licenseText)
    }
    expect(licenses.find(text => text.includes('zxing-cpp, in zxing_reader.wasm'))).toMatch('Apache License')
  })
})

test('nothing is bundled that the lockfile does not name, and all of it is in the bill of materials, by its hash', async () => {
  const { packages } = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8'))
  const bill = JSON.parse(readFileSync(join(project, 'dist/sbom.json'), 'utf8'))
  const named = ['@node-rs/argon2', ...(await bundledPackages())].toSorted().map(name => {
    const { version, integrity } = packages[`node_modules/${name}`]
    // What is installed here is what is bundled.
    const installed = JSON.parse(readFileSync(join(project, 'node_modules', name, 'package.json'), 'utf8'))
    expect([name, installed.version]).toEqual([name, version])
    return { name, version, hash: integrity }
  })
  const listed = bill.components.map(({ name, version, hashes: [{ content }] }: BillEntry) => ({
    name,
    version,
    hash: `sha512-${Buffer.from(content, 'hex').toString('base64')}`,
  }))
  expect(listed.toSorted((a: BillEntry, b: BillEntry) => (a.name < b.name ? -1 : 1))).toEqual(named)
})

interface BillEntry {
  readonly name: string
  readonly version: string
  readonly hashes: readonly [{ readonly content: string }]
}

/** Those that ask for no more than to be named. */
const allowedLicenses =
  / \((MIT|ISC|0BSD|BSD-[23]-Clause|Apache[- ]2\.0|\(MIT OR Apache-2\.0\)|CC0-1\.0|BlueOak-1\.0\.0)\)$/
const licenseText =
  /Permission (is hereby granted|to use, copy, modify)|Redistribution and use in source and binary forms|Apache License|CC0|Blue Oak/

describe.skipIf(!canInstall)('installed from the registry and the tarball, in an empty folder', () => {
  test('it is three packages at most, and works', async () => {
    const place = await install('with-native-engine')
    expect(packagesIn(place)).toEqual(['@node-rs/argon2', expect.stringMatching(/^@node-rs\/argon2-/), 'igcodes'])
    await expectItWorks(place)
  }, 120_000)

  // Minutes of JavaScript's own Argon2id on a slow machine.
  test.runIf(isThorough)(
    'without optional packages it is one, and works with JavaScript alone',
    async () => {
      const place = await install('without-native-engine', '--omit=optional')
      expect(packagesIn(place)).toEqual(['igcodes'])
      // A node_modules folder somewhere above the temporary one would lend the engine unseen.
      const { resolve } = createRequire(join(place, 'node_modules/igcodes/dist/main.js'))
      expect(() => resolve('@node-rs/argon2')).toThrow('Cannot find module')
      await expectItWorks(place)
    },
    120_000,
  )
})

/** The commands, and what they and the program ask for when they need it. */
function partsAskedFor(): readonly string[] {
  const commands = readdirSync(join(project, 'dist/commands')).map(name => `commands/${name}`)
  const asking = ['main.js', 'shared.js', ...commands]
  const asked = asking.flatMap(name =>
    Array.from(
      readFileSync(join(project, 'dist', name), 'utf8').matchAll(/"\.\.?\/((?:chunks|commands)\/[\w.-]+\.js)"/g),
      ([, path = '']) => `dist/${path}`,
    ),
  )
  return [...new Set(asked)]
}

function arrayBufferOf(file: string): ArrayBuffer {
  return new Uint8Array(readFileSync(file)).buffer
}

async function install(name: string, ...options: readonly string[]): Promise<string> {
  const place = join(folder, name)
  mkdirSync(place)
  await npm(place, 'install', '--prefix', place, '--no-audit', '--no-fund', ...options, tarball)
  return place
}

/** Names with their scope, at any depth. */
function packagesIn(place: string): readonly string[] {
  const { packages } = JSON.parse(readFileSync(join(place, 'node_modules/.package-lock.json'), 'utf8'))
  return Object.keys(packages)
    .map(path => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length))
    .toSorted()
}

/** From an empty home to a code that is handed out. */
async function expectItWorks(place: string): Promise<void> {
  const home = join(place, 'home')
  mkdirSync(home)
  const passphraseFile = join(home, 'passphrase')
  writeFileSync(passphraseFile, `${passphrase}\n`, { mode: 0o600 })
  const igcodes = (command: string, input = '') => {
    const program = join(place, 'node_modules/.bin/igcodes')
    const { PATH = '' } = process.env
    const env = { PATH, HOME: home, TZ: 'UTC', IGCODES_PASSPHRASE_FILE: passphraseFile }
    const { status, stdout, stderr } = spawnSync(program, command.split(' '), {
      cwd: home,
      env,
      input,
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(`igcodes ${command} ended with ${status}: ${stderr}`)
    return stdout
  }

  expect(igcodes('--version')).toBe(`${manifest.version}\n`)
  igcodes('init --kdf light --no-recovery-key --no-input')
  igcodes('add shop_tokyo --yes --no-input', '1234 5678\n2345 6789\n3456 7890\n4567 8901\n5678 9012\n')
  const picture = join(project, 'fixtures/authenticator/transfer-3-photo.jpg')
  expect(igcodes(`totp add shop_tokyo --qr ${picture} --yes --json --no-input`)).toContain('"issuer":"Instagram"')
  const { code, remaining } = JSON.parse(igcodes('use shop_tokyo --json --no-input'))
  expect({ code, remaining }).toEqual({ code: expect.stringMatching(/^\d{8}$/), remaining: 4 })
  const [account] = JSON.parse(igcodes('status --json --no-input')).accounts
  expect(account).toMatchObject({ account: 'shop_tokyo', remaining: 4, setSize: 5, reserved: 1 })
}

/** What esbuild takes from node_modules for the whole program in one file: told by another way than build.js collects it. */
async function bundledPackages(): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: project,
    entryPoints: ['igcodes', 'terminal/clear-clipboard', 'vault/agent', 'commands/authenticator/picture-worker'].map(
      name => `src/${name}.ts`,
    ),
    outdir: 'nowhere',
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['@node-rs/argon2'],
    metafile: true,
    write: false,
    logLevel: 'silent',
  })
  const names = Object.keys(metafile.inputs).flatMap(
    path => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
  )
  return [...new Set(names)].toSorted()
}

async function npm(cwd: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('npm', args, { cwd, maxBuffer: 16 * 1024 * 1024 })
  return stdout
}

/** Asked for what will be installed: not every registry has a page that says it is there. */
function registryAnswers(): boolean {
  const name = '@node-rs/argon2'
  const wanted = `${name}@${manifest.optionalDependencies[name]}`
  const patience = ['--fetch-retries=0', '--fetch-timeout=5000', '--prefer-online']
  return spawnSync('npm', ['view', wanted, 'version', ...patience], { encoding: 'utf8' }).status === 0
}
