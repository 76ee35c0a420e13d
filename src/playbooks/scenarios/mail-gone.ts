import type { Playbook } from '../playbook.ts'
import { afterwards, newCodes } from '../shared-lines.ts'

export const playbook: Playbook = {
  id: 'mail-gone',
  title: { en: 'Still signed in, but the mail address is dead', ja: 'ログイン中だが、登録メールが使えない' },
  when: {
    en: 'Instagram is open, but nobody can read the mailbox of the account any more.',
    ja: 'Instagramは使えているが、登録したメールをもう誰も読めない。',
  },
  words: {
    en: ['old mail address', 'mailbox gone', 'change email', 'carrier mail', 'lost email', 'email no longer works'],
    ja: [
      'メールアドレス 使えない',
      '登録メール変更',
      'キャリアメール',
      '古いアドレス',
      'メールが読めない',
      '解約したメール',
    ],
  },
  odds: {
    level: 'very-high',
    because: {
      en: 'You are in, so the address can be replaced in a few minutes. Signed out, it gets hard.',
      ja: 'ログイン中なので、数分で変えられます。ログアウトしてからでは難しくなります。',
    },
  },
  firstChecks: [
    {
      en: 'Can the mailbox still be opened: in another app, at its provider, for a few weeks after the contract?',
      ja: 'そのメールは本当に読めませんか。別のアプリ、提供元、解約後しばらくの間なら読めることがあります。',
    },
    { en: 'Do you know the password of the account?', ja: 'アカウントのパスワードは分かりますか。' },
  ],
  steps: [
    { ...newCodes, needs: ['session'] },
    {
      id: 'add-address',
      text: { en: 'Add the new address to the contact details.', ja: '連絡先に、新しいメールアドレスを追加します。' },
      hint: {
        en: 'Take one that will last; for a shop, one that two people can read.',
        ja: '長く使えるものにします。お店なら、2人が読めるアドレスにします。',
      },
      menu: 'contactInfo',
      needs: ['session'],
      otherwise: {
        en: 'It wants to confirm through the old address: choose the number or the app instead.',
        ja: '前のアドレスで確認するよう求められたら、電話番号や認証アプリを選びます。',
      },
    },
    {
      id: 'confirm-address',
      text: { en: 'Type the code that comes to the new address.', ja: '新しいアドレスに届いたコードを入力します。' },
      needs: ['session'],
      otherwise: {
        en: 'Nothing comes: look in the junk folder, then ask once more.',
        ja: '届かなければ、迷惑メールを見てから、もう1回だけ頼みます。',
      },
    },
    {
      id: 'remove-address',
      text: { en: 'Remove the old address.', ja: '前のアドレスを削除します。' },
      menu: 'contactInfo',
      needs: ['session'],
      otherwise: {
        en: 'It cannot be removed yet: make sure that the new one is confirmed.',
        ja: 'まだ消せなければ、新しいほうが確認済みか確かめます。',
      },
    },
    {
      id: 'know-password',
      text: {
        en: 'Make sure that you know the password: it is in a password manager or on paper.',
        ja: 'パスワードが分かるか確かめます。パスワード管理アプリか紙に残します。',
      },
      needs: ['session'],
      otherwise: {
        en: 'Nobody knows it: set a new one through the new address.',
        ja: '誰も知らなければ、新しいアドレスから再設定します。',
      },
      goTo: 'password-forgotten',
    },
  ],
  afterwards: afterwards.filter(({ id }) => id !== 'new-codes'),
  never: [
    {
      en: 'Sign out, or change the phone, before the new address is confirmed.',
      ja: '新しいアドレスを確認する前に、ログアウトや機種変更をすること。',
    },
  ],
  stop: {
    after: { en: 'two refusals of the new address', ja: '新しいアドレスを2回断られたら' },
    goOn: {
      en: 'leave the device signed in, and try again tomorrow',
      ja: '端末はログインしたまま、明日もう一度試します',
    },
  },
  next: [
    {
      scenario: 'login-check',
      when: {
        en: 'You are out, and the code goes to the dead address.',
        ja: 'ログアウトしてしまい、使えないアドレスにコードが届く。',
      },
    },
    {
      scenario: 'password-forgotten',
      when: { en: 'The password is not known either.', ja: 'パスワードも分からない。' },
    },
    {
      scenario: 'keeper-left',
      when: { en: 'The mailbox belongs to somebody who has left.', ja: '登録メールが、辞めた人のものだった。' },
    },
    {
      scenario: 'hacked-mail-changed',
      when: { en: 'Somebody else changed the address.', ja: '知らない人にアドレスを変えられた。' },
    },
  ],
  confidence: 'medium',
  sources: ['publicReports', 'article', 'metaAccount'],
  reviewedOn: '2026-11-29',
}
