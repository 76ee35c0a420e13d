import type { Playbook, Step } from '../playbook.ts'
import { afterwards, onlyInTheApp } from '../shared-lines.ts'

const twoFactorOn: Step = {
  id: 'two-factor-on',
  text: {
    en: 'If {twoFactor} is off, turn it on, and keep the backup codes.',
    ja: '{twoFactor}がオフなら、オンにして、バックアップコードを保管します。',
  },
  hint: onlyInTheApp,
  menu: 'twoFactor',
  command: 'igcodes playbook set-up',
  otherwise: {
    en: 'No time now: put it into the calendar for today.',
    ja: '今は無理なら、今日中の予定に入れておきます。',
  },
}

export const playbook: Playbook = {
  id: 'reset-mail',
  title: { en: 'A reset mail or SMS that you did not ask for', ja: '頼んでいない再設定メールやSMSが来た' },
  when: {
    en: 'Instagram sends a link or a code for a new password, and you did not ask for it.',
    ja: 'パスワードの再設定メールや6桁のSMSが、頼んでいないのに届いた。',
  },
  words: {
    en: ['reset mail', 'password reset email', 'did not request', 'unasked code', 'unexpected SMS', 'sorry to hear'],
    ja: ['再設定メール', 'パスワードリセット', '頼んでいない', '覚えのないメール', '覚えのないSMS', '勝手に届く'],
  },
  odds: {
    level: 'very-high',
    because: {
      en: 'Usually somebody only typed your name. If you ignore the mail, it changes nothing.',
      ja: '誰かが名前を入れただけのことが多く、メールは放っておけば何も変わりません。',
    },
  },
  firstChecks: [
    {
      en: 'Was it a colleague or the agency? Ask them by phone.',
      ja: '同僚や代理店ではありませんか。電話で聞いてみます。',
    },
    {
      en: 'A six-digit SMS at sign-in means that somebody knows the password: change it today.',
      ja: 'ログイン用の6桁のSMSなら、パスワードを知られています。今日のうちに変えます。',
    },
  ],
  steps: [
    {
      id: 'tap-nothing',
      text: {
        en: 'Tap nothing in it, and tell nobody the code or the link.',
        ja: 'リンクは押しません。コードもリンクも、誰にも渡しません。',
      },
      hint: {
        en: 'A “friend” who asks you for it is how most accounts are lost.',
        ja: '「友人」から「コードを送って」と頼まれて奪われる例が、一番多いのです。',
      },
      otherwise: {
        en: 'You have tapped it or given it away: act at once.',
        ja: '押した、渡してしまったという場合は、すぐに動きます。',
      },
      goTo: 'codes-exposed',
    },
    {
      id: 'recent-emails',
      text: {
        en: 'Open the app yourself and look at {recentEmails}.',
        ja: '自分でアプリを開き、{recentEmails}を見ます。',
      },
      hint: {
        en: 'It shows 14 days. A mail listed there is genuine; one that is missing may still be genuine.',
        ja: '14日分が出ます。載っていれば本物です。載っていなくても、偽物とは限りません。',
      },
      menu: 'recentEmails',
      needs: ['session'],
      otherwise: {
        en: 'Not there: go on. It proves nothing.',
        ja: '見つからなくても、次へ進みます。これだけでは何も決まりません。',
      },
    },
    {
      id: 'change-password',
      text: {
        en: 'If it was an SMS, or you worry: change the password, in the app.',
        ja: 'SMSだったとき、心配なときは、アプリの中でパスワードを変えます。',
      },
      hint: { en: 'Take one that you use nowhere else.', ja: 'ほかで使っていないものにします。' },
      menu: 'password',
      needs: ['session'],
      otherwise: {
        en: 'The old one is refused: ask for a reset yourself, and use only that newest mail.',
        ja: '今のパスワードが通らなければ、自分で再設定を頼み、その新しいメールだけを使います。',
      },
      goTo: 'password-forgotten',
    },
  ],
  // The codes were not touched: a new set would only make the stored one worthless.
  afterwards: [twoFactorOn, ...afterwards.filter(({ id }) => id !== 'new-codes')],
  never: [
    { en: 'Tap a reset link that you did not ask for.', ja: '頼んでいない再設定のリンクを押すこと。' },
    { en: 'Call a number or answer an address in the mail.', ja: 'メールにある番号に電話したり、返信したりすること。' },
  ],
  stop: {
    isTurn: true,
    after: { en: 'the address or the password has changed', ja: '登録メールやパスワードが変わっていたら' },
    goOn: { en: 'somebody is in: get the account back', ja: '誰かが入っています。取り戻す手順に進みます' },
    goTo: 'hacked-mail-changed',
  },
  next: [
    {
      scenario: 'hacked-mail-changed',
      when: { en: 'The mail address was changed.', ja: '登録メールが変えられていた。' },
    },
    {
      scenario: 'unknown-request',
      when: { en: 'You are asked to approve a sign-in.', ja: 'ログインの許可を求められた。' },
    },
    { scenario: 'sim-swap', when: { en: 'The phone has lost its service as well.', ja: 'スマホも急に圏外になった。' } },
    {
      scenario: 'codes-exposed',
      when: { en: 'You gave a code or a link away.', ja: 'コードやリンクを渡してしまった。' },
    },
  ],
  confidence: 'medium',
  sources: ['resetMails', 'recentMails', 'publicReports', 'twoFactorHelp'],
  reviewedOn: '2026-11-29',
}
