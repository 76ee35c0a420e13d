import type { Playbook } from '../playbook.ts'
import { afterwards } from '../shared-lines.ts'

export const playbook: Playbook = {
  id: 'unknown-request',
  title: { en: 'A sign-in request that is not yours', ja: '身に覚えのないログインリクエスト' },
  when: {
    en: 'Instagram asks you to approve a sign-in that you did not start.',
    ja: '自分ではないログインの許可を、Instagramに求められた。',
  },
  words: {
    en: ['login request', 'approve', 'was this you', 'unknown device', 'suspicious login', 'strange place'],
    ja: ['ログインリクエスト', '承認', '許可', '不審なログイン', '知らない端末', '知らない場所', '身に覚えがない'],
  },
  odds: {
    level: 'very-high',
    because: {
      en: 'Unless somebody tapped approve, the stranger is not in. Refuse it, change the password, and it stays so.',
      ja: '誰も許可していなければ、相手はまだ入れていません。断って、パスワードを変えれば大丈夫です。',
    },
  },
  firstChecks: [
    { en: 'Was it you, just now, on another device?', ja: 'たった今、別の端末でログインしようとしませんでしたか。' },
    {
      en: 'Was it a colleague or the agency? Ask them by phone before you touch anything.',
      ja: '同僚や代理店ではありませんか。何か押す前に、電話で聞いてみます。',
    },
  ],
  steps: [
    {
      id: 'refuse',
      text: { en: 'Refuse the request with {notMe}.', ja: '{notMe}を押して、断ります。' },
      hint: {
        en: 'In doubt, refuse. If it was a colleague after all, they can simply try again.',
        ja: '迷ったら断って構いません。もし同僚でも、あとでやり直せます。',
      },
      needs: ['session'],
      otherwise: {
        en: 'It has gone from the screen: change the password anyway.',
        ja: '画面から消えていても、パスワードは変えておきます。',
      },
    },
    {
      id: 'change-password',
      text: { en: 'Change the password now, on this device.', ja: 'そのまま同じ端末で、パスワードを変えます。' },
      hint: {
        en: 'Somebody may know the old one. Take one that you use nowhere else.',
        ja: '今のものは知られているかもしれません。ほかで使っていないものにします。',
      },
      menu: 'password',
      needs: ['session', 'password'],
      getsIn: true,
      otherwise: {
        en: 'The old one is refused or forgotten: set a new one by mail.',
        ja: '今のパスワードが分からない、または通らなければ、メールで再設定します。',
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
        en: 'No mail comes: the address may have been changed.',
        ja: 'メールが届かなければ、登録メールを変えられたのかもしれません。',
      },
      goTo: 'hacked-mail-changed',
    },
  ],
  afterwards: [
    {
      id: 'check-mails',
      text: {
        en: 'Look through {recentEmails} for changes that you did not make.',
        ja: '{recentEmails}に、身に覚えのない変更がないか見ます。',
      },
      menu: 'recentEmails',
      otherwise: {
        en: 'There is a change that you do not know: undo it with the mail that is listed there.',
        ja: '覚えのない変更があれば、そこに載っているメールから元に戻します。',
      },
      goTo: 'hacked-mail-changed',
    },
    // The codes were not touched: a new set would only make the stored one worthless.
    ...afterwards.filter(({ id }) => id !== 'new-codes'),
  ],
  never: [
    {
      en: 'Approve a request that you did not start yourself.',
      ja: '自分が始めたのではないリクエストを、許可すること。',
    },
  ],
  stop: {
    isTurn: true,
    after: { en: 'a second strange request comes', ja: 'また来たら' },
    goOn: {
      en: 'assume that your codes are known, too, and replace them',
      ja: 'コードも知られたと考えて、新しくします',
    },
    goTo: 'codes-exposed',
  },
  next: [
    {
      scenario: 'reset-mail',
      when: { en: 'It was only a mail or SMS about a new password.', ja: '再設定のメールやSMSが来ただけ。' },
    },
    {
      scenario: 'codes-exposed',
      when: { en: 'It comes again, or you have given a code away.', ja: 'また来た。またはコードを教えてしまった。' },
    },
    {
      scenario: 'hacked-mail-changed',
      when: { en: 'It was approved, and the address has changed.', ja: '許可してしまい、登録メールを変えられた。' },
    },
    {
      scenario: 'sim-swap',
      when: { en: 'Your phone has lost its service at the same time.', ja: '同じころ、スマホが急に圏外になった。' },
    },
  ],
  confidence: 'medium',
  sources: ['helpReports', 'twoFactorHelp', 'article'],
  reviewedOn: '2026-11-29',
}
