import type { Playbook } from '../playbook.ts'
import { afterwards } from '../shared-lines.ts'

export const playbook: Playbook = {
  id: 'totp-rejected',
  title: { en: 'The authenticator app’s code is refused', ja: '認証アプリのコードが拒否される' },
  when: {
    en: 'You type in the app’s code, and Instagram says {checkTheCode}.',
    ja: '認証アプリのコードを入れると、{checkTheCode}と出る。',
  },
  words: {
    en: [
      'authenticator code wrong',
      'app code not working',
      'Google Authenticator',
      'invalid code',
      'clock',
      'check the security code',
    ],
    ja: [
      '認証アプリのコードが違う',
      '認証アプリが使えない',
      'コードが合わない',
      'コードが通らない',
      'Google認証システム',
      '時刻のずれ',
      'セキュリティコードを確認',
    ],
  },
  odds: {
    level: 'high',
    because: {
      en: 'Usually the phone’s clock is off, or it was the code of another account. Both are quickly fixed.',
      ja: '原因はたいてい、時刻のずれか別アカウントのコードです。どちらもすぐ直せます。',
    },
  },
  firstChecks: [
    {
      en: 'Is the phone’s clock right, to the minute? Compare it with another clock.',
      ja: 'スマホの時刻は合っていますか。別の時計と見比べてください。',
    },
    {
      en: 'Is a phone still signed in? Leave it alone: everything else can be fixed from there.',
      ja: 'ログインしたままのスマホはありませんか。あれば、それには触れません。そこから全部直せます。',
    },
    {
      en: 'Does the line in the app carry the name of this very account?',
      ja: 'アプリで見ている行は、このアカウントの名前ですか。',
    },
  ],
  steps: [
    {
      id: 'right-entry',
      text: {
        en: 'In the authenticator app, find the line with this account’s name.',
        ja: '認証アプリで、このアカウントの名前が付いた行を探します。',
      },
      hint: {
        en: 'With several accounts, several lines say Instagram. The account’s name beside it decides.',
        ja: 'アカウントが複数あると、Instagramの行も複数並びます。横の名前で見分けてください。',
      },
      needs: ['authenticator'],
      otherwise: {
        en: 'There is no such line: do not add one yourself; look whether the app lost it.',
        ja: '見当たらなければ、自分で追加せず、アプリから消えた場合の手順を見てください。',
      },
      goTo: 'authenticator-deleted',
    },
    {
      id: 'automatic-time',
      text: {
        en: 'In the phone’s settings, set date and time to automatic.',
        ja: 'スマホの設定で、日付と時刻を「自動」にします。',
      },
      hint: {
        en: 'If the clock is off by more than about 90 seconds, every code is refused (RFC 6238: steps of 30 seconds).',
        ja: '時計が90秒ほどずれると、どのコードも拒否されます(RFC 6238: 30秒ごとに変わる)。',
      },
      needs: ['phone', 'authenticator'],
      otherwise: {
        en: 'It is on automatic already: turn that off and on again, then compare with another clock.',
        ja: 'もう自動なら、一度オフにしてからオンに戻し、別の時計と見比べます。',
      },
    },
    {
      id: 'app-time',
      text: {
        en: 'In Google Authenticator on Android, run the time correction in the app’s settings.',
        ja: 'AndroidのGoogle Authenticatorなら、アプリの設定で時刻の補正をします。',
      },
      hint: {
        en: 'On an iPhone and in other apps, skip this: the phone’s clock is what counts. Update Instagram’s app, or try a browser.',
        ja: 'iPhoneや別のアプリなら飛ばしてください。Instagramのアプリの更新や、ブラウザも試せます。',
      },
      needs: ['phone', 'authenticator'],
      otherwise: {
        en: 'The app has no such item: the automatic clock is enough.',
        ja: 'その項目がなければ、時刻の自動設定だけで大丈夫です。',
      },
    },
    {
      id: 'next-code',
      text: {
        en: 'Wait until the app shows a fresh code, and type that in at once.',
        ja: 'アプリの表示が新しいコードに変わるのを待ち、すぐに入力します。',
      },
      hint: {
        en: 'A code lasts 30 seconds. Type it without the space, one time.',
        ja: 'コードは30秒で変わります。空白を入れずに、1回だけ入力してください。',
      },
      getsIn: true,
      needs: ['authenticator', 'password'],
      otherwise: {
        en: 'Refused once more: leave the app alone and go on with the next step.',
        ja: 'また拒否されたら、アプリはここでやめて次へ進みます。',
      },
    },
    {
      id: 'backup-code',
      text: {
        en: 'Instead of the app’s code, tap {tryAnotherWay} and {useBackupCode}.',
        ja: 'アプリのコードの代わりに、{tryAnotherWay}→{useBackupCode}と進みます。',
      },
      hint: { en: 'Type one code, once, without the space.', ja: '1つのコードを、空白を入れずに1回だけ入力します。' },
      command: 'igcodes use NAME',
      does: 'hand-out',
      getsIn: true,
      needs: ['codes', 'password'],
      otherwise: {
        en: 'Refused too: two-factor was set up anew since, or it is another account. Try no second code.',
        ja: 'これも拒否されたら、設定がその後やり直されたか、別アカウントです。2つ目は試しません。',
      },
      goTo: 'stale-set',
    },
  ],
  thenEntryMethods: true,
  afterwards: [
    {
      id: 'set-app-up-again',
      text: {
        en: 'If the app’s code was still refused, set up {authenticatorApp} once more.',
        ja: 'アプリのコードが最後まで拒否されたなら、{authenticatorApp}を設定し直します。',
      },
      hint: {
        en: 'Delete the old line in the app only after the new one has signed you in.',
        ja: '古い行を消すのは、新しい行のコードでログインできてからです。',
      },
      menu: 'twoFactor',
      otherwise: {
        en: 'It does not work: use SMS for now.',
        ja: 'うまくいかなければ、当面はSMSで受け取る設定にします。',
      },
    },
    ...afterwards,
  ],
  never: [
    {
      en: 'Sign out the phone that is in, to “start afresh”.',
      ja: '「やり直そう」と、ログインできているスマホをログアウトすること。',
    },
    {
      en: 'Delete the account’s line in the app: you may never get it back.',
      ja: 'アプリからアカウントの行を消すこと。元に戻せないことがあります。',
    },
  ],
  stop: {
    after: { en: 'two refused codes of the app', ja: 'アプリのコードが2回拒否されたら' },
    goOn: {
      en: 'leave the app alone and take another way in',
      ja: 'アプリはいったん置いて、ほかの入り方に切り替えます',
    },
  },
  next: [
    {
      scenario: 'authenticator-deleted',
      when: { en: 'The account is not in the app any more.', ja: 'アプリからアカウントが消えている。' },
    },
    {
      scenario: 'code-rejected',
      when: { en: 'A backup code is refused as well.', ja: 'バックアップコードも拒否された。' },
    },
    {
      scenario: 'attacker-set-2fa',
      when: { en: 'You never set up an app for this account.', ja: '認証アプリを設定した覚えがない。' },
    },
    {
      scenario: 'told-to-wait',
      when: { en: 'Instagram tells you to wait.', ja: '「しばらく待って」という表示が出た。' },
    },
    { scenario: 'all-factors-gone', when: { en: 'No other way works either.', ja: 'ほかの入り方も全部だめだった。' } },
  ],
  confidence: 'high',
  sources: ['totp', 'twoFactorHelp', 'article', 'helpReports', 'publicReports'],
  reviewedOn: '2026-11-29',
}
