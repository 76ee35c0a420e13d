import type { Playbook } from '../playbook.ts'
import { afterBreakIn } from '../shared-lines.ts'

export const playbook: Playbook = {
  id: 'codes-exposed',
  title: { en: 'A code, a link or an approval was given away', ja: 'コードやリンクを渡した・承認してしまった' },
  when: {
    en: 'You gave a code, a link or a screenshot of it to somebody, typed it on a false page, or approved a request.',
    ja: 'コード・リンク・その画面を人に渡した、偽のページに入力した、知らないログインを許可した。',
  },
  words: {
    en: [
      'gave a code to a friend',
      'sent a screenshot',
      'approved by mistake',
      'phishing',
      'leaked',
      'scam mail',
      'copyright mail',
      'verification badge',
      'fake page',
      'screenshot',
    ],
    ja: [
      '友人に教えた',
      'スクショを送った',
      '許可してしまった',
      '承認してしまった',
      'フィッシング',
      '漏れた',
      '流出',
      '見られた',
      '偽メール',
      '著作権侵害',
      '認証バッジ',
      '教えてしまった',
    ],
  },
  odds: {
    level: 'high',
    because: {
      en: 'Early on, a new password and new codes shut the stranger out. Every hour counts.',
      ja: '早いうちなら、パスワードとコードを新しくすれば防げます。今すぐ動きましょう。',
    },
  },
  firstChecks: [
    {
      en: 'Is Instagram still open on one of your devices? Start there.',
      ja: 'ログインしたままの端末はありませんか。あれば、そこから始めます。',
    },
    { en: 'Did you give away the password as well?', ja: 'パスワードも一緒に入力したり、教えたりしませんでしたか。' },
    {
      en: 'Was it a “friend”, or a message about copyright? Their account is taken, too: tell them by phone.',
      ja: '相手は「友人」や「著作権」のメッセージでしたか。友人も乗っ取られています。電話で知らせます。',
    },
  ],
  steps: [
    {
      id: 'password-on-device',
      text: {
        en: 'On a device that is still signed in, change the password.',
        ja: 'ログインしたままの端末で、パスワードを変えます。',
      },
      hint: {
        en: 'Open the app yourself; follow no link from the message. New codes come right after it, see below.',
        ja: 'メッセージのリンクは使わず、自分でアプリを開きます。続けて、下の手順でコードも新しくします。',
      },
      menu: 'password',
      needs: ['session', 'password'],
      getsIn: true,
      otherwise: {
        en: 'The password is refused: set a new one by mail, in the next step.',
        ja: '今のパスワードが通らなければ、次のメールでの再設定に進みます。',
      },
    },
    {
      id: 'password-by-mail',
      text: {
        en: 'Otherwise set a new password on the reset page; the link comes by mail.',
        ja: 'できないときは、再設定のページからメールを受け取り、新しいパスワードを決めます。',
      },
      address: 'passwordReset',
      needs: ['mail'],
      otherwise: {
        en: 'No mail comes: the address may have been changed already.',
        ja: 'メールが届かなければ、登録メールがもう変えられているのかもしれません。',
      },
      goTo: 'hacked-mail-changed',
    },
    {
      id: 'sign-in',
      text: {
        en: 'Not signed in anywhere: use the password and a code from the authenticator app or an SMS.',
        ja: 'ログイン中の端末がなければ、パスワードと、認証アプリかSMSのコードでログインします。',
      },
      needs: ['password'],
      needsOneOf: ['authenticator', 'sms'],
      getsIn: true,
      otherwise: {
        en: 'Refused: make sure that the code is fresh, then try one last time.',
        ja: '拒否されたら、新しいコードか確かめて、もう1回だけ試します。',
      },
    },
    {
      id: 'code-before-the-stranger',
      text: {
        en: 'Nothing else at hand: sign in with one of these very codes, before the stranger does.',
        ja: 'ほかに手段がなければ、相手より先に、そのコードの1つでログインします。',
      },
      hint: {
        en: 'On the login screen: {tryAnotherWay}, then {useBackupCode}. Type it once.',
        ja: 'ログイン画面で{tryAnotherWay}→{useBackupCode}と進み、1回だけ入力します。',
      },
      command: 'igcodes use NAME',
      does: 'hand-out',
      needs: ['codes'],
      needsOneOf: ['password', 'mail'],
      getsIn: true,
      otherwise: {
        en: 'Refused: somebody has made new codes. Do not try the others.',
        ja: '拒否されたら、相手が発行し直したと考えます。残りは試しません。',
      },
      goTo: 'hacked-mail-changed',
    },
    {
      id: 'mark-exposed',
      text: {
        en: 'If you are not in yet, note in igcodes that the codes are no longer safe.',
        ja: 'まだ入れないときは、このコードはもう安全でないとigcodesに記録します。',
      },
      hint: {
        en: 'So that nobody relies on them. At Instagram they work until a new set is issued.',
        ja: 'チームの誰かがうっかり頼らないためです。Instagramでは、再発行するまで無効になりません。',
      },
      command: 'igcodes void NAME --because exposed',
      otherwise: {
        en: 'The codes were never stored here: skip this.',
        ja: 'igcodesに登録していなかったコードなら、飛ばして構いません。',
      },
    },
  ],
  afterwards: [
    // The records of incidents name this step so.
    ...afterBreakIn.slice(0, -1).map(step => (step.id === 'new-password' ? { ...step, id: 'change-password' } : step)),
    {
      id: 'delete-copies',
      text: {
        en: 'Delete the copies that were seen: pictures, chats, mails, notes.',
        ja: '見られた控えを消します。画像、チャット、メール、メモなどです。',
      },
      hint: {
        en: 'Keep the new set in one place, two at the most: a password manager and one sheet of paper, locked away.',
        ja: '新しいコードの置き場所は、パスワード管理アプリと、鍵のかかる場所の紙1枚までにします。',
      },
      otherwise: {
        en: 'You cannot delete one: it is useless as soon as you have a new set.',
        ja: '消せないものがあっても、再発行すれば古いコードは役に立ちません。',
      },
    },
    // The record is closed last.
    ...afterBreakIn.slice(-1),
  ],
  never: [
    { en: 'Wait and see whether something happens.', ja: '「何も起きていないから」と様子を見ること。' },
    {
      en: 'Answer the message, or open its link once more.',
      ja: '怪しいメッセージに返信したり、リンクをもう一度開いたりすること。',
    },
  ],
  stop: {
    isTurn: true,
    after: { en: 'you can no longer sign in', ja: 'もうログインできないなら' },
    goOn: {
      en: 'somebody was faster; get the account back with the mail that Instagram sent',
      ja: '乗っ取りの手順に移り、Instagramのメールを使って取り戻します',
    },
    goTo: 'hacked-mail-changed',
  },
  next: [
    {
      scenario: 'hacked-mail-changed',
      when: { en: 'The mail address or the password was changed.', ja: 'メールやパスワードを変えられた。' },
    },
    {
      scenario: 'attacker-set-2fa',
      when: { en: 'It asks for a code that you never set up.', ja: '設定した覚えのないコードを聞かれる。' },
    },
    {
      scenario: 'unknown-request',
      when: { en: 'A sign-in that is not yours waits for approval.', ja: '身に覚えのないログインの許可を求められた。' },
    },
    {
      scenario: 'phone-lost',
      when: { en: 'The codes were on a phone that is gone.', ja: 'コードは、なくしたスマホの中にあった。' },
    },
  ],
  confidence: 'high',
  sources: ['article', 'helpReports', 'twoFactorHelp', 'publicReports'],
  reviewedOn: '2026-11-29',
}
