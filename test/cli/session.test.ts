import { afterEach, expect, test } from 'vitest'
import { endSessions, type Session, startSession } from './session.ts'

afterEach(endSessions)

function sh(script: string, options: { columns?: number; rows?: number; env?: Record<string, string> } = {}): Session {
  return startSession({ command: '/bin/sh', args: ['-c', script], ...options })
}

test('shows what the program wrote as a person sees it', async () => {
  const session = sh(String.raw`printf 'wrong\rright\033[1m!\033[0m  \nこんにちは'`)
  expect(await session.exit()).toBe(0)
  expect(session.screen()).toBe('right!\nこんにちは')
  expect(session.raw()).toContain('wrong')
})

test('types, waits and reports the exit code', async () => {
  const session = sh('printf "name? "; read name; echo "hello $name"; exit 7')
  await session.waitFor('name?')
  session.type('shop\n')
  await session.waitFor(/hello shop/)
  expect(await session.exit()).toBe(7)
})

test('hands on nothing of this environment but PATH', async () => {
  const session = sh('env', { columns: 4000, env: { IGCODES_LANG: 'ja' } })
  await session.exit()
  const names = session
    .screen()
    .split('\n')
    .map(line => line.split('=')[0])
    .sort()
  expect(names).toEqual(['IGCODES_LANG', 'PATH', 'PWD', 'TERM'])
})

test('keeps what has scrolled out of the window', async () => {
  const session = sh('seq 1 100', { rows: 10 })
  await session.exit()
  expect(session.screen()).not.toContain('42')
  expect(session.scrollback()).toContain('\n42\n')
})

test('presses Ctrl-C, kills, and names the signal in the exit code', async () => {
  const interrupted = sh('echo ready; read -r line')
  await interrupted.waitFor('ready')
  interrupted.press('ctrl-c')
  expect(await interrupted.exit()).toBe(130)

  const killed = sh('echo ready; read -r line')
  await killed.waitFor('ready')
  killed.kill('SIGKILL')
  expect(await killed.exit()).toBe(137)
})

test('answers what a terminal is asked', async () => {
  const session = sh(String.raw`stty raw -echo; printf '\033[6n'; head -c 6 | od -c; stty sane`)
  await session.waitFor('033   [   1   ;   1   R')
})

test('resizes the window', async () => {
  const session = sh('trap "stty size" WINCH; echo ready; while :; do sleep 0.05; done')
  await session.waitFor('ready')
  session.resize(40, 12)
  await session.waitFor('12 40')
})

test('shows the screen when what it waits for does not come', async () => {
  const session = sh('echo something else; read -r line')
  await expect(session.waitFor('never', 500)).rejects.toThrow(/never[\s\S]*\| something else/)
  await expect(session.exit()).resolves.toBe(137)
})

test('does not wait for a program that has ended', async () => {
  const session = sh('echo over; exit 3')
  await expect(session.waitFor('never')).rejects.toThrow('it ended with 3')
})
