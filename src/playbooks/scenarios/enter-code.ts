import { entryMethodsByPreference } from '../entry-methods.ts'
import type { Playbook, Step } from '../playbook.ts'
import { afterwards, twoKindsOfCodes } from '../shared-lines.ts'

/** The ways that work at the screen that asks for a code, each with its own way on. */
const atTheScreen = [
  'session',
  'codes',
  'authenticator',
  'passkey',
  'sms',
  'whatsapp',
  'mail',
  'trusted-device',
] as const

export const playbook: Playbook = {
  id: 'enter-code',
  title: { en: 'Asked for a code', ja: '認証コードを求められた' },
  when: {
    en: 'Instagram asks for a code, and nothing is lost: you only need one that works.',
    ja: 'Instagramにコードを求められた。何もなくしていないが、どれを使えばよいか分からない。',
  },
  words: {
    en: ['enter the code', 'security code', 'login code', 'two-factor', 'confirmation code', 'which code'],
    ja: [
      '認証コード',
      'コードを入力',
      '二段階認証',
      '確認コード',
      'セキュリティコード',
      'どのコード',
      'ログインコード',
    ],
  },
  odds: {
    level: 'high',
    because: {
      en: 'One thing that you have at hand is enough. Take the first of these that you have.',
      ja: '手元にあるものが1つあれば入れます。上から順に見て、最初にあるものを使います。',
    },
  },
  firstChecks: [
    twoKindsOfCodes,
    {
      en: 'What does the screen say: is the code in an app, in an SMS, or in a mail?',
      ja: '画面に何と出ていますか。コードは認証アプリか、SMSか、メールか。',
    },
  ],
  steps: atTheScreen.flatMap(
    (name): readonly Step[] => entryMethodsByPreference.find(({ id }) => id === name)?.steps ?? [],
  ),
  anyOrder: true,
  afterwards,
  never: [
    {
      en: 'Change the number, the app or the password in the middle of this.',
      ja: '途中で、番号・認証アプリ・パスワードを変えること。',
    },
    {
      en: 'Type 8 digits into a field for 6, or the same code again and again.',
      ja: '6桁の欄に8桁を入れたり、同じコードを何度も入れたりすること。',
    },
  ],
  stop: {
    after: { en: 'one try of each thing that you have', ja: '手元にあるものを1回ずつ試しても入れなかったら' },
    goOn: { en: 'look for another way in', ja: 'ほかの入り方を探します' },
    goTo: 'codes-never-saved',
  },
  next: [
    { scenario: 'sms-never', when: { en: 'The SMS does not come.', ja: 'SMSが届かない。' } },
    { scenario: 'totp-rejected', when: { en: 'The app’s code is refused.', ja: '認証アプリのコードが拒否される。' } },
    { scenario: 'code-rejected', when: { en: 'The backup code is refused.', ja: 'バックアップコードが拒否される。' } },
    { scenario: 'login-check', when: { en: 'You use no two-factor at all.', ja: '二段階認証は使っていない。' } },
    { scenario: 'phone-lost', when: { en: 'The phone is lost, stolen or broken.', ja: 'スマホの紛失・盗難・故障。' } },
    { scenario: 'codes-never-saved', when: { en: 'You have none of these.', ja: 'どれも手元にない。' } },
  ],
  confidence: 'medium',
  sources: ['twoFactorHelp', 'article', 'trustedDevices', 'publicReports', 'ownPrecaution'],
  reviewedOn: '2026-11-29',
}
