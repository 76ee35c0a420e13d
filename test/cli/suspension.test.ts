/** Ctrl-Z and fg while a code is on the screen. */
import { afterAll, afterEach, expect, test } from 'vitest'
import { endSessions, startSession } from './session.ts'
import { passphrase, removeWorlds, someCodes, World } from './world.ts'

const tokyo = someCodes(5, 1)

afterEach(endSessions)
afterAll(removeWorlds)

test('the code still leaves the window', async () => {
  const world = await new World().fill({ shop_tokyo: tokyo })
  const session = startSession({
    command: '/bin/bash',
    args: ['-c', 'set -m; igcodes use shop_tokyo; echo stopped; read -r line; fg; echo over'],
    env: world.env,
    cwd: world.home,
  })
  await session.waitFor('Passphrase')
  session.type(`${passphrase}\n`)
  await session.waitFor('Did it work?')
  const [shown = ''] = /\d{4} \d{4}/.exec(session.screen()) ?? []
  expect(tokyo).toContain(shown.replace(' ', ''))
  session.press('ctrl-z')
  await session.waitFor('stopped')
  session.type('back\n')
  await session.waitFor(/stopped[\s\S]*Did it work\?/)
  session.press('ctrl-c')
  await session.waitFor('over')
  expect(session.scrollback()).not.toContain(shown)
})
