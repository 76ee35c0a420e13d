/** `handover` and `prepare phone-change` for scripts, and worked through at a terminal. UPDATE_GOLDEN=1 writes the transcripts anew. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endSessions } from '../session.ts'
import { type Bilingual, opens, type Scene, Story, tellingLanguages } from '../story.ts'
import { answerOf, errorOf, object, passphrase, removeWorlds, someCodes, World } from '../world.ts'

const clock = { TEST_CLOCK: '2026-11-20T12:00:00.000Z' }

// Not after each test: the transcripts are told at once.
afterAll(() => {
  endSessions()
  removeWorlds()
})

/** Two accounts whose authenticator is on Sato's phone; the mailbox has two readers. */
async function team(): Promise<World> {
  const world = await new World().fill({ shop_tokyo: someCodes(5, 1), shop_osaka: someCodes(5, 2) })
  for (const command of registry) await world.succeed(`${command} --no-input`, { env: clock })
  return world
}

const registry = [
  'person add sato --role account-manager',
  'person add suzuki --role security-manager',
  'device add koho-iphone --kind phone --holder sato --owner company',
  'factor add --kind authenticator --device koho-iphone --label App --account shop_tokyo,shop_osaka --owner company',
  'factor add --kind mail --label box --account shop_tokyo --holder sato,suzuki --owner company',
]

function list(value: unknown): readonly Record<string, unknown>[] {
  if (!Array.isArray(value)) throw new Error(`Not a list: ${JSON.stringify(value)}`)
  return value.map(object)
}

describe('in scripts', () => {
  let world: World
  const run = (command: string) => world.run(`${command} --json --no-input`, { env: clock })
  beforeAll(async () => {
    world = await team()
  })

  test('nothing is open at first', async () => {
    expect(answerOf(await run('handover list'))).toEqual({ handovers: [] })
    const outcome = await run('handover next')
    expect(outcome.code).toBe(20)
    expect(errorOf(outcome)).toMatchObject({ code: 'unknown-handover' })
  })

  test('start makes the list once, in an order that takes nothing away first', async () => {
    const made = answerOf(await run('handover start sato'))
    const tasks = list(made.tasks)
    const kinds = tasks.filter(({ account }) => account === 'shop_tokyo').map(({ task }) => String(task).split(':')[0])
    expect(kinds[0]).toBe('confirm')
    expect(kinds.indexOf('test')).toBeLessThan(kinds.indexOf('take-away'))
    expect(kinds.findLastIndex(kind => ['move', 'renew-codes'].includes(kind ?? ''))).toBeLessThan(
      kinds.indexOf('test'),
    )
    for (const { message, outcome } of tasks) expect([message, outcome]).toEqual([expect.stringMatching(/./), null])
    expect(answerOf(await run('handover start sato'))).toEqual(made)
  })

  test('next records the outcome of a task, and says which is the next', async () => {
    const first = answerOf(await run('handover next sato'))
    const then = answerOf(await run('handover next sato --outcome done'))
    expect(then.left).toBe(Number(first.left) - 1)
    expect(then.next).not.toEqual(first.next)
    expect(list(answerOf(await run('handover show')).tasks)[0]).toMatchObject({ outcome: 'done' })
  })

  test('the last task closes the list', async () => {
    let left = Number(answerOf(await run('handover next')).left)
    while (left > 0) left = Number(answerOf(await run('handover next --outcome done')).left)
    expect(answerOf(await run('handover list'))).toEqual({ handovers: [] })
  })

  test('drop ends a list that nobody needs; it asks for a yes', async () => {
    const { handover } = answerOf(await run('handover start sato'))
    expect(errorOf(await run('handover drop sato'))).toMatchObject({ code: 'confirmation-needed' })
    expect(answerOf(await run('handover drop sato --yes'))).toEqual({ handover, dropped: true })
    expect(answerOf(await run('handover list'))).toEqual({ handovers: [] })
    const { stdout } = await world.succeed('log --no-input', { env: clock })
    expect(stdout).toMatch(new RegExp(`hand-over ${handover} of sato started[^]*hand-over ${handover} dropped`))
    expect(stdout).toContain('check “App”: done')
  })

  test('wrong names and words are told', async () => {
    expect((await run('handover start sata')).code).toBe(20)
    expect((await run('handover start')).code).toBe(2)
    const alone = await run('prepare')
    expect(alone.code).toBe(2)
    expect(errorOf(alone)).toMatchObject({ message: 'Something is missing: phone-change.' })
    expect((await run('handover next --outcome perhaps')).code).toBe(2)
    expect((await run('prepare phone-change nokia')).code).toBe(20)
  })

  test('prepare phone-change goes through all accounts phase by phase', async () => {
    const made = answerOf(await run('prepare phone-change koho-iphone'))
    expect(made).toMatchObject({ kind: 'phone-change', about: ['device:koho-iphone'] })
    const phases = list(made.tasks).map(({ phase }) => phase)
    expect([...new Set(phases)]).toEqual(['before', 'during', 'after'])
    const text = await world.succeed('handover show --no-input', { env: clock })
    expect(text.stdout).toMatch(/^@shop_\w+ @shop_\w+\nBefore\n {2}☐ [\s\S]*\nDuring\n[\s\S]*\nAfter\n/)
  })
})

test.each([
  ['en', 'How did it go?', 'left. To go on'],
  ['ja', 'どうでしたか', '続きは'],
])('is worked through at a terminal, and can be left (%s)', async (language, question, leftWith) => {
  const world = await team()
  const made = answerOf(await world.succeed('handover start sato --json --no-input', { env: clock }))
  const session = world.session('handover next', { env: { ...clock, IGCODES_LANG: language }, rows: 40 })
  await session.waitFor(language === 'ja' ? 'パスフレーズ' : 'Passphrase')
  session.type(`${passphrase}\n`)
  await session.waitFor(question)
  session.type('1\n')
  await session.waitFor(new RegExp(`${question}[\\s\\S]*${question}[\\s\\S]*↑↓`))
  session.press('up', 'enter')
  await session.waitFor(leftWith)
  expect(await session.exit()).toBe(0)
  const after = answerOf(await world.succeed('handover next --json --no-input', { env: clock }))
  // The first step, the one app, was done for both accounts at once.
  expect(after.left).toBe(list(made.tasks).length - 2)
})

test('what was told before Ctrl-D is kept, and said to be', async () => {
  const world = await team()
  await world.succeed('handover start sato --json --no-input', { env: clock })
  const session = world.session(`handover next --lang en --passphrase-file ${world.passphraseFile}`, {
    env: clock,
    rows: 40,
  })
  await session.waitFor(/did it go[\s\S]*↑↓/)
  session.type('1\n')
  await session.waitFor(/did it go[\s\S]*did it go[\s\S]*↑↓/)
  session.press('ctrl-d')
  expect(await session.exit()).toBe(3)
  expect(session.screen()).toContain('left. To go on: igcodes handover next')
  expect(session.screen()).toContain('Everything saved before is kept.')
  expect(session.screen()).not.toContain('Nothing was changed')
})

const howDidItGo: Bilingual = ['How did it go?', 'どうでしたか?']

/** The question for the nth time, with its choices. */
async function asks(scene: Scene, nth = 1): Promise<void> {
  const questions = Array(nth)
    .fill(`(${howDidItGo.join('|').replaceAll('?', '[?]')})`)
    .join('[^]*')
  await scene.session.waitFor(new RegExp(`${questions}[^]*↑↓`))
  await scene.sees(howDidItGo, nth)
}

function golden(name: string, tell: (story: Story) => Promise<void>): void {
  describe.concurrent(name, () => {
    test.concurrent.each(tellingLanguages(name))('%s', async language => {
      const codes = someCodes(5, 1)
      const story = new Story(name, language, codes)
      await story.at('2026-09-01T09:00:00Z').given('init --no-recovery-key --no-input')
      await story.given('add shop_tokyo --yes --no-input', codes.join('\n'))
      for (const command of registry)
        await story.given(`${command.replace('shop_tokyo,shop_osaka', 'shop_tokyo')} --no-input`)
      story.at('2026-11-22T18:00:00Z')
      await tell(story)
      story.finish()
    })
  })
}

async function taskCount(story: Story): Promise<number> {
  return list(answerOf(await story.given('handover show --json --no-input')).tasks).length
}

golden('handover', async story => {
  expect(await story.tell('handover start sato', opens, { rows: 40 })).toBe(0)
  const code = await story.tell(
    'handover next',
    async scene => {
      await opens(scene)
      await asks(scene, 1)
      scene.types('1')
      await asks(scene, 2)
      scene.types('1')
      await asks(scene, 3)
      scene.types('1')
      await asks(scene, 4)
      // The new codes cannot be made: nothing may be taken away yet.
      scene.types('2')
      await asks(scene, 5)
      scene.press('up', 'enter')
    },
    { rows: 40 },
  )
  expect(code).toBe(0)
  await story.tell('handover', opens)
  await story.tell('handover show', opens, { columns: 40, rows: 60 })
})

golden('phone-change', async story => {
  expect(await story.tell('prepare phone-change koho-iphone', opens, { rows: 40 })).toBe(0)
  const count = await taskCount(story)
  await story.tell('handover next', async scene => {
    await opens(scene)
    await asks(scene, 1)
    scene.press('ctrl-c')
  })
  // Begun already: the same list, and nothing lost by Ctrl-C.
  await story.tell('prepare phone-change koho-iphone', opens, { columns: 40, rows: 60 })
  expect(await taskCount(story)).toBe(count)
})
