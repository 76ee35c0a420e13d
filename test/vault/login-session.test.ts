import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { hasEnded, lingers, loginSession, textOf } from '../../src/vault/login-session.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'igcodes-session-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

test('a user lingers whose file is there, not whose name begins alike', () => {
  writeFileSync(join(folder, `${userInfo().username}x`), '')
  expect(lingers(folder)).toBe(false)
  writeFileSync(join(folder, userInfo().username), '')
  expect(lingers(folder)).toBe(true)
})

test('a session has ended that is closing or gone', () => {
  const session = join(folder, '7')
  expect(hasEnded(session)).toBe(true)
  writeFileSync(session, 'UID=1000\nSTATE=active\n')
  expect(hasEnded(session)).toBe(false)
  for (const text of ['UID=1000\nSTATE=closing\n', 'STATE=closing', 'STATE=closing\nUID=1000\n']) {
    writeFileSync(session, text)
    expect(hasEnded(session)).toBe(true)
  }
  for (const text of ['', 'OLD_STATE=closing\n', 'STATE=closing-not\n']) {
    writeFileSync(session, text)
    expect(hasEnded(session)).toBe(false)
  }
})

test('a text that cannot be read is none', () => {
  expect(textOf(folder)).toBeUndefined()
  writeFileSync(join(folder, 'text'), '合言葉\n')
  expect(textOf(join(folder, 'text'))).toBe('合言葉\n')
})

test.each([
  ['0::/user.slice/user-1000.slice/session-c12.scope', 'c12'],
  ['12:cpu:/\n1:name=systemd:/user.slice/session-7.scope\n0::/\n', '7'],
  ['0::/user.slice/session-7.scope/vscode\n', '7'],
  ['0::/user.slice/session-7.scopes\n', undefined],
  ['0::/user.slice/my-session-7.scope\n', undefined],
  ['0::/user.slice/session-.scope\n', undefined],
  ['0::/user.slice/session-7-8.scope\n', undefined],
  ['', undefined],
])('the control group %j is of the session %s', (text, name) => {
  for (const session of ['7', 'c12', '8', 'undefined']) writeFileSync(join(folder, session), 'STATE=active\n')
  writeFileSync(join(folder, 'cgroup'), text)
  expect(loginSession(join(folder, 'cgroup'), folder)).toBe(name === undefined ? undefined : join(folder, name))
})

test('a process belongs to the login that its control group names, until that has ended', () => {
  const cgroups = join(folder, 'cgroup')
  expect(loginSession(cgroups, folder)).toBeUndefined()
  writeFileSync(cgroups, '0::/user.slice/user-1000.slice/session-7.scope\n')
  expect(loginSession(cgroups, folder)).toBeUndefined()
  writeFileSync(join(folder, '7'), 'STATE=active\n')
  expect(loginSession(cgroups, folder)).toBe(join(folder, '7'))
  writeFileSync(cgroups, '0::/user.slice/user-1000.slice/user@1000.service/app.slice\n')
  expect(loginSession(cgroups, folder)).toBeUndefined()
})

test('both are looked for where systemd keeps them', () => {
  const fs = process.getBuiltinModule('node:fs')
  const texts = new Map([
    ['/proc/self/cgroup', '0::/user.slice/session-7.scope\n'],
    ['/run/systemd/sessions/7', 'STATE=active\n'],
  ])
  const read = vi.spyOn(fs, 'readFileSync').mockImplementation(path => texts.get(String(path)) ?? '')
  const look = vi.spyOn(fs, 'existsSync').mockReturnValue(true)
  syncBuiltinESMExports()
  try {
    expect([loginSession(), lingers()]).toEqual(['/run/systemd/sessions/7', true])
    expect(read.mock.calls.map(([path]) => path)).toEqual([...texts.keys()])
    expect(look.mock.calls).toEqual([[`/var/lib/systemd/linger/${userInfo().username}`]])
  } finally {
    read.mockRestore()
    look.mockRestore()
    syncBuiltinESMExports()
  }
})
