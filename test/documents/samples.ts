/** Two playbooks to print: one with everything, and one of hostile text. */
import type { PlaybookDocument, PlaybookWords } from '../../src/documents/playbook-document.ts'
import type { PrintedPlaybook } from '../../src/playbooks/in-language.ts'

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
  entryMethods: 'Other ways in',
  recover: 'Goes through them:',
  afterwards: 'Afterwards',
  never: 'Never',
  stopAfter: 'Stop after two.',
  goOn: 'Go on.',
  next: 'Next',
  reviewed: 'Reviewed.',
  sources: 'Sources:',
}

const way = ['Profile', '≡', 'Settings', 'Center']

/** In both. `words` has the sentences that are made from these. */
const same = {
  stop: { after: 'two', goOn: 'go on' },
  confidence: 'high',
  sources: [],
  reviewedOn: '2026-11-22',
} satisfies Partial<PrintedPlaybook>

/** Everything that a playbook can have. */
export const full: PlaybookDocument = {
  language: 'en',
  isOld: false,
  words,
  playbook: {
    ...same,
    scenario: 'phone-lost',
    title: 'Phone lost',
    when: 'It is gone.',
    odds: { level: 'high', because: 'You have codes.' },
    firstChecks: ['Where is it?'],
    steps: [
      {
        id: 'call',
        text: 'Call.',
        hint: 'At once.',
        address: 'https://www.instagram.com/hacked/',
        command: 'igcodes use NAME',
        otherwise: 'Call again.',
        goTo: 'stale-set',
        mayDiffer: false,
      },
      {
        id: 'tap',
        text: 'Tap “Other”.',
        otherScreen: ['別の方法'],
        labels: [{ label: 'Other', other: '別の方法' }],
        otherwise: 'Go on.',
        mayDiffer: true,
      },
    ],
    ladder: [
      { id: 'codes', title: 'A code' },
      { id: 'face', title: 'A face' },
    ],
    afterwards: [
      { id: 'new-codes', text: 'New codes.', menu: [...way, 'Codes'], otherwise: 'Later.', mayDiffer: true },
      { id: 'devices', text: 'Devices.', menu: [...way, 'Security', 'Devices'], otherwise: 'Later.', mayDiffer: false },
    ],
    never: ['Hurry.'],
    stop: { ...same.stop, scenario: 'stale-set' },
    next: [{ scenario: 'sim-swap', when: 'It is used.' }],
  },
}

/** Only what every playbook has. */
export const bare: PlaybookDocument = {
  language: 'ja',
  isOld: false,
  words,
  playbook: {
    ...same,
    scenario: 'set-up',
    title: hostile,
    when: hostile,
    odds: { level: 'high', because: hostile },
    firstChecks: [hostile],
    steps: [{ id: 'hostile', text: hostile, hint: hostile, otherwise: hostile, mayDiffer: false }],
    afterwards: [],
    never: [hostile],
    next: [],
  },
}
