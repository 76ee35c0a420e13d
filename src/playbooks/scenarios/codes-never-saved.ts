import type { Playbook } from '../playbook.ts'
import { afterwards, twoKindsOfCodes } from '../shared-lines.ts'

export const playbook: Playbook = {
  id: 'codes-never-saved',
  title: { en: 'No backup codes were ever saved', ja: 'バックアップコードを保存していない' },
  when: {
    en: 'You are asked for a code, and nobody ever wrote the backup codes down.',
    ja: 'ログインでコードを聞かれたが、バックアップコードを控えた覚えがない。',
  },
  words: {
    en: ['never saved', 'no backup codes', 'never wrote down', 'forgot to save', 'where are my codes'],
    ja: ['保存していない', '控えていない', '忘れた', '見つからない', 'どこ', '設定していない'],
  },
  odds: {
    level: 'medium',
    because: {
      en: 'The codes are only the spare key. One other way in that still works is enough.',
      ja: 'バックアップコードは合鍵にすぎません。ほかの方法が1つでも使えれば入れます。',
    },
  },
  firstChecks: [
    twoKindsOfCodes,
    {
      en: 'Is Instagram still open anywhere: an old phone, a tablet, a browser at work or at home?',
      ja: '古いスマホ・タブレット・会社や家のブラウザで、ログインしたままになっていませんか。',
    },
    {
      en: 'Can you open the mailbox of the registered address? It may be the address at work.',
      ja: '登録したメールを開けますか。仕事用のアドレスかもしれません。',
    },
    {
      en: 'Is the registered phone number still yours, and does it get SMS?',
      ja: '登録した電話番号はいまも使えて、SMSが届きますか。',
    },
    {
      en: 'Is an authenticator app on this phone, an older one or a colleague’s?',
      ja: '認証アプリは、このスマホ・前のスマホ・同僚のスマホのどれかにありませんか。',
    },
  ],
  steps: [
    {
      id: 'search-once',
      text: {
        en: 'Search once, calmly: password manager, paper files, notes, pictures on the phone and the computer.',
        ja: '落ち着いて、ひととおり探します。パスワード管理アプリ、紙のファイル、メモ、保存した画像です。',
      },
      hint: {
        en: 'Look for several numbers of 8 digits, each in two groups of four.',
        ja: '4桁ずつに分かれた8桁の数字が、いくつか並んでいるものを探します。',
      },
      otherwise: {
        en: 'Nothing there: do not lose more time on it, go on.',
        ja: 'なければ、探すのはここまでにして次へ進みます。',
      },
    },
    {
      id: 'ask-who-set-up',
      text: {
        en: 'Ask who set up {twoFactor}, and on which phone.',
        ja: '{twoFactor}を設定した人に、どのスマホで設定したかを聞きます。',
      },
      hint: {
        en: 'The sign-in code may still come to that phone.',
        ja: 'ログインのコードは、いまもそのスマホに出るかもしれません。',
      },
      otherwise: {
        en: 'Nobody remembers: go on. If that person has left, there is a playbook for it.',
        ja: '誰も覚えていなければ次へ進みます。その人が退職していたら、専用の手順があります。',
      },
      goTo: 'keeper-left',
    },
    {
      id: 'find-address',
      text: {
        en: 'Look for mails from Instagram: the mailbox that gets them is most likely the registered one.',
        ja: 'Instagramからのメールを探します。届いている先が、おそらく登録したアドレスです。',
      },
      hint: {
        en: 'Only search. Do not tap a link in any of them.',
        ja: '探すだけにします。メールの中のリンクは押さないでください。',
      },
      needs: ['mail'],
      otherwise: {
        en: 'No mail found: note which addresses it could be, and go on.',
        ja: '見つからなければ、候補のアドレスを書き出して次へ進みます。',
      },
    },
  ],
  atHandFirst: true,
  thenEntryMethods: true,
  afterwards,
  never: [
    {
      en: 'Turn off the last way that still gives you a sign-in code.',
      ja: 'コードを受け取れる最後の方法をオフにすること。',
    },
  ],
  stop: {
    after: { en: 'one try of each way that you have', ja: '使える方法を1回ずつ試してもだめだったら' },
    goOn: { en: 'what is left is Instagram’s official page', ja: '残る方法はInstagramの公式ページです' },
    goTo: 'all-factors-gone',
  },
  next: [
    {
      scenario: 'stale-set',
      when: { en: 'A list turned up, but nobody knows its date.', ja: '一覧は見つかったが、いつのものか不明。' },
    },
    { scenario: 'keeper-left', when: { en: 'The person who set it up has left.', ja: '設定した人が、もういない。' } },
    {
      scenario: 'password-forgotten',
      when: { en: 'The password is not known either.', ja: 'パスワードも分からない。' },
    },
    { scenario: 'all-factors-gone', when: { en: 'No way in works.', ja: 'どの方法でも入れない。' } },
  ],
  confidence: 'medium',
  sources: ['article', 'twoFactorHelp', 'hackedPage'],
  reviewedOn: '2026-11-29',
}
