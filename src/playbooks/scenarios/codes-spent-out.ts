import type { Playbook } from '../playbook.ts'
import { afterwards, twoKindsOfCodes } from '../shared-lines.ts'

export const playbook: Playbook = {
  id: 'codes-spent-out',
  title: { en: 'All codes are used, signed out', ja: 'コードを使い切った(ログインできない)' },
  when: {
    en: 'You are asked for a code, and every backup code is used already.',
    ja: 'ログインでコードを聞かれたが、バックアップコードはすべて使用済み。',
  },
  words: {
    en: ['used up', 'none left', 'run out', 'no codes left', 'locked out'],
    ja: ['使い切った', '残りゼロ', '全部使った', 'コードがない', '締め出された'],
  },
  odds: {
    level: 'medium',
    because: {
      en: 'It depends on what else still works. One other way in is enough.',
      ja: 'ほかに何が使えるかで決まります。1つでも残っていれば入れます。',
    },
  },
  firstChecks: [
    twoKindsOfCodes,
    {
      en: 'Is Instagram still open on any device: an old phone, a tablet, a computer?',
      ja: '古いスマホ・タブレット・パソコンのどれかで、ログインしたままになっていませんか。',
    },
    { en: 'Which device has the authenticator app?', ja: '認証アプリが入っているのは、どの端末ですか。' },
    { en: 'Does the registered number still get SMS?', ja: '登録した電話番号で、いまもSMSを受け取れますか。' },
    {
      en: 'Where were codes last saved, and could that list be a newer one?',
      ja: '最後にコードを保存したのはどこですか。もっと新しい一覧かもしれません。',
    },
  ],
  steps: [
    {
      id: 'check-list',
      text: {
        en: 'Look through the list once more: was one of the codes never typed?',
        ja: '一覧をもう一度見て、まだ入力していないコードがないか探します。',
      },
      hint: {
        en: 'A code that igcodes gave out and nobody typed is listed as handed out.',
        ja: '出したまま入力していないコードは「渡し済み」と表示されます。',
      },
      command: 'igcodes show NAME',
      otherwise: {
        en: 'All of them are used: put the list away and go on.',
        ja: '全部使っていたら、一覧はしまって次へ進みます。',
      },
    },
    {
      id: 'untyped-code',
      text: {
        en: 'If there is one, type it: {tryAnotherWay}, then {useBackupCode}.',
        ja: '見つかったら、そのコードを入れます。{tryAnotherWay}→{useBackupCode}と進みます。',
      },
      hint: { en: 'Once only, without the space.', ja: '空白を入れずに、1回だけ入力します。' },
      command: 'igcodes use NAME --pending',
      does: 'hand-out',
      getsIn: true,
      needs: ['codes', 'password'],
      otherwise: {
        en: 'Refused, or none found: leave the codes and go on.',
        ja: '拒否された、または見つからないときは、コードはあきらめて次へ進みます。',
      },
    },
    {
      id: 'ask-colleagues',
      text: {
        en: 'Ask everybody who looks after the account whether they have a newer list.',
        ja: 'このアカウントに関わる全員に、新しい一覧を持っていないか聞きます。',
      },
      hint: {
        en: 'Ask where it is kept. Codes must not travel by chat or mail.',
        ja: '聞くのは置き場所です。コードをチャットやメールで送ってもらってはいけません。',
      },
      otherwise: {
        en: 'Nobody has one: go on with the other ways in.',
        ja: '誰も持っていなければ、ほかの方法へ進みます。',
      },
    },
  ],
  atHandFirst: true,
  thenEntryMethods: true,
  afterwards,
  never: [
    { en: 'Guess a code, or type a used one again.', ja: '当てずっぽうの数字や、使用済みのコードを入れること。' },
  ],
  stop: {
    after: { en: 'one try of each way that you have', ja: '使える方法を1回ずつ試してもだめだったら' },
    goOn: { en: 'what is left is Instagram’s official page', ja: '残る方法はInstagramの公式ページです' },
    goTo: 'all-factors-gone',
  },
  next: [
    {
      scenario: 'codes-spent-in',
      when: { en: 'A device turns up that is still signed in.', ja: 'ログインしたままの端末が見つかった。' },
    },
    { scenario: 'stale-set', when: { en: 'Somebody has another list.', ja: '別の一覧を持っている人がいた。' } },
    { scenario: 'sms-never', when: { en: 'The SMS does not come.', ja: 'SMSが届かない。' } },
    { scenario: 'all-factors-gone', when: { en: 'No way in works.', ja: 'どの方法でも入れない。' } },
  ],
  confidence: 'medium',
  sources: ['article', 'twoFactorHelp', 'hackedPage'],
  reviewedOn: '2026-11-29',
}
