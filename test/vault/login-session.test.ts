import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hasEnded, lingers, loginSession } from '../../src/vault/login-session.ts'

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
  writeFileSync(session, 'UID=1000\nSTATE=closing\n')
  expect(hasEnded(session)).toBe(true)
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
