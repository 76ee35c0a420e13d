/** Passphrase files as Windows programs write them: an invisible mark must lock nobody out. */
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { createVault } from '../../../src/vault/open.ts'
import { cheap } from '../../envelope/samples.ts'
import { machine } from '../../vault/samples.ts'
import { errorOf, passphrase, removeWorlds, World } from '../world.ts'

afterAll(removeWorlds)

const marked = Buffer.from(`\ufeff${passphrase}\r\n`)
const utf16 = Buffer.from(`${passphrase}\r\n`, 'utf16le')
const markedUtf16 = Buffer.from(`\ufeff${passphrase}\r\n`, 'utf16le')

function fileIn(world: World, name: string, bytes: Uint8Array): string {
  const path = join(world.home, name)
  writeFileSync(path, bytes, { mode: 0o600 })
  return path
}

describe.each([
  ['with a byte order mark', marked, 'passphrase-marked', 'byte order mark'],
  ['in UTF-16', utf16, 'passphrase-marked', 'UTF-16'],
  ['in UTF-16 with its mark', markedUtf16, 'passphrase-source', 'UTF-16'],
])('a passphrase file %s', (_, bytes, code, words) => {
  test('makes no vault: 22, and says how to save it', async () => {
    const world = new World()
    const file = fileIn(world, 'notepad.txt', bytes)
    for (const source of [
      ['--passphrase-file', file],
      ['--passphrase-command', `cat '${file}'`],
    ]) {
      const outcome = await world.run(['init', '--json', '--no-input', ...source])
      expect(outcome.code).toBe(22)
      expect(errorOf(outcome)).toMatchObject({
        code,
        message: expect.stringContaining(words),
        hint: expect.stringContaining('Notepad'),
      })
    }
    expect(existsSync(world.vault)).toBe(false)
  })

  test('is no new passphrase, allowed to be weak or not; Japanese says so too', async () => {
    const world = await new World().fill()
    const before = world.vaultBytes()
    const file = fileIn(world, 'notepad.txt', bytes)
    const outcome = await world.run(`passwd --new-passphrase-file ${file} --allow-weak-passphrase --no-input --lang ja`)
    expect(outcome.code).toBe(22)
    expect(outcome.stderr).toContain('メモ帳')
    expect(world.vaultBytes()).toEqual(before)
  })
})

test.each([
  ['a byte order mark', marked, 'byte order mark'],
  ['UTF-16', utf16, 'UTF-16'],
])('where %s is why a vault stays closed, the error says so', async (_, bytes, words) => {
  const world = await new World().fill()
  const file = fileIn(world, 'notepad.txt', bytes)
  const outcome = await world.run(['status', '--json', '--no-input', '--passphrase-file', file])
  expect(outcome.code).toBe(12)
  expect(errorOf(outcome)).toMatchObject({ code: 'wrong-passphrase', hint: expect.stringContaining(words) })
})

test('a vault whose passphrase begins with the mark opens with it, and may get another', async () => {
  const world = await new World().fill()
  rmSync(dirname(world.vault), { recursive: true })
  await createVault(world.vault, { passphrase: `\ufeff${passphrase}` }, cheap, machine(world.state))
  const file = fileIn(world, 'notepad.txt', marked)
  await world.succeed(`status --no-input --passphrase-file ${file}`)
  await world.succeed(`passwd --no-input --passphrase-file ${file} --new-passphrase-file ${world.passphraseFile}`)
  await world.succeed('status --no-input')
})
