/** The notices on the disk: found again by the vault's path, and taken for nothing but data. */
import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { parseIsoDate } from '../../src/domain/text/date.ts'
import { parseHandle } from '../../src/domain/text/handle.ts'
import { noNames, someNames } from '../../src/vault/completion-names.ts'
import { realVault } from '../../src/vault/location.ts'
import { eraseNotices, type KeptNotices, noticesFiles, readNotices, writeNotices } from '../../src/vault/notices.ts'
import { revisionAt } from '../../src/vault/revision.ts'
import { readSettings, writeSettings } from '../../src/vault/settings.ts'
import { refusal } from '../domain/samples.ts'
import { runs } from '../thorough.ts'

const folder = mkdtempSync(join(tmpdir(), 'igcodes-notices-'))
const state = join(folder, 'state')
const vault = join(folder, 'vault.igcodes')

let names = 0
const newName = () => `n${++names}`

const kept: KeptNotices = {
  vault,
  save: 'abc',
  writtenOn: parseIsoDate('2026-11-22'),
  language: 'ja',
  detail: 'names',
  notices: [{ code: 'one-left', from: '2026-11-22', until: null, count: 1, accounts: [parseHandle('shop')] }],
  names: { ...noNames, account: ['shop'], person: ['佐藤花子'] },
}

beforeEach(() => rmSync(state, { recursive: true, force: true }))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('notices', () => {
  const files = noticesFiles(state, vault)

  test('come back as they were written, readable for nobody else', () => {
    writeNotices(files, kept, ['one', 'two'], newName)
    expect(readNotices(files, vault)).toEqual({ format: 'igcodes-notices/1', ...kept })
    expect(readFileSync(files.notices, 'utf8')).toBe(`${JSON.stringify({ format: 'igcodes-notices/1', ...kept })}\n`)
    expect(readFileSync(files.lines, 'utf8')).toBe('one\ntwo\n')
    for (const path of [files.notices, files.lines]) expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readdirSync(join(state, 'notices'))).toHaveLength(2)
  })

  test('are none where there is no file, or one of another vault', () => {
    expect(readNotices(files, vault)).toBeUndefined()
    writeNotices(files, kept, [], newName)
    expect(readNotices(files, '/elsewhere')).toBeUndefined()
  })

  const valid = () => JSON.parse(JSON.stringify({ format: 'igcodes-notices/1', ...kept }))
  test.each<[string, unknown]>([
    ['another format', { ...valid(), format: 'igcodes-notices/2' }],
    ['an unknown kind', { ...valid(), notices: [{ ...valid().notices[0], code: 'rm -rf' }] }],
    ['a day that is none', { ...valid(), notices: [{ ...valid().notices[0], from: '2026-02-30' }] }],
    ['another vault’s notices in it that are none', { ...valid(), vault: '/elsewhere', detail: 'all' }],
    ...['vault', 'save', 'language'].map((name): [string, unknown] => [
      `no text as ${name}`,
      { ...valid(), [name]: 1 },
    ]),
    ...['writtenOn', 'detail', 'notices', 'names'].map((name): [string, unknown] => [
      `something else as ${name}`,
      { ...valid(), [name]: 'x' },
    ]),
    ['an end that is none', { ...valid(), notices: [{ ...valid().notices[0], until: 'later' }] }],
    ['a count of none', { ...valid(), notices: [{ ...valid().notices[0], count: 0 }] }],
    ['a count beyond all accounts', { ...valid(), notices: [{ ...valid().notices[0], count: 1_000_001 }] }],
    ['a list of names that is none', { ...valid(), notices: [{ ...valid().notices[0], accounts: 'shop' }] }],
    ...['account', 'device', 'factor', 'place'].map((kind): [string, unknown] => [
      `a word of a shell as ${kind}`,
      { ...valid(), names: { ...noNames, [kind]: ['a b'] } },
    ]),
    ['no count', { ...valid(), notices: [{ ...valid().notices[0], count: '1' }] }],
    ['a name that moves the cursor', { ...valid(), notices: [{ ...valid().notices[0], accounts: ['\u001b[2J'] }] }],
    ['a name that a shell would run', { ...valid(), names: { ...noNames, person: ['$(id)'] } }],
    ['a list that is none', { ...valid(), notices: {} }],
    ['nothing', null],
  ])('with %s count as unreadable', (_, value) => {
    writeNotices(files, kept, [], newName)
    writeFileSync(files.notices, JSON.stringify(value))
    expect(readNotices(files, vault)).toBe('unreadable')
  })

  test('that are too large, no text or a folder count as unreadable', () => {
    writeNotices(files, kept, [], newName)
    appendFileSync(files.notices, ' '.repeat(1024 * 1024))
    expect(readNotices(files, vault)).toBe('unreadable')
    rmSync(files.notices)
    mkdirSync(files.notices)
    expect(readNotices(files, vault)).toBe('unreadable')
  })

  test('are not waited for where a pipe is in their place', () => {
    writeNotices(files, kept, [], newName)
    rmSync(files.notices)
    execFileSync('mkfifo', [files.notices])
    expect(readNotices(files, vault)).toBe('unreadable')
    expect(revisionAt(files.notices)).toBe('')
  })

  test('that anybody damaged are read or refused, and nothing else happens', () => {
    writeNotices(files, kept, [], newName)
    const text = JSON.stringify({ format: 'igcodes-notices/1', ...kept })
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.string({ maxLength: 3 }), (at, put) => {
        writeFileSync(files.notices, text.slice(0, at) + put + text.slice(at + put.length))
        const found = readNotices(files, vault)
        expect(found === undefined || found === 'unreadable' || found.vault === vault).toBe(true)
      }),
      { numRuns: runs(300) },
    )
  })

  test('go at once when they are not wanted any more', () => {
    writeNotices(files, kept, [], newName)
    eraseNotices(state)
    expect(readdirSync(join(state, 'notices'))).toEqual([])
    rmSync(state, { recursive: true })
    eraseNotices(state)
    expect(existsSync(state)).toBe(false)
  })

  test('that cannot be taken away are never said to be gone', () => {
    mkdirSync(join(state, 'notices', 'a-folder'), { recursive: true })
    const error = refusal(() => eraseNotices(state))
    expect(error).toMatchObject({ code: 'storage', exitCode: 16 })
    expect(error.details).toMatchObject({ doing: 'remember', path: join(state, 'notices') })
    rmSync(state, { recursive: true })
    mkdirSync(state)
    const path = join(state, 'notices')
    writeFileSync(path, 'no folder')
    expect(refusal(() => eraseNotices(state)).details).toEqual({ doing: 'remember', path, cause: 'ENOTDIR' })
  })

  test('that cannot be written say so', () => {
    mkdirSync(state)
    const path = join(state, 'notices')
    writeFileSync(path, 'no folder')
    const error = refusal(() => writeNotices(files, kept, [], newName))
    expect(error.code).toBe('storage')
    expect(error.details).toEqual({ doing: 'remember', path, cause: 'EEXIST' })
  })
})

describe('the files', () => {
  test('are named by the vault’s path, encoded', () => {
    const path = join(state, 'notices', '%2Fhome%2Fa%20b%2F%E8%8A%B1%25.igcodes')
    expect(noticesFiles(state, '/home/a b/花%.igcodes')).toEqual({
      notices: `${path}.json`,
      lines: `${path}.lines`,
      said: `${path}.said`,
    })
  })

  test.each([
    [197, `%2F${'a'.repeat(197)}`],
    [198, `${'a'.repeat(180)}-53d9fac2`],
    [199, `${'a'.repeat(180)}-a3258e99`],
    [203, `${'a'.repeat(180)}-09fd3acd`],
  ])('are named by the end of a long path and its sum: of %d letters', (letters, name) => {
    expect(noticesFiles(state, `/${'a'.repeat(letters)}`).notices).toBe(join(state, 'notices', `${name}.json`))
  })

  test('of two vaults are two, however long their paths', () => {
    const long = `/${'保管庫/'.repeat(60)}`
    const paths = ['/a/vault', '/a%2Fvault', `${long}a`, `${long}b`, `/b${long}a`]
    const found = paths.map(path => noticesFiles(state, path).notices)
    expect(new Set(found).size).toBe(paths.length)
    for (const path of found) expect(path.length - state.length).toBeLessThan(250)
  })

  test('are found through a link, and after the vault is gone', () => {
    const real = join(folder, 'real.igcodes')
    const link = join(folder, 'link.igcodes')
    writeFileSync(real, '')
    symlinkSync(real, link)
    expect(realVault(link)).toBe(realVault(real))
    const before = realVault(real)
    rmSync(real)
    expect(realVault(real)).toBe(before)
  })
})

test('what is in the way of a file is not taken for none', () => {
  const files = noticesFiles(state, vault)
  expect(readNotices(files, vault)).toBeUndefined()
  mkdirSync(files.notices, { recursive: true })
  expect(readNotices(files, vault)).toBe('unreadable')
  const folderOfAll = dirname(files.notices)
  rmSync(folderOfAll, { recursive: true })
  writeFileSync(folderOfAll, '')
  expect(readNotices(files, vault)).toBe('unreadable')
  rmSync(folderOfAll)
})

describe('the save of a file', () => {
  test('is the beginning of its fourth line; what is no vault has none, what is gone is undefined', () => {
    writeFileSync(vault, `igcodes-vault/1\n{}\nM\n${'n'.repeat(32)}rest\n`)
    expect(revisionAt(vault)).toBe('n'.repeat(32))
    writeFileSync(vault, 'no vault')
    expect(revisionAt(vault)).toBe('')
    expect(revisionAt(folder)).toBe('')
    expect(revisionAt(join(folder, 'nothing'))).toBeUndefined()
  })
})

test('only names that are plain in every shell are kept', () => {
  expect(someNames(['sato-hanako', '佐藤花子', '-rf', '$(id)', 'a b', "o'neil", '\u202eevil', ''])).toEqual([
    'sato-hanako',
    '佐藤花子',
  ])
})

test('settings that cannot be read are the careful ones', () => {
  expect(readSettings(state)).toEqual({ notices: 'counts' })
  writeSettings(state, { notices: 'names' }, newName)
  expect(readSettings(state)).toEqual({ notices: 'names' })
  for (const text of ['', '[]', '{"notices":"everything"}', 'null']) {
    writeFileSync(join(state, 'settings.json'), text)
    expect(readSettings(state)).toEqual({ notices: 'counts' })
  }
})
