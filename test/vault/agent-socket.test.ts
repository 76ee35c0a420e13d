import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { agentPlace, mayListen, requirePrivate } from '../../src/vault/agent-socket.ts'
import { refusal } from '../domain/samples.ts'
import { type House, house } from './samples.ts'

let home: House
beforeEach(() => {
  home = house()
})
afterEach(() => {
  vi.restoreAllMocks()
  home.remove()
})

function folder(name: string, mode = 0o700): string {
  const path = join(home.folder, name)
  mkdirSync(path)
  chmodSync(path, mode)
  return path
}

test('the login’s own folder is taken, if it is private', () => {
  const state = { XDG_STATE_HOME: '/state' }
  const runtime = folder('runtime')
  expect(agentPlace({ ...state, XDG_RUNTIME_DIR: runtime }).folder).toBe(`${runtime}/igcodes`)
  for (const other of [folder('open', 0o755), join(home.folder, 'gone'), 'relative', ''])
    expect(agentPlace({ ...state, XDG_RUNTIME_DIR: other }).folder).toBe('/state/igcodes/agent')
})

test('a path that no socket can have gives way to a short one', () => {
  const long = `/home/${'x'.repeat(100)}`
  const { folder, socket, elsewhere } = agentPlace({ XDG_STATE_HOME: long })
  expect(elsewhere?.map(place => place.folder)).toEqual([`/run/user/${process.geteuid?.()}/igcodes`])
  expect(folder).toBe(`/tmp/igcodes-${process.geteuid?.()}`)
  expect(Buffer.byteLength(socket)).toBeLessThan(104)
})

test('on macOS too, where the way to the state is longer', () => {
  vi.spyOn(process, 'platform', 'get').mockReturnValue('darwin')
  const socketIn = (user: string) => agentPlace({ HOME: `/Users/${user}` }).socket
  expect(socketIn('aki')).toBe('/Users/aki/Library/Application Support/igcodes/state/agent/socket')
  for (let length = 1; length < 64; length++) {
    const socket = socketIn('あ'.repeat(length))
    expect(Buffer.byteLength(socket)).toBeLessThan(104)
    expect(socket.startsWith('/tmp/')).toBe(length > 13)
  }
})

test('a folder is made private, and refused where it is not, or leads elsewhere', () => {
  const place = (name: string) => ({ folder: join(home.folder, name), socket: join(home.folder, name, 'socket') })
  expect(() => requirePrivate(place('new'))).not.toThrow()
  folder('open', 0o750)
  expect(refusal(() => requirePrivate(place('open'))).code).toBe('agent-exposed')
  symlinkSync(join(home.folder, 'new'), join(home.folder, 'link'))
  expect(refusal(() => requirePrivate(place('link'))).code).toBe('agent-exposed')
})

test('a file in the socket’s place is no agent', () => {
  const place = { folder: folder('agent'), socket: join(home.folder, 'agent/socket') }
  expect(mayListen(place)).toBe(false)
  writeFileSync(place.socket, '')
  expect(mayListen(place)).toBe(false)
})
