import { setTimeout } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { endSessions } from '../cli/session.ts'
import { inTurns, sampled } from '../thorough.ts'
import type { Step } from './asking.ts'
import { type Asking, buildAsking } from './asking-program.ts'

let asking: Asking

beforeAll(async () => {
  asking = await buildAsking()
})
afterEach(endSessions)
afterAll(() => asking.remove())

const start: Asking['start'] = (ask, setting) => asking.start(ask, setting)

/** Codes nobody else has on the screen: their digits are looked for everywhere afterwards. */
function codes(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${7000 + index} ${8000 + index}`)
}

/** Not all begin with the same terminal. */
const inOrderOf = (kind: string): readonly boolean[] => (kind.length % 2 === 0 ? [false, true] : [true, false])

const letters = (code: string) => code.replace(/\d/g, digit => String.fromCharCode(97 + Number(digit)))

describe('secret', () => {
  test('shows a mark a character, and nothing of the secret', async () => {
    const session = start([['secret', 'Passphrase']])
    await session.waitFor('  Passphrase')
    session.type('s3cret')
    await session.waitFor(/^ {2}Passphrase {2}••••••$/m)
    session.press('enter')
    await session.waitFor('{"answers":["s3cret"]}')
    expect(session.raw().split('{"answers')[0]).not.toMatch(/s3|cret/)
    expect(await session.exit()).toBe(0)
  })

  test('shows the marks of one that came together with its Enter', async () => {
    const session = start([['secret', 'Passphrase']])
    await session.waitFor('  Passphrase')
    session.type('s3cret\n')
    await session.waitFor('{"answers":["s3cret"]}')
    expect(session.screen()).toMatch(/^ {2}Passphrase {2}••••••\n/)
  })

  test('takes a pasted Japanese secret, and corrections', async () => {
    const session = start([['secret', 'パスフレーズ']], { language: 'ja' })
    await session.waitFor('パスフレーズ')
    session.type('合言葉')
    await session.waitFor('  パスフレーズ  •••')
    session.press('backspace')
    session.type('x')
    await session.waitFor('  パスフレーズ  •••')
    session.press('enter')
    await session.waitFor('{"answers":["合言x"]}')
    session.press('ctrl-u')
  })

  test('clears what was typed at Ctrl-U, and never grows beyond its line', async () => {
    const session = start([['secret', 'Passphrase']], { columns: 40 })
    await session.waitFor('Passphrase')
    session.press('ctrl-u')
    session.type('wrong')
    session.press('ctrl-u')
    session.type('x'.repeat(60))
    await session.waitFor(/^ {2}Passphrase {2}•{25}$/)
    session.press('enter')
    await session.waitFor('x'.repeat(40 - 13))
    expect(session.screen().replaceAll('\n', '')).toContain(`{"answers":["${'x'.repeat(60)}"]}`)
  })

  test.each(sampled(['en', 'ja'] as const, 2))('offers nothing else (%s)', async language => {
    const session = start([['secret', 'Passphrase']], { language })
    await session.waitFor('Passphrase')
    expect(session.screen()).toBe('  Passphrase')
  })
})

describe('choose', () => {
  const choices = ['type your own', 'have one made for you']

  test('moves with the arrows and leaves the choice on one line', async () => {
    const session = start([['choose', 'Passphrase', choices]])
    await session.waitFor('▸ type your own')
    expect(session.screen()).toBe(
      ['  Passphrase  ▸ type your own', '                have one made for you', '  ↑↓ move · Enter choose'].join('\n'),
    )
    session.press('down')
    await session.waitFor('▸ have one made for you')
    session.press('down')
    await session.waitFor('▸ type your own')
    session.press('up', 'enter')
    await session.waitFor('answers')
    expect(session.screen()).toBe(
      ['  Passphrase  have one made for you', '{"answers":["have one made for you"]}'].join('\n'),
    )
  })

  test('puts the choices below a long question in a narrow window, in Japanese too', async () => {
    const session = start(
      [['choose', 'ログインできましたか？うまくいかなかったときも教えてください', ['はい', 'いいえ、拒否されました']]],
      { columns: 40, language: 'ja' },
    )
    await session.waitFor('▸ はい')
    expect(session.screen()).toBe(
      [
        '  ログインできましたか？',
        '  うまくいかなかったときも',
        '  教えてください',
        '    ▸ はい',
        '      いいえ、拒否されました',
        '  ↑↓で選び、Enterで決定',
      ].join('\n'),
    )
    session.press('down', 'enter')
    await session.waitFor('answers')
    expect(session.screen()).toContain('いいえ、拒否されました\n{')
  })

  test('scrolls through more choices than the window has rows', async () => {
    const many = Array.from({ length: 50 }, (_, index) => `account-${index + 1}`)
    const session = start([['choose', 'Which', many]], { rows: 10 })
    await session.waitFor('▸ account-1')
    session.press('up')
    await session.waitFor('▸ account-50')
    session.press('up', 'up')
    await session.waitFor('▸ account-48')
    session.press('enter')
    await session.waitFor('["account-48"]')
    expect(session.scrollback().match(/Which/g)).toHaveLength(1)
  })

  test('shows choices whole on as many lines as they need, and what was chosen too', async () => {
    const choices = ['the code is refused', 'a code is asked for, and there is none at hand', 'nothing']
    const session = start([['choose', 'What do you see?', choices]], { columns: 32 })
    await session.waitFor('▸ the code is refused')
    session.press('down')
    await session.waitFor('▸ a code is asked for')
    expect(session.screen()).toBe(
      [
        '  What do you see?',
        '      the code is refused',
        '    ▸ a code is asked for, and',
        '      there is none at hand',
        '      nothing',
        '  ↑↓ move · Enter choose',
      ].join('\n'),
    )
    session.press('enter')
    await session.waitFor('answers')
    expect(session.scrollback()).toMatch(/see\?\n {4}a code is asked for, and\n {4}there is none at hand\n/)
  })

  test('scrolls through choices of several lines without leaving the window', async () => {
    const many = Array.from({ length: 9 }, (_, index) => `No. ${index + 1} ${'of many words '.repeat(3).trim()}`)
    const session = start([['choose', 'Which', many]], { rows: 9, columns: 32 })
    await session.waitFor('▸ No. 1')
    session.press('up')
    await session.waitFor('▸ No. 9')
    session.press('up', 'up', 'up')
    await session.waitFor('▸ No. 6')
    session.press('enter')
    await session.waitFor('["No. 6')
    expect(session.scrollback().match(/Which/g)).toHaveLength(1)
  })

  const outcome = ['not typed yet', 'yes', 'no, refused']
  const says = [undefined, 'yes', 'no'] as const

  // の, ん and いぇs are what an input method makes of no, n and yes.
  const typings = [
    ['n', 'no, refused'],
    ['no', 'no, refused'],
    ['ｎ', 'no, refused'],
    ['いいえ', 'no, refused'],
    ['の', 'no, refused'],
    ['ん', 'no, refused'],
    ['y', 'yes'],
    ['YES', 'yes'],
    ['はい', 'yes'],
    ['いぇs', 'yes'],
    ['2', 'yes'],
    ['３', 'no, refused'],
    ['13', 'no, refused'],
    ['xn', 'no, refused'],
    ['xいいえ', 'no, refused'],
    ['ny', 'yes'],
    ['yy', 'yes'],
  ] as const
  /** Only a whole answer is one in a dumb terminal, where the last key does not count alone. */
  const isWhole = ([typed]: readonly [string, string]): boolean => /^(.|no|YES|[ぁ-ん]+s?)$/.test(typed)

  test.each([
    ...inTurns(typings.filter(isWhole), [false, true]),
    ...typings.filter(typing => !isWhole(typing)).map(typing => [typing, false] as const),
  ])('“%s” and Enter (dumb terminal: %s)', async ([typed, expected], plain) => {
    const session = start([['choose', 'Did it work?', outcome, { says }]], { isDumb: plain })
    await session.waitFor(plain ? '1-3, y, n:' : 'y, n')
    for (const character of typed) {
      session.type(character)
      // A key at a time, as by hand.
      await setTimeout(30)
    }
    session.press('enter')
    await session.waitFor(`{"answers":["${expected}"]}`)
  })

  test.each(inTurns(['x', 'nope', '4', '0', ' ', 'は', 'いい'], [false, true]))(
    '“%s” and Enter chooses nothing, and is asked again (dumb terminal: %s)',
    async (typed, plain) => {
      const session = start([['choose', 'Did it work?', outcome, { says }]], { isDumb: plain })
      await session.waitFor(plain ? '1-3, y, n:' : '▸ not typed yet')
      session.type(typed)
      session.press('enter')
      await session.waitFor(plain ? 'Please type a number' : 'Nothing chosen yet')
      expect(session.screen()).not.toMatch(/▸|answers/)
      session.type('n')
      if (!plain) await session.waitFor('▸ no, refused')
      session.press('enter')
      await session.waitFor('{"answers":["no, refused"]}')
    },
  )

  test('chooses nothing beforehand where the answer cannot be taken back', async () => {
    const session = start([['choose', 'How did it go?', ['done', 'failed'], { undecided: true }]])
    await session.waitFor('Enter choose')
    expect(session.screen()).not.toContain('▸')
    session.press('enter')
    await session.waitFor('Nothing chosen yet')
    session.press('up')
    await session.waitFor('▸ failed')
    session.press('down', 'enter')
    await session.waitFor('{"answers":["done"]}')
  })

  test('takes a number of two digits', async () => {
    const many = Array.from({ length: 12 }, (_, index) => `account-${index + 1}`)
    const session = start([['choose', 'Which', many]])
    await session.waitFor('▸ account-1')
    session.type('1')
    session.type('2')
    await session.waitFor('▸ account-12')
    session.press('enter')
    await session.waitFor('["account-12"]')
  })

  test('leaves nothing behind when asked to', async () => {
    const session = start([
      ['choose', 'Did it work?', ['yes', 'no'], { wipe: true }],
      ['confirm', 'Sure?', true, true],
    ])
    await session.waitFor('▸ yes')
    session.press('enter')
    await session.waitFor('Sure?')
    expect(session.screen()).not.toContain('Did it work')
    session.press('enter')
    await session.waitFor('answers')
    expect(session.screen()).toBe('{"answers":["yes",true]}')
  })
})

describe('several', () => {
  const factors = ['the mail address', 'the phone number', '認証アプリ']

  test('picks with the space bar or by number, and shows what was picked on one line', async () => {
    const session = start([['several', 'Which do you have?', factors]])
    await session.waitFor('▸ ☐ the mail address')
    expect(session.screen()).toBe(
      [
        '  Which do you have?  ▸ ☐ the mail address',
        '                        ☐ the phone number',
        '                        ☐ 認証アプリ',
        '  ↑↓ move · Space pick · Enter done',
      ].join('\n'),
    )
    session.press('space')
    await session.waitFor('▸ ☑ the mail address')
    session.type('3')
    await session.waitFor('▸ ☑ 認証アプリ')
    session.press('enter')
    await session.waitFor('answers')
    expect(session.screen()).toBe(
      ['  Which do you have?  the mail address · 認証アプリ', '{"answers":[["the mail address","認証アプリ"]]}'].join(
        '\n',
      ),
    )
  })

  test('takes a hasty Enter for no answer, and the second one for “none”', async () => {
    const session = start([['several', 'Which?', factors]])
    await session.waitFor('▸ ☐ the mail address')
    session.press('enter')
    await session.waitFor('None? Enter again. Space picks.')
    session.press('enter')
    await session.waitFor('{"answers":[[]]}')
  })

  test('takes no Enter after a key that picks nothing', async () => {
    const session = start([['several', 'Which?', factors]])
    await session.waitFor('▸ ☐ the mail address')
    session.press('space')
    await session.waitFor('☑')
    session.type('x')
    session.press('enter')
    await setTimeout(100)
    expect(session.screen()).not.toContain('answers')
    session.press('enter')
    await session.waitFor('{"answers":[["the mail address"]]}')
  })

  test('takes a pick back, and takes none for an answer', async () => {
    const session = start([['several', 'Which?', factors]], { language: 'ja', columns: 30 })
    await session.waitFor('▸ ☐ the mail address')
    session.press('space', 'space', 'enter')
    await session.waitFor('{"answers":[[]]}')
    expect(session.screen()).toContain('  Which?  なし')
  })

  test('begins with what is picked already', async () => {
    const session = start([['several', 'Which?', factors, ['認証アプリ']]])
    await session.waitFor('☑ 認証アプリ')
    session.press('space')
    await session.waitFor('▸ ☑ the mail address')
    session.press('enter')
    await session.waitFor('{"answers":[["the mail address","認証アプリ"]]}')
  })

  test.each([
    ['', '["認証アプリ"]'],
    ['2', '["the phone number"]'],
    ['0', '[]'],
  ])('in a dumb terminal “%s” makes %s of it', async (typed, expected) => {
    const session = start([['several', 'Which?', factors, ['認証アプリ']]], {
      isDumb: true,
      shell: 'TERM=dumb; export TERM; $ask',
    })
    await session.waitFor('Enter alone: as it is')
    expect(session.screen()).toContain('1  [ ] the mail address')
    expect(session.screen()).toContain('3  [x] 認証アプリ')
    session.type(typed)
    session.press('enter')
    await session.waitFor(`{"answers":[${expected}]}`)
  })

  test('asks for numbers in a dumb terminal, until each is one of the list', async () => {
    const session = start([['several', 'Which?', factors]], { isDumb: true, shell: 'TERM=dumb; export TERM; $ask' })
    await session.waitFor('0: none.')
    session.type('4')
    session.press('enter')
    await session.waitFor(/none\.[\s\S]*none\./)
    session.press('enter')
    await session.waitFor(/(none\.[\s\S]*){3}/)
    session.type('３ 1')
    session.press('enter')
    await session.waitFor('{"answers":[["the mail address","認証アプリ"]]}')
  })
})

describe('confirm and text', () => {
  test.each([
    ['', true, true],
    ['', false, false],
    ['n', true, false],
    ['YES', false, true],
    ['ｙ', false, true],
    ['ｎ', true, false],
    ['はい', false, true],
    ['いいえ', true, false],
  ])('“%s” (%s by default) is %s', async (typed, byDefault, expected) => {
    const session = start([['confirm', 'よろしいですか？', byDefault]], { language: 'ja' })
    await session.waitFor(byDefault ? '(Y/n)' : '(y/N)')
    session.type(`${typed}\n`)
    await session.waitFor(`{"answers":[${expected}]}`)
    expect(session.screen()).toContain(`  よろしいですか？  ${expected ? 'はい' : 'いいえ'}\n`)
  })

  test.each([false, true])('without a default, Enter alone is no answer (dumb terminal: %s)', async plain => {
    const session = start([['confirm', 'Written down?', 'neither']], { isDumb: plain })
    await session.waitFor('(y/n)')
    session.press('enter')
    await session.waitFor('Please answer y or n.')
    session.type('y\n')
    await session.waitFor('{"answers":[true]}')
  })

  test('asks again what it did not understand', async () => {
    const session = start([['confirm', 'Sure?', true]])
    await session.waitFor('(Y/n)')
    session.type('maybe\n')
    await session.waitFor('Please answer y or n.')
    expect(session.screen()).not.toContain('maybe')
    session.press('enter')
    session.type('no\n')
    await session.waitFor('{"answers":[false]}')
    expect(session.screen()).toBe('  Sure?  no\n{"answers":[false]}')
  })

  test('takes a line of text, edited', async () => {
    const session = start([['text', 'Account']])
    await session.waitFor('Account')
    session.type('@shp')
    await session.waitFor('@shp')
    session.press('left')
    await setTimeout(100)
    // One key at a time: Node's readline inserts at the wrong place when more keys follow in the same chunk.
    session.type('o')
    await session.waitFor('@shop')
    session.press('enter')
    await session.waitFor('{"answers":["@shop"]}')
    expect(session.screen()).toContain('  Account  @shop\n')
  })
})

describe('paste', () => {
  const message = 'Paste the codes here, then press Enter on an empty line:'

  test('takes ten lines in one chunk and leaves none of their digits', async () => {
    const session = start([['paste', message]])
    await session.waitFor(message)
    session.type(`${codes(10).join('\n')}\n`)
    await session.waitFor('  7009 8009')
    session.press('enter')
    await session.waitFor('answers')
    expect(session.screen()).toContain(`${message}\n  10 lines.\n{`)
    expect(session.scrollback().replaceAll('\n', '')).toContain(JSON.stringify(codes(10).map(letters)))
    expect(session.scrollback()).not.toMatch(/[78]0\d\d/)
    expect(await session.exit()).toBe(0)
  })

  test.each(['type', 'paste'] as const)(
    'takes 60 lines in a window of 24 rows (%s), nothing in the scrollback',
    async way => {
      const session = start([
        ['text', 'First'],
        ['paste', message],
      ])
      await session.waitFor('First')
      session.type('x\n')
      await session.waitFor(message)
      session[way](`${codes(60).join('\n')}\n`)
      await session.waitFor('  7059 8059')
      await session.waitFor(/… 4\d lines above/)
      expect(session.scrollback()).not.toContain('7000 8000')
      session.press('enter')
      await session.waitFor('  60 lines.')
      await session.exit()
      expect(session.scrollback()).not.toMatch(/[78]0\d\d/)
      expect(session.scrollback()).toMatch(/^ {2}First {2}x\nPaste the codes here/)
      expect(session.scrollback().replaceAll('\n', '')).toContain(JSON.stringify(codes(60).map(letters)))
    },
  )

  test.each([
    ['line feeds', '7000 8000\n7001 8001\n\n', 'type'],
    ['a gap inside', '7000 8000\n\n\n7001 8001\n\n', 'type'],
    ['empty lines first', '\n\n7000 8000\n7001 8001\n\n', 'type'],
    ['brackets round it', '7000 8000\n\n7001 8001', 'paste'],
  ] as const)('loses no line of a paste with %s', async (_, text, way) => {
    const session = start([['paste', message]])
    await session.waitFor(message)
    session[way](text)
    if (way === 'paste') {
      await session.waitFor('7001 8001')
      session.press('enter', 'enter')
    }
    await session.waitFor('2 lines.')
    await session.waitFor('haaa iaaa')
    await session.waitFor('haab iaab')
  })

  test('reads CR LF as one line end', async () => {
    const session = start([['paste', message]], { shell: 'stty -icrnl; $ask' })
    await session.waitFor(message)
    session.type('7000 8000\r')
    session.type('7001 8001\r')
    session.press('enter')
    await session.waitFor('["haaa iaaa","haab iaab"]')
  })

  test('is corrected by going back, ends at Ctrl-D, and takes Japanese', async () => {
    const session = start([['paste', 'ここに貼り付けてください']], { language: 'ja' })
    await session.waitFor('ここに')
    session.type('１２３４　５６７８x\n')
    session.press('backspace', 'backspace')
    session.type('\n2')
    await session.waitFor('  2')
    session.press('ctrl-d')
    await session.waitFor('["１２３４　５６７８","c"]')
    expect(session.screen()).toMatch(/^ここに貼り付けてください\n {2}2 lines.\n/)
  })

  test('is nothing after Enter alone, and cancelled by Ctrl-D alone', async () => {
    const empty = start([['paste', message]])
    await empty.waitFor(message)
    empty.press('enter')
    await empty.waitFor('{"answers":[[""]]}')
    expect(empty.screen()).toBe(`${message}\n{"answers":[[""]]}`)

    const cancelled = start([['paste', message]])
    await cancelled.waitFor(message)
    cancelled.press('ctrl-d')
    await cancelled.waitFor('error cancelled')
  })

  test('leaves no digits at Ctrl-C, and takes back the paste brackets', async () => {
    const session = start([['paste', message]])
    await session.waitFor(message)
    session.type(codes(5).join('\n'))
    await session.waitFor('7004 8004')
    session.press('ctrl-c')
    await session.waitFor('error interrupted')
    expect(await session.exit()).toBe(130)
    expect(session.scrollback()).not.toMatch(/[78]0\d\d/)
    expect(session.raw()).toContain('\u001b[?2004l')
  })

  test('leaves no digits in the window after it was made narrower', async () => {
    const session = start([['paste', message]])
    await session.waitFor(message)
    session.type(
      codes(12)
        .map(code => code.repeat(4))
        .join('\n'),
    )
    await session.waitFor('7011 8011')
    session.resize(30, 24)
    await session.waitFor(/here,\s+then/)
    session.press('enter', 'enter')
    await session.waitFor('12 lines.')
    expect(session.screen()).not.toMatch(/[78]0\d\d/)
  })
})

describe('every question', () => {
  const all: Step[] = [
    ['secret', 'Question'],
    ['choose', 'Question', ['a', 'b']],
    ['confirm', 'Question', true],
    ['text', 'Question'],
    ['paste', 'Question'],
  ]

  const keys = [
    ['ctrl-c', 'interrupted', 130],
    ['ctrl-d', 'cancelled', 3],
  ] as const

  test.each(all)('%s: Ctrl-C interrupts, Ctrl-D cancels, on any terminal', async (...step) => {
    for (const [[key, code, exitCode], plain] of inTurns(keys, inOrderOf(step[0]))) {
      const session = start([step], { isDumb: plain, shell: '$ask; echo "code $?"; stty -a; sleep 0.4' })
      await session.waitFor('Question')
      session.press(key)
      await session.waitFor(`error ${code}\ncode ${exitCode}\n`)
      await session.exit()
      expect(session.screen()).toMatch(/ icanon .* echo /s)
    }
  })

  const undecided: Step[] = [
    ...all.filter(step => step[0] !== 'confirm'),
    ['several', 'Question', ['a', 'b']],
    ['confirm', 'Question', 'neither'],
  ]

  test.each(inTurns(undecided, [false, true]))(
    '%s, into which a document is pasted, does not keep Ctrl-C or SIGTERM waiting (dumb terminal: %s)',
    async (step, plain) => {
      const document = 'x'.repeat(100_000)
      const interrupted = start([step], { isDumb: plain })
      await interrupted.waitFor('Question')
      interrupted.type(document)
      interrupted.press('ctrl-c')
      await interrupted.waitFor('error interrupted', 5000)

      const ended = start([step], { isDumb: plain, shell: 'exec $ask' })
      await ended.waitFor('Question')
      ended.type(document)
      ended.kill('SIGTERM')
      expect(await ended.exit(5000)).toBe(143)
    },
  )

  const tooLong = 'That was too long: 4096 bytes at most. Once more:'
  /** Below the question; where lines are read, the question comes again. */
  const askedAgain = (plain: boolean) => (plain ? new RegExp(`${tooLong}[\\s\\S]*Question`) : tooLong)

  test.each([
    ['secret', 's3cret', '"s3cret"'],
    ['text', 'shop', '"shop"'],
    ['confirm', 'y', 'true'],
  ] as const)('%s: a line that is too long is refused, and asked for again', async (kind, typed, expected) => {
    const step: Step = kind === 'confirm' ? [kind, 'Question', 'neither'] : [kind, 'Question']
    for (const plain of sampled([false, true], 2, kind.length)) {
      const session = start([step], { isDumb: plain })
      await session.waitFor('Question')
      session.type('x'.repeat(30_000))
      if (!plain) await session.waitFor('  This is too long: 4096 bytes at most. Enter clears it.', 5000)
      // What comes behind it is not the beginning of another answer.
      session.type('y\n')
      await session.waitFor(askedAgain(plain), 5000)
      session.type(`${typed}\n`)
      await session.waitFor(`{"answers":[${expected}]}`)
    }
  })

  test('a line of 4096 bytes is taken, one more is not', async () => {
    for (const plain of [false, true]) {
      const session = start([['secret', 'Question']], { isDumb: plain, shell: '$ask | wc -c' })
      await session.waitFor('Question')
      session.type('x'.repeat(4097))
      session.press('enter')
      await session.waitFor(askedAgain(plain))
      session.type(`あ${'x'.repeat(4093)}`)
      session.press('enter')
      await session.waitFor(String('{"answers":["あ"]}\n'.length + 2 + 4093))
    }
  })

  test('a paste that nobody takes is dropped from there on, and ends as any other', async () => {
    for (const plain of [false, true]) {
      const session = start([['paste', 'Question']], { isDumb: plain, shell: '$ask | wc -c' })
      await session.waitFor('Question')
      session.type(`${`${'x'.repeat(99)}\n`.repeat(2000)}\n`)
      await session.waitFor(/^\d{5}$/m)
      const size = Number(/^\d{5}$/m.exec(session.screen())?.[0])
      // More than is taken of a paste, and not much more; each line is in quotes, with a comma.
      expect(size).toBeGreaterThan(64 * 1024)
      expect(size).toBeLessThan(70 * 1024)
    }
  })

  test('is asked on the terminal when stdin and stdout are pipes', async () => {
    const session = start(
      [
        ['secret', 'Passphrase'],
        ['confirm', 'Sure?', true],
        ['paste', 'Paste'],
      ],
      { shell: 'echo ignored | $ask 2>/dev/null | tr a-z A-Z' },
    )
    await session.waitFor('Passphrase')
    session.type('x\n')
    await session.waitFor('Sure?')
    session.press('enter')
    await session.waitFor('Paste')
    session.type('1\n\n')
    await session.waitFor('{"ANSWERS":["X",TRUE,["B"]]}')
    expect(await session.exit()).toBe(0)
  })

  test('is asked in a window that does not know its size', async () => {
    const session = start(
      [
        ['secret', 'Passphrase'],
        ['choose', 'Which', ['one', 'two']],
        ['paste', 'Paste'],
      ],
      { shell: 'stty rows 0 columns 0; $ask' },
    )
    await session.waitFor('  Passphrase')
    session.type('x\n')
    await session.waitFor('  Which  ▸ one\n           two')
    session.press('enter')
    await session.waitFor('Paste')
    session.type('1\n\n')
    await session.waitFor('{"answers":["x","one",["b"]]}')
  })

  test('without a terminal there is nobody to ask', async () => {
    const session = start([['text', 'Name']], {
      shell: 'setsid --wait "$NODE" "$PROGRAM" "$SCRIPT" </dev/null 2>/dev/null | cat',
    })
    await session.waitFor('no terminal')
  })

  test('has no colors without color, and some with it', async () => {
    for (const color of [false, true]) {
      const session = start([['secret', 'One'], ...all.slice(1)], { color })
      await session.waitFor('One')
      session.press('enter')
      await session.waitFor('▸ a')
      session.press('enter')
      await session.waitFor('(Y/n)')
      session.type('?\n')
      await session.waitFor('Please')
      session.press('ctrl-u', 'enter')
      await session.waitFor(/(Question {2}.*\s+){2}Question$/)
      session.type('x\n')
      await session.waitFor(/ x\nQuestion$/)
      session.type('y\n\n')
      await session.waitFor('answers')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
      expect(/\u001b\[[0-9;]*m/.test(session.raw())).toBe(color)
    }
  })

  test('leaves the terminal as it was, and no digits, when the process is told to end', async () => {
    const session = start([['paste', 'Paste']], {
      shell: `sh -c 'echo "pid $$"; exec "$NODE" "$PROGRAM" "$SCRIPT"'; echo "code $?"; stty -a; sleep 0.4`,
    })
    await session.waitFor('Paste')
    session.type('7000 8000')
    await session.waitFor('7000 8000')
    process.kill(Number(/pid (\d+)/.exec(session.screen())?.[1]), 'SIGTERM')
    await session.waitFor('code 143')
    await session.exit()
    expect(session.screen()).toMatch(/ icanon .* echo /s)
    expect(session.screen()).not.toContain('7000')
    expect(session.raw()).toContain('\u001b[?2004l')
  })

  // A shell goes on when the last of the pipeline has stopped; npx is such a first one.
  test.each(['$ask', '(true; $ask; true)'])('goes on after Ctrl-Z, drawn again: %s', async job => {
    const session = start([['text', 'Name']], { shell: `set -m; ${job}; echo stopped; read -r line; fg; echo over` })
    await session.waitFor('Name')
    session.type('sh')
    await session.waitFor('Name  sh')
    session.press('ctrl-z')
    await session.waitFor('stopped')
    session.type('back\n')
    await session.waitFor(/stopped[\s\S]*Name {2}sh/)
    session.type('op\n')
    await session.waitFor('{"answers":["shop"]}')
    await session.waitFor('over')
    expect(await session.exit()).toBe(0)
  })

  test.each([
    ['a choice', ['choose', 'Question', ['one', 'two']] as Step],
    ['a secret', ['secret', 'Question'] as Step],
  ])('%s leaves the screen, and the terminal in order, at every signal that ends the program', async (_, step) => {
    const signals = [
      ['SIGINT', 130],
      ['SIGTERM', 143],
      ['SIGHUP', 129],
      ['SIGQUIT', 131],
    ] as const
    for (const [[signal, code], plain] of inTurns(signals, step[0] === 'secret' ? [true, false] : [false, true])) {
      const session = start([step], {
        isDumb: plain,
        shell: `ulimit -c 0; sh -c 'echo "pid $$"; exec "$NODE" "$PROGRAM" "$SCRIPT"'; echo "code $?"; stty -a; sleep 0.4`,
      })
      await session.waitFor('Question')
      process.kill(Number(/pid (\d+)/.exec(session.screen())?.[1]), signal)
      await session.waitFor(`code ${code}`)
      await session.exit()
      expect(session.screen()).toMatch(/ icanon .* echo /s)
      if (!plain) {
        expect(session.screen()).not.toContain('Question')
        expect(session.raw().lastIndexOf('\u001b[?25h')).toBeGreaterThan(session.raw().lastIndexOf('\u001b[?25l'))
      }
    }
  })

  test('Ctrl-Z without a shell above stops nothing, and nothing is lost', async () => {
    const session = start([['text', 'Name']], { shell: 'exec $ask' })
    await session.waitFor('Name')
    session.type('sh')
    await session.waitFor('Name  sh')
    session.press('ctrl-z')
    await setTimeout(300)
    await session.waitFor('Name  sh')
    session.type('op\n')
    await session.waitFor('{"answers":["shop"]}')
  })

  test('goes on after SIGSTOP, which it cannot see coming', async () => {
    const session = start([['text', 'Name']], {
      shell: `set -m; sh -c 'echo "pid $$"; exec "$NODE" "$PROGRAM" "$SCRIPT"'; stty sane; echo stopped; read -r line; fg; echo over`,
    })
    await session.waitFor('Name')
    session.type('sh')
    await session.waitFor('Name  sh')
    process.kill(Number(/pid (\d+)/.exec(session.screen())?.[1]), 'SIGSTOP')
    await session.waitFor('stopped')
    session.type('\n')
    await session.waitFor(/Name {2}sh$/)
    session.type('op\n')
    await session.waitFor('{"answers":["shop"]}')
  })

  test('goes on after Ctrl-Z in a dumb terminal, too', async () => {
    const session = start([['text', 'Name']], {
      isDumb: true,
      shell: 'set -m; $ask; stty -a; echo stopped; read -r line; fg; echo over',
    })
    await session.waitFor('Name')
    session.type('sh')
    await session.waitFor('Name  sh')
    session.press('ctrl-z')
    await session.waitFor('stopped')
    expect(session.screen()).toMatch(/ icanon .* echo /s)
    session.type('back\n')
    await session.waitFor(/stopped[\s\S]*Name {2}sh/)
    session.type('op\n')
    await session.waitFor('{"answers":["shop"]}')
    await session.waitFor('over')
  })

  test('a paste leaves no digits after Ctrl-Z either', async () => {
    const session = start([['paste', 'Paste']], { shell: 'set -m; $ask; echo stopped; read -r line; fg' })
    await session.waitFor('Paste')
    session.type('7000 8000\n7001 8001')
    await session.waitFor('7001 8001')
    session.press('ctrl-z')
    await session.waitFor('stopped')
    expect(session.screen()).not.toMatch(/700\d/)
    session.type('back\n')
    await session.waitFor(/stopped[\s\S]*Paste\n {2}7000 8000\n {2}7001 8001/)
    session.press('enter', 'enter')
    await session.waitFor('answers')
    expect(session.screen()).not.toMatch(/700\d/)
  })
})

describe('a dumb terminal', () => {
  test('asks line by line, moves no cursor and shows neither secrets nor digits', async () => {
    const session = start(
      [
        ['secret', 'Passphrase'],
        ['choose', 'Which', ['one', 'two']],
        ['confirm', 'Sure?', true],
        ['text', 'Name'],
        ['paste', 'Paste'],
      ],
      { isDumb: true, shell: 'TERM=dumb; export TERM; $ask' },
    )
    await session.waitFor('  Passphrase')
    session.type('s3cret\n')
    await session.waitFor('1-2:')
    session.type('3\n')
    await session.waitFor('Please type a number from 1 to 2.')
    session.type('2\n')
    await session.waitFor('(Y/n)')
    session.type('?\n')
    await session.waitFor('Please answer')
    session.type('はい\n')
    await session.waitFor('Name')
    session.type('shopx')
    session.press('backspace')
    session.type('\n')
    await session.waitFor('Paste')
    session.type('7000 8000\n7001 8001\n\n')
    await session.waitFor('answers')
    expect(session.screen()).toBe(
      [
        '  Passphrase',
        '  Which',
        '    1  one',
        '    2  two',
        '  1-2: 3',
        '  Please type a number from 1 to 2.',
        '  1-2: 2',
        '  Sure?  (Y/n)  ?',
        '  Please answer y or n.',
        '  Sure?  (Y/n)  はい',
        '  Name  shop',
        'Paste',
        '  **** ****',
        '  **** ****',
        '',
        '  2 lines.',
        '{"answers":["s3cret","two",true,"shop",["haaa iaaa","haab iaab"]]}',
      ].join('\n'),
    )
    expect(session.raw()).not.toContain('\u001b')
  })

  test.each([
    ['empty lines first', '\n\n7000 8000\n7001 8001\n', '"haaa iaaa","haab iaab"'],
    ['a gap inside', '7000 8000\n\n\n7001 8001\n', '"haaa iaaa","","","haab iaab"'],
  ])('loses no line of a paste with %s', async (_, text, expected) => {
    const session = start([['paste', 'Paste']], { isDumb: true, shell: 'TERM=dumb; export TERM; $ask' })
    await session.waitFor('Paste')
    session.type(`${text}\n`)
    await session.waitFor(`{"answers":[[${expected}]]}`)
  })

  test('takes an empty line alone for the end of a paste', async () => {
    const session = start([['paste', 'Paste']], { isDumb: true, shell: 'TERM=dumb; export TERM; $ask' })
    await session.waitFor('Paste')
    session.press('enter')
    await session.waitFor('{"answers":[[""]]}')
  })
})

test('wipes the rows it is told to, and no more', async () => {
  const session = start([
    ['text', 'Name'],
    ['wipe', ['4567 8901', '', 'No. 4']],
  ])
  await session.waitFor('Name')
  session.type('x\n')
  await session.waitFor('answers')
  expect(session.screen()).toBe('  Name  x\n{"answers":["x","wiped"]}')
})

test('nothing is ever erased from the cursor down, which multiplexers keep in their history', async () => {
  const session = start([
    ['choose', 'Which', ['one', 'two'], { wipe: true }],
    ['paste', 'Paste'],
    ['wipe', ['4567 8901']],
  ])
  await session.waitFor('Which')
  session.press('enter')
  await session.waitFor('Paste')
  session.type('7000 8000')
  await session.waitFor('7000 8000')
  session.resize(60, 20)
  await setTimeout(200)
  session.press('enter', 'enter')
  await session.waitFor('answers')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
  expect(session.raw()).not.toMatch(/\u001b\[\d?J/)
})
