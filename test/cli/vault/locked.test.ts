/** What happens while another process holds the vault's lock. */
import { existsSync, lstatSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { afterAll, describe, expect, test } from 'vitest'
import { ended, errorOf, removeWorlds, someCodes, World } from '../world.ts'

const tokyo = someCodes(5, 1)

afterAll(removeWorlds)

describe('locked by another process', () => {
  test('a dead holder on this machine is ignored at once', async () => {
    const world = await new World().fill({ shop_tokyo: tokyo })
    const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const lock = { host: hostname(), bootId, pid: 2 ** 22 + 1, startTime: '1' }
    writeFileSync(`${world.vault}.lock`, JSON.stringify(lock))
    const outcome = await world.run('use shop_tokyo --no-input')
    expect(outcome).toMatchObject({ code: 0, stdout: `${tokyo[0]}\n` })
    expect(outcome.took).toBeLessThan(3_000)
    expect(existsSync(`${world.vault}.lock`)).toBe(false)
  })
})

describe('no lock at all', () => {
  test.each([
    ['en', /is a link, not a lock of igcodes\. The vault is unchanged\./, /Delete or move it/],
    ['ja', /がリンクで、igcodesのロックではありません/, /削除するか移動して/],
  ])('what is in its place is named within a second: 16 (%s)', async (lang, message, hint) => {
    const put = (lock: string): void => symlinkSync('/nowhere', lock)
    const { world, took } = await broken(put, lang, message, hint)
    expect(took).toBeLessThan(3_000)
    expect(await world.use('shop_tokyo').catch(() => 'still there')).toBe('still there')
  })

  test('a file with other content is named at once', async () => {
    const message = /is a file with other content, not a lock of igcodes/
    const { took } = await broken(containing('garbage'), 'en', message, /^Delete or move it/)
    expect(took).toBeLessThan(3_000)
  })
})

const containing = (text: string) => (lock: string) => writeFileSync(lock, text)

/** Uses a code where this is put in the place of the lock, which is said to be broken (16); says how long that took. */
async function broken(put: (lock: string) => void, lang: string, message: RegExp, hint: RegExp) {
  const world = await new World().fill({ shop_tokyo: tokyo })
  put(`${world.vault}.lock`)
  const { ino } = lstatSync(`${world.vault}.lock`)
  const outcome = await world.run(`use shop_tokyo --json --no-input --lang ${lang}`)
  expect(outcome).toMatchObject({ code: 16, stdout: '' })
  expect(errorOf(outcome)).toMatchObject({
    code: 'lock-broken',
    message: expect.stringMatching(message),
    hint: expect.stringMatching(hint),
  })
  expect(lstatSync(`${world.vault}.lock`).ino).toBe(ino)
  return { world, took: outcome.took }
}

describe.concurrent('seconds of waiting', () => {
  test('for a holder on another machine, which is named after 10 (11), and its lock is not broken', async () => {
    const world = await new World().fill({ shop_tokyo: tokyo })
    const lock = `${world.vault}.lock`
    writeFileSync(
      lock,
      JSON.stringify({ host: 'another-laptop', machine: 'x', bootId: 'y', pid: 4711, startTime: '1' }),
    )
    const outcome = await world.run('use shop_tokyo --json --no-input')
    expect(outcome).toMatchObject({ code: 11, stdout: '' })
    expect(errorOf(outcome)).toMatchObject({ message: expect.stringMatching(/another-laptop/) })
    expect(outcome.took).toBeGreaterThan(9_500)
    expect(existsSync(lock)).toBe(true)
    // Reading needs no lock.
    expect(await world.run('status --no-input')).toMatchObject({ code: 0 })
  })

  test.each([
    ['en', /the lock file holds nothing, .*vault\.igcodes\.lock/, /If no igcodes is running .* delete it/],
    ['ja', /ロックファイルが空で、.*vault\.igcodes\.lock/, /igcodesが動いていないときに削除して/],
  ])('for a lock file that names nobody, which is no process that writes: 16 (%s)', async (lang, message, hint) => {
    const { took } = await broken(containing(''), lang, message, hint)
    expect(took).toBeGreaterThanOrEqual(3_000)
  })

  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends the wait for a lock', async signal => {
    const world = await new World().fill({ shop_tokyo: tokyo })
    writeFileSync(`${world.vault}.lock`, '')
    const child = world.spawn('use shop_tokyo --no-input')
    const exited = ended(child)
    // Long enough to have opened the vault, and far from the end of its wait.
    await new Promise(resolve => setTimeout(resolve, 3_000))
    const start = performance.now()
    child.kill(signal)
    expect([130, 143]).toContain(await exited)
    expect(performance.now() - start).toBeLessThan(2_000)
  })
})
