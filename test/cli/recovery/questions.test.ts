/** The questions of `recover`, answered at a terminal of 80×24: the first right action within five questions and one screen. */
import { afterAll, describe, expect, test } from 'vitest'
import { endSessions, type Key, type Session } from '../session.ts'
import { removeWorlds, World } from '../world.ts'

afterAll(() => {
  endSessions()
  removeWorlds()
})

/** An answer: what is waited for, then a row's number (several: each is picked), or keys. */
type Answer = readonly [sees: string, answer: string | readonly Key[]]

const sees = (row: number): Answer => ['What do you see?', String(row)]
const signedIn = (answer: 'y' | 'n' | '1'): Answer => ['Is Instagram still open', answer]
const picks = (...rows: readonly number[]): Answer => ['Which of these do you have', rows.join('')]
const none: Answer = ['Which of these do you have', ['up', 'space', 'enter']]
const happened = (row: number): Answer => ['Has one of these happened', String(row)]
const noFace: Answer = ['(y/N)', 'n']

/** In the list: 1 codes, 2 app, 3 SMS, 4 phone, 5 mail; without the SMS where it does not come: 3 phone, 4 mail. */
const table: readonly (readonly [string, readonly Answer[], verdict: string, first: string])[] = [
  [
    'a code is asked for, all at hand',
    [sees(1), signedIn('1'), picks(1, 2, 3, 4, 5)],
    'Asked for a code: odds HIGH',
    'choose “Try another way” and “Backup code”',
  ],
  [
    'SMS only, phone in hand',
    [sees(1), signedIn('n'), picks(3, 4, 5)],
    'Asked for a code: odds HIGH',
    'Have one SMS sent',
  ],
  [
    'phone lost, codes on paper',
    [sees(1), signedIn('n'), picks(1, 5), happened(2)],
    'Phone lost, stolen or broken: odds HIGH',
    'On another device, enter your password',
  ],
  [
    'phone broken, the SIM is fine',
    [sees(1), signedIn('n'), picks(5), happened(3)],
    'Phone lost, stolen or broken: odds HIGH',
    'put the SIM into another phone',
  ],
  [
    'the SMS does not come',
    [sees(2), signedIn('n'), picks(3, 4), happened(1), noFace],
    'No SMS comes at all: odds HIGH',
    'allow SMS from abroad',
  ],
  [
    'the app’s code is refused',
    [sees(3), ['Which code was refused', '2'], signedIn('n'), picks(4)],
    'authenticator app’s code is refused: odds HIGH',
    'find the line with this account’s name',
  ],
  [
    'password forgotten, mail',
    [sees(4), signedIn('n'), picks(4, 5), noFace],
    'Password forgotten: odds HIGH',
    'ask for the link, once',
  ],
  [
    'suspended',
    [sees(5)],
    'The account was suspended or disabled: odds IT DEPENDS',
    'Write down the last day to disagree',
  ],
  [
    'a reset mail that nobody asked for',
    [sees(8), ['Which of these was it', '1']],
    'that you did not ask for: odds VERY HIGH',
    'Tap nothing in it',
  ],
  [
    'Instagram’s own check by mail',
    [sees(7), ['What was changed', '2'], signedIn('n'), picks(4, 5), noFace],
    'make sure that it is you: odds HIGH',
    'Open the mailbox that the screen names',
  ],
  [
    'still in, the phone is gone',
    [sees(10), ['Has one of these happened', '1']],
    'Phone lost, stolen or broken: odds VERY HIGH',
    'have the SIM stopped',
  ],
  [
    'nothing at all is left',
    [sees(1), signedIn('n'), none, happened(1), noFace],
    'A video selfie is not possible',
    'apply once on Instagram’s official page',
  ],
]

function reply(session: Session, answer: string | readonly Key[]): void {
  if (typeof answer === 'string') session.type(`${answer}\r`)
  else session.press(...answer)
}

describe('somebody at the login screen', () => {
  test.concurrent.each(table)('%s', async (_, answers, verdict, first) => {
    expect(answers.length).toBeLessThanOrEqual(5)
    const session = new World().session('recover shop_tokyo --lang en')
    for (const [question, answer] of answers) {
      await session.waitFor(
        new RegExp(`${question.replace(/[()?]/g, '\\$&')}(?![\\s\\S]*${question.replace(/[()?]/g, '\\$&')})`),
      )
      // The list below the question is drawn with it.
      reply(session, answer)
    }
    await session.waitFor('▸ begin with step 1')
    // The verdict, the first step and the question are in one window of 24 lines.
    const screen = session.screen()
    expect(screen).toContain(verdict)
    expect(screen.replace(/\s+/g, ' ')).toContain(first)
    // What was printed first is walked first.
    session.press('enter')
    await session.waitFor(/Step 1 of \d+/)
    await session.waitFor('How did it go?')
    const walked = session.screen().slice(session.screen().indexOf('Step 1 of'))
    expect(walked.replace(/\s+/g, ' ')).toContain(first)
    session.kill()
  })

  test('is asked again if nothing is picked, and never taken to have nothing', async () => {
    const session = new World().session('recover --lang en')
    await session.waitFor('What do you see?')
    session.type('1\r')
    await session.waitFor('Is Instagram still open')
    session.press('enter')
    await session.waitFor('Which of these do you have')
    session.press('enter')
    await session.waitFor('None? Enter again')
    session.press('enter')
    await session.waitFor('Nothing is picked')
    await session.waitFor('▸ ☐ backup codes')
    session.kill()
  })
})
