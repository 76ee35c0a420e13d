import type { Playbook } from '../playbook.ts'
import { afterBreakIn, newCodes } from '../shared-lines.ts'

export const playbook: Playbook = {
  id: 'sim-swap',
  title: { en: 'The phone number was taken over (SIM swap)', ja: '電話番号の乗っ取り(SIMスワップ)' },
  when: {
    en: 'The phone has suddenly lost its service, and somebody else may be getting your calls and SMS.',
    ja: 'スマホが急に圏外になり、電話やSMSがほかの人に届いているかもしれない。',
  },
  words: {
    en: ['sim swap', 'no service', 'number hijacked', 'number stolen', 'sim hijack', 'port-out', 'lost signal'],
    ja: [
      'SIMスワップ',
      '急に圏外',
      '番号を乗っ取られた',
      '電話番号 乗っ取り',
      'SIM再発行 身に覚えがない',
      'MNP 勝手に',
    ],
  },
  odds: {
    level: 'medium',
    because: {
      en: 'The stranger gets your SMS codes, but not your mailbox, your authenticator app or your backup codes.',
      ja: '奪われたのはSMSです。メール・認証アプリ・バックアップコードが無事なら、まだ守れます。',
    },
  },
  firstChecks: [
    {
      en: 'Call the carrier from another phone: was a new SIM made, or the number moved?',
      ja: '別の電話から携帯会社に聞きます。SIMの再発行や、他社への乗り換えの手続きがされていませんか。',
    },
    {
      en: 'Is it only this phone? Look for airplane mode or an outage, with Wi-Fi switched off: Wi-Fi hides it.',
      ja: '機内モードや通信障害ではありませんか。Wi-Fiを切って確かめます。Wi-Fi中は気づけません。',
    },
    {
      en: 'Is Instagram still open on one of your devices? Leave it signed in.',
      ja: 'ログインしたままの端末はありませんか。あれば、そのままにしておきます。',
    },
  ],
  steps: [
    {
      id: 'stop-number',
      text: { en: 'Have the carrier stop the number at once.', ja: '携帯会社に、すぐ回線を止めてもらいます。' },
      hint: {
        en: 'Say that you suspect fraud, and ask how you get the number back. Then tell your bank and the police.',
        ja: '不正の疑いがあると伝え、番号を取り戻す方法も聞きます。銀行と警察にも連絡します。',
      },
      urgent: true,
      otherwise: {
        en: 'Nobody answers: go on with the next step, and call again or visit a shop.',
        ja: 'つながらなければ次へ進み、かけ直すか、店舗に行きます。',
      },
    },
    {
      id: 'secure-mailbox',
      text: { en: 'Change the password of your mailbox.', ja: 'メール(Gmailなど)のパスワードを変えます。' },
      hint: {
        en: 'If the mailbox can be opened by SMS as well, remove your number there for now.',
        ja: 'メールもSMSで開ける設定なら、いったん電話番号を外しておきます。',
      },
      needs: ['mail'],
      otherwise: {
        en: 'You cannot open it any more: contact your mail provider.',
        ja: '入れなくなっていたら、メールサービスの窓口に連絡します。',
      },
    },
    {
      id: 'open-device',
      text: {
        en: 'Take the device where Instagram is still open, and connect it by Wi-Fi.',
        ja: 'ログインしたままの端末を用意し、Wi-Fiにつなぎます。',
      },
      hint: {
        en: 'There you get new codes first, and then move to the authenticator app, as shown below.',
        ja: 'この端末で、まず新しいコードを出し、下の手順で認証アプリに切り替えます。',
      },
      does: 'open-session',
      needs: ['session'],
      getsIn: true,
      otherwise: {
        en: 'It asks for the password after all: go on with the next step.',
        ja: '開いたらパスワードを求められたときは、次へ進みます。',
      },
    },
    {
      id: 'by-code',
      text: {
        en: 'Sign in with the password, then tap {tryAnotherWay} and {useBackupCode}.',
        ja: 'パスワードを入れ、{tryAnotherWay}→{useBackupCode}と進みます。',
      },
      hint: {
        en: 'Type one code, once, without the space.',
        ja: 'コードは1つだけ、空白を入れずに、1回だけ入力します。',
      },
      command: 'igcodes use NAME',
      does: 'hand-out',
      needs: ['codes', 'password'],
      getsIn: true,
      otherwise: { en: 'Refused: do not go through the list.', ja: '拒否されても、一覧を順に試さないでください。' },
      goTo: 'code-rejected',
    },
    {
      id: 'by-app',
      text: {
        en: 'Sign in with the password and the code from the authenticator app.',
        ja: 'パスワードと、認証アプリのコードでログインします。',
      },
      needs: ['authenticator', 'password'],
      getsIn: true,
      otherwise: {
        en: 'Refused: check the clock of that device before the next code.',
        ja: '拒否されたら、次のコードの前に、端末の時刻が合っているか見ます。',
      },
      goTo: 'totp-rejected',
    },
    {
      id: 'official-page',
      text: {
        en: 'If none of this works, report it on the official page.',
        ja: 'どれもできないときは、公式ページから申告します。',
      },
      hint: {
        en: 'If you can choose, have no code sent to this number.',
        ja: 'コードの送り先に、この番号を選ばないでください。',
      },
      address: 'hacked',
      getsIn: true,
      otherwise: {
        en: 'The account has been taken: go on to the steps for getting it back.',
        ja: 'もう奪われているときは、取り戻す手順に進みます。',
      },
      goTo: 'hacked-mail-changed',
    },
  ],
  afterwards: [
    newCodes,
    {
      id: 'move-to-app',
      text: { en: 'Set up an authenticator app for signing in.', ja: 'ログインを認証アプリに切り替えます。' },
      hint: {
        en: 'Its codes are made on the device, so a stolen number gets none. Only the phone’s app can set it up.',
        ja: 'コードは端末の中で作られ、番号を奪われても読まれません。設定はスマホのアプリでだけできます。',
      },
      menu: 'twoFactor',
      otherwise: {
        en: 'It does not work at once: get the backup codes first, then try again.',
        ja: 'すぐにできなければ、先にバックアップコードを発行してから、もう一度試します。',
      },
    },
    {
      id: 'sms-off',
      text: {
        en: 'Once the app works, turn off the codes by SMS.',
        ja: '認証アプリが使えると確かめてから、SMSのコードをオフにします。',
      },
      hint: {
        en: 'US guidelines (NIST) call SMS a restricted method. You can turn it on again when the number is yours.',
        ja: '米国の基準(NIST)でも、SMSは制限付きの方法とされています。番号が戻れば、またオンにできます。',
      },
      menu: 'twoFactor',
      otherwise: {
        en: 'The app does not work yet: leave it, or you lock yourself out.',
        ja: 'アプリがまだ使えないなら、そのままにします。自分が入れなくなるためです。',
      },
    },
    {
      id: 'new-password',
      text: { en: 'Change the password of Instagram.', ja: 'Instagramのパスワードを変えます。' },
      menu: 'password',
      otherwise: {
        en: 'The old one is refused: somebody has changed it already.',
        ja: '今のパスワードが通らなければ、もう変えられているのかもしれません。',
      },
      goTo: 'hacked-mail-changed',
    },
    ...afterBreakIn.slice(4),
  ],
  never: [
    {
      en: 'Trust SMS: have no code sent to the number while it is not yours.',
      ja: 'SMSを当てにすること。番号が戻るまで、コードを送らせてはいけません。',
    },
  ],
  stop: {
    isTurn: true,
    after: { en: 'the account itself was taken', ja: 'アカウントまで奪われたと分かったら' },
    goOn: {
      en: 'leave the number to the carrier, and get the account back',
      ja: '番号のことは携帯会社に任せ、アカウントを取り戻します',
    },
    goTo: 'hacked-mail-changed',
  },
  next: [
    {
      scenario: 'hacked-mail-changed',
      when: { en: 'The password or the mail address was changed.', ja: 'パスワードや登録メールを変えられた。' },
    },
    { scenario: 'number-gone', when: { en: 'The number does not come back.', ja: '電話番号が戻ってこない。' } },
    {
      scenario: 'unknown-request',
      when: { en: 'A sign-in that is not yours waits for approval.', ja: '身に覚えのないログインの許可を求められた。' },
    },
    {
      scenario: 'sms-never',
      when: { en: 'The number is still yours; only the SMS does not come.', ja: '番号は無事で、SMSだけが届かない。' },
    },
  ],
  confidence: 'medium',
  sources: ['fbi', 'nist', 'twoFactorHelp', 'hackedPage', 'article', 'publicReports'],
  reviewedOn: '2026-11-29',
}
