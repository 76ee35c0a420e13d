/** What tmux and GNU screen keep of what was taken off the screen: nothing. Each has ways of its own to put it in its history. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { isThorough } from '../thorough.ts'
import { endMultiplexers, type Inside, present, startInside, type Window } from './multiplexer.ts'
import { typeThreeBack, wordsShown } from './recovery-words.ts'
import { endSessions, type Session } from './session.ts'
import { passphrase, removeWorlds, someCodes, World } from './world.ts'

const tokyo = someCodes(5, 1)
const key = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'

afterEach(() => {
  endMultiplexers()
  endSessions()
})
afterAll(removeWorlds)

const windows: readonly Window[] = [
  { columns: 80, rows: 24 },
  { columns: 40, rows: 24 },
  { columns: 80, rows: 8 },
]

/** Codes and numbered words, as they are on the screen now: a word alone may be one of anybody's sentences. */
function secretsOn(session: Session): readonly string[] {
  const screen = session.screen()
  const codes = [...screen.matchAll(/\b\d{4} \d{4}\b/g)].map(([code]) => code)
  const words = [...screen.matchAll(/\b\d+ {2}[a-z]{3,}/g)].map(([word]) => word)
  return [...codes, ...words]
}

/** Begins at the top of an empty window, where erasing from the cursor down would scroll all of it into the history. */
async function command(inside: Inside, text: string): Promise<void> {
  inside.session.type('clear\n')
  await setTimeout(200)
  inside.session.type(`${text}; echo "over $?"\n`)
}

async function opened(session: Session, text: string | RegExp): Promise<void> {
  await session.waitFor('Passphrase')
  session.type(`${passphrase}\n`)
  await session.waitFor(text)
  await setTimeout(150)
}

async function over(inside: Inside, secrets: readonly string[], least: number, end = /over \d+/): Promise<void> {
  await inside.session.waitFor(end)
  expect(secrets.length).toBeGreaterThanOrEqual(least)
  const kept = inside.history()
  expect(kept).toMatch(end)
  for (const secret of secrets) expect(kept).not.toMatch(new RegExp(`\\b${secret}\\b`))
  expect(kept).not.toMatch(/[▀▄█]{3}/)
}

/** Both ways to keep a history are the same code: one of them in each run. */
const tried = isThorough ? present : present.slice(0, 1)

describe.each(tried)('in %s', multiplexer => {
  describe.each(isThorough ? windows : windows.slice(0, 1))('of $columns × $rows', window => {
    const start = async (): Promise<Inside> => {
      const world = await new World().fill({ shop_tokyo: tokyo })
      return startInside(multiplexer, world, window)
    }

    test('a code that was handed out', async () => {
      const inside = await start()
      const { session } = inside
      await command(inside, 'igcodes use shop_tokyo --lang en')
      await opened(session, 'Enter choose')
      const secrets = secretsOn(session)
      for (const secret of secrets) expect(inside.history()).toContain(secret)
      session.type('y')
      session.press('enter')
      await over(inside, secrets, 1)
    })

    test('a code while the shell has the terminal, and afterwards', async () => {
      const inside = await start()
      const { session } = inside
      await command(inside, 'igcodes use shop_tokyo --lang en')
      await opened(session, 'Enter choose')
      const secrets = secretsOn(session)
      session.press('ctrl-z')
      await session.waitFor(/over \d+/)
      for (const secret of secrets) expect(inside.history()).not.toContain(secret)
      session.type('seq 1 9; fg\n')
      await session.waitFor('Enter choose')
      await setTimeout(150)
      expect(secretsOn(session)).toEqual(secrets)
      session.press('ctrl-z')
      await setTimeout(300)
      session.type('fg; echo "over"\n')
      await session.waitFor('Enter choose')
      session.press('enter')
      await session.waitFor('--pending')
      session.type(`clear; echo al''l gone\n`)
      await over(inside, secrets, 1, /all gone/)
    })

    // They take one way: all of them in the first window, one in the others.
    const signals = window === windows[0] ? ['TERM', 'INT', 'HUP', 'QUIT'] : ['TERM']
    test.each(signals)('a code at SIG%s', async signal => {
      const inside = await start()
      const { session } = inside
      await command(inside, `(ulimit -c 0; echo $BASHPID > pid; exec igcodes use shop_tokyo --lang en)`)
      await opened(session, 'Enter choose')
      const secrets = secretsOn(session)
      session.press('down')
      process.kill(Number(readFileSync(join(inside.home, 'pid'), 'utf8')), `SIG${signal}`)
      await over(inside, secrets, 1)
      expect(session.screen()).toContain(`over ${{ TERM: 143, INT: 130, HUP: 129, QUIT: 131 }[signal]}`)
    })

    test('the words of a recovery key', async () => {
      const inside = await start()
      const { session } = inside
      await command(inside, 'igcodes recovery-key --lang en')
      await opened(session, 'Written down?')
      const secrets = secretsOn(session)
      const words = wordsShown(session)
      session.type('y\n')
      await typeThreeBack(session, words)
      await over(inside, secrets, 12)
    })

    test('a generated passphrase, and the recovery key of a new vault', async () => {
      const inside = startInside(multiplexer, new World(), window)
      const { session } = inside
      await command(inside, 'igcodes init --generate --recovery-key --kdf light --lang en')
      await session.waitFor('Written down?')
      await setTimeout(150)
      const words = secretsOn(session)
      session.type('y\n')
      await session.waitFor('Type the six words')
      session.type(`${words.map(word => word.replace(/\d+ {2}/, '')).join(' ')}\n`)
      await session.waitFor('Written down?')
      await setTimeout(150)
      const secrets = [...words, ...secretsOn(session)]
      const recovery = wordsShown(session)
      session.type('y\n')
      await typeThreeBack(session, recovery)
      await over(inside, secrets, 18)
    })

    test('a generated passphrase at SIGTERM', async () => {
      const inside = await start()
      const { session } = inside
      await command(inside, '(echo $BASHPID > pid; exec igcodes passwd --generate --lang en)')
      await opened(session, 'Written down?')
      const secrets = secretsOn(session)
      process.kill(Number(readFileSync(join(inside.home, 'pid'), 'utf8')), 'SIGTERM')
      await over(inside, secrets, 6)
    })
  })

  test.each([
    ['show --qr', 'igcodes show shop_tokyo --qr --lang en'],
    ['totp qr', 'igcodes totp qr shop_tokyo --lang en'],
  ])('a QR code: %s', async (_, text) => {
    const world = await new World().fill({ shop_tokyo: tokyo })
    await world.succeed('totp add shop_tokyo --yes --no-input', { input: key })
    for (const ending of ['enter', 'ctrl-c', 'ctrl-z'] as const) {
      const inside = startInside(multiplexer, world, { columns: 80, rows: 50 })
      const { session } = inside
      await command(inside, text)
      await opened(session, '(y/N)')
      session.type('y\n')
      await session.waitFor(/[▀▄█]{3}/)
      await setTimeout(150)
      expect(inside.history()).toMatch(/[▀▄█]{3}/)
      session.press(ending)
      if (ending === 'ctrl-z') {
        await session.waitFor(/over \d+/)
        expect(inside.history()).not.toMatch(/[▀▄█]{3}/)
        session.type('fg; echo "over"\n')
        await session.waitFor(/[▀▄█]{3}/)
        await setTimeout(150)
        session.press('enter')
        await session.waitFor('QR code is erased')
        session.type(`clear; echo al''l gone\n`)
      }
      await over(inside, ['JBSW'], 1, ending === 'ctrl-z' ? /all gone/ : undefined)
    }
  })

  test('a window that gets another size meanwhile', async () => {
    const world = await new World().fill({ shop_tokyo: tokyo })
    for (const [columns, rows] of [
      [40, 24],
      [120, 40],
      [20, 24],
      [80, 14],
    ] as const) {
      const inside = startInside(multiplexer, world, { columns: 80, rows: 24 })
      const { session } = inside
      await command(inside, 'igcodes use shop_tokyo --lang en --anyway')
      await opened(session, 'Enter choose')
      if (session.screen().includes('was handed out')) {
        session.press('enter')
        await session.waitFor(/\d{4} \d{4}/)
      }
      await setTimeout(150)
      const secrets = secretsOn(session)
      session.resize(columns, rows)
      await setTimeout(400)
      expect(secretsOn(session)).toEqual(secrets)
      session.press('enter')
      await session.waitFor(/over \d+/)
      // Both scroll rows away before they tell the new size.
      const isWarned = inside.history().replaceAll(/\s+/g, ' ').includes('Please clear that')
      if (!isWarned) await over(inside, secrets, 1)
      else expect(columns < 80 || rows < 24).toBe(true)
    }
  })

  test('codes that are pasted', async () => {
    const world = await new World().fill()
    const inside = startInside(multiplexer, world, { columns: 80, rows: 24 })
    const { session } = inside
    await command(inside, 'igcodes add shop_tokyo --lang en')
    await opened(session, 'Paste the codes here')
    session.type(`${tokyo.map(code => `${code.slice(0, 4)} ${code.slice(4)}`).join('\n')}\n`)
    await session.waitFor(`${tokyo[4]?.slice(0, 4)} ${tokyo[4]?.slice(4)}`)
    const secrets = secretsOn(session)
    session.press('ctrl-z')
    await session.waitFor(/over \d+/)
    for (const secret of secrets) expect(inside.history()).not.toContain(secret)
    session.type('fg; echo "over"\n')
    await session.waitFor(secrets[4] ?? '')
    session.resize(60, 20)
    await setTimeout(300)
    session.press('enter')
    await session.waitFor('(Y/n)')
    session.press('enter')
    await session.waitFor('Stored 5')
    session.type(`clear; echo al''l gone\n`)
    await over(inside, secrets, 5, /all gone/)
  })
})
