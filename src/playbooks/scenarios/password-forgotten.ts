import type { Playbook } from '../playbook.ts'
import { afterwards, backupCode, newCodes } from '../shared-lines.ts'

export const playbook: Playbook = {
  id: 'password-forgotten',
  title: { en: 'Password forgotten', ja: 'パスワードを忘れた' },
  when: { en: 'You do not know the password, or it is refused.', ja: 'パスワードが分からない、または違うと言われる。' },
  words: {
    en: ['wrong password', 'reset password', 'password refused', 'incorrect password', 'password lost'],
    ja: [
      'パスワードがわからない',
      'パスワードが違う',
      'パスワード忘れ',
      'パスワード再設定',
      'パスワードリセット',
      'パスワードが間違っています',
    ],
  },
  odds: {
    level: 'high',
    because: {
      en: 'If you can still read the account’s mail or SMS, a new password is set in a few minutes.',
      ja: '登録したメールかSMSを読めるなら、新しいパスワードは数分で決められます。',
    },
  },
  firstChecks: [
    {
      en: 'Which mail address does the account have, and can you open that mailbox?',
      ja: '登録したメールアドレスはどれですか。そのメールを今読めますか。',
    },
    {
      en: 'Do you sign in with the Facebook button? Then there may be no password of its own.',
      ja: 'Facebookのボタンでログインしていませんか。その場合、パスワードがないこともあります。',
    },
    { en: 'Does the account’s phone number still receive SMS?', ja: '登録した電話番号で、今もSMSを受け取れますか。' },
    {
      en: 'Is the password kept in a browser or in a password manager?',
      ja: 'ブラウザやパスワード管理アプリに残っていませんか。',
    },
  ],
  steps: [
    {
      id: 'ask-for-reset',
      text: {
        en: 'On the sign-in screen, tap {forgotPassword} and ask for the link, once.',
        ja: 'ログイン画面の{forgotPassword}から、再設定リンクを1回だけ送ってもらいます。',
      },
      hint: {
        en: 'If two or three addresses are possible, start with the likeliest one.',
        ja: 'アドレスの候補がいくつかあるときは、一番ありそうなものからにします。',
      },
      address: 'passwordReset',
      needsOneOf: ['mail', 'sms'],
      otherwise: {
        en: 'The account is not found: type the mail address or the number instead of the name.',
        ja: 'アカウントが見つからなければ、名前の代わりにメールアドレスか電話番号を入れます。',
      },
    },
    {
      id: 'open-link',
      text: {
        en: 'Open the mail or the SMS from Instagram, and in it the link.',
        ja: '届いたメールかSMSを開き、中のリンクを開きます。',
      },
      hint: {
        en: 'Look in the spam folder too. Use only a link that you have just asked for.',
        ja: '迷惑メールも見てください。開いてよいのは、今自分で頼んだリンクだけです。',
      },
      needsOneOf: ['mail', 'sms'],
      otherwise: {
        en: 'Nothing comes, neither by mail nor by SMS: do not ask over and over; take the official page.',
        ja: 'メールにもSMSにも来なければ、何度も頼まずに、公式ページの手順へ進みます。',
      },
      goTo: 'all-factors-gone',
    },
    {
      id: 'new-password',
      text: {
        en: 'Set a new password that you use nowhere else.',
        ja: 'ほかで使っていない、新しいパスワードを決めます。',
      },
      hint: {
        en: 'Save it in the password manager right away. If no code is asked for after that, you are in.',
        ja: 'その場でパスワード管理アプリに保存します。このあとコードを聞かれなければ、もう入れています。',
      },
      needsOneOf: ['mail', 'sms'],
      otherwise: {
        en: 'The link has expired: ask for one new link and use that one.',
        ja: 'リンクが期限切れなら、もう1回だけ頼んで、新しいほうを使います。',
      },
    },
    {
      id: 'second-step-app',
      text: {
        en: 'If it asks for a code, type in the one from your authenticator app.',
        ja: 'コードを聞かれたら、認証アプリのコードを入力します。',
      },
      hint: {
        en: 'The new password does not replace this second step; it stays as it was.',
        ja: 'パスワードを変えても、二段階認証はそのまま残っています。',
      },
      getsIn: true,
      needs: ['authenticator'],
      needsOneOf: ['mail', 'sms'],
      otherwise: {
        en: 'The app’s code is refused: look at the phone’s clock first.',
        ja: 'アプリのコードが拒否されたら、まずスマホの時刻を見直します。',
      },
      goTo: 'totp-rejected',
    },
    {
      id: 'second-step-sms',
      text: { en: 'Or have the code sent by SMS, and type it in.', ja: 'または、SMSでコードを受け取って入力します。' },
      getsIn: true,
      needs: ['sms'],
      otherwise: {
        en: 'No SMS comes: have it sent once more at the most.',
        ja: 'SMSが来なければ、頼むのはあと1回までにします。',
      },
      goTo: 'sms-never',
    },
    {
      ...backupCode,
      text: {
        en: 'Or tap {tryAnotherWay} and {useBackupCode}.',
        ja: 'または、{tryAnotherWay}→{useBackupCode}と進みます。',
      },
      needs: ['codes'],
      needsOneOf: ['mail', 'sms'],
    },
  ],
  afterwards: [
    newCodes,
    {
      id: 'look-through-mails',
      text: {
        en: 'Check for mails from Instagram about changes that you did not make.',
        ja: '身に覚えのない知らせがInstagramから来ていなかったか、確かめます。',
      },
      hint: {
        en: 'A mail listed there is genuine. It shows 14 days; one that is missing may still be genuine.',
        ja: '載っていれば本物です。14日分なので、載っていなくても偽物とは限りません。',
      },
      menu: 'recentEmails',
      otherwise: {
        en: 'Something was changed, and not by you: treat the account as broken into, at once.',
        ja: '知らない変更があれば、すぐに乗っ取りの手順へ進みます。',
      },
      goTo: 'hacked-mail-changed',
    },
    ...afterwards.slice(1),
  ],
  never: [
    {
      en: 'Expect a reset to remove the sign-in code: it is still asked for.',
      ja: '再設定すればコードは不要になる、と思い込むこと。その後も聞かれます。',
    },
    { en: 'Open a reset link that you did not ask for.', ja: '頼んでいない再設定リンクを開くこと。' },
  ],
  stop: {
    after: { en: 'a reset that brought neither a mail nor an SMS', ja: '再設定のメールもSMSも届かなかったら' },
    goOn: { en: 'go on by way of Instagram’s official page', ja: 'Instagramの公式ページから進めます' },
    goTo: 'all-factors-gone',
  },
  next: [
    {
      scenario: 'all-factors-gone',
      when: { en: 'You can open neither the mailbox nor the SMS.', ja: 'メールもSMSも読めない。' },
    },
    {
      scenario: 'hacked-mail-changed',
      when: {
        en: 'Somebody else changed the password or the address.',
        ja: '知らないうちに、パスワードやアドレスを変えられた。',
      },
    },
    {
      scenario: 'facebook-login',
      when: {
        en: 'You sign in with Facebook, or the right password is refused.',
        ja: 'Facebookでログインしている。正しいのに通らない。',
      },
    },
    {
      scenario: 'keeper-left',
      when: { en: 'The mailbox belongs to somebody who has left.', ja: '登録アドレスが、辞めた人のものだった。' },
    },
    {
      scenario: 'told-to-wait',
      when: { en: 'Instagram tells you to wait.', ja: '「しばらく待って」という表示が出た。' },
    },
  ],
  confidence: 'medium',
  sources: ['article', 'hackedPage', 'twoFactorHelp', 'helpReports', 'recentMails', 'publicReports'],
  reviewedOn: '2026-11-29',
}
