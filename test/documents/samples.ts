/** A playbook that is as hostile as a text can be, to print. */
import type { PlaybookDocument, PlaybookWords } from '../../src/documents/playbook-document.ts'

export const hostile = '<script>alert("1")</script> & \'x\' *bold* _it_ [a](b) `code` # 1. | \\'

const words: PlaybookWords = {
  gap: ' ',
  old: 'OLD',
  odds: 'Odds: high.',
  lookFirst: 'Look first',
  steps: 'Steps',
  ifNot: '✗ = if not',
  otherScreen: 'On a Japanese screen:',
  mayDiffer: 'May differ.',
  ladder: 'Other ways in',
  walkLadder: 'Goes through them:',
  afterwards: 'Afterwards',
  never: 'Never',
  stopAfter: 'Stop after two.',
  goOn: 'Go on.',
  next: 'Next',
  reviewed: 'Reviewed.',
  sources: 'Sources:',
}

const way = ['Profile', '≡', 'Settings', 'Center']

/** Everything that a playbook can have. */
export const full: PlaybookDocument = {
  language: 'en',
  words,
  playbook: {
    scenario: 'phone-lost',
    title: 'Phone lost',
    when: 'It is gone.',
    odds: { because: 'You have codes.' },
    firstChecks: ['Where is it?'],
    steps: [
      {
        text: 'Call.',
        hint: 'At once.',
        address: 'https://www.instagram.com/hacked/',
        command: 'igcodes use NAME',
        otherwise: 'Call again.',
        goTo: 'stale-set',
        mayDiffer: false,
      },
      {
        text: 'Tap “Other”.',
        otherScreen: ['別の方法'],
        labels: [{ label: 'Other', other: '別の方法' }],
        otherwise: 'Go on.',
        mayDiffer: true,
      },
    ],
    ladder: [{ title: 'A code' }, { title: 'A face' }],
    afterwards: [
      { text: 'New codes.', menu: [...way, 'Codes'], otherwise: 'Later.', mayDiffer: true },
      { text: 'Devices.', menu: [...way, 'Security', 'Devices'], otherwise: 'Later.', mayDiffer: false },
    ],
    never: ['Hurry.'],
    stop: { scenario: 'stale-set' },
    next: [{ scenario: 'sim-swap', when: 'It is used.' }],
    reviewedOn: '2026-11-22',
  },
}

/** Only what every playbook has. */
export const bare: PlaybookDocument = {
  language: 'ja',
  words,
  playbook: {
    scenario: 'set-up',
    title: hostile,
    when: hostile,
    odds: { because: hostile },
    firstChecks: [hostile],
    steps: [{ text: hostile, hint: hostile, otherwise: hostile, mayDiffer: false }],
    afterwards: [],
    never: [hostile],
    stop: {},
    next: [],
    reviewedOn: '2026-11-22',
  },
}
