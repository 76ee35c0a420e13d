import type { Playbook } from '../playbook.ts'
import { overview, twoKindsOfCodes } from '../shared-lines.ts'

export const playbook: Playbook = {
  id: 'set-up',
  title: { en: 'First time: be ready before something happens', ja: 'はじめての準備(困る前に)' },
  when: {
    en: 'You are signed in, everything works, and you want it to stay so.',
    ja: '今は普通に使えている。この先に備えておきたい。',
  },
  words: {
    en: ['start', 'setup', 'prepare', 'first time', 'where are the codes', 'get backup codes', 'turn on'],
    ja: ['準備', '初期設定', 'はじめて', 'コードはどこ', '取得方法', '確認方法', '備え', '二段階認証 設定'],
  },
  odds: {
    level: 'none',
    because: {
      en: 'What you store today gets you in on a bad day.',
      ja: '今日保管したコードが、いざという日に役立ちます。',
    },
  },
  firstChecks: [
    twoKindsOfCodes,
    {
      en: 'Is {twoFactor} on? Only then are there codes.',
      ja: '{twoFactor}はオンですか。オンでないと、コードは出てきません。',
    },
    {
      en: 'Which account is open? With several, look at the name in the profile first.',
      ja: '開いているのはどのアカウントですか。複数あるなら、先にプロフィールの名前を見ます。',
    },
  ],
  steps: [
    {
      id: 'turn-on',
      text: {
        en: 'Turn on {twoFactor}, with an authenticator app.',
        ja: '認証アプリを使って、{twoFactor}をオンにします。',
      },
      hint: {
        en: 'Only the phone’s app can do this. SMS may be the second way; two are enough. For a company, use its number.',
        ja: 'スマホのアプリで設定します。2つ目はSMSでも構いませんが、2つまでに。会社なら会社の番号を使います。',
      },
      menu: 'twoFactor',
      needs: ['session'],
      otherwise: { en: 'It is on already: go on with the next step.', ja: 'もうオンになっていれば、次へ進みます。' },
    },
    {
      id: 'choose-place',
      text: {
        en: 'Before they are on the screen, settle on one place for the codes, two at the most.',
        ja: 'コードを表示する前に、置き場所を1か所、多くても2か所に決めます。',
      },
      hint: {
        en: 'A password manager is best; one sheet of paper, locked away, is good. More copies only cause confusion.',
        ja: '一番はパスワード管理アプリ、次に鍵のかかる場所の紙1枚です。控えが増えると、どれが最新か迷います。',
      },
      otherwise: {
        en: 'There are copies in notes or pictures: delete them now.',
        ja: 'メモや画像に控えが残っていれば、今のうちに消します。',
      },
    },
    {
      id: 'find-codes',
      text: { en: 'Open the list of codes.', ja: 'バックアップコードの一覧を開きます。' },
      hint: {
        en: 'Each has 8 digits and works once. Scroll to the end: there may be more than the screen shows.',
        ja: '8桁の数字で、1つにつき1回使えます。画面の下に続くことがあるので、最後まで見ます。',
      },
      menu: 'backupCodes',
      needs: ['session'],
      otherwise: {
        en: 'The menu is missing: turn on {twoFactor} first.',
        ja: 'メニューがなければ、先に{twoFactor}をオンにします。',
      },
    },
    {
      id: 'store-codes',
      text: { en: 'Store them all in igcodes.', ja: '全部まとめて、igcodesに登録します。' },
      hint: {
        en: 'Save the whole set, never one alone: each is good for one sign-in only.',
        ja: '1つだけ控えても、1回使えば終わりです。必ず全部を残します。',
      },
      command: 'igcodes add NAME',
      does: 'store-codes',
      needs: ['session'],
      otherwise: {
        en: 'A line is not taken: compare it with the screen and add again.',
        ja: '読み取れない行があれば、画面と見比べて、もう一度登録します。',
      },
    },
    {
      ...overview,
      otherwise: {
        en: 'You work alone: tell one person whom you trust where the page is.',
        ja: '1人で使っていても、信頼できる人に紙の場所を伝えておきます。',
      },
    },
    {
      id: 'test',
      text: {
        en: 'Sign in once on another device, with the authenticator app.',
        ja: '別の端末で、認証アプリを使って1回ログインしてみます。',
      },
      hint: { en: 'That spends no backup code.', ja: 'このテストではバックアップコードは減りません。' },
      needs: ['authenticator', 'password'],
      otherwise: {
        en: 'Refused: better today than on a bad day. Look into it while you are still signed in.',
        ja: '拒否されたら、ログインできている今のうちに原因を調べます。',
      },
      goTo: 'totp-rejected',
    },
    {
      id: 'calendar',
      text: {
        en: 'Put two dates into the calendar: a sign-in test each month, a review every 6 to 12 months.',
        ja: 'カレンダーに、月1回のログインテストと、半年〜1年ごとの見直しを入れます。',
      },
      hint: {
        en: 'Renew the codes before a phone change, after a loss or an emergency, and when few are left.',
        ja: '機種変更の前、紛失のあと、非常時に使ったあと、残りが減ったときは、コードを再発行します。',
      },
      otherwise: {
        en: 'You use no calendar: write the dates on the page with the overview.',
        ja: 'カレンダーを使っていなければ、一覧の紙に日付を書いておきます。',
      },
    },
    {
      id: 'check-status',
      text: { en: 'See whether anything is left to do.', ja: 'やり残しがないか確かめます。' },
      command: 'igcodes status',
      otherwise: {
        en: 'Something is listed under “to do”: do it, then look again.',
        ja: '「やること」に何か出ていたら、それを済ませて、もう一度見ます。',
      },
    },
  ],
  afterwards: [],
  never: [
    { en: 'Keep the codes as a screenshot.', ja: 'コードをスクリーンショットで残すこと。' },
    {
      en: 'Put them into a chat, a mail, or on a note at the screen.',
      ja: 'チャットやメールに書くこと、画面に付箋で貼ること。',
    },
    {
      en: 'Keep everything on one phone: the codes, the authenticator app, the mail and the SMS.',
      ja: 'コード・認証アプリ・メール・SMSを、全部1台のスマホに入れること。',
    },
  ],
  stop: {
    isTurn: true,
    after: { en: 'the status lists nothing more to do', ja: 'igcodes status にやることが出なくなったら' },
    goOn: {
      en: 'you are done; the next date is in the calendar',
      ja: '準備は完了です。次はカレンダーの日に見直します',
    },
  },
  next: [
    { scenario: 'new-phone', when: { en: 'A new phone is planned.', ja: '機種変更の予定がある。' } },
    {
      scenario: 'handover',
      when: { en: 'Somebody who holds a key will leave.', ja: '鍵を持つ人が、辞めたり異動したりする。' },
    },
    { scenario: 'new-account', when: { en: 'You are starting a new account.', ja: '新しいアカウントを始める。' } },
    {
      scenario: 'codes-exposed',
      when: { en: 'The codes were in a chat or a mail so far.', ja: 'これまでコードをチャットやメールに書いていた。' },
    },
    {
      scenario: 'wrong-account',
      when: { en: 'You are not sure which account the codes belong to.', ja: 'どのアカウントのコードか分からない。' },
    },
  ],
  confidence: 'high',
  sources: ['article', 'twoFactorHelp', 'menuReports'],
  reviewedOn: '2026-11-29',
}
