import { describe, expect, test } from 'vitest'
import { exitCodes, type Failure, type FailureCode, type Failures, type LeftBehind } from '../../../src/errors.ts'
import type { Language } from '../../../src/language.ts'
import { failureSentences } from '../../../src/terminal/messages/failures.ts'

const hostile = '\u001b[2J\u009b31m'
const path = `/home/${hostile}/vault.igcodes`
const account = `shop${hostile}`
const known = [{ masked: '1••• •••8', position: 2, state: 'used' }]
const left: LeftBehind = {
  reason: 'odd-digits',
  title: hostile,
  field: hostile,
  line: 3,
  account,
  masked: `0•0${hostile}`,
}
const nothing = {}
const slots = [{ id: hostile, kind: 'recovery', at: '2026-11-20T18:04:05.123Z', by: hostile }] as const

/** One sample of every failure, with escape sequences wherever a text comes from outside. */
const samples: { readonly [C in FailureCode]: Failures[C] } = {
  usage: { problem: hostile },
  'unknown-command': { name: hostile, nearest: ['status'], command: '' },
  'unknown-option': { name: hostile, command: 'use ', nearest: ['--pending'] },
  'missing-argument': { name: 'account', command: 'use ' },
  'too-many-arguments': { command: 'use ' },
  'bad-argument': { name: '--kdf', value: hostile, allowed: 'light' },
  'have-and-lost': { word: hostile },
  'sight-contradicts': { see: 'logged-in', option: '--lost', word: hostile },
  'account-needed': { accounts: [account] },
  'incident-needed': { open: [`k7tm @${account}`] },
  'passphrase-needed': nothing,
  'new-passphrase-needed': nothing,
  'confirmation-needed': nothing,
  'codes-on-paper': nothing,
  'screen-only': nothing,
  'export-on-screen': nothing,
  'newer-export': { format: 2 },
  stopped: nothing,
  cancelled: nothing,
  interrupted: nothing,
  'no-vault': { path },
  locked: { path, host: hostile, pid: 0, seconds: 10 },
  'lock-broken': { path, fault: 'link' },
  'wrong-passphrase': {
    mark: 'byte-order-mark',
    hasRecoveryKey: true,
    words: { count: 11, unknown: [{ position: 3, nearest: ['thank'] }] },
  },
  damaged: { part: 'mac', path, backup: { id: '2026-11-20T18:04:05.123Z-2', changesOlder: 1 } },
  'newer-format': { version: '2' },
  'newer-events': { types: [`code-${hostile}`] },
  'older-copy': { path, missing: 1 },
  'older-backup': {
    id: '2026-11-20T18:04:05.123Z',
    missing: 1,
    kind: 'passphrase',
    isLocked: true,
    hasEarlierKey: true,
    isLatestKnown: false,
    returning: { kind: 'passphrase', isSure: true },
  },
  'other-key': { path },
  'slot-changed': { slots },
  'unknown-slots': { slots },
  'slots-unreachable': { slots },
  'last-slot': nothing,
  'slot-revoked': nothing,
  'foreign-vault': { path, copy: hostile },
  'copy-passphrase-needed': { path },
  'merge-locks-out': nothing,
  'git-missing': nothing,
  'git-failed': { command: 'commit', words: [hostile] },
  'git-locked': { path: hostile },
  'git-not-set-up': { path },
  'git-other-files': { folder: path, names: [hostile] },
  'git-under-way': { what: 'merge', folder: '/home/aki/vault' },
  'git-attributes': { path, attributes: [hostile] },
  'git-other-vault': { path, remote: hostile },
  'git-remote-known': { name: hostile, url: hostile },
  'git-address-secret': nothing,
  'git-conflict': { files: [hostile] },
  'remote-offline': { remote: hostile, words: [hostile] },
  'remote-refused': { remote: hostile, words: [hostile] },
  'merge-undecided': { copy: hostile, again: 'igcodes sync', newKey: true, slots: [], events: 2, outcomes: false },
  'last-passphrase': nothing,
  'unknown-slot': { name: hostile, nearest: [hostile] },
  'slot-needed': { label: hostile, slots: [{ ...slots[0], label: hostile }] },
  'slot-not-open': { slot: { ...slots[0], label: hostile } },
  'label-exists': { label: hostile },
  'label-empty': nothing,
  'passphrase-taken': nothing,
  'passphrase-one-time': nothing,
  'keys-used-up': nothing,
  storage: { doing: 'write', path, cause: 'ENOSPC' },
  'replica-broken': { path, fault: 'empty' },
  'vault-is-folder': { path },
  'vault-link-broken': { path, target: path },
  'folder-gone': { path },
  'home-unknown': nothing,
  'answer-exposed': {},
  'passphrase-same': nothing,
  'passphrase-untypable': { why: 'lines' },
  'passphrase-guessable': { why: 'common', isAsked: true },
  'vault-not-yours': { path },
  'vault-exposed': { path, isDisk: true },
  'vault-replaced': { path },
  'unusable-name': { name: hostile, path },
  'answer-unreadable': { answer: 'code' },
  'answer-lost': { account },
  'secret-lost': { secret: 'passphrase', path },
  'clipboard-unavailable': { why: 'no-tool', install: ['xclip', 'xsel'] },
  'agent-exposed': { path },
  'agent-failed': { cause: hostile },
  'agent-stuck': { cause: 'ETIMEDOUT', until: '2026-11-20T13:00:00.000Z', pid: 4711 },
  'agent-unsupported': nothing,
  'unknown-account': { account, nearest: ['shop_tokyo'] },
  'unknown-backup': { id: hostile },
  'unknown-scenario': { scenario: hostile, nearest: ['phone-lost'] },
  'unknown-rule': { rule: hostile, nearest: ['sms-only'] },
  'unknown-handover': { handover: hostile, open: [hostile] },
  'unknown-loss': { name: hostile, nearest: [hostile] },
  'nothing-found': { words: hostile },
  'unknown-incident': { incident: hostile, open: [`k7tm @${account}`] },
  'unknown-record': { kind: 'device', name: hostile, nearest: [hostile] },
  'lists-undecided': { account, days: ['2026-11-20', '2026-11-20'] },
  'no-such-list': { account, list: 3, days: ['2026-11-20'] },
  'no-codes-left': { account, pending: 1 },
  'bad-handle': { handle: hostile },
  'bad-date': { date: hostile },
  'bad-deadline': { deadline: hostile, past: false },
  'bad-span': { span: hostile },
  'bad-position': { position: '9', size: 5 },
  'paste-empty': nothing,
  'paste-too-large': { limit: 65_536 },
  'paste-binary': nothing,
  'paste-no-codes': nothing,
  'paste-bad-line': { line: 3, masked: '4••• ••0', kind: 'seven-digits' },
  'paste-table': nothing,
  'paste-two-lists': {
    lists: [
      { firstLine: 2, lastLine: 6, count: 5 },
      { firstLine: 8, lastLine: 8, count: 1 },
    ],
  },
  'paste-doubtful': { firstLine: 1, lastLine: 2, doubt: 'date' },
  'paste-doubled': { line: 3, firstLine: 1, masked: '1••• •••8' },
  'paste-too-many': { count: 21, most: 20 },
  'import-too-large': { limit: 16 * 1024 * 1024 },
  'import-not-text': { shiftJis: true },
  'import-unknown-format': { from: 'bitwarden', kind: 'other' },
  'import-broken': { format: 'csv', line: 3 },
  'import-encrypted': { format: 'bitwarden' },
  'import-nothing-found': { entries: 12, left: [left] },
  'import-nothing-stored': { left: [left] },
  'codes-known': { account, known, inSet: true },
  'codes-of-another-account': { account, owner: account, count: 5 },
  'set-outdated': { account, issuedOn: '2026-03-02', newest: '2026-11-20' },
  'nothing-to-complete': { account },
  'nothing-new': { account },
  'nothing-handed-out': { account },
  'outcome-known': { account, position: 3, state: 'used' },
  'no-set-to-void': { account },
  'no-totp': { account },
  'totp-refused': { problem: 'algorithm', found: hostile },
  'totp-which': { names: [hostile], missing: 1 },
  'picture-refused': { path, problem: 'format', format: 'HEIC' },
  'bad-one-time-code': { digits: 6 },
  'totp-no-match': { account, clock: '2026-11-22 18:04:05 (UTC)' },
  'window-too-small': { columns: 40, rows: 12, neededColumns: 43, neededRows: 24 },
  'vault-opens': { path },
  'passphrase-weak': { characters: 4, least: 15, isAsked: false },
  'passphrase-empty': nothing,
  'passphrase-unstable': nothing,
  'passphrase-marked': { mark: 'utf-16' },
  'passphrases-differ': nothing,
  'passphrase-source': { source: path, cause: 'ENOENT' },
  'slots-full': nothing,
  'text-empty': nothing,
  'text-too-long': { characters: 2001, most: 2000 },
  'text-holds-code': nothing,
  'questions-only': { command: 'account setup', instead: 'factor add' },
  'name-empty': { kind: 'factor' },
  'bad-phone': { phone: hostile },
  'nothing-to-edit': { kind: 'person' },
  'needs-loop': { way: [hostile, 'shop-mail', hostile] },
  'outcomes-unknown': { account, positions: [1, 2] },
  'cool-down': { account, rejected: 2, since: '2026-11-20T12:00:00.000Z', until: '2026-11-20T13:00:00.000Z' },
  'vault-exists': { path },
  'account-exists': { account },
  'file-exists': { path, what: 'file' },
  'incident-closed': { incident: hostile },
  'incident-exists': { account, incident: 'k7tm' },
  'record-exists': { kind: 'person', name: hostile, id: 'sato' },
}

const failures = Object.entries(samples).map(([code, details]) => ({ code, details }) as Failure)

describe.each(failures)('the failure $code', failure => {
  const en = failureSentences(failure, 'en')
  const ja = failureSentences(failure, 'ja')

  test('is told in both languages, each in its own', () => {
    expect(en.what).toMatch(/[a-z␛]/)
    if (failure.code !== 'usage') expect(ja.what).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/)
  })

  test('fills every gap', () => {
    for (const text of [en.what, en.next, ja.what, ja.next])
      expect(text).not.toMatch(/undefined|null|NaN|\[object|\$\{/)
  })

  test('lets no control character through', () => {
    // Line ends are the sentences' own.
    for (const text of [en.what, en.next, ja.what, ja.next])
      expect([...text].filter(character => /\p{Cc}/u.test(character) && character !== '\n')).toEqual([])
  })

  test('says what to do next in both languages or in neither', () => {
    expect(en.next === '').toBe(ja.next === '')
  })
})

test('every failure says what to do next, but where the person stopped or its cause says it', () => {
  const without = failures.filter(failure => failureSentences(failure, 'en').next === '')
  expect(without.map(({ code }) => code)).toEqual(['stopped', 'cancelled', 'interrupted', 'bad-one-time-code'])
})

test('codes of a list that has ended are not sent on to --append, which would refuse them', () => {
  const failure: Failure = { code: 'codes-known', details: { account, known, inSet: false } }
  for (const language of ['en', 'ja'] as const)
    expect(failureSentences(failure, language).next).not.toContain('--append')
})

const storage = (details: Partial<Failures['storage']>, language: Language) =>
  failureSentences({ code: 'storage', details: { doing: 'read', path: '/v', cause: 'EIO', ...details } }, language)

test('what was changed, or may have been, is not told as unchanged', () => {
  for (const details of [
    { doing: 'show' },
    { doing: 'settle' },
    { doing: 'unsure' },
    { doing: 'read', isSaved: true },
  ] as const) {
    expect(storage(details, 'en').what).not.toContain('is unchanged')
    expect(storage(details, 'en').next).toContain('igcodes status')
    expect(storage(details, 'ja').what).not.toContain('元のまま')
    expect(storage(details, 'ja').next).toContain('igcodes status')
  }
  expect(storage({ doing: 'replace' }, 'en').what).toContain('is unchanged')
})

test('where a code may count as handed out that nobody has seen, the way to it is named', () => {
  for (const language of ['en', 'ja'] as const)
    expect(storage({ doing: 'unsure', account: 'shop' }, language).next).toContain('igcodes use shop --pending')
})

test('a file that may not be replaced is told with the likely causes', () => {
  for (const cause of ['EPERM', 'EACCES', 'EBUSY']) {
    expect(storage({ doing: 'replace', cause }, 'en').next).toMatch(/write-protected.*virus scanner/)
    expect(storage({ doing: 'replace', cause }, 'ja').next).toMatch(/書き込み禁止.*ウイルス対策/)
  }
  expect(storage({ doing: 'replace', cause: 'EROFS' }, 'en').what).toContain('read-only')
})

test('a vault that is gone is brought back from its backups, not made anew', () => {
  const failure: Failure = {
    code: 'no-vault',
    details: { path: '/v', backup: '2026-11-20T18:04:05.123Z', known: 'used' },
  }
  for (const language of ['en', 'ja'] as const) {
    const { next } = failureSentences(failure, language)
    expect(next).toContain('igcodes backup restore 2026-11-20T18:04:05.123Z')
    expect(next).not.toContain('igcodes init')
  }
})

test('where the system brings its own clipboard, nothing is to be installed for it', () => {
  const failure: Failure = { code: 'clipboard-unavailable', details: { why: 'no-tool', install: [] } }
  expect(failureSentences(failure, 'en').next).toMatch(/^Without --clip/)
  expect(failureSentences(failure, 'ja').next).toMatch(/^--clip を付けずに/)
})

test('on WSL without clip.exe the setting is named that brings it', () => {
  const failure: Failure = { code: 'clipboard-unavailable', details: { why: 'no-clip-exe', install: [] } }
  for (const language of ['en', 'ja'] as const) {
    const { what, next } = failureSentences(failure, language)
    expect(what + next).toMatch(/clip\.exe[\s\S]*appendWindowsPath/)
  }
})

test('a folder that sudo has left is given back by chown', () => {
  const { next } = storage({ doing: 'lock', cause: 'EACCES', foreign: '/home/aki/.local/share/igcodes' }, 'en')
  expect(next).toContain('sudo chown -R "$USER" /home/aki/.local/share/igcodes')
})

test('every failure has an exit code of the contract', () => {
  const contract = [2, 3, 10, 11, 12, 13, 14, 15, 16, 20, 21, 22, 23, 24, 40, 130]
  expect([...exitCodes()].filter(code => !contract.includes(code))).toEqual([])
})
